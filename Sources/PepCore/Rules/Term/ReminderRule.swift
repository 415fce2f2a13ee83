/// A rule of the term's clock: something is due for a child, and somebody of record is reminded, in
/// rounds, until it is done, the child leaves care, or a person takes over.
///
/// A rule only says what is due; rounds, days on which the addressee works, and the hand-over to a
/// person are the same for all (`Reminders`).
protocol ReminderRule: Sendable {
  static var kind: ReminderKind { get }
  /// All that is due for a child on this day, the most urgent first: what is not among it any more is
  /// done with. Asked again when a letter leaves.
  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder]
}

struct DueReminder: Hashable {
  var plan: PlanKey
  /// nil where the roster has nobody of record: a person sees to it.
  var to: Recipient?
  /// The first day on which it may be asked.
  var since: CivilDay
  /// What the letter says beside child, term and round.
  var facts: [String: LetterFact] = [:]
}
