/// Who owes what: everything that was asked of somebody and is still open.
package struct OpenRequests: Hashable, Sendable {
  package struct Item: Codable, Hashable, Sendable {
    /// School, member of staff, or the co-ordinators where the roster names nobody.
    package var owner: String
    package var role: String
    package var child: String
    package var term: SchoolTerm
    package var what: String
    /// The last letter about it.
    package var askedOn: CivilDay
    /// Letters so far.
    package var letters: Int
    /// The letters are over, or a person stopped them.
    package var isWithPerson: Bool
  }

  /// By role, owner, child and term.
  package private(set) var items: [Item] = []

  package init(
    _ register: Register, calendar: OfficeCalendar, policy: Policy, today: CivilDay
  ) {
    let day = TermDay(register, calendar: calendar, today: today, policy: policy)
    for chase in register.chases.values {
      guard let child = register.children[chase.plan.child] else { continue }
      let place = FormEditions.of([], child, policy.forms)
      add(
        chase.plan, chase.recipient, register,
        what: chase.asks.map { place($0)?.label ?? $0.rawValue }.joined(separator: "; "),
        (chase.round, chase.lastAskedOn ?? chase.askedOn), chase.isWithPerson == true)
    }
    for query in register.queries.values where query.answeredOn == nil {
      add(
        query.plan, query.recipient, register, what: ReminderKind.query.inWords,
        (query.round, query.lastAskedOn ?? query.askedOn), query.isWithPerson == true)
    }
    for (plan, kinds) in register.reminders {
      guard let child = register.children[plan.child] else { continue }
      for (kind, reminder) in kinds {
        // The addressee of record is the rule's to say; the register keeps what was asked, not of whom.
        // What the rule does not find any more has come, and tomorrow's clock closes it.
        let due = try? Reminders.rules.first { $0.kind == kind }?.due(child, day)
        let found = due?.first { $0.plan == plan }
        guard due == nil || found != nil else { continue }
        add(
          plan, found?.to, register, what: kind.inWords, (reminder.round, reminder.lastOn),
          reminder.isWithPerson)
      }
    }
    items.sort {
      ($0.role, $0.owner, $0.child, $0.term, $0.what)
        < ($1.role, $1.owner, $1.child, $1.term, $1.what)
    }
  }

  private mutating func add(
    _ plan: PlanKey, _ to: Recipient?, _ register: Register, what: String,
    _ asked: (letters: Int, on: CivilDay), _ isWithPerson: Bool
  ) {
    let (owner, role) = Self.owner(to, register)
    items.append(
      Item(
        owner: owner, role: role, child: plan.child, term: plan.term, what: what,
        askedOn: asked.on, letters: asked.letters,
        isWithPerson: isWithPerson || register.holds[plan.child] != nil))
  }

  private static func owner(_ recipient: Recipient?, _ register: Register) -> (String, String) {
    switch recipient {
    case .designatedTeacher(let urn):
      (register.schools[urn]?.name ?? "School \(urn)", "Designated teachers")
    case .staff(let id), .coordinator(let id):
      (register.staff[id]?.name ?? id, register.staff[id]?.role.inWords ?? "Others")
    case .knownSender, nil: ("Nobody of record", "PEP Co-ordinators")
    }
  }
}

extension StaffMember.Role {
  /// Of several.
  package var inWords: String {
    switch self {
    case .socialWorker: "Social workers"
    case .advisoryTeacher: "Advisory Teachers"
    case .pepCoordinator: "PEP Co-ordinators"
    case .virtualHead: "Virtual Head"
    case .leadEducationAdviser: "Lead Education Adviser"
    case .seniorEducationalPsychologist: "Senior Educational Psychologist"
    }
  }
}

extension ReminderKind {
  /// What is asked for.
  var inWords: String {
    switch self {
    case .firstPlan: "a first PEP meeting"
    case .notBooked: "a PEP meeting for the term"
    case .notSubmitted: "the form of a meeting that was held"
    case .incomplete: "answers that the form lacks"
    case .unchecked: "the check of a PEP"
    case .query: "an answer to the Advisory Teacher's query"
    case .uncirculated: "a social worker for a finalised PEP"
    case .unshared: "a Virtual Head for a request above the allocation"
    case .schoolMove: "a PEP meeting after a change of school"
    case .stalled: "a PEP that was checked and is not finalised"
    }
  }
}
