/// "The AT ensures that the PEP is completed satisfactorily" (paper, "What happens once a PEP is
/// submitted?"): a PEP that was checked, is not finalised, and about which nobody is asked anything any
/// more - the check says that it is not satisfactory and nothing new came; what is missing is asked of
/// nobody of record - would be forgotten. A person takes it up.
enum Stalled: ReminderRule {
  static let kind = ReminderKind.stalled

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    var due: [DueReminder] = []
    for (key, plan) in day.plans(of: child) where isUnfinished(plan, day) && !isMoving(key, day) {
      guard let last = lastStep(plan) else { continue }
      let since = try day.calendar.workingDay(day.term.checkWorkingDays, after: last)
      guard since < day.today else { continue }
      due.append(DueReminder(plan: key, to: nil, since: since.adding(days: 1)))
    }
    return due
  }

  /// Here, checked as it is, and not finalised. A form that waits for its check is another rule's.
  private static func isUnfinished(_ plan: PlanRecord, _ day: TermDay) -> Bool {
    guard let received = plan.receivedOn, plan.finalisedOn == nil, !plan.hasUncheckedForm else {
      return false
    }
    return !day.isBeforeCutOff(received)
  }

  /// Somebody is being asked, or another rule has put it before a person.
  private static func isMoving(_ key: PlanKey, _ day: TermDay) -> Bool {
    let others = day.register.reminders[key]?.keys.contains { $0 != kind } ?? false
    let open = day.open(key)
    return others || !open.chases.isEmpty || !open.queries.isEmpty
  }

  private static func lastStep(_ plan: PlanRecord) -> CivilDay? {
    (plan.documents.map(\.receivedOn) + plan.fields.values.map(\.recordedOn)
      + [plan.check?.on, plan.receivedOn].compactMap(\.self)).max()
  }
}
