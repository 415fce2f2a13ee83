import OfficeFixtures
import PepCore
import Testing

/// A school year of six hundred invented children, with meetings booked, held, late or forgotten, forms
/// with gaps, answers, moves, leavers and holds drawn at random: what must hold on every day of it.
@Suite struct SchoolYearTests {
  @Test(arguments: [11, 12] as [UInt64]) func `the laws hold on every day of a year`(
    seed: UInt64
  ) throws {
    var year = try SchoolYear(children: 600, seed: seed)
    try year.run(through: "2027-07-20")
    #expect(year.faults.isEmpty, "\(year.faults.prefix(20).joined(separator: "\n"))")
    #expect(year.letters > 3000)
    print("seed \(seed): \(year.letters) letters, \(year.summary)")
  }
}

/// The year as it goes, with what was found wrong in it.
struct SchoolYear {
  private(set) var register: Register
  private(set) var faults: [String] = []
  private(set) var letters = 0
  private var kinds: [LetterDraft.Kind: Int] = [:]
  private let calendar: OfficeCalendar
  private let policy: Policy
  private var chance: Chance
  /// What is still to happen, by day.
  private var diary: [CivilDay: [ScenarioEvent]] = [:]
  /// Letters that ask for the same, by recipient, PEP and kind.
  private var rounds: [String: Int] = [:]

  init(children: Int, seed: UInt64) throws {
    chance = Chance(seed)
    calendar = try TestOffice.calendar()
    policy = try TestOffice.policy()
    register = Register(roster: try Self.roster(children, &chance))
    planTerms()
  }

  var summary: String {
    kinds.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
      .joined(separator: ", ")
  }

  /// `afterEach` sees the register at the end of each day.
  mutating func run(
    through last: String, afterEach: (CivilDay, Register) throws -> Void = { _, _ in }
  ) throws {
    let first = try #require(CivilDay("2026-09-01"))
    let end = try #require(CivilDay(last))
    for number in first.number...end.number {
      let today = CivilDay(number: number)
      for event in diary[today] ?? [] {
        for change in event.changes(register) { register.apply(change) }
        // A form that comes anew is to be checked anew, and its gaps are questions of their own.
        if event.kind == .submitted {
          rounds = rounds.filter { key, _ in
            !key.contains(event.child) || !["unchecked", "chase"].contains { key.hasSuffix($0) }
          }
        }
      }
      try begin(today)
      try afterEach(today, register)
    }
  }

  private mutating func begin(_ today: CivilDay) throws {
    let start = DayStart(today, reference: StableDigest.of)
    let decision = decide(start, register, calendar: calendar, policy: policy)
    for letter in decision.letters { try check(letter, today) }
    letters += decision.letters.count
    let perDay = Dictionary(grouping: decision.letters.filter { $0.plan != nil }) {
      "\($0.to) \($0.plan?.child ?? "")"
    }
    for (whom, several) in perDay where several.count > 1 {
      faults.append("\(today): \(several.count) letters to \(whom)")
    }
    for change in decision.changes { register.apply(change) }
    if decide(start, register, calendar: calendar, policy: policy) != DayDecision() {
      faults.append("\(today): deciding twice adds something")
    }
  }

  private mutating func check(_ letter: LetterDraft, _ today: CivilDay) throws {
    kinds[letter.kind, default: 0] += 1
    func fault(_ what: String) { faults.append("\(today) \(letter.kind.rawValue): \(what)") }
    if register.address(of: letter.to) == nil { fault("to nobody of the roster") }
    guard let plan = letter.plan else { return }
    guard let child = register.children[plan.child] else { return fault("about nobody") }
    if !child.isInCare(on: today) { fault("about a child out of care") }
    if register.holds[child.id] != nil { fault("about a child whose letters are held") }
    switch letter.to {
    case .designatedTeacher(let urn):
      if child.schoolURN != urn { fault("to a school that the child has left") }
      if try !calendar.isSchoolDay(today) { fault("on a day on which the school is shut") }
    case .staff(let id):
      if ![child.socialWorkerID, child.advisoryTeacherID].contains(id) { fault("to a stranger") }
      if try !calendar.isWorkingDay(today) { fault("on a day off") }
    case .coordinator, .knownSender: break
    }
    let missing = register.plans[plan]?.missing ?? []
    if letter.kind == .chase, letter.asks.contains(where: { !missing.contains($0) }) {
      fault("asks for what is there")
    }
    let key = "\(letter.to) \(plan) \(letter.kind.rawValue)"
    rounds[key, default: 0] += 1
    if rounds[key] ?? 0 > policy.term.rounds { fault("more letters than rounds") }
  }

