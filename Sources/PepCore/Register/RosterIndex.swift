/// Finds people of the roster by what forms and messages say of them, without walking through all of
/// them: a county has hundreds of children, a machine for all of England tens of thousands.
///
/// Derived from the roster and kept in step by `Register.apply`; never stored.
struct RosterIndex: Hashable, Sendable {
  private(set) var childrenByUPN: [String: Set<String>] = [:]
  private(set) var childrenByCareID: [String: Set<String>] = [:]
  private(set) var childrenByBirth: [CivilDay: Set<String>] = [:]
  /// By each folded word of the surname; half of a double-barrelled one is often all that is written.
  private(set) var childrenBySurnameWord: [String: Set<String>] = [:]
  private(set) var schoolsByDomain: [String: Set<String>] = [:]
  private(set) var schoolsByTeacher: [String: Set<String>] = [:]
  private(set) var staffByEmail: [String: Set<String>] = [:]

  init() {}

  init(
    _ children: some Sequence<Child>, _ schools: some Sequence<School>,
    _ staff: some Sequence<StaffMember>
  ) {
    for child in children { add(child) }
    for school in schools { add(school) }
    for person in staff { add(person) }
  }

  mutating func add(_ child: Child) { change(child) { $0.insert(child.id) } }
  mutating func remove(_ child: Child) { change(child) { $0.remove(child.id) } }
  mutating func add(_ school: School) { change(school) { $0.insert(school.urn) } }
  mutating func remove(_ school: School) { change(school) { $0.remove(school.urn) } }
  mutating func add(_ person: StaffMember) { change(person) { $0.insert(person.id) } }
  mutating func remove(_ person: StaffMember) { change(person) { $0.remove(person.id) } }

  private mutating func change(_ child: Child, _ body: (inout Set<String>) -> Void) {
    if let upn = UPN(child.upn) { body(&childrenByUPN[upn.text, default: []]) }
    body(&childrenByCareID[child.id.uppercased(), default: []])
    body(&childrenByBirth[child.dateOfBirth, default: []])
    for word in Set(Wording.folded(child.surname)) {
      body(&childrenBySurnameWord[word, default: []])
    }
  }

  private mutating func change(_ school: School, _ body: (inout Set<String>) -> Void) {
    for domain in school.domains { body(&schoolsByDomain[domain, default: []]) }
    if let address = EmailAddress(school.designatedTeacherEmail) {
      body(&schoolsByTeacher[address.folded, default: []])
    }
  }

  private mutating func change(_ person: StaffMember, _ body: (inout Set<String>) -> Void) {
    if let address = EmailAddress(person.email) { body(&staffByEmail[address.folded, default: []]) }
  }
}

extension Register {
  /// Children any word of whose surname is among these words.
  func children(bySurnameAmong words: some Sequence<String>) -> [Child] {
    var ids: Set<String> = []
    for word in words { ids.formUnion(index.childrenBySurnameWord[word] ?? []) }
    return ids.compactMap { children[$0] }
  }
}
