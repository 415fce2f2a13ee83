/// "Each letter rechecks everything at the moment of sending": whether what it asks is still missing,
/// of a child still in care.
package enum StillAsked {
  package enum Check: Hashable, Sendable {
    case ask
    /// Nothing of it; with what settles the question in the register, if it still stands there.
    case drop([RegisterChange])
    /// Part of it was answered: this letter instead, with the changes that put it in the old one's place.
    case instead(LetterDraft, [RegisterChange])
  }

  package static func check(
    _ draft: LetterDraft, _ register: Register, today: CivilDay
  ) -> Check {
    guard let chase = register.chases[draft.reference] else { return .drop([]) }
    let settled = Check.drop([.chaseClosed(reference: draft.reference)])
    guard let plan = draft.plan, let child = register.children[plan.child],
      child.isInCare(on: today)
    else { return settled }
    let missing = register.plans[plan]?.missing ?? []
    let left = draft.asks.filter { missing.contains($0) && chase.asks.contains($0) }
    if left.isEmpty { return settled }
    if left == draft.asks { return .ask }
    var narrower = draft
    narrower.reference += "x"
    narrower.asks = left
    if case .list(let asks) = draft.facts["asks"], asks.count == draft.asks.count {
      narrower.facts["asks"] = .list(zip(draft.asks, asks).filter { left.contains($0.0) }.map(\.1))
      narrower.facts["several"] = .flag(left.count > 1)
    }
    var question = chase
    question.asks = left
    return .instead(
      narrower,
      [
        .chaseClosed(reference: draft.reference),
        .chaseOpened(reference: narrower.reference, question),
      ])
  }
}
