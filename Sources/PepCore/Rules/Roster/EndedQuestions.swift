/// What an imported roster ends at once: questions, reminders and letters to a school that a child has
/// left, and everything about a child who left care, was adopted, is another authority's or has outgrown
/// school. History stays.
struct EndedQuestions {
  private(set) var changes: [RegisterChange] = []
  private let day: TermDay
  private let moved: Set<String>

  init(_ day: TermDay, moved: Set<String>) {
    self.day = day
    self.moved = moved
    for (reference, chase) in day.register.chases.sorted(by: { $0.key < $1.key }) {
      guard let child = day.register.children[chase.plan.child] else { continue }
      if !day.isOurs(child) || !day.isOfRecord(chase.recipient, for: child) {
        changes.append(.chaseClosed(reference: reference))
      }
    }
    for (key, kinds) in day.register.reminders.sorted(by: { $0.key < $1.key }) {
      guard let child = day.register.children[key.child] else { continue }
      for kind in kinds.keys.sorted(by: { $0.rawValue < $1.rawValue })
      where !day.isOurs(child) || moved.contains(child.id) && kind == .notSubmitted {
        changes.append(.reminderClosed(key, kind))
      }
    }
  }

  /// A letter that is not to go out any more.
  func isOver(_ letter: LetterDraft) -> Bool {
    guard let id = letter.plan?.child, let child = day.register.children[id] else { return false }
    if !day.isOurs(child) { return true }
    switch letter.to {
    case .designatedTeacher: return !day.isOfRecord(letter.to, for: child)
    case .staff: return letter.kind.asksSomebody && !day.isOfRecord(letter.to, for: child)
    case .knownSender(let address): return moved.contains(id) && isFormerSchool(address, child)
    case .coordinator: return false
    }
  }

  /// The sender of an earlier form, at the school that the child has left.
  private func isFormerSchool(_ address: String, _ child: Child) -> Bool {
    guard let email = EmailAddress(address) else { return false }
    let schools = (day.register.index.schoolsByDomain[email.domain] ?? [])
      .union(day.register.index.schoolsByTeacher[email.folded] ?? [])
    return !schools.isEmpty && !schools.contains(child.schoolURN ?? "")
  }
}
