/// What a message is for the office, by what it brings.
struct MessageKinds {
  let facts: MessageFacts
  let attachments: [Classified]
  let bodyForm: Classified?
  let register: Register
  let sender: SenderVerdict
  /// It refers to a question of ours that is still open.
  let answersQuestion: Bool

  var kind: MessageKind {
    if facts.report != nil || PlainBounce.action(facts) != nil { return .bounce }
    if AutoReplies.isAutomatic(facts) { return .autoReply }
    let kinds = Set(attachments.map(\.verdict.kind))
    if kinds.contains(.pep) || bodyForm != nil { return .submission }
    if kinds.contains(.pepCheck) { return .pepCheck }
    if kinds.contains(.fundingOutcome) { return .fundingOutcome }
    if kinds.contains(.qualityAssurance) { return .qualityAssurance }
    if answersQuestion, kinds.isDisjoint(with: [.sealed, .unreadable, .otherAuthority]) {
      return .reply
    }
    if Bookings.invites(facts) || Bookings.announcesMeeting(facts, register) { return .booking }
    if kinds.contains(.otherAuthority) || kinds.contains(.blankForm) { return .submission }
    if !kinds.isDisjoint(with: [.sealed, .unreadable]) { return .submission }
    if sender.isKnown, attachments.contains(where: \.callsItselfPlan), !PlanTalk.isBulk(facts) {
      return .submission
    }
    if PlanTalk(register: register, sender: sender).tellsOfPlan(facts) { return .submission }
    if Replies.isReply(facts) { return .reply }
    if PlanTalk.linksToPlan(facts) { return .submission }
    return .unrelated
  }
}
