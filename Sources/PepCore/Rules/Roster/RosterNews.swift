/// "If a CLA moves school, a PEP meeting should be convened before they move … or as soon as possible
/// after the move"; "within 20 days of a child coming into care" (paper, "How often should we have a PEP
/// Review?"): the day of either is the day on which the roster shows it, and the Advisory Teacher and the
/// co-ordinators hear of it at once.
struct RosterNews {
  /// Children at another school than before.
  private(set) var moved: [Child] = []
  /// Children who came into care.
  private(set) var arrived: [Child] = []
  private(set) var changes: [RegisterChange] = []

  init(from before: TermDay, to after: TermDay) {
    // The first roster tells nothing new: who is on it was there before.
    guard !before.register.children.isEmpty else { return }
    for child in after.register.children.values.sorted(by: { $0.id < $1.id })
    where after.isOurs(child) {
      guard let known = before.register.children[child.id], before.isOurs(known) else {
        arrived.append(child)
        continue
      }
      guard known.schoolURN != child.schoolURN else { continue }
      moved.append(child)
      changes.append(
        .schoolMoved(
          child.id, SchoolMove(from: known.schoolURN, to: child.schoolURN, on: after.today)))
    }
  }

  /// One letter for each addressee and kind.
  func letters(_ day: TermDay, _ reference: (String) -> String) -> [LetterDraft] {
    letters(.schoolMove, moved, day, reference) { Self.move($0, day) }
      + letters(.newChild, arrived, day, reference) { Self.arrival($0, day) }
  }

  private func letters(
    _ kind: LetterDraft.Kind, _ children: [Child], _ day: TermDay,
    _ reference: (String) -> String, _ item: (Child) -> [String: LetterFact]
  ) -> [LetterDraft] {
    guard !children.isEmpty else { return [] }
    let teachers = Dictionary(
      grouping: children.filter { $0.advisoryTeacherID.flatMap { day.register.staff[$0] } != nil },
      by: { $0.advisoryTeacherID ?? "" })
    let addressed =
      teachers.sorted { $0.key < $1.key }.map { (Recipient.staff($0.key), $0.value) }
      + day.coordinators.map { (.coordinator($0), children) }
    return addressed.map { to, children in
      LetterDraft(
        kind: kind, to: to, reference: reference("\(kind.rawValue) \(to)"),
        facts: [
          "items": .list(children.map(item)), "several": .flag(children.count > 1),
        ])
    }
  }

  private static func move(_ child: Child, _ day: TermDay) -> [String: LetterFact] {
    let move = day.register.moves[child.id]?.last
    var item: [String: LetterFact] = ["child": .text(child.id)]
    item["from"] = .text(day.school(move?.from))
    item["to"] = .text(day.school(move?.to))
    if (try? SchoolMoved.due(child, day)) ?? nil != nil { item["asked"] = .flag(true) }
    if let meeting = Meetings.before(child, day) { item["meeting"] = .text(meeting.inWords) }
    return item
  }

  private static func arrival(_ child: Child, _ day: TermDay) -> [String: LetterFact] {
    var item: [String: LetterFact] = [
      "child": .text(child.id), "school": .text(day.school(child.schoolURN)),
    ]
    guard let start = child.inCareSince else { return item }
    item["inCareSince"] = .text(start.inWords)
    if let due = try? day.day(
      day.term.firstPlanDays, day.term.firstPlanDayKind, after: start, of: child)
    {
      item["dueOn"] = .text(due.inWords)
    }
    return item
  }
}

extension TermDay {
  fileprivate func school(_ urn: String?) -> String {
    urn.flatMap { register.schools[$0]?.name } ?? "no school"
  }
}
