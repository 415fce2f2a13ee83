/// A letter that came back needs a person: the address in the roster is wrong. A letter that is
/// merely late needs nobody (RFC 3464 section 2.3.3).
enum DeliveryReports {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .bounce,
      let action = mail.facts.report?.action ?? PlainBounce.action(mail.facts)
    else { return nil }
    switch action {
    case .failed:
      return mail.review(
        .bounce,
        "a letter could not be delivered (status \(mail.facts.report?.status ?? "unknown"))")
    default:
      return mail.ignore(.bounce, "a delivery report: \(action.rawValue)")
    }
  }
}
