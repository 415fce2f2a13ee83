/// What a text/calendar part says (iCalendar, RFC 5545), as far as a meeting needs it.
package struct CalendarFacts: Codable, Hashable, Sendable {
  /// What is to be done with the events (RFC 5546 section 1.4).
  package enum Method: String, Codable, Sendable {
    case publish, request, reply, add, cancel, refresh, counter
    case declineCounter = "declinecounter"
  }

  /// nil where none is given, or none that is known.
  package var method: Method?
  /// In the order of the part, capped; a part that nobody can read has none.
  package var events: [CalendarEvent]

  package init(method: Method? = nil, events: [CalendarEvent] = []) {
    self.method = method
    self.events = events
  }

  /// An answer to an invitation, or the request to see it again: no notice of a meeting.
  var isAnswer: Bool { [.reply, .refresh, .declineCounter].contains(method) }
}

/// One VEVENT.
package struct CalendarEvent: Codable, Hashable, Sendable {
  /// The same in every state of one invitation; empty where none is given.
  package var uid: String
  /// Grows with each state of the invitation.
  package var sequence: Int
  /// The day on which it begins, in the United Kingdom.
  package var start: CivilDay?
  /// A series of meetings, or one out of a series.
  package var isRecurring: Bool
  package var isCancelled: Bool
  /// Summary, description and location, one below the other.
  package var words: String

  package init(
    uid: String = "", sequence: Int = 0, start: CivilDay? = nil, isRecurring: Bool = false,
    isCancelled: Bool = false, words: String = ""
  ) {
    self.uid = uid
    self.sequence = sequence
    self.start = start
    self.isRecurring = isRecurring
    self.isCancelled = isCancelled
    self.words = words
  }
}
