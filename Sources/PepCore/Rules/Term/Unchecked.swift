/// "The AT ensures that the PEP is completed satisfactorily. A PEP check document is used by the AT to
/// summarise the outcomes" (paper, "What happens once a PEP is submitted?").
///
/// The copy that was sent to the Advisory Teacher starts the check; after a configured time without
/// one the Advisory Teacher is reminded. A form that came after the check starts it anew; open queries
/// do not, since the check has happened.
enum Unchecked: ReminderRule {
  static let kind = ReminderKind.unchecked

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> DueReminder? {
    let waiting = day.register.plans.filter { key, plan in
      key.child == child.id && plan.hasUncheckedForm && plan.finalisedOn == nil
    }
    for (key, plan) in waiting.sorted(by: { $0.key > $1.key }) {
      guard let received = plan.documents.map(\.receivedOn).max() ?? plan.receivedOn else {
        continue
      }
      let since = try day.calendar.workingDay(day.term.checkWorkingDays, after: received)
      guard since < day.today else { continue }
      return DueReminder(
        plan: key,
        to: child.advisoryTeacherID.flatMap { day.register.staff[$0] != nil ? .staff($0) : nil },
        since: since.adding(days: 1), facts: ["received": .text(received.inWords)])
    }
    return nil
  }
}
