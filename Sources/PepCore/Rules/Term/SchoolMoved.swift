/// "If a CLA moves school, a PEP meeting should be convened before they move, to plan for transition or
/// as soon as possible after the move if it is an emergency response" (paper, "How often should we have a
/// PEP Review?").
///
/// The social worker is asked from the day on which the roster shows the move. Where the term's meeting
/// was held before it, that may have been the one; the co-ordinators are told of it with the move, and
/// nobody is asked.
enum SchoolMoved: ReminderRule {
  static let kind = ReminderKind.schoolMove

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    guard let move = day.register.moves[child.id]?.last, move.from != nil, move.to != nil,
      move.to == child.schoolURN, Meetings.before(child, day) == nil
    else { return [] }
    let key = PlanKey(child: child.id, term: SchoolTerm(of: move.on))
    // A term later the ordinary termly PEP is asked for instead.
    guard SchoolTerm(of: day.today) == key.term, !isPlanned(child, since: move.on, day)
    else { return [] }
    // A child who is new in care has its own span.
    guard try FirstPlan.due(child, day).isEmpty else { return [] }
    return [
      DueReminder(
        plan: key, to: day.socialWorker(of: child), since: move.on,
        facts: ["school": .text(move.to.flatMap { day.register.schools[$0]?.name } ?? "")])
    ]
  }

  private static func isPlanned(_ child: Child, since move: CivilDay, _ day: TermDay) -> Bool {
    day.meetings(of: child).contains { $0.value.day >= move }
      || Meetings.formCame(child, since: move, day)
  }
}

extension Meetings {
  /// The meeting of the move's term that was held before the child's last move.
  static func before(_ child: Child, _ day: TermDay) -> CivilDay? {
    guard let move = day.register.moves[child.id]?.last else { return nil }
    let key = PlanKey(child: child.id, term: SchoolTerm(of: move.on))
    return self.day(key, day.register).flatMap { $0 < move.on ? $0 : nil }
  }
}

extension TermDay {
  /// A meeting that was held at a school that the child has left since.
  func wasAtFormerSchool(_ meeting: CivilDay, _ child: Child) -> Bool {
    register.moves[child.id]?.contains { $0.on > meeting } ?? false
  }
}
