/// "A PEP meeting should be convened by the Social Worker, within 20 days of a child coming into care"
/// (paper, "How often should we have a PEP Review?").
///
/// The social worker is asked when half of these days are over and nothing is booked.
enum FirstPlan: ReminderRule {
  static let kind = ReminderKind.firstPlan

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    guard let start = child.inCareSince, start <= day.today else { return [] }
    // A child who came into care before the calendar begins is nobody's first PEP any more.
    guard let first = day.calendar.holidays?.known.lowerBound, start >= first else { return [] }
    guard !hasPlan(child, since: start, day) else { return [] }
    let span = day.term
    let dueOn = try day.day(
      span.firstPlanDays, span.firstPlanDayKind, after: start, of: child)
    let since = try day.day(
      max(1, span.firstPlanDays / 2), span.firstPlanDayKind, after: start, of: child)
    // A term later the ordinary termly PEP is asked for instead.
    guard since <= day.today, SchoolTerm(of: day.today) <= SchoolTerm(of: dueOn) else { return [] }
    return [
      DueReminder(
        plan: PlanKey(child: child.id, term: SchoolTerm(of: dueOn)),
        to: day.socialWorker(of: child), since: since,
        facts: [
          "inCareSince": .text(start.inWords), "dueOn": .text(dueOn.inWords),
          "isPast": .flag(dueOn < day.today),
        ])
    ]
  }

  /// The days that the first PEP has are not over yet.
  static func isRunning(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> Bool {
    guard let start = child.inCareSince, start <= day.today,
      let first = day.calendar.holidays?.known.lowerBound, start >= first
    else { return false }
    return try day.today
      <= day.day(day.term.firstPlanDays, day.term.firstPlanDayKind, after: start, of: child)
  }

  private static func hasPlan(_ child: Child, since start: CivilDay, _ day: TermDay) -> Bool {
    day.meetings(of: child).contains { $0.value.day >= start }
      || Meetings.formCame(child, since: start, day)
  }
}
