/// A message that our own mail server does not vouch for may come from anybody, so a person looks
/// before anything is believed about a child.
enum Authentication {
  static func decide(_ mail: Mail) -> Decision? {
    guard !mail.sender.isAuthenticated, !mail.message.isAccepted else { return nil }
    return mail.review(
      .senderNotAuthenticated, mail.sender.because, attachments: NamedChildren.verdicts(mail))
  }
}
