import Foundation
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
      }
    }.joined(separator: "\n\n")
  }
}

/// The office of one case while its steps happen.
private struct CaseOffice {
  var register: Register
  let policy: Policy
  let calendar: OfficeCalendar
  /// The day of the last step.
  var today = CivilDay(number: 0)
  /// What the last message led to; letters of days before have gone out.
  var letters: [LetterDraft] = []

  init(register: Register, policy: Policy, calendar: OfficeCalendar) {
    self.register = register
    self.policy = policy
    self.calendar = calendar
  }

  mutating func decide(_ message: CaseMessage, number: Int) throws -> String {
    let day = try #require(CivilDay(message.day))
    let event = Event.message(
      ArrivedMessage(
        facts: try message.facts(), reference: "M-\(number)", seed: "seed\(number)",
        arrivedOn: day, isAccepted: message.accepted ?? false, bytesDigest: "bytes\(number)",
        digest: StableDigest.of))
    let decision = PepCore.decide(
      event, register, calendar: calendar, today: day, policy: policy)
    // A law on the side: the same question has the same answer.
    #expect(
      PepCore.decide(event, register, calendar: calendar, today: day, policy: policy) == decision)
    let text = DecisionText.of(decision, register)
    register = register.applying(decision.changes)
    today = day
    letters = decision.letters
    return text
  }

  /// What each day leads to; a day that leads to nothing is not listed.
  mutating func begin(_ days: CaseDays) throws -> [String] {
    let first = try #require(CivilDay(days.begins))
    let last = try #require(CivilDay(days.through ?? days.begins))
    var texts: [String] = []
    if days.months != true { register.apply(.monitored(CalendarMonth(of: last))) }
    today = last
    letters = []
    for number in first.number...last.number {
      let start = DayStart(CivilDay(number: number), reference: StableDigest.of)
      let decision = PepCore.decide(start, register, calendar: calendar, policy: policy)
      let text = DecisionText.of(decision, register)
      if !text.isEmpty { texts.append("\(start.day)\n\(text)") }
      register = register.applying(decision.changes)
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
    let text = DecisionText.of(decision, register)
    return text.isEmpty ? [] : ["roster of \(day)\n\(text)"]
  }
}
