/// A child's change of school, as an import of the roster showed it.
package struct SchoolMove: Codable, Hashable, Sendable {
  /// URN; nil where there was no school.
  package var from: String?
  package var to: String?
  /// The day of the import: the roster does not say when the child moved.
  package var on: CivilDay

  package init(from: String?, to: String?, on: CivilDay) {
    self.from = from
    self.to = to
    self.on = on
  }
}

/// Somebody's absence, as their automatic answer gives it.
package struct Absence: Codable, Hashable, Sendable {
  /// The day of the answer.
  package var since: CivilDay
  /// The first day on which they are there again.
  package var until: CivilDay

  package init(since: CivilDay, until: CivilDay) {
    self.since = since
    self.until = until
  }
}
