/// Answers to an Advisory Teacher's queries go to that Advisory Teacher, who alone can say whether they
/// do: "Any queries relating to the completed PEP are followed up by the AT with the school or Social
/// Worker" (paper, "What happens once a PEP is submitted?").
enum QueryReplies {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .reply, !mail.queries.isEmpty else { return nil }
    let asked = mail.queries.filter { isAddressee(mail.sender, mail.register, $0.value) }
    guard let query = asked.min(by: { $0.key < $1.key })?.value else {
      // It may be the answer to one of our own questions all the same.
      return mail.questions.isEmpty ? fromAnother(mail) : nil
    }
    guard Set(asked.values.map(\.plan)).count == 1 else {
      return mail.review(.childConflict, "the reply points at more than one PEP")
    }
    let id = query.plan.child
    guard let child = mail.register.children[id], child.isInCare(on: mail.today) else {
      return mail.review(.childNotInCare, "the child has left care", child: id)
    }
    let name = query.recipient.flatMap(mail.register.name)
    let said = ReplyText.said(
      ReplyText.above(mail.facts.body), signedBy: [name].compactMap(\.self)
    ).trimmedBlanks
    if let doubt = doubt(mail, query, said) { return doubt }
    guard let teacher = teacher(query, child, mail.register) else {
      return mail.review(.noAdvisoryTeacher, "nobody is there to read the answer", child: id)
    }
    return passedOn(mail, asked, query, said, to: teacher, child)
  }

  /// A colleague of who was asked; or the Advisory Teacher, whom the answer does not satisfy.
  private static func fromAnother(_ mail: Mail) -> Decision {
    let children = Set(mail.queries.values.map(\.plan.child))
    let child = children.count == 1 ? children.first : nil
    return mail.queries.values.contains { mail.sender.staff.contains($0.by) }
      ? mail.review(.unsure, "the Advisory Teacher writes about a query", child: child)
      : mail.review(.senderNotKnown, "the sender is not the one who was asked", child: child)
  }

  private static func doubt(_ mail: Mail, _ query: PlanQuery, _ said: String) -> Decision? {
    let id = query.plan.child
    guard let recipient = query.recipient else { return nil }
    let chase = Chase(plan: query.plan, recipient: recipient, asks: [], askedOn: query.askedOn)
    if ReplyChild.isAnother(mail, chase, said) {
      return mail.review(.childConflict, "the reply speaks of another child", child: id)
    }
    if said.isEmpty, !hasDocuments(mail) {
      return mail.review(.unsure, "the reply says nothing", child: id)
    }
    let isChased = mail.register.chases.values.contains {
      $0.plan.child == id && $0.recipient == recipient
    }
    if isChased, PlainAnswer(near: mail.today).givesFigure(said) {
      return mail.review(.unsure, "it may answer another question of ours too", child: id)
    }
    return nil
  }

  private static func passedOn(
    _ mail: Mail, _ asked: [String: PlanQuery], _ query: PlanQuery, _ said: String,
    to teacher: String, _ child: Child
  ) -> Decision {
    var letter = LetterDraft(
      kind: .answer, to: .staff(teacher), reference: "\(mail.message.seed)-b1", plan: query.plan,
      facts: [
        "child": .text(child.id), "term": .text(query.plan.term.description),
        "from": .text(query.recipient.flatMap(mail.register.name) ?? ""),
        "arrived": .text(mail.message.arrivedOn.inWords),
        "questions": .list(
          asked.sorted { $0.key < $1.key }.flatMap(\.value.questions).map {
            ["question": .text($0)]
          }),
        "lines": .list(
          said.split(separator: "\n").map { ["line": .text(String($0))] }),
      ])
    // "I will let you know on Friday", "Which test do you mean?": the query stays open, and its next
    // letter waits for a whole round.
    let isOpen = ReplyAnswers.isPromise(said) || PlainAnswer.asksBack(said)
    letter.facts["isOpen"] = .flag(isOpen)
    // Whatever came along is in the message itself.
    if hasDocuments(mail) {
      letter.facts["documents"] = .flag(true)
      letter.attachments = [
        .init(digest: mail.message.bytesDigest, fileName: "\(mail.message.arrivedOn) Reply.eml")
      ]
    }
    return Decision(
      message: .reply, outcome: .registered, attachments: mail.verdicts,
      changes: asked.sorted { $0.key < $1.key }.map { reference, query in
        isOpen
          ? .queryRepeated(reference: reference, round: query.round, on: mail.message.arrivedOn)
          : .queryAnswered(reference: reference, on: mail.message.arrivedOn)
      },
      letters: mail.mayWrite ? [letter] : [], filing: .registered,
      reasons: ["\(child.id): an answer to a query goes to the Advisory Teacher"])
  }

  private static func hasDocuments(_ mail: Mail) -> Bool {
    mail.attachments.contains { !$0.verdict.name.isEmpty && $0.verdict.kind != .decoration }
  }

  /// Who asked, or who has the child now.
  private static func teacher(_ query: PlanQuery, _ child: Child, _ register: Register) -> String? {
    [query.by, child.advisoryTeacherID].compactMap(\.self).first { register.staff[$0] != nil }
  }

  // MARK: Which query

  /// By the reference in the headers, the subject or the quoted text; or, in a reply of who was asked,
  /// or of the Advisory Teacher to whom the answer went, by the child's care ID, as long as nothing else of
  /// ours can be meant.
  static func mentioned(
    _ facts: MessageFacts, _ sender: SenderVerdict, _ register: Register
  ) -> [String: PlanQuery] {
    let open = register.queries.filter { $0.value.recipient != nil }
    guard !open.isEmpty else { return [:] }
    let isReply = Replies.isReply(facts)
    let quoted = facts.subject + " " + (isReply ? ReplyText.quoted(facts.body) : "")
    let headers = facts.inReplyTo + facts.references
    let exact = open.filter { reference, _ in
      quoted.contains(reference) || headers.contains { $0.contains(reference) }
    }
    guard exact.isEmpty, isReply else { return exact }
    let words = Set(Wording.folded(quoted))
    return open.filter { _, query in
      guard words.contains(query.plan.child.lowercased()) else { return false }
      if query.answeredOn != nil, sender.staff.contains(query.by) { return true }
      return isAddressee(sender, register, query)
        && !register.chases.values.contains {
          $0.plan.child == query.plan.child && $0.recipient == query.recipient
        }
    }
  }

  private static func isAddressee(
    _ sender: SenderVerdict, _ register: Register, _ query: PlanQuery
  ) -> Bool {
    query.recipient.map { Replies.isAddressee(sender, register, $0) } ?? false
  }
}
