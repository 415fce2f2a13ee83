/// When schools are open, by the authority's calendar; single schools may differ.
package struct TermDates: Hashable, Sendable {
  package struct Term: Hashable, Sendable {
    /// As the authority names it, e.g. `2026-27 term 1`.
    package let name: String
    package let days: ClosedRange<CivilDay>

    /// nil if it ends before it begins.
    package init?(name: String, first: CivilDay, last: CivilDay) {
      guard first <= last else { return nil }
      self.name = name
      days = first...last
    }
  }

  /// In order of time, without overlaps.
  package let terms: [Term]
  /// Days within a term on which schools are closed (training days).
  package let closed: Set<CivilDay>

  /// nil where two terms overlap.
  package init?(terms: [Term], closed: Set<CivilDay> = []) {
    let sorted = terms.sorted { $0.days.lowerBound < $1.days.lowerBound }
    for (earlier, later) in zip(sorted, sorted.dropFirst())
    where earlier.days.upperBound >= later.days.lowerBound { return nil }
    self.terms = sorted
    self.closed = closed
  }

  package func term(on day: CivilDay) -> Term? { terms.first { $0.days.contains(day) } }

  /// The last day for which these dates say anything.
  package var lastDay: CivilDay? { terms.last?.days.upperBound }

  /// Whether schools are open; bank holidays within a term are the caller's to add.
  package func isTermDay(_ day: CivilDay) -> Bool {
    day.weekday <= 5 && !closed.contains(day) && term(on: day) != nil
  }
}
