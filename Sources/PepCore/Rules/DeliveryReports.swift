/// A letter that came back needs a person: the address in the roster is wrong. A letter that is
/// merely late needs nobody (RFC 3464 section 2.3.3).
enum DeliveryReports {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .bounce, let report = mail.facts.report else { return nil }
    switch report.action {
    case .failed:
      return mail.review(
        .bounce, "a letter could not be delivered (status \(report.status ?? "unknown"))")
    default:
      return mail.ignore(.bounce, "a delivery report: \(report.action.rawValue)")
    }
  }
}
