/// The letters that a registered PEP leads to: "A copy of the submitted PEP is filed and another
/// sent to the Advisory Teacher"; "where there are gaps or missing information, the PEP
/// Co-ordinators will request this information from the school/CSC".
struct PlanLetters {
  private(set) var all: [LetterDraft] = []
  private(set) var chaseChanges: [RegisterChange] = []
  private(set) var reasons: [String] = []

  private let plan: PlanSubmission
  private let mail: Mail
  private let number: Int

  init(_ plan: PlanSubmission, _ mail: Mail, number: Int, alone: Bool) {
    self.plan = plan
    self.mail = mail
    self.number = number
    if let teacher = plan.child.advisoryTeacherID { all.append(forward(to: teacher, alone: alone)) }
    settleChases()
    if mail.policy.acknowledge, let address = mail.sender.address {
      all.append(acknowledgement(address))
    }
  }

  // MARK: To the Advisory Teacher

  private func forward(to teacher: String, alone: Bool) -> LetterDraft {
    var documents = plan.forms
    if alone { documents += mail.attachments.filter { $0.verdict.kind == .supporting } }
    let attachments = documents.enumerated().filter { !$1.digest.isEmpty }.map { index, form in
      LetterDraft.Attachment(
        digest: form.digest,
        fileName: CabinetName.of(form, mail.message.arrivedOn, index))
    }
    let flags = Flags(plan, mail)
    return LetterDraft(
      kind: .forward, to: .staff(teacher), reference: reference("f"), plan: plan.key,
      attachments: attachments,
      facts: [
        "child": .text(plan.child.id), "term": .text(plan.key.term.description),
        "school": .text(schoolName), "arrived": .text(mail.message.arrivedOn.inWords),
        "meeting": .text(plan.values[.meetingDate].flatMap(Self.dayInWords) ?? ""),
        "flags": .list(flags.all.map { ["flag": .text($0)] }),
        "changes": .list(Self.summary(plan)),
        "gaps": .list(places(plan.missing)),
      ])
  }

  private var schoolName: String {
    plan.child.schoolURN.flatMap { mail.register.schools[$0]?.name } ?? "no school on the roster"
  }

  // MARK: To the designated teacher and the social worker

  /// "School fields to DT, care fields to SW, never mixed"; what was asked already is not asked
  /// again, and what came in closes the question.
  private mutating func settleChases() {
    let open = mail.register.chases.filter { $0.value.plan == plan.key }
    for (reference, chase) in open.sorted(by: { $0.key < $1.key }) {
      let left = chase.asks.filter { plan.missing.contains($0) }
      if left.isEmpty {
        chaseChanges.append(.chaseClosed(reference: reference))
      } else if left != chase.asks {
        chaseChanges.append(.chaseNarrowed(reference: reference, to: left))
      }
    }
    // Part B comes in a message of its own; where it does not, `NotSubmitted` asks for it.
    guard !isPartAAlone else { return }
    let asked = Set(open.values.flatMap(\.asks))
    for owner in [FieldName.Owner.designatedTeacher, .socialWorker] {
      let place = FormEditions.of(plan.forms, plan.child, mail.policy.forms)
      let asks = plan.missing.filter { $0.owner == owner && !asked.contains($0) }
        .inOrder(of: place)
      guard !asks.isEmpty else { continue }
      guard let recipient = recipient(owner) else {
        reasons.append("\(plan.child.id): nobody of record to ask")
        continue
      }
      ask(asks, of: recipient, owner)
    }
  }

  private var isPartAAlone: Bool {
    plan.forms.allSatisfy { $0.verdict.part == .a } && !plan.record.hasPartB
  }

  private func recipient(_ owner: FieldName.Owner) -> Recipient? {
    switch owner {
    case .designatedTeacher:
      // The school of today has not written a form about a meeting at the one before.
      if case .date(let meeting)? = plan.values[.meetingDate],
        mail.register.moves[plan.child.id]?.contains(where: { $0.on > meeting }) == true
      {
        return nil
      }
      return plan.child.schoolURN.flatMap {
        mail.register.schools[$0] != nil ? .designatedTeacher($0) : nil
      }
    case .socialWorker:
      return plan.child.socialWorkerID.flatMap { mail.register.staff[$0] != nil ? .staff($0) : nil }
    }
  }

