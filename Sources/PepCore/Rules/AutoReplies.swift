/// Robots get nothing and nothing is made of what they say (RFC 3834 section 2: no answer to an
/// automatic answer).
enum AutoReplies {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .autoReply else { return nil }
    var decision = mail.ignore(.autoReply, "an automatic answer")
    // "Out of the office until": no round before that day, if our server vouches for who says so.
    if mail.sender.isKnown, mail.sender.isAuthenticated, let address = mail.sender.address,
      let until = AbsenceNote.end(mail.facts, near: mail.message.arrivedOn)
    {
      decision.changes.append(
        .absenceNoted(address, Absence(since: mail.message.arrivedOn, until: until)))
    }
    return decision
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
