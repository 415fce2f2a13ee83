/// A roster was imported: what it changes, and what the day and the outbox are.
package struct RosterArrival: Sendable {
  package var changes: [RegisterChange]
  package var day: CivilDay
  /// Letters that have not gone out.
  package var openLetters: [LetterDraft]
  /// Unguessable text made from a letter's occasion.
  package var reference: @Sendable (String) -> String

  package init(
    _ changes: [RegisterChange], on day: CivilDay, openLetters: [LetterDraft] = [],
    reference: @escaping @Sendable (String) -> String
  ) {
    self.changes = changes
    self.day = day
    self.openLetters = openLetters
    self.reference = reference
  }
}

/// Everything that an imported roster leads to. Nothing in it has been done yet.
package struct RosterDecision: Hashable, Sendable {
  /// The roster's own changes and those that follow from them.
  package var changes: [RegisterChange]
  package var letters: [LetterDraft]
  /// References of letters that do not go out any more.
  package var dropped: [String]
}

/// What an imported roster leads to: a child who moved school, came into care or left it.
package func decide(
  _ arrival: RosterArrival, _ register: Register, calendar: OfficeCalendar, policy: Policy
) -> RosterDecision {
  func day(_ register: Register) -> TermDay {
    TermDay(register, calendar: calendar, today: arrival.day, policy: policy)
  }
  let news = RosterNews(from: day(register), to: day(register.applying(arrival.changes)))
  let listed = arrival.changes + news.changes
  let after = day(register.applying(listed))
  let ended = EndedQuestions(after, moved: Set(news.moved.map(\.id)))
  return RosterDecision(
    changes: listed + ended.changes, letters: news.letters(after, arrival.reference),
    dropped: arrival.openLetters.filter(ended.isOver).map(\.reference))
}
