/// Our own letters coming back to us (a copy, a loop, a rule of somebody's mailbox) are nobody's PEP.
enum OwnMail {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.sender.address == mail.policy.mailbox, mail.facts.report == nil else { return nil }
    return mail.ignore(.unrelated, "from our own mailbox", kind: .unrelated)
  }
}
