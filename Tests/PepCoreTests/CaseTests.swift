import Foundation
import OfficeFixtures
import PepCore
import Testing

/// Every folder of `Cases/`: what happened, and what is decided. `PEPD_REWRITE_EXPECTED=1` writes the
/// expectations anew, for review in the diff.
@Suite struct CaseTests {
  @Test(arguments: Case.all) func `every case is decided as expected`(_ item: Case) throws {
    let text = try decided(item)
    if ProcessInfo.processInfo.environment["PEPD_REWRITE_EXPECTED"] == "1" {
      try (text + "\n").write(toFile: item.expectedFile, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOfFile: item.expectedFile, encoding: .utf8)
    #expect(text + "\n" == expected, "\(item.name)")
  }

  @Test func `there are cases`() { #expect(Case.all.count > 20) }

  private func decided(_ item: Case) throws -> String {
    var office = CaseOffice(
      register: try TestOffice.register(), policy: try TestOffice.policy(),
      calendar: try TestOffice.calendar())
    return try item.steps().enumerated().flatMap { index, step in
      switch step {
      case .message(let message): [try office.decide(message, number: index + 1)]
      case .days(let days): try office.begin(days)
      case .roster(let roster): try office.change(roster)
      case .person(let decision): [try office.take(decision)]
      case .sending(let day): [try office.send(on: day)]
      case .closing(let day): try office.close(on: day)
      case .showing(let child, let field): [office.value(of: field, child)]
      case .firstStart(let day): office.start(on: try #require(CivilDay(day)))
      }
    }.joined(separator: "\n\n")
  }
}

/// The office of one case while its steps happen.
private struct CaseOffice {
  var register: Register
  var policy: Policy
  var calendar: OfficeCalendar
  /// The day of the last step.
  var today = CivilDay(number: 0)
  /// What the last message led to; letters of days before have gone out.
  var letters: [LetterDraft] = []
  /// In a case that says when letters leave: what has not left.
  private var waiting: [LetterDraft] = []
  private var asked = AskedToday()

  init(register: Register, policy: Policy, calendar: OfficeCalendar) {
    self.register = register
    self.policy = policy
    self.calendar = calendar
  }

  mutating func decide(_ message: CaseMessage, number: Int) throws -> String {
    let day = try #require(CivilDay(message.day))
    var arrived = ArrivedMessage(
      facts: try message.facts(), reference: "M-\(number)", seed: "seed\(number)",
      arrivedOn: day, isAccepted: message.accepted ?? false, bytesDigest: "bytes\(number)",
      digest: StableDigest.of)
    arrived.assignedTo = message.assigned
    func decided() -> Decision {
      message.oversized == true
        ? OversizedMail.decide(arrived, register, today: day, policy: policy)
        : PepCore.decide(
          .message(arrived), register, calendar: calendar, today: day, policy: policy)
    }
    let decision = decided()
    // A law on the side: the same question has the same answer.
    #expect(decided() == decision)
    let text = DecisionText.of(decision, register)
    register = register.applying(decision.changes)
    today = day
    letters = decision.letters
    keep(decision.letters)
    return text
  }

  private mutating func keep(_ letters: [LetterDraft]) {
    for letter in letters {
      // A law on the side: whoever is asked is told nothing that names the child.
      #expect(LetterSecrets.told(in: letter, register).isEmpty, "\(letter.kind.rawValue)")
    }
    waiting += letters
  }

  /// What a person decides, and what of it stands in the register then.
  mutating func take(_ decision: CaseDecision) throws -> String {
    let request = decision.request(register)
    do {
      let changes = try PepCore.decide(
        request, by: "d.penhale", register, today: today, policy: policy)
      register = register.applying(changes)
      return "a person decides\n" + DecisionText.entered(changes)
    } catch {
      return "a person decides\nrefused: \(error)"
    }
  }

  /// What stands in the register of the child's latest PEP.
  func value(of field: String, _ child: String) -> String {
    let plan = register.plans.filter { $0.key.child == child }.max { $0.key < $1.key }?.value
    let value = FieldName(rawValue: field).flatMap { plan?.fields[$0]?.value.plain }
    return "in the register: \(field) of \(child) \(value ?? "none")"
  }

  mutating func start(on day: CivilDay) -> [String] {
    policy.processMailSince = day
    return []
  }

  mutating func close(on text: String) throws -> [String] {
    let day = try #require(CivilDay(text))
    let terms = try #require(calendar.terms)
    calendar.terms = TermDates(terms: terms.terms, closed: terms.closed.union([day]))
    return []
  }

  /// Which of the letters that wait leave on a day.
  mutating func send(on text: String) throws -> String {
    today = try #require(CivilDay(text))
    var lines = ["letters leave on \(today)"]
    var kept: [LetterDraft] = []
    var queue = waiting
    while !queue.isEmpty {
      let letter = queue.removeFirst()
      let day = TermDay(register, calendar: calendar, today: today, policy: policy)
      let check = StillAsked.check(letter, day)
      let isClosed = try letter.kind.keepsSendingHours && !day.isOpen(letter.to, today)
      let what: String
      switch check {
      case .ask where isClosed, .instead where isClosed: what = "waits, nobody is at work there"
      case .ask where asked.holdsBack(letter, on: today): what = "waits, was asked today"
      case .ask:
        what = "goes"
        asked.note(letter.kind, to: letter.to, about: letter.plan?.child, on: today)
      case .wait: what = "waits"
      case .drop(let changes):
        what = "is not needed any more"
        register = register.applying(changes)
      case .instead(let other, let changes):
        what = "goes in other words"
        register = register.applying(changes)
        queue.insert(other, at: 0)
      }
      if what.hasPrefix("waits") { kept.append(letter) }
      lines.append(
        "\(letter.kind.rawValue) to \(register.address(of: letter.to) ?? "nobody")"
          + (letter.asks.isEmpty
            ? "" : " asks " + letter.asks.map(\.rawValue).joined(separator: ", "))
          + ": " + what)
    }
    waiting = kept
    return lines.joined(separator: "\n")
  }

  /// What each day leads to; a day that leads to nothing is not listed.
  mutating func begin(_ days: CaseDays) throws -> [String] {
    let first = try #require(CivilDay(days.begins))
    let last = try #require(CivilDay(days.through ?? days.begins))
    var texts: [String] = []
    today = last
    letters = []
    if days.months != true { register.apply(.monitored(CalendarMonth(of: last))) }
    for number in first.number...last.number {
      let start = DayStart(CivilDay(number: number), reference: StableDigest.of)
      let decision = PepCore.decide(start, register, calendar: calendar, policy: policy)
      let text = DecisionText.of(decision, register)
      if !text.isEmpty { texts.append("\(start.day)\n\(text)") }
      register = register.applying(decision.changes)
      keep(decision.letters)
      // A law on the side: a day's work is done once.
      #expect(
        PepCore.decide(start, register, calendar: calendar, policy: policy) == DayDecision())
    }
    return texts
  }

  mutating func change(_ roster: CaseRoster) throws -> [String] {
    let changes = try roster.changes(register)
    // Before the first day it is how things stand, and tells nobody anything.
    guard roster.only == nil, roster.on != nil || today.number > 0 else {
      register = register.applying(changes)
      return []
    }
    let day = roster.on.flatMap { CivilDay($0) } ?? today
    let arrival = RosterArrival(
      changes, on: day, openLetters: letters, reference: StableDigest.of)
    let decision = PepCore.decide(arrival, register, calendar: calendar, policy: policy)
    register = register.applying(decision.changes)
    letters.removeAll { decision.dropped.contains($0.reference) }
    waiting.removeAll { decision.dropped.contains($0.reference) }
    keep(decision.letters)
    let text = DecisionText.of(decision, register)
    return text.isEmpty ? [] : ["roster of \(day)\n\(text)"]
  }
}
