/// When a question is put again: after so many days on which the addressee works, so many times, and
/// then a person sees to it. ("One email per recipient per child per round; round 2 after 5 school
/// days, round 3 then stop and list for a person.")
enum Rounds {
  enum Step: Hashable {
    case wait
    /// `isLate`: it should have gone long ago, so a person releases it.
    case write(round: Int, isLate: Bool)
    case handOver
  }

  /// `before` is the last letter; nil before the first, which may go from `since` on.
  static func next(
    after before: (round: Int, on: CivilDay)?, since: CivilDay, to: Recipient, _ day: TermDay
  ) throws(OfficeCalendar.Gap) -> Step {
    guard try day.isOpen(to, day.today) else { return .wait }
    guard let before else {
      let waited = try day.openDays(to, after: since.adding(days: -1)) - 1
      return .write(round: 1, isLate: waited > day.term.catchUpDays)
    }
    let waited = try day.openDays(to, after: before.on) - day.term.roundSchoolDays
    if waited < 0 { return .wait }
    if before.round >= day.term.rounds { return .handOver }
    return .write(round: before.round + 1, isLate: waited > day.term.catchUpDays)
  }
}
