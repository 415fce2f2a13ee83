/// "The AT ensures that the PEP is completed satisfactorily. A PEP check document is used by the AT to
/// summarise the outcomes" (paper, "What happens once a PEP is submitted?").
///
/// The copy that was sent to the Advisory Teacher starts the check; after a configured time without
/// one the Advisory Teacher is reminded. A form that came after the check starts it anew; open queries
/// do not, since the check has happened.
enum Unchecked: ReminderRule {
  static let kind = ReminderKind.unchecked

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    let teacher = child.advisoryTeacherID.flatMap {
      day.register.staff[$0] != nil ? Recipient.staff($0) : nil
    }
    var due: [DueReminder] = []
    for (key, plan) in day.plans(of: child) where plan.hasUncheckedForm && plan.finalisedOn == nil {
      guard let received = plan.documents.map(\.receivedOn).max() ?? plan.receivedOn,
        !day.isBeforeCutOff(received)
      else { continue }
      let since = try day.calendar.workingDay(day.term.checkWorkingDays, after: received)
      guard since < day.today else { continue }
      due.append(
        DueReminder(
          plan: key, to: teacher, since: since.adding(days: 1),
          facts: ["received": .text(received.inWords)]))
    }
    return due
  }
}
