/// To each PEP Co-ordinator, at most once a day: what nobody is written to about any more, so that a
/// person takes it up.
enum HandoverLetters {
  static func of(_ handovers: [Handover], _ day: TermDay, _ start: DayStart) -> [LetterDraft] {
    guard !handovers.isEmpty else { return [] }
    let items: [[String: LetterFact]] = handovers.sorted {
      ($0.plan, $0.kind.rawValue) < ($1.plan, $1.kind.rawValue)
    }.map { item in
      let child = day.register.children[item.plan.child]
      return [
        "child": .text(item.plan.child), "term": .text(item.plan.term.description),
        "school": .text(
          child?.schoolURN.flatMap { day.register.schools[$0]?.name } ?? "no school on the roster"),
        "\(item.kind.rawValue)": .flag(true),
      ]
    }
    return day.coordinators.map { person in
      LetterDraft(
        kind: .handover, to: .coordinator(person), reference: start.reference("handover \(person)"),
        facts: ["items": .list(items), "several": .flag(items.count > 1)])
    }
  }
}

extension TermDay {
  /// Staff IDs of the PEP Co-ordinators.
  var coordinators: [String] {
    register.staff.values.filter { $0.role == .pepCoordinator }.map(\.id).sorted()
  }
}
