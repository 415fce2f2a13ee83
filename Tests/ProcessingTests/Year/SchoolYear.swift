import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import Synchronization
import TestSupport

@testable import Processing

/// A school year of a Virtual School, day by day: real rounds on a real store, with the mail, the roster
/// and the people of `YearPeople`. `outage` are days on which mail comes and nothing runs.
struct SchoolYear {
  let house: House
  let postbag: Postbag
  private(set) var faults: [String] = []
  private(set) var messages = 0
  private var chance: Chance
  private var people: YearPeople
  private var mails: YearMails
  /// As the case system has it.
  private var roster: SampleOffice
  private var isRosterNew = false
  private var lastForms: [String: (form: FormText, number: Int)] = [:]
  let outcomes = Outcomes()
  private let office: Office
  private let outage: ClosedRange<CivilDay>?

  init(children: Int, seed: UInt64, outage: ClosedRange<CivilDay>? = nil) async throws {
    chance = Chance(seed)
    let newcomers: [Child]
    (roster, newcomers) = SampleOffice.county(children: children, &chance)
    house = try await House(
      office: roster, at: "2026-08-24 07:00", letters: Self.contact, calendars: true,
      isForAYear: true)
    people = YearPeople(roster, newcomers, chance)
    mails = YearMails(house)
    office = house.made
    postbag = Postbag(
      house.store, house.time, YearLaws(calendar: office.calendar, policy: office.policy))
    self.outage = outage
  }

  private static let contact = """
    contact_name: Rosalind Okehurst, PEP Co-ordinator
      contact_phone: 01632 960100
      guidance_link: https://www.somerset.example/peps
    """

  var calendar: OfficeCalendar { office.calendar }
  var policy: Policy { office.policy }

  mutating func run(through last: CivilDay) async throws {
    var day = house.time.clock.today
    while day <= last {
      try await live(day)
      day = day.adding(days: 1)
    }
    faults += await postbag.faults
  }

  private mutating func live(_ today: CivilDay) async throws {
    house.time.set("\(today) 07:30")
    let happenings = people.take(today)
    for happening in happenings.prefix(happenings.count / 2) { try await happen(happening) }
    if outage?.contains(today) == true {
      for happening in happenings.dropFirst(happenings.count / 2) { try await happen(happening) }
      return
    }
    if today.weekday <= 5 {
      try await beAtTheDesk(isMonday: today.weekday == 1)
      try await round()
    }
    house.time.set("\(today) 11:00")
    for happening in happenings.dropFirst(happenings.count / 2) { try await happen(happening) }
    try await round()
    if today.weekday == 3 { try await doNothing() }
    for letter in await postbag.delivered() { people.read(letter) }
  }

  @discardableResult
  private func round() async throws -> RoundResult {
    let parts = RoundParts(
      office: office, store: house.store, reader: house.reader, clock: house.time.clock,
      secret: ReferenceSecret(key: Data(repeating: 7, count: 32)))
    return try await Round(
      parts, mailbox: house.mailbox, sender: postbag, tell: { [outcomes] in outcomes.note($0) }
    ).run()
  }

  /// A law: what was decided is decided, and nothing is added by looking again.
  private mutating func doNothing() async throws {
    let before = await house.store.sequence
    let result = try await round()
    if result.registered + result.review + result.lettersQueued + result.lettersSent > 0 {
      faults.append("\(house.time.clock.today): a second round does something: \(result.line)")
    }
    if await house.store.sequence != before {
      faults.append("\(house.time.clock.today): a second round writes to the journal")
    }
  }

  // MARK: The office's own people

  /// Mail before a person is looked at within days, letters that are late are released or not, and on
  /// Mondays the case system's roster is imported.
  private mutating func beAtTheDesk(isMonday: Bool) async throws {
    let reviews = await house.store.reading { $0.reviews.keys.sorted() }
    let settled = reviews.filter { _ in chance.of(50) }
    let act = AdministratorAct(
      what: "dismiss", by: "clerk", changes: settled.map { .reviewClosed(message: $0) })
    if !settled.isEmpty {
      try await house.store.commit([.administrator(act)], at: house.time.now)
    }
    let late = await house.letters(.held).map(\.reference)
    let wanted = late.filter { _ in chance.of(60) }
    await postbag.isReleased(wanted)
    if !wanted.isEmpty {
      try await house.store.release(wanted, by: "clerk", at: house.time.now)
    }
    if isMonday, isRosterNew {
      _ = try await desk.take(roster.roster, by: "clerk")
      isRosterNew = false
    }
  }

  // MARK: What happens

  private var desk: AdministratorDesk {
    AdministratorDesk(house.store, office, house.time.clock)
  }

  private func child(_ id: String) -> Child? { roster.children.first { $0.id == id } }
  private func address(_ staff: String?) -> String? {
    roster.staff.first { $0.id == staff }?.email
  }

