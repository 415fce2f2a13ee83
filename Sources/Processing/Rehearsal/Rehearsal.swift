import PepCore

/// A term or a year, run in seconds on a copy of the register: the same decisions as the daemon's, day by
/// day, and nothing is sent or kept.
///
/// It starts anew on its first day, whatever days the register has seen, so that the past can be rehearsed
/// as well.
package struct Rehearsal: Sendable {
  package struct Day: Sendable {
    package var day: CivilDay
    package var letters: [LetterDraft]
    package var notes: [String]
  }

  package private(set) var register: Register
  private let calendar: OfficeCalendar
  private let policy: Policy

  package init(_ register: Register, _ office: Office) {
    self.init(register, calendar: office.calendar, policy: office.policy)
  }

  package init(_ register: Register, calendar: OfficeCalendar, policy: Policy) {
    self.register = register
    self.register.lastDay = nil
    self.register.lastMonitoring = nil
    self.calendar = calendar
    self.policy = policy
  }

  /// The days on which something goes out or is to be said.
  package mutating func run(
    _ days: ClosedRange<CivilDay>, _ events: [ScenarioEvent] = []
  ) -> [Day] {
    let byDay = Dictionary(grouping: events, by: \.day)
    var told: [Day] = []
    for number in days.lowerBound.number...days.upperBound.number {
      let today = CivilDay(number: number)
      for event in byDay[today] ?? [] { register = register.applying(event.changes(register)) }
      let decision = decide(
        DayStart(today) { "rehearsal \($0)" }, register, calendar: calendar, policy: policy)
      for change in decision.changes { register.apply(change) }
      if !decision.letters.isEmpty || !decision.reasons.isEmpty {
        told.append(Day(day: today, letters: decision.letters, notes: decision.reasons))
      }
    }
    return told
  }
}
