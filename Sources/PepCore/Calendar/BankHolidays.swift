/// The bank holidays of England and Wales, and the days for which they are known.
///
/// Outside that span nothing is computed: a list that ends in 2027 would count Monday 3 January
/// 2028 as a working day and call a plan late that is not.
package struct BankHolidays: Hashable, Sendable {
  package let days: Set<CivilDay>
  /// First and last day for which the list is complete.
  package let known: ClosedRange<CivilDay>

  /// An ordinary year has eight: New Year, Good Friday, Easter Monday, two in May, one in August,
  /// Christmas and Boxing Day (Banking and Financial Dealings Act 1971 and proclamations).
  private static let aYear = 8

  /// `knownThrough` is for lists that end within a year. Without it, the last year with a full
  /// set of holidays counts whole, and a year that has only begun does not count.
  /// nil where no year is complete.
  package init?(days: Set<CivilDay>, knownThrough: CivilDay? = nil) {
    let perYear = Dictionary(grouping: days, by: \.year)
    let complete = perYear.filter { $0.value.count >= Self.aYear }.keys
    guard let first = complete.min(), let last = complete.max(),
      Set(first...last).isSubset(of: complete),
      let firstDay = CivilDay(year: first, month: 1, day: 1),
      let lastDay = knownThrough ?? CivilDay(year: last, month: 12, day: 31), firstDay <= lastDay
    else { return nil }
    self.days = days
    known = firstDay...lastDay
  }
}
