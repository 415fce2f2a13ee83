import PepCore

/// Whether letters would find their readers. By care ID and URN; names are in the files.
enum RosterCheck {
  static func findings(_ register: Register, today: CivilDay) -> [CheckFinding] {
    let children = register.children.values.filter { $0.isInCare(on: today) }
    guard !children.isEmpty else {
      return [
        CheckFinding(
          what, .wrong, "no child in care is listed, so every form is from a stranger",
          "Import one: pepctl roster import FOLDER")
      ]
    }
    let gaps = gaps(register, children)
    guard gaps.isEmpty else { return gaps }
    return [
      CheckFinding(
        what, .ok,
        "\(children.count) children in care, \(register.schools.count) schools, \(register.staff.count) staff"
      )
    ]
  }

  private static let what = "roster"

  private static func gaps(_ register: Register, _ children: [Child]) -> [CheckFinding] {
    func isReachable(_ recipient: Recipient?) -> Bool {
      recipient.flatMap(register.address(of:)).flatMap { EmailAddress($0) } != nil
    }
    func finding(_ keys: [String], _ lack: String) -> CheckFinding? {
      guard !keys.isEmpty else { return nil }
      let shown = keys.sorted().prefix(5).joined(separator: ", ")
      return CheckFinding(
        what, .wrong, "\(lack): \(shown)" + (keys.count > 5 ? " and \(keys.count - 5) more" : ""),
        "Complete the roster's files and import them: pepctl roster import FOLDER")
    }
    let coordinators = register.staff.values.filter {
      $0.role == .pepCoordinator && isReachable(.coordinator($0.id))
    }
    let pupils = children.filter { $0.provision != .notInSchool }
    let schools = Set(pupils.compactMap(\.schoolURN))
    let upns = Dictionary(grouping: children, by: \.upn).filter { $0.value.count > 1 }
    return [
      coordinators.isEmpty
        ? CheckFinding(
          what, .wrong, "no PEP Co-ordinator has an address, so nobody hears of doubts",
          "Add them to people.csv and import it: pepctl roster import FOLDER") : nil,
      finding(
        children.filter { !isReachable($0.advisoryTeacherID.map { .staff($0) }) }.map(\.id),
        "children without an Advisory Teacher who has an address"),
      finding(
        children.filter { !isReachable($0.socialWorkerID.map { .staff($0) }) }.map(\.id),
        "children without a social worker who has an address"),
      finding(
        pupils.filter { $0.schoolURN.flatMap { register.schools[$0] } == nil }.map(\.id),
        "children without a school on the roster"),
      finding(
        schools.filter { register.schools[$0] != nil && !isReachable(.designatedTeacher($0)) }
          .sorted(),
        "schools whose designated teacher has no address"),
      finding(upns.values.joined().map(\.id), "children who share a UPN"),
    ].compactMap { $0 }
  }
}
