/// "Outcomes regarding additional funding are communicated to the school by the AT" (paper, "What happens
/// once a PEP is submitted?"). The letter is put to the request that it answers; what it decides is not
/// read and not repeated anywhere.
enum FundingOutcomes {
  /// The child whose number, and whose number alone, stands in the letter or in the mail.
  static func child(of paper: Classified, _ mail: Mail) -> String? {
    let texts = [paper.contentDigestInput, mail.facts.subject + "\n" + mail.facts.body]
    for text in texts {
      let facts = MentionedChild.facts(in: text, mail.register)
      if facts.isEmpty { continue }
      guard case .child(let id) = ChildIdentity(mail.register).identify(facts) else { return nil }
      let named = MentionedChild.named(in: text, mail.register)
      return named.allSatisfy { $0.id == id } ? id : nil
    }
    return nil
  }

  /// The latest request of the child that has no outcome yet.
  static func answered(_ paper: Classified, child: String, _ mail: Mail) -> RegisterChange? {
    let open = mail.register.plans.filter { key, plan in
      key.child == child
        && plan.request.map { ![.answered, .withdrawn].contains($0.status) } == true
    }
    guard let (key, plan) = open.max(by: { $0.key < $1.key }), var request = plan.request else {
      return nil
    }
    request.status = .answered
    request.outcome = paper.digest
    request.outcomeOn = mail.message.arrivedOn
    return .requestRecorded(key, request)
  }
}
