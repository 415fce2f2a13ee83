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

/// Prose that tells what belongs on the form.
enum PlanTalk {
  /// Speaks of a PEP and of at least three of the things that a PEP records, in statements.
  static func tellsOfPlan(_ text: String) -> Bool {
    let words = Set(Wording.folded(text))
    guard words.contains("pep") || text.lowercased().contains("personal education plan") else {
      return false
    }
    let told = topics.filter { topic in
      topic.contains { stem in words.contains { $0.hasPrefix(stem) } }
    }
    return told.count >= 3
  }

  /// The file lies behind a link of a sharing service, so a person must open it.
  static func linksToPlan(_ facts: MessageFacts) -> Bool {
    let text = facts.body.lowercased()
    guard (facts.subject + " " + text).lowercased().contains("pep") else { return false }
    return (facts.links + [text]).contains { link in
      sharing.contains { link.lowercased().contains($0) }
    }
  }

  private static let topics: [[String]] = [
    ["attendance", "attend"], ["exclusion", "suspension", "excluded", "suspended"],
    ["target"], ["progress", "maths", "reading", "grade"],
    ["premium", "ppg", "money", "funding", "pounds"],
    ["says", "views", "likes"], ["ehcp", "sen", "send"], ["placement", "carer"],
  ]

  private static let sharing = [
    "sharepoint.", "1drv.", "onedrive.", "docs.google.", "drive.google.", "dropbox.", "wetransfer.",
    "we.tl/", "egress.", "switch.egress", "avco", "anycomms", "galaxkey", "zivver", "icloud.com",
    "office.com/", "forms.gle", "box.com",
  ]
}
