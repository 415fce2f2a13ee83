/// "Each letter rechecks everything at the moment of sending": whether what it asks is still missing, of
/// a child still in care, from somebody who is still the one to ask, and no person has stepped in.
package enum StillAsked {
  package enum Check: Hashable, Sendable {
    case ask
    /// A person holds letters about the child, or has mail about it to look at that may be the answer.
    case wait
    /// Nothing of it; with what settles the question in the register, if it still stands there.
    case drop([RegisterChange])
    /// Part of it was answered: this letter instead, with the changes that put it in the old one's place.
    case instead(LetterDraft, [RegisterChange])
  }

  package static func check(_ draft: LetterDraft, _ day: TermDay) -> Check {
    if isOver(draft, day) { return .drop([]) }
    let check: Check
    switch draft.kind {
    case .acknowledgement:
      return draft.plan.map { day.register.holds[$0.child] != nil } == true ? .wait : .ask
    case .booking, .paperwork: return StillBooked.check(draft, day)
    case _ where !draft.kind.isRechecked: return .ask
    case .chase: check = question(draft, day)
    case .query: check = QueryRecheck.check(draft, day)
    case .sharing: check = SharingRecheck.check(draft, day)
    case .finalised: check = FinalisedRecheck.check(draft, day)
    default: check = reminder(draft, day)
    }
    if case .drop = check { return check }
    let child = draft.plan.flatMap { day.register.children[$0.child] }
    guard child.map(day.mayWrite) == true, !day.isAway(draft.to, on: day.today) else {
      return .wait
    }
    return check
  }

  /// Nothing is ever sent again about a child who left care; what is open is closed with it below.
  private static func isOver(_ draft: LetterDraft, _ day: TermDay) -> Bool {
    guard draft.kind != .chase, let id = draft.plan?.child, let child = day.register.children[id]
    else { return false }
    return !child.isInCare(on: day.today) || child.hasOutgrownSchool(on: day.today)
  }

  private static func question(_ draft: LetterDraft, _ day: TermDay) -> Check {
    let key = draft.question ?? draft.reference
    guard let chase = day.register.chases[key] else { return .drop([]) }
    let settled = Check.drop([.chaseClosed(reference: key)])
    guard let plan = draft.plan, let child = day.register.children[plan.child],
      day.isOurs(child), day.isOfRecord(draft.to, for: child)
    else { return settled }
    let missing = day.register.plans[plan]?.missing ?? []
    let left = draft.asks.filter { missing.contains($0) && chase.asks.contains($0) }
    if left.isEmpty { return settled }
    if left == draft.asks { return .ask }
    return .instead(
      narrower(draft, left, key), [.chaseNarrowed(reference: key, to: left)])
  }

  /// The question keeps its key, which stands at the beginning of the new letter's reference.
  private static func narrower(
    _ draft: LetterDraft, _ left: [FieldName], _ key: String
  ) -> LetterDraft {
    var narrower = draft
    narrower.reference += LetterDraft.rewritten
    narrower.question = key
    narrower.asks = left
    if case .list(let asks) = draft.facts["asks"], asks.count == draft.asks.count {
      narrower.facts["asks"] = .list(zip(draft.asks, asks).filter { left.contains($0.0) }.map(\.1))
      narrower.facts["several"] = .flag(left.count > 1)
    }
    return narrower
  }

  /// A reminder goes out while its rule still finds the same due, from the same addressee.
  private static func reminder(_ draft: LetterDraft, _ day: TermDay) -> Check {
    guard let plan = draft.plan, let child = day.register.children[plan.child],
      day.isOurs(child),
      let rule = Reminders.rules.first(where: { $0.kind.letter == draft.kind })
    else { return .drop([]) }
    // Beyond the calendar nothing can be said, so nothing is asked.
    let due = (try? rule.due(child, day)) ?? []
    return due.contains { $0.plan == plan && $0.to == draft.to } ? .ask : .drop([])
  }
}
