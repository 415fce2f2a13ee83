/// The Virtual School's register as a value: who there is, what was received, what is open.
///
/// It changes only by `applying(_:)`; the journal of changes is the audit trail, and the register
/// is what you get by applying them all.
package struct Register: Codable, Hashable, Sendable {
  /// Version of this shape; `PepStore/Upgrades.swift` brings older ones up to it.
  package static let schemaVersion = 3

  package private(set) var children: [String: Child]
  package private(set) var schools: [String: School]
  package private(set) var staff: [String: StaffMember]
  private(set) var index: RosterIndex
  package var plans: [PlanKey: PlanRecord]
  /// Open questions to schools and social workers, by the letter's reference.
  package var chases: [String: Chase]
  /// Advisory Teachers' queries that are not closed, by the letter's reference.
  package var queries: [String: PlanQuery]
  /// Messages put before a person and not yet settled, by message reference.
  package var reviews: [String: Review]
  /// Advisory Teachers' checks, funding outcomes and quality assurance papers filed.
  package var papers: [FiledPaper]
  /// Booked meetings by child and term.
  package var meetings: [PlanKey: Meeting]
  /// Meetings that were called off, until another is booked for the term.
  package var calledOff: [PlanKey: Meeting]
  /// Changes of school by child, oldest first.
  package var moves: [String: [SchoolMove]]
  /// Who is away, by folded address.
  package var absences: [String: Absence]
  /// Folded addresses from which a letter of ours came back, with the day. No letter goes there until the
  /// roster has another address.
  package var undeliverable: [String: CivilDay]
  /// Forms of outdated editions of which a school is still to be told, by URN.
  package var oldForms: [String: OldForm]
  /// Reminders of the term's clock that are not done with, by PEP.
  package var reminders: [PlanKey: [ReminderKind: Reminder]]
  /// Children about whom a person stopped all letters.
  package var holds: [String: Hold]
  /// The last day that began: the clock's work of a day is done once.
  package var lastDay: CivilDay?
  /// The last month whose figures went out; nil in a register that has only begun.
  package var lastMonitoring: CalendarMonth?
  /// The PEPs that were drawn for quality assurance, by the month in which they became complete.
  package var samples: [CalendarMonth: [PlanKey]]

  package init(roster: Roster = Roster()) {
    children = Dictionary(roster.children.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    schools = Dictionary(roster.schools.map { ($0.urn, $0) }, uniquingKeysWith: { $1 })
    staff = Dictionary(roster.staff.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    index = RosterIndex(children.values, schools.values, staff.values)
    plans = [:]
    chases = [:]
    queries = [:]
    reviews = [:]
    papers = []
    meetings = [:]
    calledOff = [:]
    moves = [:]
    absences = [:]
    undeliverable = [:]
    oldForms = [:]
    reminders = [:]
    holds = [:]
    samples = [:]
  }

  private enum CodingKeys: String, CodingKey {
    case children, schools, staff, plans, chases, queries, reviews, papers, meetings, reminders,
      holds, lastDay, calledOff, moves, absences, undeliverable, lastMonitoring, samples,
      oldForms
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    children = try container.decode([String: Child].self, forKey: .children)
    schools = try container.decode([String: School].self, forKey: .schools)
    staff = try container.decode([String: StaffMember].self, forKey: .staff)
    index = RosterIndex(children.values, schools.values, staff.values)
    plans = Self.unnest(
      try container.decode([String: [String: PlanRecord]].self, forKey: .plans))
    chases = try container.decode([String: Chase].self, forKey: .chases)
    queries = try container.decode([String: PlanQuery].self, forKey: .queries)
    reviews = try container.decode([String: Review].self, forKey: .reviews)
    papers = try container.decode([FiledPaper].self, forKey: .papers)
    meetings = Self.unnest(
      try container.decode([String: [String: Meeting]].self, forKey: .meetings))
    calledOff = Self.unnest(
      try container.decode([String: [String: Meeting]].self, forKey: .calledOff))
    moves = try container.decode([String: [SchoolMove]].self, forKey: .moves)
    absences = try container.decode([String: Absence].self, forKey: .absences)
    undeliverable = try container.decode([String: CivilDay].self, forKey: .undeliverable)
    reminders = Self.unnest(
      try container.decode([String: [String: [String: Reminder]]].self, forKey: .reminders)
    ).mapValues { named in
      Dictionary(
        uniqueKeysWithValues: named.compactMap { name, reminder in
          ReminderKind(rawValue: name).map { ($0, reminder) }
        })
    }
    holds = try container.decode([String: Hold].self, forKey: .holds)
    lastDay = try container.decodeIfPresent(CivilDay.self, forKey: .lastDay)
    lastMonitoring = try container.decodeIfPresent(CalendarMonth.self, forKey: .lastMonitoring)
    oldForms =
      try container.decodeIfPresent([String: OldForm].self, forKey: .oldForms) ?? [:]
    let named = try container.decodeIfPresent([String: [PlanKey]].self, forKey: .samples) ?? [:]
    samples = Dictionary(
      uniqueKeysWithValues: named.compactMap { name, plans in
        CalendarMonth(name).map { ($0, plans) }
      })
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(children, forKey: .children)
    try container.encode(schools, forKey: .schools)
    try container.encode(staff, forKey: .staff)
    try container.encode(Self.nest(plans), forKey: .plans)
    try container.encode(chases, forKey: .chases)
    try container.encode(queries, forKey: .queries)
    try container.encode(reviews, forKey: .reviews)
    try container.encode(papers, forKey: .papers)
    try container.encode(Self.nest(meetings), forKey: .meetings)
    try container.encode(Self.nest(calledOff), forKey: .calledOff)
    try container.encode(moves, forKey: .moves)
    try container.encode(absences, forKey: .absences)
    try container.encode(undeliverable, forKey: .undeliverable)
    try container.encode(oldForms, forKey: .oldForms)
    try container.encode(Self.nest(namedReminders), forKey: .reminders)
    try container.encode(holds, forKey: .holds)
    try container.encodeIfPresent(lastDay, forKey: .lastDay)
    try container.encodeIfPresent(lastMonitoring, forKey: .lastMonitoring)
    try container.encode(namedSamples, forKey: .samples)
  }

  /// Reminders by the names of their kinds (Swift writes enum-keyed dictionaries as lists of pairs).
  package var namedReminders: [PlanKey: [String: Reminder]] {
    reminders.mapValues { kinds in
      Dictionary(uniqueKeysWithValues: kinds.map { ($0.key.rawValue, $0.value) })
    }
  }

  /// Samples by the names of their months, as JSON has them.
  package var namedSamples: [String: [PlanKey]] {
    Dictionary(uniqueKeysWithValues: samples.map { ($0.key.description, $0.value) })
  }

  /// Puts somebody of the roster in, in place of who had the key before; nil takes out.
  mutating func put(_ child: Child?, at id: String) {
    if let known = children[id] { index.remove(known) }
    children[id] = child
    if let child { index.add(child) }
  }

  mutating func put(_ school: School?, at urn: String) {
    if let known = schools[urn] { index.remove(known) }
    schools[urn] = school
    if let school { index.add(school) }
  }

  mutating func put(_ person: StaffMember?, at id: String) {
    if let known = staff[id] { index.remove(known) }
    staff[id] = person
    if let person { index.add(person) }
  }

  /// In JSON, plans and meetings stand as `child -> term -> record`.
  private static func nest<Value>(_ flat: [PlanKey: Value]) -> [String: [String: Value]] {
    var nested: [String: [String: Value]] = [:]
    for (key, value) in flat { nested[key.child, default: [:]][key.term.description] = value }
    return nested
  }

  private static func unnest<Value>(_ nested: [String: [String: Value]]) -> [PlanKey: Value] {
    var flat: [PlanKey: Value] = [:]
    for (child, terms) in nested {
      for (name, value) in terms {
        if let term = SchoolTerm(name) { flat[PlanKey(child: child, term: term)] = value }
      }
    }
    return flat
  }
}

/// A question asked in a letter and not yet settled.
package struct Chase: Codable, Hashable, Sendable {
  package var plan: PlanKey
  package var recipient: Recipient
  package var asks: [FieldName]
  package var askedOn: CivilDay
  /// 1 for the first letter.
  package var round: Int
  /// The day of the last letter, where it was asked more than once.
  package var lastAskedOn: CivilDay?
  /// The rounds are over: a person sees to it.
  package var isWithPerson: Bool?
  package init(
    plan: PlanKey, recipient: Recipient, asks: [FieldName], askedOn: CivilDay, round: Int = 1
  ) {
    self.plan = plan
    self.recipient = recipient
    self.asks = asks
    self.askedOn = askedOn
    self.round = round
  }
}

/// Somebody of the roster, by role and key: an address is looked up when a letter is sent, so that
/// a letter never goes to an address that left the roster in the meantime.
package enum Recipient: Hashable, Sendable, Codable {
  /// Designated teacher of the school with this URN.
  case designatedTeacher(String)
  /// Member of staff with this ID.
  case staff(String)
  /// All PEP Co-ordinators, one letter each.
  case coordinator(String)
  /// Sender of a message, for an acknowledgement: only ever an address that the roster knows.
  case knownSender(String)
}

/// Why a message lies before a person.
package struct Review: Codable, Hashable, Sendable {
  package var reason: ReasonCode
  package var child: String?
  package var since: CivilDay
  /// A person vouched for its sender, by a command: it is to be read anew.
  package var isAccepted: Bool?
  /// A person said which child it is about: it is to be read anew.
  package var assignedTo: String?

  /// What a person decided about it is still to be done.
  package var isDecided: Bool { isAccepted == true || assignedTo != nil }

  package init(reason: ReasonCode, child: String? = nil, since: CivilDay) {
    self.reason = reason
    self.child = child
    self.since = since
  }
}

package struct FiledPaper: Codable, Hashable, Sendable {
  package var document: FiledDocument
  package var child: String?
  package init(document: FiledDocument, child: String?) {
    self.document = document
    self.child = child
  }
}

/// A person's word that nothing is to be sent about a child for now.
package struct Hold: Codable, Hashable, Sendable {
  package var by: String
  package var since: CivilDay
  package var reason: String
  package init(by: String, since: CivilDay, reason: String) {
    self.by = by
    self.since = since
    self.reason = reason
  }
}

/// Codes of `outcome` review and ignored.
package enum ReasonCode: String, Codable, CaseIterable, Sendable {
  case childNotIdentified, childConflict, childNotInCare, senderNotKnown, senderNotAuthenticated,
    otherAuthority, blankForm, sealed, unreadable, answersElsewhere, noAdvisoryTeacher,
    newerOnFile, unsure, autoReply, bounce, unrelated, duplicate
}
