/// A letter that came back needs a person: the address in the roster is wrong. A letter that is
/// merely late needs nobody (RFC 3464 section 2.3.3).
enum DeliveryReports {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .bounce,
      let action = mail.facts.report?.action ?? PlainBounce.action(mail.facts)
    else { return nil }
    switch action {
    case .failed:
      var decision = mail.review(
        .bounce,
        "a letter could not be delivered (status \(mail.facts.report?.status ?? "unknown"))")
      if let address = failedAddress(mail) {
        decision.changes.append(.addressFailed(address, on: mail.today))
      }
      return decision
    default:
      return mail.ignore(.bounce, "a delivery report: \(action.rawValue)")
    }
  }

  /// An address of the roster to which a letter of ours could not be delivered: it is named, and the
  /// letter has a Message-ID of ours. Anything less could be a forger's way to silence us.
  private static func failedAddress(_ mail: Mail) -> String? {
    let named =
      mail.facts.report?.finalRecipient
      ?? mail.facts.headers(named: "x-failed-recipients").first
    guard let address = named.flatMap({ EmailAddress($0)?.folded }),
      mail.register.isOfRecord(address)
    else { return nil }
    let domain = EmailAddress(mail.policy.mailbox)?.domain ?? ""
    let letters =
      [mail.facts.report?.originalMessageID].compactMap(\.self) + mail.facts.inReplyTo
      + mail.facts.references
    return letters.contains { $0.hasSuffix("@" + domain) } ? address : nil
  }
}
