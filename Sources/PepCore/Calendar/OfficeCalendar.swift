/// The days that the office counts by: working days of the law, and days on which schools are open.
///
/// Either may be absent, and each knows how far it reaches; beyond that nothing is computed.
package struct OfficeCalendar: Hashable, Sendable {
  package var holidays: BankHolidays?
  package var terms: TermDates?
  /// Of schools that keep other days.
  package var elsewhere: [CountyCalendar]

  package init(
    holidays: BankHolidays? = nil, terms: TermDates? = nil, elsewhere: [CountyCalendar] = []
  ) {
    self.holidays = holidays
    self.terms = terms
    self.elsewhere = elsewhere
  }

  /// Why a day cannot be computed: for the log and the co-ordinators, never a guess.
  package enum Gap: Error, Hashable, Sendable {
    case noBankHolidays
    case noTermDates
    /// The loaded calendar does not reach this day.
    case beyond(CivilDay)
  }

  /// The `count`th working day after a day, which itself is not counted.
  package func workingDay(_ count: Int, after start: CivilDay) throws(Gap) -> CivilDay {
    guard let holidays else { throw .noBankHolidays }
    do {
      return try WorkingDays(holidays: holidays).day(count, after: start)
    } catch { throw .beyond(error.day) }
  }

  package func isWorkingDay(_ day: CivilDay) throws(Gap) -> Bool {
    guard let holidays else { throw .noBankHolidays }
    do {
      return try WorkingDays(holidays: holidays).isWorkingDay(day)
    } catch { throw .beyond(error.day) }
  }

  /// Whether schools are open. Bank holidays within a term are closed days.
  package func isSchoolDay(_ day: CivilDay) throws(Gap) -> Bool {
    guard let terms else { throw .noTermDates }
    guard let last = terms.lastDay, day <= last else { throw .beyond(day) }
    return terms.isTermDay(day) && holidays?.days.contains(day) != true
  }

  /// First and last school day of a long term: of all the terms of the calendar that belong to it. nil
  /// where the term was over before the calendar begins.
  package func days(of term: SchoolTerm) throws(Gap) -> ClosedRange<CivilDay>? {
    guard let terms else { throw .noTermDates }
    let parts = terms.terms.map(\.days).filter { SchoolTerm(of: $0.lowerBound) == term }
    guard let first = parts.map(\.lowerBound).min(), let last = parts.map(\.upperBound).max() else {
      if let first = terms.terms.first, term < SchoolTerm(of: first.days.lowerBound) { return nil }
      let month = [SchoolTerm.Season.autumn: 9, .spring: 1, .summer: 5][term.season] ?? 9
      let year = term.season == .autumn ? term.startYear : term.startYear + 1
      throw .beyond(CivilDay(year: year, month: month, day: 1) ?? CivilDay(number: 0))
    }
    return first...last
  }
}
