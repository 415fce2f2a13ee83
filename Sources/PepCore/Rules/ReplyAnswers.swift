/// What a reply says to each question of the letter, by whatever way people answer: the form's label,
/// the number of the question, under the quoted question, or in a sentence.
struct ReplyAnswers {
  private(set) var given: [FieldName: FieldReading] = [:]
  /// Questions to which it says two things, or something that nobody can take for certain.
  private(set) var unclear: [FieldName] = []
  /// Questions whose answer is said to lie in another document.
  private(set) var elsewhere: [FieldName] = []
  /// Things that were not asked and that the form on file says otherwise.
  private(set) var contradicting: [FieldName] = []
  /// The sender's own words.
  let said: String

  private let mail: Mail
  private let chase: Chase

  init(_ mail: Mail, _ chase: Chase) {
    self.mail = mail
    self.chase = chase
    let names = Self.names(mail, chase)
    let above = ReplyText.said(ReplyText.above(mail.facts.body), signedBy: names)
    said = above
    let reader = FormReader(mail.policy.forms, near: mail.today)
    let questions = ReplyQuestions(chase, mail)
    let labelled = reader.read(MessageText.document(above))
    let pointed =
      questions.numbered(above) + questions.inOrder(above) + questions.named(above, reader)
      + questions.inline(mail.facts.body, reader, signedBy: names)
    for field in chase.asks {
      let said = labelled.fields[field].map(Self.withoutPromise)
      let readings = pointed.filter { $0.field == field }.compactMap { reading($0.answer, field) }
      settle(field, [said].compactMap(\.self) + readings)
    }
    takeFollowUps(labelled)
    // A figure that belongs to no question may be the answer to one that seems to be left.
    let pointedAt = pointed.map(\.answer)
    let loose = PlainAnswer.loose(in: above).filter { line in
      !pointedAt.contains { !$0.isEmpty && line.contains($0.split(separator: "\n")[0]) }
    }
    if !given.isEmpty, !loose.isEmpty {
      unclear += chase.asks.filter { given[$0] == nil && $0.kind != .text && !isRows($0) }
    }
    contradicting = [.attendancePercentage, .suspensionCount].filter(isContradicted)
  }

  private mutating func settle(_ field: FieldName, _ readings: [FieldReading]) {
    let plain = PlainAnswer(near: mail.today)
    let told = plain.told(field, in: said, isOnlyQuestion: chase.asks == [field])
    var found = readings.filter { isValue($0.answer) }
    // A label also matches prose ("Attendance is 91 % …"), whose reading then may be in doubt.
    for case .value(let value) in told {
      found.append(
        FieldReading(
          answer: .value(value), place: "a sentence that names it", way: .sameCell, score: 1,
          values: [value]))
    }
    let known = mail.register.plans[chase.plan]?.fields[field]?.value
    let values = Set(found.flatMap(\.values).map(Self.comparable))
    if let first = found.first,
      values.count == 1 || field.kind == .text,
      known.map({ values.contains(Self.comparable($0)) }) ?? true,
      !told.contains(.unclear)
    {
      given[field] = first
    } else if !found.isEmpty || told.contains(.unclear)
      || readings.contains(where: { $0.answer == .doubtful })
    {
      unclear.append(field)
    } else if readings.contains(where: { $0.answer == .elsewhere }) {
      elsewhere.append(field)
    }
  }

  /// "SEND status: SEN Support" and below it "Funding use: …", which that answer makes due and nobody had to ask.
  private mutating func takeFollowUps(_ labelled: FormReading) {
    let pairs: [(FieldName, FieldName)] = [
      (.senStatus, .senFundingUse), (.acceptableProgress, .progressEvidence),
      (.acceptableProgress, .progressMeasures),
      (.premiumAboveAllocation, .premiumAboveAllocationDetail),
    ]
    let known = mail.register.plans[chase.plan]?.fields ?? [:]
    for (field, followUp) in pairs
    where given[field] != nil && !chase.asks.contains(followUp) && known[followUp] == nil {
      guard let reading = labelled.fields[followUp].map(Self.withoutPromise),
        isValue(reading.answer)
      else { continue }
      given[followUp] = reading
    }
  }

  /// An answer that stands by itself, behind a number or under the question.
  private func reading(_ text: String, _ field: FieldName) -> FieldReading? {
    if case .rows = field.kind { return nil }
    if field.kind == .text, Self.isPromise(text) { return nil }
    // Only an answer in words goes on over several lines.
    let lines = text.split(separator: "\n").prefix(field.kind == .text ? Int.max : 1).map(
      String.init)
    var read = AnswerReading(prompts: mail.policy.forms.promptKeys, near: mail.today)
      .read(AnswerText(lines: lines.map { Line(runs: [Run($0)]) }), as: field.kind)
    if field.kind != .text, read != .elsewhere {
      let told = PlainAnswer(near: mail.today)
        .told(field, in: lines.joined(), isOnlyQuestion: true)
      if told.count == 1, case .value(let value) = told.first {
        read = .value(value)
      } else if isValue(read) {
        read = .doubtful
      }
    }
    let values = if case .value(let value) = read { [value] } else { [FieldValue]() }
    return FieldReading(
      answer: read, place: "beside its question", way: .sameCell, score: 1, values: values)
  }

  /// "I will send it on Friday" answers nothing yet.
  static func isPromise(_ text: String) -> Bool {
    let key = " " + Wording.key(text) + " "
    let words = key.split(separator: " ")
    return words.count <= 20
      && [
        " will send ", " ill send ", " to follow ", " not yet ", " waiting ", " let you have ",
        " let you know ", " get back to you ", " will get ", " come back to you ",
        " need to check ",
      ].contains { key.holds($0) }
  }

  /// "Interim care order" over "I will come back to you about the rest": the second line answers nothing.
  private static func withoutPromise(_ reading: FieldReading) -> FieldReading {
    guard case .value(.text(let text)) = reading.answer else { return reading }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.prefix(1) + lines.dropFirst().filter { !isPromise(String($0)) }
    guard kept.count < lines.count else { return reading }
    var reading = reading
    let value = FieldValue.text(kept.joined(separator: "\n").trimmedBlanks)
    (reading.answer, reading.values) = (.value(value), [value])
    return reading
  }

  /// The form on file says another figure than this reply says in passing.
  private func isContradicted(_ field: FieldName) -> Bool {
    guard !chase.asks.contains(field),
      let known = mail.register.plans[chase.plan]?.fields[field]?.value
    else { return false }
    let told = PlainAnswer(near: mail.today).told(field, in: said, isOnlyQuestion: false)
    return told.contains { if case .value(let value) = $0 { value != known } else { false } }
  }

  private func isRows(_ field: FieldName) -> Bool {
    if case .rows = field.kind { true } else { false }
  }

  private func isValue(_ answer: Answer) -> Bool {
    if case .value = answer { true } else { false }
  }

  private static func comparable(_ value: FieldValue) -> FieldValue {
    if case .text(let text) = value { .text(Wording.key(text)) } else { value }
  }

  /// Names that may stand under the letter without a closing line.
  private static func names(_ mail: Mail, _ chase: Chase) -> [String] {
    let known: String? =
      switch chase.recipient {
      case .designatedTeacher(let urn): mail.register.schools[urn]?.designatedTeacher
      case .staff(let id): mail.register.staff[id]?.name
      case .coordinator, .knownSender: nil
      }
    return [known, mail.facts.from.first?.name].compactMap(\.self)
  }
}
