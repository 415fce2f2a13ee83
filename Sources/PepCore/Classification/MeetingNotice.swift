/// When a PEP meeting will be, as people write it: "I have arranged the PEP for the 3rd December".
struct MeetingNotice {
  /// The subject and each sentence of the sender's own, questions that ask for something left out.
  private let statements: [String]
  private let text: String
  let near: CivilDay

  init(_ facts: MessageFacts, near: CivilDay) {
    self.near = near
    let said = ReplyText.said(ReplyText.above(facts.body))
    let subject = facts.subject.replacing(/^(?i)(?:\s*(?:re|fwd?|aw|sv)\s*:)+/, with: "")
    text = subject + "\n" + said
    statements = ([subject] + Sentences.of(said)).filter {
      !$0.trimmedBlanks.hasSuffix("?") || Self.proposes($0)
    }
  }

  var speaksOfPlan: Bool { PlanTalk.speaksOfPlan(text) }

  /// Days still to come on which the meeting is said to be.
  var days: Set<CivilDay> {
    let told = statements.dropFirst().flatMap(days)
    return Set(told.isEmpty ? statements.prefix(1).flatMap(days) : told)
  }

  /// It had another day before.
  var isMoved: Bool { statements.contains { Self.isAboutMeeting($0) && Self.isMoved($0) } }

  /// It is off, and no other day is given.
  var isOff: Bool { days.isEmpty && statements.contains { Self.isCancelled($0) } }

  /// A day that only the week of the message tells ("next Wednesday").
  var isVague: Bool {
    days.isEmpty
      && statements.contains { statement in
        !Self.isElsewhere(statement)
          && statement.contains(
            /(?i)\b(?:is|will be|moved to|booked for|arranged for|changed to|set for)\b[^.]*\b(?:(?:this|next|on|coming)\s+(?:mon|tues|wednes|thurs|fri)day|tomorrow)\b/
          )
      }
  }

  /// Announces a meeting whether or not it says whose.
  var isPlain: Bool {
    let key = Wording.key(text)
    let words = Set(key.split(separator: " ").map(String.init))
    return Self.announcements.contains { key.contains($0) }
      && statements.contains { statement in
        !days(statement).isEmpty
          && (!words.isDisjoint(with: Self.meetingWords) || PlanTalk.speaksOfPlan(statement))
      }
  }

  private func days(_ statement: String) -> [CivilDay] {
    guard !Self.isElsewhere(statement) else { return [] }
    if Self.isCancelled(statement), !Self.isMoved(statement) { return [] }
    guard Self.isAboutMeeting(statement) else { return [] }
    let found = DateAnswer.find(
      in: PassingDates.removed(from: withYears(statement)), near: near)
    // "Due on 2 December, now brought forward to 30 November": the last one is meant.
    let meant = found.count > 1 && Self.isMoved(statement) ? Array(found.suffix(1)) : found
    return meant.filter { $0 >= near }
  }

  /// "7/12" is a day of the twelve months to come.
  private func withYears(_ text: String) -> String {
    text.replacing(/(^|[^\d\/.])(\d{1,2})\/(\d{1,2})(?![\/\d])/) { match in
      let day = Int(match.2) ?? 0
      let month = Int(match.3) ?? 0
      let isOver = CivilDay(year: near.year, month: month, day: day).map { $0 < near } ?? false
      return "\(match.1)\(day)/\(month)/\(near.year + (isOver ? 1 : 0))"
    }
  }

  /// Speaks of the PEP or of meeting, tells a time, or is a date and little else.
  private static func isAboutMeeting(_ text: String) -> Bool {
    let words = Wording.folded(text)
    return words.count <= 8 || words.contains { about.contains($0) }
      || text.contains(
        /(?i)\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm)\b|\b(?:at|@)\s?\d{1,2}(?:[.:]\d{2})?\b/)
  }

  private static let about: Set<String> = meetingWords.union([
    "pep", "peps", "meet", "date", "attend", "works", "suits", "offered", "accepted", "pencilled",
    "see", "fine",
    "confirmed", "agreed", "okay", "ok",
  ])

  private static func isCancelled(_ text: String) -> Bool {
    text.contains(
      /(?i)\b(?:cancel\w*|called off|postpon\w*|not go(?:ing)? ahead|no longer|not (?:be )?taking place)\b/
    )
  }

  private static func isMoved(_ text: String) -> Bool {
    text.contains(
      /(?i)\b(?:postponed|move|moved|put|bring|brought|push|pushed|re-?arranged?|re-?scheduled?|changed?|deferred|new date)\b[^.]*\b(?:to|until|for|is)\b|\b(?:will|is) now (?:be|take|taking|on|happen)\b/
    )
  }

  /// About something else that has a date.
  private static func isElsewhere(_ text: String) -> Bool {
    let words = Set(Wording.folded(text))
    if !words.isDisjoint(with: otherEvents) { return true }
    let isReview = words.contains("review") && words.isDisjoint(with: ["pep", "peps", "meeting"])
    if isReview { return true }
    let isAboutPaper = words.contains { word in paperwork.contains { word.hasPrefix($0) } }
    return isAboutPaper && words.isDisjoint(with: ["meeting", "arranged", "booked", "scheduled"])
  }

  /// "Can we say Tuesday 8 December?" proposes a day; "Is it on the 8th?" only asks.
  private static func proposes(_ text: String) -> Bool {
    text.contains(
      /(?i)\b(?:can|could|shall|may) we\b|\b(?:can|could|would) you (?:please )?(?:put|add|note|book|diarise|make|come|attend|join)\b|\bhow about\b|\bwhat about\b|\bwould\b.*\b(?:suit|work|do|ok|okay|convenient|possible)\b|\b(?:suit|work for|ok for|okay for|convenient for|ok with|does)\b/
    )
  }

  private static let otherEvents: Set<String> = [
    "training", "surgery", "surgeries", "webinar", "course", "conference", "network", "forum",
    "briefing", "workshop", "deadline", "newsletter", "inset", "holiday", "leave", "panel",
    "strategy", "drop", "cohort",
  ]

  private static let paperwork = [
    "send", "sent", "submit", "complet", "finish", "write", "writing", "return",
    "upload", "email", "form", "paperwork", "document",
  ]

  private static let meetingWords: Set<String> = [
    "meeting", "held", "booked", "arranged", "scheduled", "rearranged", "rescheduled", "invited",
    "invite", "takes", "take",
  ]

  private static let announcements = [
    "will be", "will take place", "will now take place", "is booked", "has been booked",
    "is arranged", "has been arranged", "is scheduled", "is on", "to be held", "has been set",
    "is set for", "invite you", "invited", "confirm", "date for", "have booked", "have arranged",
    "moved to", "rearranged", "takes place", "changed to", "booked for", "booked in",
    "arranged for",
    "scheduled for", "will now be", "rescheduled", "being held", "please attend",
  ]
}
