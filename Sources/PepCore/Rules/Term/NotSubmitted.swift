/// "Once the PEP is completed it is the Designated Teacher's responsibility to email the form to
/// thevirtualschool@somerset.gov.uk within 10 working days" (paper, "Who should complete the PEP
/// Paperwork?").
///
/// The day on which it is due is the law's, holidays of schools or not; the letter waits for a day on
/// which the school is open.
enum NotSubmitted: ReminderRule {
  static let kind = ReminderKind.notSubmitted

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    var due: [DueReminder] = []
    for (key, meeting) in day.meetings(of: child)
    where meeting.day < day.today && !day.isBeforeCutOff(meeting.day) {
      guard !Meetings.formCame(child, since: meeting.day, day) else { continue }
      let dueOn = try day.calendar.workingDay(day.term.submitWorkingDays, after: meeting.day)
      guard dueOn < day.today else { continue }
      // Of a meeting at a school that the child has left, a person asks for the form.
      let to = day.wasAtFormerSchool(meeting.day, child) ? nil : day.designatedTeacher(of: child)
      due.append(
        DueReminder(
          plan: key, to: to, since: dueOn.adding(days: 1),
          facts: ["meeting": .text(meeting.day.inWords), "dueOn": .text(dueOn.inWords)]))
    }
    return due
  }
}
