import PepCore

/// Something that happens in a year, outside the Virtual School or by its people.
enum Happening: Sendable {
  case notice(child: String, meeting: CivilDay)
  case calledOff(child: String, meeting: CivilDay)
  /// `lacking` are labels without an answer; `asksMore`: than the termly allocation.
  case form(child: String, meeting: CivilDay, lacking: [String], asksMore: Bool)
  /// The last form of the child comes again, in another mail.
  case formAgain(child: String)
  case answer(LetterSent, String)
  case absence(LetterSent, until: CivilDay)
  case bounce(LetterSent)
  case check(child: String, meeting: CivilDay, outcome: String, queries: String)
  case fundingOutcome(child: String)
  case release(child: String)
  case held(child: String), resumed(child: String)
  case change(RosterChange)

  /// What the case system lists from now on; the office imports it on Mondays.
  enum RosterChange: Sendable {
    case comesIntoCare(Child)
    case leavesCare(String, on: CivilDay)
    case moves(String, to: String?)
    case hasWorker(String, String?)
    case hasAdvisoryTeacher(String, String)
    case hasAddress(Recipient, String)
  }
}
