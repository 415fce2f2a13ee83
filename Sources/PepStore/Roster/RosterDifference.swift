import PepCore

/// What a roster would change in a register. Shown before it is done.
package struct RosterDifference: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case child, school, staff }

  /// Somebody, by key, and the columns that are not as before.
  package struct Item: Hashable, Sendable {
    package var kind: Kind
    package var key: String
    package var columns: [String] = []
  }

  /// Why somebody whom the files no longer list stays.
  package enum KeepReason: Hashable, Sendable {
    /// There are PEPs, papers, meetings or open questions about the child. A child who left is
    /// listed with the day in `left_care_on`.
    case hasRecords
    /// A child who stays, or a letter that is still open, names them.
    case isNamed
  }

  package struct Kept: Hashable, Sendable {
    package var kind: Kind
    package var key: String
    package var reason: KeepReason
  }

  package private(set) var added: [Item] = []
  package private(set) var changed: [Item] = []
  package private(set) var removed: [Item] = []
  package private(set) var kept: [Kept] = []
  /// What to commit.
  package private(set) var changes: [RegisterChange] = []

  package var isEmpty: Bool { changes.isEmpty }

  /// `outbox`: letters that are still open keep their addressee in the register.
  package init(from register: Register, to roster: Roster, outbox: Outbox? = nil) {
    compare(.staff, register.staff, roster.staff, \.id, Self.staffColumns) { .staffListed($0) }
    compare(.school, register.schools, roster.schools, \.urn, Self.schoolColumns) {
      .schoolListed($0)
    }
    compare(.child, register.children, roster.children, \.id, Self.childColumns) {
      .childListed($0)
    }
    removeMissing(register, roster, Named(register, outbox))
  }

  private mutating func compare<Value: Equatable>(
    _ kind: Kind, _ known: [String: Value], _ listed: [Value], _ key: KeyPath<Value, String>,
    _ columns: [Column<Value>], _ change: (Value) -> RegisterChange
  ) {
    for value in listed.sorted(by: { $0[keyPath: key] < $1[keyPath: key] }) {
      let name = value[keyPath: key]
      if let before = known[name] {
        guard before != value else { continue }
        let different = columns.filter { !$0.isEqual(before, value) }.map(\.name)
        changed.append(Item(kind: kind, key: name, columns: different))
      } else {
        added.append(Item(kind: kind, key: name))
      }
      changes.append(change(value))
    }
  }

  private mutating func removeMissing(_ register: Register, _ roster: Roster, _ named: Named) {
    let listed = Set(roster.children.map(\.id))
    var stays = roster.children
    for id in register.children.keys.sorted() where !listed.contains(id) {
      if named.children.contains(id), let child = register.children[id] {
        stays.append(child)
        kept.append(Kept(kind: .child, key: id, reason: .hasRecords))
      } else {
        remove(.child, id, .childRemoved(id))
      }
    }
    let schools = named.schools.union(stays.compactMap(\.schoolURN))
    for urn in Set(register.schools.keys).subtracting(roster.schools.map(\.urn)).sorted() {
      removeUnlessNamed(.school, urn, schools, .schoolRemoved(urn))
    }
    let staff = named.staff.union(
      stays.flatMap { [$0.socialWorkerID, $0.advisoryTeacherID].compactMap(\.self) })
    for id in Set(register.staff.keys).subtracting(roster.staff.map(\.id)).sorted() {
      removeUnlessNamed(.staff, id, staff, .staffRemoved(id))
    }
  }

  private mutating func removeUnlessNamed(
    _ kind: Kind, _ key: String, _ named: Set<String>, _ change: RegisterChange
  ) {
    if named.contains(key) {
      kept.append(Kept(kind: kind, key: key, reason: .isNamed))
    } else {
      remove(kind, key, change)
    }
  }

  private mutating func remove(_ kind: Kind, _ key: String, _ change: RegisterChange) {
    removed.append(Item(kind: kind, key: key))
    changes.append(change)
  }

  /// Whom the records and the open letters name.
  private struct Named {
    var children: Set<String> = []
    var schools: Set<String> = []
    var staff: Set<String> = []

    init(_ register: Register, _ outbox: Outbox?) {
      children.formUnion(register.plans.keys.map(\.child))
      children.formUnion(register.meetings.keys.map(\.child))
      children.formUnion(register.papers.compactMap(\.child))
      children.formUnion(register.reviews.values.compactMap(\.child))
      for chase in register.chases.values {
        children.insert(chase.plan.child)
        insert(chase.recipient)
      }
      for letter in outbox?.open.values.map(\.letter.draft) ?? [] {
        if let plan = letter.plan { children.insert(plan.child) }
        insert(letter.to)
      }
    }

    private mutating func insert(_ recipient: Recipient) {
      switch recipient {
      case .designatedTeacher(let urn): schools.insert(urn)
      case .staff(let id), .coordinator(let id): staff.insert(id)
      case .knownSender: break
      }
    }
  }
}

extension RosterDifference {
  /// A column and whether two have the same in it.
  fileprivate struct Column<Value> {
    var name: String
    var isEqual: (Value, Value) -> Bool

    init<Field: Equatable>(_ name: String, _ field: @escaping (Value) -> Field) {
      self.name = name
      isEqual = { field($0) == field($1) }
    }
  }

  fileprivate static var childColumns: [Column<Child>] {
    [
      Column("upn") { $0.upn }, Column("surname") { $0.surname },
      Column("forename") { $0.forename }, Column("known_as") { $0.knownAs },
      Column("date_of_birth") { $0.dateOfBirth }, Column("year_group") { $0.yearGroup },
      Column("provision") { $0.provision }, Column("school_urn") { $0.schoolURN },
      Column("social_worker") { $0.socialWorkerID },
      Column("advisory_teacher") { $0.advisoryTeacherID }, Column("area_team") { $0.areaTeam },
      Column("placing_authority") { $0.placingAuthority },
      Column("in_care_since") { $0.inCareSince }, Column("left_care_on") { $0.leftCareOn },
      Column("termly_allocation") { $0.termlyAllocation },
    ]
  }

  fileprivate static var schoolColumns: [Column<School>] {
    [
      Column("name") { $0.name }, Column("designated_teacher") { $0.designatedTeacher },
      Column("designated_teacher_email") { $0.designatedTeacherEmail },
      Column("head_teacher") { $0.headTeacher },
      Column("head_teacher_email") { $0.headTeacherEmail }, Column("domains") { $0.domains },
      Column("phone") { $0.phone },
    ]
  }

  fileprivate static var staffColumns: [Column<StaffMember>] {
    [
      Column("name") { $0.name }, Column("role") { $0.role }, Column("email") { $0.email },
      Column("area_team") { $0.areaTeam },
    ]
  }
}