  private mutating func happen(_ happening: Happening) async throws {
    messages += 1
    switch happening {
    case .notice(let id, let meeting):
      guard let child = child(id), let worker = address(child.socialWorkerID) else { return }
      await mails.notice(
        child, from: worker, "The PEP meeting for \(id) is booked for \(meeting.spoken).")
    case .calledOff(let id, let meeting):
      guard let child = child(id), let worker = address(child.socialWorkerID) else { return }
      await mails.notice(
        child, from: worker, "The PEP meeting for \(id) on \(meeting.spoken) is cancelled.")
    case .form(let id, let meeting, let lacking, let asksMore):
      await submit(id, meeting, lacking, asksMore)
    case .formAgain(let id):
      guard let child = child(id), let last = lastForms[id], child.schoolURN != nil else { return }
      await mails.form(
        last.form, from: roster.school(of: child).designatedTeacherEmail, number: last.number)
    case .answer(let letter, let text): await mails.answer(letter, text)
    case .absence(let letter, let day): await mails.absence(letter, until: day)
    case .bounce(let letter): await mails.bounce(letter)
    case .check(let id, let meeting, let outcome, let queries):
      await check(id, meeting, outcome, queries)
    case .fundingOutcome(let id):
      guard let teacher = address(child(id)?.advisoryTeacherID) else { return }
      await mails.paper(
        "Funding outcome",
        [
          "Outcome of request for additional funding",
          "Re: \(id) - request for Pupil Premium Plus above the termly allocation",
        ], from: teacher)
    case .release(let id):
      _ = try? await desk.take(
        .funding(child: id, term: nil, isReleased: true, reason: "accepted"), by: "clerk")
    case .held(let id):
      _ = try await desk.take(.hold(child: id, reason: "telephoned"), by: "clerk")
    case .resumed(let id): _ = try await desk.take(.resume(child: id), by: "clerk")
    case .change(let change): list(change)
    }
  }

  private mutating func submit(
    _ id: String, _ meeting: CivilDay, _ lacking: [String], _ asksMore: Bool
  ) async {
    guard let child = child(id), child.schoolURN != nil else { return }
    let number = messages
    var form = FormText(
      child, school: roster.school(of: child), meeting: meeting,
      attendance: "9\(number % 10).\(number / 10 % 10)")
    for label in lacking { form = form.without(label) }
    if asksMore {
      form.request = [
        ["Amount of Pupil Premium requested this term (£)", "\(900 + number % 400)"],
        ["Is this above the termly allocation?", "Yes"],
        [
          "If yes, please give a detailed summary of the planned use of the additional funding",
          "A reading mentor for three mornings a week.",
        ],
      ]
    }
    lastForms[id] = (form, number)
    await mails.form(
      form, from: roster.school(of: child).designatedTeacherEmail, number: number)
  }

  private mutating func check(
    _ id: String, _ meeting: CivilDay, _ outcome: String, _ queries: String
  ) async {
    guard let child = child(id), let teacher = address(child.advisoryTeacherID) else { return }
    await mails.paper(
      "PEP check",
      [
        "PEP check document", "Check number: \(messages)",
        "Child / young person: \(child.forename) \(child.surname)",
        "Social care ID: \(id)",
        "Date of PEP meeting: \(meeting.day)/\(meeting.month)/\(meeting.year)",
        "Outcome: \(outcome)", "Queries: \(queries)",
      ], from: teacher)
  }

  private mutating func list(_ change: Happening.RosterChange) {
    isRosterNew = true
    func with(_ id: String, _ body: (inout Child) -> Void) {
      guard let index = roster.children.firstIndex(where: { $0.id == id }) else { return }
      body(&roster.children[index])
    }
    switch change {
    case .comesIntoCare(let child): roster.children.append(child)
    case .leavesCare(let id, let day): with(id) { $0.leftCareOn = day }
    case .moves(let id, let school): with(id) { $0.schoolURN = school }
    case .hasWorker(let id, let worker): with(id) { $0.socialWorkerID = worker }
    case .hasAdvisoryTeacher(let id, let teacher): with(id) { $0.advisoryTeacherID = teacher }
    case .hasAddress(.designatedTeacher(let urn), let address):
      for index in roster.schools.indices where roster.schools[index].urn == urn {
        roster.schools[index].designatedTeacherEmail = address
      }
    case .hasAddress(.staff(let id), let address):
      for index in roster.staff.indices where roster.staff[index].id == id {
        roster.staff[index].email = address
      }
    case .hasAddress: break
    }
  }
}

/// What became of the messages of a year.
final class Outcomes: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  func note(_ progress: Processing.Progress) {
    guard case .handled(_, let kind, let outcome, let reason, _) = progress else { return }
    let words = [kind.rawValue, outcome.rawValue, reason?.rawValue].compactMap(\.self)
    counts.withLock { $0[words.joined(separator: " "), default: 0] += 1 }
  }

  var words: String {
    counts.withLock { $0 }.sorted { $0.value > $1.value }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
