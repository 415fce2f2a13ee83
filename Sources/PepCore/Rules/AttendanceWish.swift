/// "If you feel it is important that an Advisory Teacher is present, the relevant AT should be contacted
/// directly with as much notice as possible" (paper, "Who initiates the PEP?"): whether a notice asks for
/// that.
enum AttendanceWish {
  static func isExpressed(in facts: MessageFacts, of teacher: StaffMember?) -> Bool {
    let texts =
      [ReplyText.said(ReplyText.above(facts.body))]
      + facts.calendars.flatMap { $0.events.map(\.words) }
    return texts.flatMap(Sentences.of).contains { names(teacher, $0) && asks($0) }
  }

  private static func names(_ teacher: StaffMember?, _ sentence: String) -> Bool {
    if sentence.contains(/(?i)\badvisory teacher\b|\bvirtual school\b|\bVS\b|\b(?-i:AT|ATs)\b/) {
      return true
    }
    let words = Set(Wording.folded(sentence))
    return Wording.folded(teacher?.name ?? "").contains { words.contains($0) }
  }

  private static func asks(_ sentence: String) -> Bool {
    sentence.contains(
      /(?i)\b(?:attend\w*|join\w*|be (?:there|present)|come|present|dial in|phone in)\b/)
      && !sentence.contains(/(?i)\b(?:no need|not|never|n['’]t|cannot|unable|without)\b/)
  }
}
