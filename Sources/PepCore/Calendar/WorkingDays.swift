/// Counts working days: "any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a
/// bank holiday in England and Wales", as children's legislation has it. School holidays count.
package struct WorkingDays: Sendable {
  package let holidays: BankHolidays

  package init(holidays: BankHolidays) { self.holidays = holidays }

  /// A day outside the loaded calendar: no answer is better than one that may be a day off.
  package struct BeyondCalendar: Error, Hashable, Sendable {
    package let day: CivilDay
    package let known: ClosedRange<CivilDay>
  }

  package func isWorkingDay(_ day: CivilDay) throws(BeyondCalendar) -> Bool {
    guard holidays.known.contains(day) else {
      throw BeyondCalendar(day: day, known: holidays.known)
    }
    return day.weekday <= 5 && !holidays.days.contains(day)
  }

  /// The `count`th working day after a day, which itself is not counted.
  package func day(_ count: Int, after start: CivilDay) throws(BeyondCalendar) -> CivilDay {
    var day = start
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      if try isWorkingDay(day) { left -= 1 }
    }
    return day
  }

  /// How many working days lie after `start`, up to and including `end`; 0 if `end` is not later.
  package func count(after start: CivilDay, through end: CivilDay) throws(BeyondCalendar) -> Int {
    var count = 0
    var day = start
    while day < end {
      day = day.adding(days: 1)
      if try isWorkingDay(day) { count += 1 }
    }
    return count
  }
}
