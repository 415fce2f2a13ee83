/// "In Somerset PEPs are held every term. … The PEP should be initiated by the social worker …
/// Ideally the PEP takes place in the first half of a term but this is not a requirement" (paper, "How
/// often should we have a PEP Review?" and "Who initiates the PEP?").
///
/// So the social worker is asked from a configured week of the long term on, and never told that a
/// meeting is late.
enum NotBooked: ReminderRule {
  static let kind = ReminderKind.notBooked

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    let key = PlanKey(child: child.id, term: SchoolTerm(of: day.today))
    guard !Meetings.isBookedOrHeld(key, day.register) else { return [] }
    if try Meetings.isPlanned(key, child, day) { return [] }
    // A child who is new in care, or has moved school, has a span of its own.
    guard try !FirstPlan.isRunning(child, day), try FirstPlan.due(child, day).isEmpty,
      try SchoolMoved.due(child, day).isEmpty,
      let days = try day.calendar(ofSchool: child.schoolURN).days(of: key.term)
    else { return [] }
    let since = days.lowerBound.adding(days: 7 * day.term.bookByWeek)
    // In the holidays after the term nobody can hold its meeting any more.
    guard (since...max(since, days.upperBound)).contains(day.today) else { return [] }
    return [
      DueReminder(
        plan: key, to: day.socialWorker(of: child), since: since,
        facts: ["termEnds": .text(days.upperBound.inWords)])
    ]
  }
}
