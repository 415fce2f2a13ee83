/// "Once the PEP is completed it is the Designated Teacher's responsibility to email the form to
/// thevirtualschool@somerset.gov.uk within 10 working days" (paper, "Who should complete the PEP
/// Paperwork?").
///
/// The day on which it is due is the law's, holidays of schools or not; the letter waits for a day on
/// which the school is open.
enum NotSubmitted: ReminderRule {
  static let kind = ReminderKind.notSubmitted

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> DueReminder? {
    for (key, meeting) in Self.meetings(of: child, day) {
      guard !Meetings.formCame(child.id, since: meeting, day.register) else { continue }
      let dueOn = try day.calendar.workingDay(day.term.submitWorkingDays, after: meeting)
      guard dueOn < day.today else { continue }
      // Of a meeting at a school that the child has left, a person asks for the form.
      let to = day.wasAtFormerSchool(meeting, child) ? nil : day.designatedTeacher(of: child)
      return DueReminder(
        plan: key, to: to, since: dueOn.adding(days: 1),
        facts: ["meeting": .text(meeting.inWords), "dueOn": .text(dueOn.inWords)])
    }
    return nil
  }

  /// Past meetings, the latest first: of two that are owed, the newer is asked for.
  private static func meetings(of child: Child, _ day: TermDay) -> [(PlanKey, CivilDay)] {
    day.register.meetings.filter { $0.key.child == child.id && $0.value.day < day.today }
      .map { ($0.key, $0.value.day) }.sorted { $0.1 > $1.1 }
  }
}
