/// Answers to our questions in plain words. "A reply belongs to a child for certain when its
/// authenticated sender is the addressee of record of an open chase about that child, and the
/// letter's reference, or the care ID of that child, is in its headers, subject or quoted text."
enum Replies {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .reply else { return nil }
    let asked = mail.questions.filter { isAddressee(mail.sender, mail.register, $0.value) }
    // A reference quoted by anybody but the addressee opens nothing.
    guard let (reference, chase) = theOne(asked, mail) else {
      if mayAnswer(mail) {
        return mail.review(.unsure, "it may answer a question that it does not name")
      }
      return asked.isEmpty
        ? mail.review(.senderNotKnown, "the sender is not the one who was asked")
        : mail.review(.childConflict, "the reply points at more than one question")
    }
    let child = chase.plan.child
    guard mail.register.children[child]?.isInCare(on: mail.today) == true else {
      return mail.review(.childNotInCare, "the child has left care", child: child)
    }
    let answers = ReplyAnswers(mail, chase)
    if ReplyChild.isAnother(mail, chase, answers.said) {
      return mail.review(.childConflict, "the reply speaks of another child", child: child)
    }
    if PlainAnswer.asksBack(answers.said) {
      return mail.review(.unsure, "the reply asks what is meant", child: child)
    }
    if let field = (answers.unclear + answers.contradicting).map(\.rawValue).min() {
      return mail.review(.unsure, "\(field) cannot be told for certain", child: child)
    }
    let left = chase.asks.filter { answers.given[$0] == nil }
    if !left.isEmpty, pointsElsewhere(mail, answers) {
      return mail.review(.answersElsewhere, "the answer may be in an attachment", child: child)
    }
    guard !answers.given.isEmpty else {
      return mail.review(
        .unsure, "the answer gives none of the figures for certain", child: child)
    }
    return settled(mail, reference, chase, answers.given)
  }

  /// A reply from somebody with an open question, which gives a figure and names no question of ours; or about a
  /// child of the sender's, by its care ID in the subject, of whom nothing is asked: put aside, nobody would see the
  /// figure.
  static func mayAnswer(_ mail: Mail) -> Bool {
    let isAsked = mail.register.chases.values.contains {
      isAddressee(mail.sender, mail.register, $0)
    }
    guard mail.questions.isEmpty, isAsked || namesOwnChild(mail) else { return false }
    let said = ReplyText.said(ReplyText.above(mail.facts.body))
    return PlainAnswer(near: mail.today).givesFigure(said)
  }

  private static func namesOwnChild(_ mail: Mail) -> Bool {
    guard mail.facts.subject.lowercased().hasPrefix("re:") else { return false }
    let named = MentionedChild.facts(in: mail.facts.subject, mail.register).careIDs
    return mail.register.children.values.contains { child in
      named.contains(child.id.uppercased()) && mail.sender.isKnown(for: child, mail.register)
    }
  }

  /// The question that is answered: the only one, or of several the one whose own reference is there.
  private static func theOne(
    _ asked: [String: Chase], _ mail: Mail
  ) -> (String, Chase)? {
    guard asked.count > 1 else { return asked.first.map { ($0.key, $0.value) } }
    guard Set(asked.values.map(\.plan.child)).count == 1 else { return nil }
    let text = mail.facts.subject + " " + mail.facts.body
    let exact = asked.filter { reference, _ in
      text.contains(reference)
        || (mail.facts.inReplyTo + mail.facts.references).contains { $0.contains(reference) }
    }
    return exact.count == 1 ? exact.first.map { ($0.key, $0.value) } : nil
  }

  /// "See attached", or an attachment that came along and that nothing here reads as an answer.
  private static func pointsElsewhere(_ mail: Mail, _ answers: ReplyAnswers) -> Bool {
    let words = Set(Wording.folded(answers.said))
    return !answers.elsewhere.isEmpty
      || !words.isDisjoint(with: ["attached", "enclosed", "attachment", "attaching", "attach"])
      || mail.attachments.contains {
        !$0.verdict.name.isEmpty
          && [.supporting, .unknown, .container, .blankForm].contains($0.verdict.kind)
      }
  }

  static func isReply(_ facts: MessageFacts) -> Bool {
    !facts.inReplyTo.isEmpty || !facts.references.isEmpty
      || ["re:", "aw:", "sv:"].contains { facts.subject.lowercased().hasPrefix($0) }
  }

  /// Open questions whose reference, or whose child's care ID, stands in the headers, the subject or
  /// the quoted text. A message that is no reply opens one by its subject, if its sender was asked.
  static func questionsMentioned(
    _ facts: MessageFacts, _ sender: SenderVerdict, _ register: Register
  ) -> [String: Chase] {
    let isReply = isReply(facts)
    let quoted = facts.subject + " " + (isReply ? ReplyText.quoted(facts.body) : "")
    let headers = facts.inReplyTo + facts.references
    let words = Set(Wording.folded(quoted))
    let mentioned = register.chases.filter { reference, chase in
      headers.contains { $0.contains(reference) } || quoted.contains(reference)
        || words.contains(chase.plan.child.lowercased())
    }
    if isReply { return mentioned }
    guard !mentioned.isEmpty, !Bookings.announcesMeeting(facts, register) else { return [:] }
    // Our letter came back with "FW:", from whoever it was given to: a person looks at what is said.
    let isForwarded = ["fw:", "fwd:", "wg:"].contains { facts.subject.lowercased().hasPrefix($0) }
    if isForwarded, !ReplyText.quoted(facts.body).isEmpty { return mentioned }
    return mentioned.filter { isAddressee(sender, register, $0.value) }
  }

  private static func isAddressee(
    _ sender: SenderVerdict, _ register: Register, _ chase: Chase
  ) -> Bool {
    isAddressee(sender, register, chase.recipient)
  }

  static func isAddressee(
    _ sender: SenderVerdict, _ register: Register, _ recipient: Recipient
  ) -> Bool {
    switch recipient {
    case .designatedTeacher(let urn):
      guard let school = register.schools[urn] else { return false }
      return EmailAddress(school.designatedTeacherEmail)?.folded == sender.address
    case .staff(let id): return sender.staff.contains(id)
    case .coordinator, .knownSender: return false
    }
  }

  private static func settled(
    _ mail: Mail, _ reference: String, _ chase: Chase, _ answers: [FieldName: FieldReading]
  ) -> Decision {
    let record = mail.register.plans[chase.plan] ?? PlanRecord()
    let left = chase.asks.filter { answers[$0] == nil }
    var known = record.fields.mapValues(\.value)
    for (field, reading) in answers where record.fields[field]?.origin != .person {
      if case .value(let value) = reading.answer { known[field] = value }
    }
    let missing = stillMissing(mail, chase.plan, record, known)
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
    changes.append(.gapsFound(chase.plan, missing, on: mail.message.arrivedOn))
    changes.append(
      left.isEmpty
        ? .chaseClosed(reference: reference) : .chaseNarrowed(reference: reference, to: left))
    return Decision(
      message: .reply, outcome: .registered, attachments: mail.verdicts,
      plans: [PlanVerdict(plan: chase.plan, fields: values, missing: missing)], changes: changes,
      filing: .registered,
      reasons: [
        "the reply answers \(chase.asks.count - left.count) of \(chase.asks.count) questions"
      ])
  }

  /// An answer may make another one due ("SEN Support": how is its funding used?).
  private static func stillMissing(
    _ mail: Mail, _ plan: PlanKey, _ record: PlanRecord, _ known: [FieldName: FieldValue]
  ) -> [FieldName] {
    guard let child = mail.register.children[plan.child] else { return record.missing }
    let hasPartA = record.documents.contains { $0.part == .a || $0.part == .both }
    return Completeness(requirements: mail.policy.forms.requirements, child: child)
      .missing(known, hasPartA: hasPartA)
  }
}
