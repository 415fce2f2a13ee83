/// Sends what the rules of the term's clock find due: in rounds, on days on which the addressee works,
/// one letter per addressee and child a day, and to a person after the last round.
struct Reminders {
  /// In order of urgency: of two rules that would write to the same person about the same child, the
  /// first does.
  static let rules: [any ReminderRule.Type] = [
    FirstPlan.self, SchoolMoved.self, NotBooked.self, NotSubmitted.self, Unchecked.self,
    Uncirculated.self, Unshared.self, Stalled.self,
  ]

  private(set) var changes: [RegisterChange] = []
  private(set) var letters: [LetterDraft] = []
  private(set) var gaps: Set<OfficeCalendar.Gap> = []
  /// What a person has to see to from today on.
  private(set) var handedOver: [Handover] = []
  private let day: TermDay
  private let start: DayStart
  private let written: [String: Set<Recipient>]

  /// `written`: whom another rule writes to today, by child.
  init(_ day: TermDay, _ start: DayStart, written: [String: Set<Recipient>]) {
    self.day = day
    self.start = start
    self.written = written
    for child in day.register.children.values.sorted(by: { $0.id < $1.id }) { remind(about: child) }
  }

  private mutating func remind(about child: Child) {
    var due: [(ReminderKind, DueReminder)] = []
    var hasGap = false
    for rule in Self.rules where day.isOurs(child) {
      do {
        // What was to be asked before the first start may have been asked and answered then.
        due += try rule.due(child, day).filter { !day.isBeforeCutOff($0.since) }
          .map { (rule.kind, $0) }
      } catch {
        gaps.insert(error)
        hasGap = true
      }
    }
    // Beyond the calendar nothing is known to be done, so nothing is closed either.
    if !hasGap { close(allBut: due, child) }
    guard day.mayWrite(about: child) else { return }
    var written = self.written[child.id] ?? []
    for (kind, reminder) in due {
      if let to = reminder.to, written.contains(to) { continue }
      do {
        if let to = try settle(kind, reminder, child) { written.insert(to) }
      } catch { gaps.insert(error) }
    }
  }

  private mutating func close(allBut due: [(ReminderKind, DueReminder)], _ child: Child) {
    for key in day.reminded(of: child).sorted() {
      let kinds = (day.register.reminders[key] ?? [:]).keys.sorted { $0.rawValue < $1.rawValue }
      for kind in kinds where !due.contains(where: { $0.0 == kind && $0.1.plan == key }) {
        changes.append(.reminderClosed(key, kind))
      }
    }
  }

  /// Writes, hands over or waits; whom it wrote to.
  private mutating func settle(
    _ kind: ReminderKind, _ due: DueReminder, _ child: Child
  ) throws(OfficeCalendar.Gap) -> Recipient? {
    let before = day.register.reminders[due.plan]?[kind]
    guard before?.isWithPerson != true else { return nil }
    guard let to = due.to, !day.isUndeliverable(to) else {
      handOver(kind, due, before)
      return nil
    }
    let last = before.map { ($0.round, $0.lastOn) }
    switch try Rounds.next(after: last, since: due.since, to: to, day) {
    case .wait: return nil
    case .handOver:
      handOver(kind, due, before)
      return nil
    case .write(let round, let isLate):
      let first = before?.reference ?? start.reference("\(due.plan) \(kind.rawValue) \(day.today)")
      changes.append(
        .reminded(
          due.plan, kind, Reminder(round: round, lastOn: day.today, reference: first)))
      var draft = letter(kind, due, to, child, isAgain: round > 1)
      draft.reference = round > 1 ? "\(first)-\(round)" : first
      draft.isLate = isLate ? true : nil
      letters.append(draft)
      return to
    }
  }

  private mutating func handOver(_ kind: ReminderKind, _ due: DueReminder, _ before: Reminder?) {
    changes.append(
      .reminded(
        due.plan, kind,
        Reminder(
          round: before?.round ?? 0, lastOn: day.today, reference: before?.reference ?? "",
          isWithPerson: true)))
    handedOver.append(Handover(plan: due.plan, kind: kind))
  }

  private func letter(
    _ kind: ReminderKind, _ due: DueReminder, _ to: Recipient, _ child: Child, isAgain: Bool
  ) -> LetterDraft {
    var facts = due.facts
    facts["child"] = .text(child.id)
    facts["initials"] = .text(child.initials)
    facts["term"] = .text(due.plan.term.description)
    facts["again"] = .flag(isAgain)
    facts["by"] = day.answerBy(to)
    return LetterDraft(
      kind: kind.letter, to: to, reference: "", plan: due.plan, facts: facts)
  }
}

extension ReminderKind {
  /// The template of its letter.
  var letter: LetterDraft.Kind {
    switch self {
    case .firstPlan: .firstPlan
    case .notBooked: .notBooked
    case .notSubmitted: .notSubmitted
    case .incomplete: .chase
    case .unchecked: .unchecked
    case .query: .query
    case .uncirculated: .finalised
    case .unshared: .sharing
    case .schoolMove: .transition
    case .stalled: .handover
    }
  }
}
