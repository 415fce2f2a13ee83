/// What one check document leads to: its outcome in the register, and a thread for its queries: "Any
/// queries relating to the completed PEP are followed up by the AT with the school or Social Worker"
/// (paper, "What happens once a PEP is submitted?").
struct CheckedPlan {
  private(set) var changes: [RegisterChange] = []
  private(set) var letters: [LetterDraft] = []
  private(set) var reasons: [String] = []

  private let child: Child
  private let key: PlanKey
  private let by: String
  private let mail: Mail
  private let number: Int

  static func make(
    _ paper: Classified, _ child: Child, _ key: PlanKey, by: String, _ mail: Mail, number: Int
  ) -> Result<CheckedPlan, Doubt> {
    // A tick that was recognised in a picture may be a smudge.
    guard let reading = paper.check, let outcome = reading.outcome, !paper.isRecognised else {
      return .failure(
        Doubt(
          reason: .unsure, because: "the outcome of the check cannot be told for certain",
          child: child.id))
    }
    do throws(Doubt) {
      let queries = try CheckQueries(reading, child, mail)
      var checked = CheckedPlan(child, key, by: by, mail, number)
      checked.record(reading, isSatisfactory: outcome != .notSatisfactory)
      checked.settle(queries, isSettled: outcome == .satisfactory && queries.all.isEmpty)
      return .success(checked)
    } catch {
      return .failure(error)
    }
  }

  private init(_ child: Child, _ key: PlanKey, by: String, _ mail: Mail, _ number: Int) {
    self.child = child
    self.key = key
    self.by = by
    self.mail = mail
    self.number = number
  }

  private mutating func record(_ reading: CheckReading, isSatisfactory: Bool) {
    changes.append(
      .planChecked(
        key,
        PlanCheck(
          on: mail.message.arrivedOn, by: by, isSatisfactory: isSatisfactory,
          message: mail.message.reference, summary: reading.summary,
          forms: mail.register.plans[key]?.formCount ?? 0)))
    reasons.append(
      "\(child.id): checked, \(isSatisfactory ? "satisfactory" : "not satisfactory")")
  }

  /// A query that is open already is not asked anew; a later satisfactory check closes what is open.
  private mutating func settle(_ queries: CheckQueries, isSettled: Bool) {
    let open = mail.register.queries.filter { $0.value.plan == key }
    if isSettled {
      changes += open.keys.sorted().map { .queryClosed(reference: $0) }
    }
    let known = Set(open.values.flatMap(\.questions).map(Wording.key))
    for (letter, group) in queries.all.sorted(by: { $0.letter < $1.letter }) {
      let questions = group.questions.filter { !known.contains(Wording.key($0)) }
      if !questions.isEmpty { ask(questions, of: group.recipient, letter) }
    }
  }

  private mutating func ask(_ questions: [String], of recipient: Recipient?, _ letter: String) {
    let reference = "\(mail.message.seed)-\(letter)\(number)"
    let recipient = mail.mayWrite ? recipient : nil
    let query = PlanQuery(
      plan: key, questions: questions, recipient: recipient, by: by, askedOn: mail.today)
    changes.append(.queryOpened(reference: reference, query))
    guard let recipient else {
      reasons.append("\(child.id): \(questions.count) queries that the Advisory Teacher follows up")
      return
    }
    letters.append(
      QueryLetters.letter(reference, query, to: recipient, child, mail.day, again: false))
    reasons.append("\(child.id): \(questions.count) queries asked")
  }
}
