/// "Where there are gaps or missing information, the PEP Co-ordinators will request this information
/// from the school/CSC" (paper, "What happens once a PEP is submitted?").
///
/// The first letter goes with the form's arrival (`PlanLetters`); here the question is put again. Any
/// answer that a person has to look at stops the rounds (`TermDay.mayWrite`).
struct Incomplete {
  private(set) var changes: [RegisterChange] = []
  private(set) var letters: [LetterDraft] = []
  private(set) var handedOver: [Handover] = []
  private(set) var gaps: Set<OfficeCalendar.Gap> = []

  init(_ day: TermDay, _ start: DayStart) {
    for (reference, chase) in day.register.chases.sorted(by: { $0.key < $1.key }) {
      guard let child = day.register.children[chase.plan.child] else { continue }
      if Self.isOver(chase, child, day) {
        changes.append(.chaseClosed(reference: reference))
        continue
      }
      guard chase.isWithPerson != true, day.mayWrite(about: child) else { continue }
      if day.isUndeliverable(chase.recipient) {
        changes.append(.chaseHandedOver(reference: reference))
        handedOver.append(Handover(plan: chase.plan, kind: .incomplete))
        continue
      }
      do {
        switch try Rounds.next(
          after: (chase.round, chase.lastAskedOn ?? chase.askedOn), since: chase.askedOn,
          to: chase.recipient, day)
        {
        case .wait: continue
        case .handOver:
          changes.append(.chaseHandedOver(reference: reference))
          handedOver.append(Handover(plan: chase.plan, kind: .incomplete))
        case .write(let round, let isLate):
          changes.append(.chaseRepeated(reference: reference, round: round, on: day.today))
          letters.append(
            Self.letter(reference, chase, child, day, start, round: round, isLate: isLate))
        }
      } catch { gaps.insert(error) }
    }
  }

  /// Out of care, at another school, with another social worker, or answered: nobody is asked that
  /// any more.
  private static func isOver(_ chase: Chase, _ child: Child, _ day: TermDay) -> Bool {
    guard day.isOurs(child) else { return true }
    let missing = day.register.plans[chase.plan]?.missing ?? []
    return !chase.asks.contains { missing.contains($0) }
      || !day.isOfRecord(chase.recipient, for: child)
  }

  private static func letter(
    _ reference: String, _ chase: Chase, _ child: Child, _ day: TermDay, _ start: DayStart,
    round: Int, isLate: Bool
  ) -> LetterDraft {
    let place = FormEditions.of([], child, day.policy.forms)
    let record = day.register.plans[chase.plan] ?? PlanRecord()
    let asks = chase.asks.filter { record.missing.contains($0) }
    var meeting = ""
    if case .date(let held)? = record.fields[.meetingDate]?.value { meeting = held.inWords }
    // The first letter's reference stands in the next one's, so that an answer to either is known.
    var draft = LetterDraft(
      kind: .chase, to: chase.recipient, reference: "\(reference)-\(round)", plan: chase.plan,
      asks: asks,
      facts: [
        "term": .text(chase.plan.term.description), "again": .flag(true),
        "arrived": .text(record.receivedOn?.inWords ?? ""), "meeting": .text(meeting),
        "child": .text(child.id), "initials": .text(child.initials),
        "asks": .list(
          asks.map { field in
            [
              "section": .text(place(field)?.section ?? ""),
              "label": .text(place(field)?.label ?? field.rawValue),
            ]
          }), "several": .flag(asks.count > 1),
        "care": .flag(asks.contains { $0.owner == .socialWorker }),
        "by": day.answerBy(chase.recipient),
      ])
    draft.question = reference
    draft.isLate = isLate ? true : nil
    return draft
  }
}

/// What a person has to see to, because the letters are over or there is nobody to write to.
struct Handover: Hashable {
  var plan: PlanKey
  var kind: ReminderKind
}