  private mutating func ask(_ asks: [FieldName], of recipient: Recipient, _ owner: FieldName.Owner)
  {
    let reference = reference(owner == .designatedTeacher ? "c" : "s")
    // Before the cut-off nothing is asked, so no question is open either.
    guard mail.mayWrite else { return }
    chaseChanges.append(
      .chaseOpened(
        reference: reference,
        Chase(plan: plan.key, recipient: recipient, asks: asks, askedOn: mail.today)))
    all.append(
      LetterDraft(
        kind: .chase, to: recipient, reference: reference, plan: plan.key, asks: asks,
        facts: [
          "term": .text(plan.key.term.description),
          "arrived": .text(mail.message.arrivedOn.inWords),
          "meeting": .text(plan.values[.meetingDate].flatMap(Self.dayInWords) ?? ""),
          "child": .text(plan.child.id), "initials": .text(plan.child.initials),
          "asks": .list(places(asks)), "several": .flag(asks.count > 1),
          "care": .flag(owner == .socialWorker), "by": mail.day.answerBy(recipient),
        ], inReplyTo: mail.facts.messageID))
    reasons.append("\(plan.child.id): \(asks.count) answers asked of the \(owner.rawValue)")
  }

  private func acknowledgement(_ address: String) -> LetterDraft {
    LetterDraft(
      kind: .acknowledgement, to: .knownSender(address), reference: reference("a"), plan: plan.key,
      facts: [
        "arrived": .text(mail.message.arrivedOn.inWords), "term": .text(plan.key.term.description),
        "initials": .text(plan.child.initials), "child": .text(plan.child.id),
      ], inReplyTo: mail.facts.messageID)
  }

  private func reference(_ kind: String) -> String { "\(mail.message.seed)-\(kind)\(number)" }

  // MARK: Words of the form

  /// Section number and label of each field, in the form's own words.
  private func places(_ fields: [FieldName]) -> [[String: LetterFact]] {
    let edition = FormEditions.of(plan.forms, plan.child, mail.policy.forms)
    return fields.inOrder(of: edition).map { field in
      let place = edition(field)
      return [
        "section": .text(place?.section ?? ""), "label": .text(place?.label ?? field.rawValue),
      ]
    }
  }

  private static func dayInWords(_ value: FieldValue) -> String? {
    if case .date(let day) = value { day.inWords } else { nil }
  }

  /// What the PEP records, on one screen: short values as they are, long ones by their beginning.
  private static func summary(_ plan: PlanSubmission) -> [[String: LetterFact]] {
    let shown: [(FieldName, String)] = [
      (.attendancePercentage, "Attendance (%)"), (.sessionsMissed, "Sessions missed"),
      (.suspensionCount, "Suspensions"), (.suspensionDays, "Days of suspension"),
      (.senStatus, "SEND status"), (.onTrack, "On track"),
      (.acceptableProgress, "Progress acceptable"),
      (.premiumRequested, "Pupil Premium requested (£)"), (.changes, "Changes since the last PEP"),
      (.nextMeetingDate, "Next PEP meeting"),
    ]
    return shown.compactMap { field, name in
      guard let value = plan.values[field] else { return nil }
      let status = field == .senStatus ? SENStatus(rawValue: value.plain)?.inWords : nil
      return ["name": .text(name), "value": .text(status ?? inWords(value))]
    }
  }

  private static func inWords(_ value: FieldValue) -> String {
    switch value {
    case .date(let day): day.inWords
    case .text(let text): text.beginning(160)
    case .number, .bool, .rows: value.plain
    }
  }
}

extension Sequence where Element == FieldName {
  /// As the form has them, section by section: whoever answers goes through it from the top.
  func inOrder(of place: (FieldName) -> FormEdition.Place?) -> [FieldName] {
    func key(_ field: FieldName) -> (Int, String) {
      let section = place(field)?.section ?? ""
      return (Int(section.prefix(while: \.isNumber)) ?? .max, section)
    }
    return enumerated().map { (key($1), $0, $1) }.sorted {
      ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1)
    }.map(\.2)
  }
}

extension Child {
  package var initials: String {
    [forename, surname].compactMap(\.first).map(String.init).joined().uppercased()
  }
}

extension String {
  func beginning(_ limit: Int) -> String {
    count <= limit ? self : String(prefix(limit)) + "…"
  }
}
