// What is asked of another time than now: the last meeting, last year's attendance, the school before.

extension Pass {
  /// The label with what its words say of time: "Our last PEP meeting was" asks for no day of ours, "Meeting
  /// after this" for the next one.
  func atItsTime(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match? {
    guard case .field(let field) = meaning(match) else { return nextMeeting(line, match) ?? match }
    let words = line.words.filter { $0.end <= match.answerStart }.map(\.folded)
    switch field {
    case .nextReviewDate where order.isNextMeeting(line):
      return catalogue.index.match(match, as: .field(.nextMeetingDate), { _ in true })
    case .meetingDate where looksBack(words): return unrecorded(match)
    case .meetingDate where match.score < Limits.likeEnough && looksAhead(words):
      return catalogue.index.match(match, as: .field(.nextMeetingDate), isAllowed)
    case .attendancePercentage, .sessionsMissed, .suspensionCount, .suspensionDays:
      // "Suspensions: number last academic year": the label goes on behind its colon.
      let rest = line.from(match.answerStart)
      if line.standsAsLabel, isShortSubject(rest), looksBack(rest.words.map(\.folded)) {
        return unrecorded(match)
      }
      if field == .attendancePercentage, Self.isPartOfAbsence(words) { return unrecorded(match) }
      let year = Self.schoolYear(words)
      return looksBack(words) || year != nil && year != schoolYear ? unrecorded(match) : match
    case .schoolName where looksBack(words): return unrecorded(match)
    default: return match
    }
  }

  /// "PEP update meeting | 21 Jan" on a mail of 26 January: what is past is no next meeting, where the label only
  /// resembled one.
  func toldByDay(
    _ answer: AnswerText, _ match: LabelIndex.Match, _ question: Line
  ) -> LabelIndex.Match {
    if case .other = meaning(match), match.lead < Limits.bracketLead,
      let told = meetingHeld(answer, match, question)
    {
      return told
    }
    // "PEP 2 date | 8 January" below the date of this one, in a mail of October: a second day that is still to come.
    if match.score < 1, knowsMeeting, meaning(match) == .field(.meetingDate),
      case .value(.date(let day)) = reading.read(answer, as: .date), day > reading.near
    {
      return catalogue.index.match(match, as: .field(.nextMeetingDate), { _ in true }) ?? match
    }
    // "PEP review date" may mean either, and what is past can only be the one.
    guard match.score < 1 || !knowsMeeting, meaning(match) == .field(.nextMeetingDate),
      case .value(.date(let day)) = reading.read(answer, as: .date), day <= reading.near,
      !looksAhead(question.words.map(\.folded))
    else { return match }
    return catalogue.index.match(match, as: .field(.meetingDate), { _ in true }) ?? match
  }

  /// "Meeting about me | 27 January" on a mail of February: words that tell next to nothing, and a day.
  private func meetingHeld(
    _ answer: AnswerText, _ match: LabelIndex.Match, _ question: Line
  ) -> LabelIndex.Match? {
    let words = question.words.filter { $0.start < match.answerStart }.map(\.folded)
    // "Reviewed on", on a form that is reviewed at its meeting.
    let isShort = words.count <= 2 && words.first == "reviewed"
    guard match.score < Limits.likeEnough, isShort || words.contains("meeting"), !looksBack(words),
      !looksAhead(words), !knowsMeeting,
      case .value(.date(let day)) = reading.read(answer, as: .date), day <= reading.near
    else { return nil }
    return catalogue.index.match(match, as: .field(.meetingDate), isAllowed)
  }

  /// "Next meeting about me" below "Meeting about me", which was told by its day.
  private func nextMeeting(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match? {
    let words = line.words.filter { $0.start < match.answerStart }.map(\.folded)
    guard match.score < Limits.likeEnough, lastAsked == .meetingDate, line.asksOpenly,
      words.count <= Limits.longestHeading, words.contains("meeting"), looksAhead(words)
    else { return nil }
    return catalogue.index.match(match, as: .field(.nextMeetingDate), isAllowed)
  }

  private func unrecorded(_ match: LabelIndex.Match) -> LabelIndex.Match? {
    catalogue.index.match(match, as: .other("unrecorded"), isAllowed)
  }

  /// "last", "previous": but "since the last PEP" and "last to now" are about now.
  private func looksBack(_ words: [String]) -> Bool {
    words.contains(where: Self.back.contains) && !words.contains(where: Self.upToNow.contains)
  }

  /// "next", "future"; but a "Future Plan" is what colleges call the PEP.
  private func looksAhead(_ words: [String]) -> Bool {
    words.indices.contains { index in
      Self.ahead.contains(words[index])
        && !(words[index] == "future" && words.dropFirst(index + 1).first == "plan")
    }
  }

  /// "of which unauthorised absence | 0.4 %" is another figure than attendance.
  private static func isPartOfAbsence(_ words: [String]) -> Bool {
    if words.starts(with: ["of", "which"]) { return true }
    // "Attendance, unauthorised absence included" is still the attendance.
    return words.contains("unauthorised") != words.contains("authorised")
      && !words.contains { $0.hasPrefix("attend") || $0 == "present" }
  }

  private static let back: Set<String> = [
    "last", "previous", "prior", "preceding", "before", "earlier", "former", "previously", "y1",
    "ever",
  ]
  private static let upToNow: Set<String> = [
    "since", "from", "after", "this", "current", "now", "following", "next",
  ]
  private static let ahead: Set<String> = [
    "next", "again", "following", "after", "subsequent", "forthcoming", "coming", "future",
  ]

  /// "2025-26", "2025/2026", "25/26": the year it begins in.
  static func schoolYear(_ words: [String]) -> Int? {
    for (first, second) in zip(words, words.dropFirst()) {
      guard let from = Int(first), let to = Int(second), (to - from - 1) % 100 == 0 else {
        continue
      }
      if first.utf8.count == 4 { return from }
      // "10/11/2026" is a day; no month is above twelve.
      if first.utf8.count == 2, second.utf8.count == 2, to > 12 { return 2000 + from }
    }
    return nil
  }

  /// A school year begins with September; forms filled in during August speak of the one that ends.
  var schoolYear: Int { reading.near.month >= 9 ? reading.near.year : reading.near.year - 1 }
}
