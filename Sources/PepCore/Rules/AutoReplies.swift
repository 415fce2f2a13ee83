/// Robots get nothing and nothing is made of what they say (RFC 3834 section 2: no answer to an
/// automatic answer).
enum AutoReplies {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .autoReply else { return nil }
    return mail.ignore(.autoReply, "an automatic answer")
  }

  static func isAutomatic(_ facts: MessageFacts) -> Bool {
    if let auto = facts.headers(named: "auto-submitted").first, !auto.lowercased().hasPrefix("no") {
      return true
    }
    if facts.headers.contains(where: { $0.name == "x-autoreply" || $0.name == "x-autorespond" }) {
      return true
    }
    let subject = facts.subject.lowercased()
    let prefixes = [
      "automatic reply:", "auto:", "autoreply", "auto reply", "auto-reply", "out of office",
      "out of the office",
    ]
    return prefixes.contains { subject.hasPrefix($0) }
  }
}
