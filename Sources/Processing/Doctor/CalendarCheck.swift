import PepCore

/// Whether the calendars reach far enough: past their end no due date is computed.
enum CalendarCheck {
  /// The longest span that a rule counts in is some weeks; whoever loads the next year wants notice.
  private static let reach = 60

  static func findings(_ calendar: OfficeCalendar, today: CivilDay) -> [CheckFinding] {
    [
      finding(
        "bank holidays", calendar.holidays?.known.upperBound, today,
        "Load https://www.gov.uk/bank-holidays.json anew as 'calendars.bank_holidays'."),
      finding(
        "term dates", calendar.terms?.lastDay, today,
        "Add the next school year to the file of 'calendars.terms'."),
    ]
  }

  private static func finding(
    _ what: String, _ end: CivilDay?, _ today: CivilDay, _ remedy: String
  ) -> CheckFinding {
    guard let end else {
      return CheckFinding(what, .wrong, "none loaded, so no reminder ever falls due", remedy)
    }
    if end >= today.adding(days: reach) { return CheckFinding(what, .ok, "known until \(end)") }
    return CheckFinding(
      what, .wrong,
      end < today ? "they ended on \(end): nothing falls due any more" : "they end on \(end)",
      remedy)
  }
}
