/// Mail about a child comes from the child's school or the authority's own staff: "The Designated
/// Teacher's responsibility [is] to email the form" (paper, "Who should complete the PEP
/// Paperwork?"). Whether the sender is known for this child is asked when the child is.
enum KnownSender {
  static func decide(_ mail: Mail) -> Decision? {
    guard !mail.sender.isKnown, !mail.message.isAccepted else { return nil }
    return mail.review(
      .senderNotKnown, "the sender is nobody of the roster",
      attachments: NamedChildren.verdicts(mail))
  }
}
