import PepCore
import PepStore

extension Round {
  /// The work of the day, once, after the mail that is here was decided: who has just sent a form is
  /// not reminded of it. After an outage the day's work is done for today; the days between have gone.
  func beginDay() async throws {
    guard mayGoOn() else { return }
    begin(.beginDay)
    let secret = secret
    let start = DayStart(clock.today) { secret.seed("day " + $0, 0) }
    let policy = office.policy
    let calendar = office.calendar
    let decision = await store.reading {
      decide(start, $0, calendar: calendar, policy: policy)
    }
    guard !decision.changes.isEmpty else { return }
    let letters = try await word(decision.letters)
    try await store.commit(
      [
        .day(
          DayBegun(
            day: start.day, changes: decision.changes, letters: letters,
            reasons: decision.reasons))
      ], at: clock.now())
    faults.reached(.committed)
    let progress = Progress.dayBegan(letters: letters.count, notes: decision.reasons)
    count(progress)
    tell(progress)
  }
}
