/// Which child a form is about, by the facts that stand on it.
///
/// Two facts must agree: a UPN or care ID together with the sender being known for that child (the
/// sender is judged elsewhere), or a name and a date of birth. A fact that points at somebody else
/// is a conflict for a person, however many others agree (promise 3 of the design).
package struct ChildFacts: Hashable, Sendable {
  package var names: [String] = []
  package var birthDays: [CivilDay] = []
  package var upns: [UPN] = []
  package var careIDs: [String] = []
  /// Numbers behind a label that was only guessed: a college's own number of its student, perhaps.
  var likelyCareIDs: [String] = []
  /// The form asks for the name, and what it says there was not read: it may be another's.
  var isNameUnread = false

  package init() {}

  package init(_ form: FormReading) {
    func texts(_ field: FieldName) -> [String] {
      form.fields[field]?.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        ?? []
    }
    names = texts(.childName)
    isNameUnread = form.isNameUnread
    birthDays =
      form.fields[.childDateOfBirth]?.values.compactMap {
        if case .date(let day) = $0 { day } else { nil }
      } ?? []
    upns = texts(.childUPN).compactMap { UPN($0) }
    let numbers = texts(.childCareID).map { Wording.folded($0).joined().uppercased() }
    if form.fields[.childCareID].map({ $0.score < Limits.likeEnough }) == true {
      likelyCareIDs = numbers
    } else {
      careIDs = numbers
    }
  }

  package var isEmpty: Bool {
    names.isEmpty && birthDays.isEmpty && upns.isEmpty && careIDs.isEmpty
  }
}

extension ChildFacts {
  mutating func add(_ other: ChildFacts) {
    names += other.names
    birthDays += other.birthDays
    upns += other.upns
    careIDs += other.careIDs
    likelyCareIDs += other.likelyCareIDs
    isNameUnread = isNameUnread || other.isNameUnread
  }
}

package enum Identification: Hashable, Sendable {
  case child(String)
  case notIdentified
  case conflict
}

package struct ChildIdentity {
  let register: Register

  package init(_ register: Register) { self.register = register }

  package func identify(_ facts: ChildFacts) -> Identification {
    var facts = facts
    facts.careIDs += facts.likelyCareIDs.filter { register.index.childrenByCareID[$0] != nil }
    let numbered = childrenByNumber(facts)
    if numbered.count > 1 { return .conflict }
    if let id = numbered.first, let child = register.children[id] {
      // A number copied from a twin's form names the wrong one, and the day of birth agrees.
      if facts.names.isEmpty, hasTwin(child) || facts.isNameUnread { return .notIdentified }
      return agrees(facts, with: child) ? .child(id) : .conflict
    }
    return byNameAndBirth(facts)
  }

  /// Children that a UPN or a care ID on the form belongs to.
  private func childrenByNumber(_ facts: ChildFacts) -> Set<String> {
    var found: Set<String> = []
    for id in facts.careIDs { found.formUnion(register.index.childrenByCareID[id] ?? []) }
    for upn in facts.upns { found.formUnion(register.index.childrenByUPN[upn.text] ?? []) }
    return found
  }

  private func hasTwin(_ child: Child) -> Bool {
    let born = register.index.childrenByBirth[child.dateOfBirth] ?? []
    return born.contains { $0 != child.id && register.children[$0]?.surname == child.surname }
  }

  /// No fact on the form speaks against this child, whom a number names.
  private func agrees(_ facts: ChildFacts, with child: Child) -> Bool {
    if facts.birthDays.contains(where: { $0 != child.dateOfBirth }) { return false }
    let sameBirth = !facts.birthDays.isEmpty
    for name in facts.names {
      switch NameAgreement(name, child) {
      case .none, .otherForename: return false
      // A changed surname is believed where the day of birth confirms the number.
      case .otherSurname where !sameBirth: return false
      default: break
      }
      if belongsToAnother(name, than: child) { return false }
    }
    return numbersAgree(facts, with: child)
  }

  /// The name as written is another child's in full, and this child's only in part.
  private func belongsToAnother(_ name: String, than child: Child) -> Bool {
    guard NameAgreement(name, child) < .full else { return false }
    return register.children(bySurnameAmong: Wording.folded(name)).contains {
      $0.id != child.id && NameAgreement(name, $0) == .full
    }
  }

  /// "A wrong UPN check letter with two other agreeing facts is still that child"; any other number
  /// that is not the child's is a conflict.
  private func numbersAgree(_ facts: ChildFacts, with child: Child) -> Bool {
    let id = child.id.uppercased()
    if facts.careIDs.contains(where: { $0 != id && (isKnown($0) || hasShape($0, of: id)) }) {
      return false
    }
    let others =
      (facts.names.isEmpty ? 0 : 1) + (facts.birthDays.isEmpty ? 0 : 1)
      + (facts.careIDs.isEmpty ? 0 : 1)
    return facts.upns.allSatisfy { upn in
      upn.text == UPN(child.upn)?.text || !upn.isValid && others >= 2
    }
  }

  private func isKnown(_ careID: String) -> Bool {
    register.index.childrenByCareID[careID] != nil
  }

  /// As many letters and figures: a college's "Student ID" has others, and says nothing against the child.
  private func hasShape(_ number: String, of careID: String) -> Bool {
    number.count == careID.count
      && number.filter(\.isNumber).count == careID.filter(\.isNumber).count
  }

  /// Children born on the day or with a word of the surname: nobody else can fit.
  private func possible(_ facts: ChildFacts) -> [Child] {
    let born = facts.birthDays.flatMap { register.index.childrenByBirth[$0] ?? [] }
    let named = register.children(bySurnameAmong: facts.names.flatMap(Wording.folded)).map(\.id)
    return Set(born + named).compactMap { register.children[$0] }
  }

  private func byNameAndBirth(_ facts: ChildFacts) -> Identification {
    guard !facts.names.isEmpty else { return .notIdentified }
    guard !facts.birthDays.isEmpty else { return .notIdentified }
    let named = possible(facts).filter { child in
      facts.names.allSatisfy { NameAgreement($0, child) >= .initial }
    }
    let fitting = named.filter { child in facts.birthDays.allSatisfy { $0 == child.dateOfBirth } }
    if fitting.isEmpty {
      // A full name with another day of birth than the roster's disagrees with the roster.
      let full = named.filter { child in facts.names.contains { NameAgreement($0, child) == .full }
      }
      return full.isEmpty ? .notIdentified : .conflict
    }
    let best = fitting.map { child in facts.names.map { NameAgreement($0, child) }.min() ?? .none }
      .max()
    let winners = fitting.filter { child in
      facts.names.map { NameAgreement($0, child) }.min() == best
    }
    guard winners.count == 1, let child = winners.first else { return .notIdentified }
    // An initial or a slip that fits a twin as well fits nobody for certain.
    if best != .full, fitting.count > 1 { return .notIdentified }
    guard numbersAgree(facts, with: child) else {
      return facts.careIDs.isEmpty && facts.upns.allSatisfy { !$0.isValid }
        ? .child(child.id) : .conflict
    }
    return .child(child.id)
  }
}
