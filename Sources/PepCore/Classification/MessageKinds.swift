/// What a message is for the office, by what it brings.
enum MessageKinds {
  static func kind(
    of facts: MessageFacts, _ attachments: [Classified], _ bodyForm: Classified?
  ) -> MessageKind {
    if facts.report != nil { return .bounce }
    if AutoReplies.isAutomatic(facts) { return .autoReply }
    let kinds = Set(attachments.map(\.verdict.kind))
    if kinds.contains(.pep) || bodyForm != nil { return .submission }
    if kinds.contains(.pepCheck) { return .pepCheck }
    if kinds.contains(.fundingOutcome) { return .fundingOutcome }
    if kinds.contains(.qualityAssurance) { return .qualityAssurance }
    if kinds.contains(.meetingNotice) || Bookings.announcesMeeting(facts) { return .booking }
    if kinds.contains(.otherAuthority) || kinds.contains(.blankForm) { return .submission }
    if !kinds.isDisjoint(with: [.sealed, .unreadable]) { return .submission }
    if Replies.isReply(facts) { return .reply }
    if PlanTalk.tellsOfPlan(ReplyText.above(facts.body)) { return .submission }
    if PlanTalk.linksToPlan(facts) { return .submission }
    return .unrelated
  }
}
