/// Something that happens in a rehearsed term (`pepctl simulate`): told as the register would have it,
/// without the mail that brings it about.
package struct ScenarioEvent: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A meeting is booked `on` a day.
    case booked
    /// The form came; `missing` names the answers that it lacks.
    case submitted
    /// What was missing was given.
    case answered
    /// The Advisory Teacher's check came and is satisfied.
    case checked
    case leftCare = "left-care"
    /// The child is at another `school` (its URN).
    case moved
    case held, resumed
  }

  package var day: CivilDay
  package var child: String
  package var kind: Kind
  package var on: CivilDay?
  package var school: String?
  package var missing: [FieldName]

  package init(
    day: CivilDay, child: String, kind: Kind, on: CivilDay? = nil, school: String? = nil,
    missing: [FieldName] = []
  ) {
    self.day = day
    self.child = child
    self.kind = kind
    self.on = on
    self.school = school
    self.missing = missing
  }

  /// What it changes.
  package func changes(_ register: Register) -> [RegisterChange] {
    guard var listed = register.children[child] else { return [] }
    switch kind {
    case .booked:
      let meeting = on ?? day
      return [
        .meetingBooked(
          PlanKey(child: child, term: SchoolTerm(of: meeting)),
          Meeting(day: meeting, message: "rehearsal", bookedOn: day))
      ]
    case .submitted: return submission(listed, register)
    case .answered:
      let open = register.chases.filter { $0.value.plan.child == child }
      return open.keys.sorted().map { .chaseClosed(reference: $0) }
        + Set(open.values.map(\.plan)).sorted().map { .gapsFound($0, [], on: day) }
    case .checked:
      let plans = register.plans.keys.filter { $0.child == child }
      let check = PlanCheck(
        on: day, by: listed.advisoryTeacherID ?? "", isSatisfactory: true, message: "rehearsal")
      return plans.max().map { [.planChecked($0, check)] } ?? []
    case .leftCare:
      listed.leftCareOn = day
      return [.childListed(listed)]
    case .moved:
      listed.schoolURN = school
      return [.childListed(listed)]
    case .held:
      return [.childHeld(child, Hold(by: "rehearsal", since: day, reason: "rehearsal"))]
    case .resumed: return [.childResumed(child)]
    }
  }

  private func submission(_ child: Child, _ register: Register) -> [RegisterChange] {
    let plan = PlanKey(child: child.id, term: SchoolTerm(of: day))
    let teacher = child.schoolURN.map { Recipient.designatedTeacher($0) }
    let worker = child.socialWorkerID.map { Recipient.staff($0) }
    let questions: [RegisterChange] = [
      (FieldName.Owner.designatedTeacher, teacher), (.socialWorker, worker),
    ]
    .compactMap { owner, recipient in
      let asks = missing.filter { $0.owner == owner }
      guard !asks.isEmpty, let recipient else { return nil }
      return .chaseOpened(
        reference: "\(child.id) \(day) \(owner.rawValue)",
        Chase(plan: plan, recipient: recipient, asks: asks, askedOn: day))
    }
    return [.planReceived(plan, on: day), .gapsFound(plan, missing, on: day)] + questions
  }
}
