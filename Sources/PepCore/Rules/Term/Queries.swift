/// "Any queries relating to the completed PEP are followed up by the AT with the school or Social Worker"
/// (paper, "What happens once a PEP is submitted?"): a query that nobody answers is put again in rounds;
/// one that was answered is closed when the Advisory Teacher has had time to say that the answer does not
/// do.
struct Queries {
  private(set) var changes: [RegisterChange] = []
  private(set) var letters: [LetterDraft] = []
  private(set) var handedOver: [Handover] = []
  private(set) var gaps: Set<OfficeCalendar.Gap> = []
  private let day: TermDay

  /// `written`: whom another rule writes to today, by child.
  init(_ day: TermDay, _ start: DayStart, written: [String: Set<Recipient>]) {
    self.day = day
    for (reference, query) in day.register.queries.sorted(by: { $0.key < $1.key }) {
      guard let child = day.register.children[query.plan.child] else { continue }
      guard child.isInCare(on: day.today) else {
        changes.append(.queryClosed(reference: reference))
        continue
      }
      // A person's hold, or mail about the child that nobody has looked at, may be the objection.
      guard day.mayWrite(about: child) else { continue }
      do {
        try settle(reference, query, child, written[child.id] ?? [])
      } catch { gaps.insert(error) }
    }
  }

  private mutating func settle(
    _ reference: String, _ query: PlanQuery, _ child: Child, _ written: Set<Recipient>
  ) throws(OfficeCalendar.Gap) {
    if let answered = query.answeredOn {
      let end = try day.calendar.workingDay(day.term.answerWorkingDays, after: answered)
      if end < day.today { changes.append(.queryClosed(reference: reference)) }
      return
    }
    guard query.isWithPerson != true else { return }
    guard let to = query.recipient else {
      // Followed up in person: nobody is written to, but it is not forgotten.
      let end = try day.calendar.workingDay(day.term.checkWorkingDays, after: query.askedOn)
      if end < day.today { handOver(reference, query) }
      return
    }
    guard day.isOfRecord(to, for: child) else { return handOver(reference, query) }
    // Before a day that the question names nobody is asked again.
    let last = ([query.lastAskedOn ?? query.askedOn] + query.namedDays).max() ?? query.askedOn
    guard last < day.today, !written.contains(to) else { return }
    switch try Rounds.next(after: (query.round, last), since: query.askedOn, to: to, day)
    {
    case .wait: return
    case .handOver: handOver(reference, query)
    case .write(let round, let isLate):
      changes.append(.queryRepeated(reference: reference, round: round, on: day.today))
      // The first letter's reference stands in the next one's, so that an answer to either is known.
      var draft = QueryLetters.letter(
        "\(reference)-\(round)", query, to: to, child, day, again: true)
      draft.question = reference
      draft.isLate = isLate ? true : nil
      letters.append(draft)
    }
  }

  private mutating func handOver(_ reference: String, _ query: PlanQuery) {
    changes.append(.queryHandedOver(reference: reference))
    handedOver.append(Handover(plan: query.plan, kind: .query))
  }
}

/// A query goes out while it is open and unanswered, to who is still the one to ask.
enum QueryRecheck {
  static func check(_ draft: LetterDraft, _ day: TermDay) -> StillAsked.Check {
    guard let query = day.register.queries[draft.question ?? draft.reference],
      query.answeredOn == nil, let child = day.register.children[query.plan.child],
      child.isInCare(on: day.today), day.isOfRecord(draft.to, for: child)
    else { return .drop([]) }
    return .ask
  }
}
