/// One message with everything that the rules look at: worked out once, before any rule is asked.
struct Mail {
  let message: ArrivedMessage
  let register: Register
  let calendar: OfficeCalendar
  let today: CivilDay
  let policy: Policy
  let sender: SenderVerdict
  /// Named attachments in MIME order, judged.
  let attachments: [Classified]
  /// The form typed into the message, if it is one.
  let bodyForm: Classified?
  /// Open questions that the message refers to.
  let questions: [String: Chase]
  /// Open queries of Advisory Teachers that the message refers to.
  let queries: [String: PlanQuery]
  let kind: MessageKind

  var facts: MessageFacts { message.facts }

  init(
    _ message: ArrivedMessage, _ register: Register, calendar: OfficeCalendar,
    today: CivilDay, policy: Policy
  ) {
    self.message = message
    self.register = register
    self.calendar = calendar
    self.today = today
    self.policy = policy
    sender = SenderTrust(register, policy).verdict(message.facts)
    let classification = Classification(policy, near: today)
    attachments = message.facts.attachments.map(classification.classify)
    bodyForm =
      attachments.contains { $0.verdict.kind == .pep }
      ? nil : classification.classify(body: message.facts, digest: message.bytesDigest)
    questions = Replies.questionsMentioned(message.facts, sender, register)
    queries = QueryReplies.mentioned(message.facts, sender, register)
    kind =
      MessageKinds(
        facts: message.facts, attachments: attachments, bodyForm: bodyForm, register: register,
        sender: sender, answersQuestion: !questions.isEmpty || !queries.isEmpty
      ).kind
  }

  /// The day on which it is decided about.
  var day: TermDay { TermDay(register, calendar: calendar, today: today, policy: policy) }

  /// The PEP forms of the message, the one typed into it included.
  var forms: [Classified] {
    attachments.filter { $0.verdict.kind == .pep } + (bodyForm.map { [$0] } ?? [])
  }

  func has(_ kind: AttachmentKind) -> Bool { attachments.contains { $0.verdict.kind == kind } }

  /// Only named parts are listed: what has no name is the mail program's own.
  var verdicts: [AttachmentVerdict] { attachments.map(\.verdict).filter { !$0.name.isEmpty } }
}

extension Mail {
  /// Before a person, with a notice to the PEP Co-ordinators saying why.
  func review(
    _ reason: ReasonCode, _ because: String, attachments: [AttachmentVerdict]? = nil,
    child: String? = nil, kind: MessageKind? = nil
  ) -> Decision {
    let key = message.reference
    let notices = register.staff.values.filter { $0.role == .pepCoordinator }.sorted {
      $0.id < $1.id
    }
    .enumerated().map { index, person in
      LetterDraft(
        kind: .notice, to: .coordinator(person.id), reference: "\(message.seed)-n\(index + 1)",
        facts: [
          "message": .text(key), "reason": .text(reason.rawValue),
          "arrived": .text(message.arrivedOn.inWords),
          "child": .text(child ?? ""),
        ])
    }
    return Decision(
      message: kind ?? self.kind, outcome: .review, reason: reason,
      attachments: attachments ?? verdicts,
      changes: [.reviewOpened(message: key, Review(reason: reason, child: child, since: today))],
      letters: mayWrite ? notices : [], filing: .needsAPerson, reasons: [because])
  }

  /// Left alone, exactly where and as it is.
  func ignore(_ reason: ReasonCode, _ because: String, kind: MessageKind? = nil) -> Decision {
    Decision(
      message: kind ?? self.kind, outcome: .ignored, reason: reason, attachments: verdicts,
      filing: .leave, reasons: [because])
  }

  /// Mail from before the cut-off is registered, but nobody gets a letter about it.
  var mayWrite: Bool { policy.processMailSince.map { message.arrivedOn >= $0 } ?? true }
}
