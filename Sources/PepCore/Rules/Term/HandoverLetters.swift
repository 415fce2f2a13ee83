/// To each PEP Co-ordinator, at most once a day: what nobody is written to about any more, so that a
/// person takes it up.
enum HandoverLetters {
  static func of(_ handovers: [Handover], _ day: TermDay, _ start: DayStart) -> [LetterDraft] {
    guard !handovers.isEmpty else { return [] }
    let items: [[String: LetterFact]] = handovers.sorted {
      ($0.plan, $0.kind.rawValue) < ($1.plan, $1.kind.rawValue)
    }.map { item in
      let child = day.register.children[item.plan.child]
      let former = child.flatMap { day.formerSchool(of: item, $0) } ?? ""
      return [
        "child": .text(item.plan.child), "term": .text(item.plan.term.description),
        "school": .text(
          child?.schoolURN.flatMap { day.register.schools[$0]?.name } ?? "no school on the roster"),
        "\(item.kind.rawValue)": .flag(true), "former": .text(former),
      ]
    }
    return day.coordinators.map { person in
      LetterDraft(
        kind: .handover, to: .coordinator(person),
        reference: start.reference("handover \(day.today) \(person)"),
        facts: ["items": .list(items), "several": .flag(items.count > 1)])
    }
  }
}

extension TermDay {
  /// The school of the meeting whose form is owed, where the child has left it since.
  fileprivate func formerSchool(of item: Handover, _ child: Child) -> String? {
    guard item.kind == .notSubmitted, let meeting = register.meetings[item.plan] else { return nil }
    let move = register.moves[child.id]?.first { $0.on > meeting.day }
    return move?.from.flatMap { register.schools[$0]?.name }
  }

  /// Staff IDs of the PEP Co-ordinators.
  var coordinators: [String] {
    register.staff.values.filter { $0.role == .pepCoordinator }.map(\.id).sorted()
  }
}
