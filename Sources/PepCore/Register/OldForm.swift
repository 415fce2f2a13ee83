/// A form of an outdated edition that a school sent, and of which its designated teacher is still to be
/// told.
package struct OldForm: Codable, Hashable, Sendable {
  /// The mark that the form bears, e.g. `Revised January 2016`.
  package var edition: String
  package var on: CivilDay

  package init(edition: String, on: CivilDay) {
    self.edition = edition
    self.on = on
  }
}