  // MARK: What happens

  private mutating func planTerms() {
    let terms = [("2026-09-14", 70), ("2027-01-11", 55), ("2027-04-19", 65)]
    for child in register.children.values.sorted(by: { $0.id < $1.id }) {
      for (first, span) in terms {
        guard let begin = CivilDay(first), chance.of(92) else { continue }
        planTerm(child, begin.adding(days: chance.below(span)))
      }
      disturb(child)
    }
  }

  /// A meeting is booked, most forms come within the time, some late, some never; some have gaps, of
  /// which most are answered.
  private mutating func planTerm(_ child: Child, _ meeting: CivilDay) {
    let notice = meeting.adding(days: -chance.below(21) - 1)
    note(ScenarioEvent(day: notice, child: child.id, kind: .booked, on: meeting))
    guard chance.of(95) else { return }
    let sent = meeting.adding(days: chance.of(75) ? chance.below(12) : 12 + chance.below(30))
    let gaps: [FieldName] =
      chance.of(60) ? [] : [.attendancePercentage, .senStatus].filter { _ in chance.of(70) }
    note(ScenarioEvent(day: sent, child: child.id, kind: .submitted, missing: gaps))
    if chance.of(85) {
      note(
        ScenarioEvent(
          day: sent.adding(days: 1 + chance.below(18)), child: child.id, kind: .checked))
    }
    if chance.of(80) {
      note(
        ScenarioEvent(
          day: sent.adding(days: 1 + chance.below(20)), child: child.id, kind: .answered))
    }
  }

  private mutating func disturb(_ child: Child) {
    guard let first = CivilDay("2026-09-20") else { return }
    let day = first.adding(days: chance.below(270))
    if chance.of(8) {
      note(ScenarioEvent(day: day, child: child.id, kind: .leftCare))
    } else if chance.of(10) {
      note(
        ScenarioEvent(
          day: day, child: child.id, kind: .moved, school: "9\(10_000 + chance.below(200))"))
    } else if chance.of(5) {
      note(ScenarioEvent(day: day, child: child.id, kind: .held))
      note(ScenarioEvent(day: day.adding(days: 30), child: child.id, kind: .resumed))
    }
  }

  private mutating func note(_ event: ScenarioEvent) { diary[event.day, default: []].append(event) }

  private static func roster(_ count: Int, _ chance: inout Chance) throws -> Roster {
    let year = try #require(YearGroup("8"))
    let schools = (0..<200).map { number in
      School(
        urn: "9\(10_000 + number)", name: "School \(number)",
        designatedTeacher: "Teacher \(number)",
        designatedTeacherEmail: "dt@school\(number).example", domains: ["school\(number).example"])
    }
    let roles: [(StaffMember.Role, Int)] = [
      (.socialWorker, 60), (.advisoryTeacher, 8), (.pepCoordinator, 2), (.virtualHead, 1),
    ]
    let staff = roles.flatMap { role, count in
      (0..<count).map { number in
        StaffMember(
          id: "\(role.rawValue)-\(number)", name: "Person \(number)", role: role,
          email: "\(role.rawValue)\(number)@somerset.example")
      }
    }
    let children = (0..<count).map { number in
      Child(
        id: "C\(1_000 + number)", upn: "", surname: "Surname\(number)",
        forename: "Forename\(number)",
        dateOfBirth: CivilDay(number: 15_000 + number), yearGroup: year,
        provision: .school, schoolURN: "9\(10_000 + chance.below(200))",
        socialWorkerID: "social-worker-\(chance.below(60))",
        advisoryTeacherID: "advisory-teacher-\(chance.below(8))",
        areaTeam: ["East", "North", "South", ""][number % 4],
        inCareSince: CivilDay(number: chance.of(10) ? 20_700 + chance.below(250) : 19_000))
    }
    return Roster(children: children, schools: schools, staff: staff)
  }
}
