/// Answers to our questions in plain words. "A reply belongs to a child for certain when its
/// authenticated sender is the addressee of record of an open chase about that child, and the
/// letter's reference, or the care ID of that child, is in its headers, subject or quoted text."
enum Replies {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .reply else { return nil }
    let asked = questionsMentioned(mail).filter { isAddressee(mail, $0.value) }
    // A reference quoted by anybody but the addressee opens nothing, and of two questions it cannot be
    // told which one is answered.
    guard asked.count == 1, let (reference, chase) = asked.first else {
      return mail.review(.senderNotKnown, "the sender is not the one who was asked")
    }
    let answers = answers(mail, chase)
    guard !answers.isEmpty else {
      return mail.review(
        .unsure, "the answer gives none of the figures for certain", child: chase.plan.child)
    }
    return settled(mail, reference, chase, answers)
  }

  static func isReply(_ facts: MessageFacts) -> Bool {
    !facts.inReplyTo.isEmpty || !facts.references.isEmpty
      || ["re:", "aw:", "sv:"].contains { facts.subject.lowercased().hasPrefix($0) }
  }

  /// Open questions whose reference, or whose child's care ID, stands in the headers, the subject or
  /// the quoted text.
  static func questionsMentioned(_ mail: Mail) -> [String: Chase] {
    let quoted = mail.facts.subject + " " + ReplyText.quoted(mail.facts.body)
    let headers = mail.facts.inReplyTo + mail.facts.references
    let words = Set(Wording.folded(quoted))
    return mail.register.chases.filter { reference, chase in
      headers.contains { $0.contains(reference) } || quoted.contains(reference)
        || words.contains(chase.plan.child.lowercased())
    }
  }

  private static func isAddressee(_ mail: Mail, _ chase: Chase) -> Bool {
    switch chase.recipient {
    case .designatedTeacher(let urn):
      guard let school = mail.register.schools[urn] else { return false }
      return EmailAddress(school.designatedTeacherEmail)?.folded == mail.sender.address
    case .staff(let id): return mail.sender.staff.contains(id)
    case .coordinator, .knownSender: return false
    }
  }

  /// The asked fields that the text above the quotation answers, each by its own label.
  private static func answers(_ mail: Mail, _ chase: Chase) -> [FieldName: FieldReading] {
    let text = ReplyText.above(mail.facts.body)
    let reading = FormReader(mail.policy.forms, near: mail.today).read(MessageText.document(text))
    var found = reading.fields.filter { chase.asks.contains($0.key) && isValue($0.value) }
    for field in chase.asks where found[field] == nil {
      if let told = PlainAnswer.read(field, in: text, near: mail.today, asked: chase.asks) {
        found[field] = told
      }
    }
    return found
  }

  private static func isValue(_ reading: FieldReading) -> Bool {
    if case .value = reading.answer { return true }
    return false
  }

  private static func settled(
    _ mail: Mail, _ reference: String, _ chase: Chase, _ answers: [FieldName: FieldReading]
  ) -> Decision {
    let record = mail.register.plans[chase.plan] ?? PlanRecord()
    let left = chase.asks.filter { answers[$0] == nil }
    let missing = record.missing.filter { answers[$0] == nil }
    var changes: [RegisterChange] = []
    var values: [FieldName: FieldValue] = [:]
    for (field, reading) in answers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard case .value(let value) = reading.answer else { continue }
      values[field] = value
      if record.fields[field]?.origin == .person { continue }
      changes.append(
        .fieldRecorded(
          chase.plan, field,
          RecordedValue(
            value: value, origin: .reply, document: nil, place: "the reply, " + reading.place,
            message: mail.message.reference, recordedOn: mail.message.arrivedOn)))
    }
    changes.append(.gapsFound(chase.plan, missing))
    changes.append(
      left.isEmpty
        ? .chaseClosed(reference: reference) : .chaseNarrowed(reference: reference, to: left))
    return Decision(
      message: .reply, outcome: .registered, attachments: mail.verdicts,
      plans: [PlanVerdict(plan: chase.plan, fields: values, missing: missing)], changes: changes,
      filing: .registered,
      reasons: ["the reply answers \(answers.count) of \(chase.asks.count) questions"])
  }
}
