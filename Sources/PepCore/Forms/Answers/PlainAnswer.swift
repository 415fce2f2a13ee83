/// A figure given in a sentence: "Attendance to date is 93.7%."
enum PlainAnswer {
  /// Taken only where the sentence names the thing asked and gives one figure, or where one figure
  /// was asked and the text holds nothing else.
  static func read(
    _ field: FieldName, in text: String, near: CivilDay, asked: [FieldName]
  ) -> FieldReading? {
    let sentences = Sentences.of(text)
    for sentence in sentences where mentions(field, sentence) {
      if let reading = value(field, sentence, near) { return reading }
    }
    guard asked.count == 1, asked[0] == field, sentences.count <= 2, let only = sentences.first
    else {
      return nil
    }
    return value(field, only, near)
  }

  private static func value(_ field: FieldName, _ sentence: String, _ near: CivilDay)
    -> FieldReading?
  {
    let answer = AnswerText(lines: [Line(runs: [Run(sentence)])])
    let found: Answer
    switch field.kind {
    case .percentage: found = NumberAnswer.percentage(answer)
    case .count where saysNone(sentence): found = .value(.number(0))
    case .count: found = NumberAnswer.count(answer)
    case .date: found = DateAnswer.read(answer, near: near)
    case .senStatus: found = SENStatusAnswer.read(answer)
    case .yesNo: found = YesNoAnswer.read(answer)
    default: return nil
    }
    guard case .value(let value) = found else { return nil }
    return FieldReading(
      answer: found, place: "a sentence that names it", way: .sameCell, score: 1, values: [value])
  }

  private static func saysNone(_ sentence: String) -> Bool {
    let words = Wording.folded(sentence)
    guard
      words.contains("none") || words.contains("no") || words.contains("nil")
        || words.contains("any")
    else { return false }
    return !words.contains { Int($0) != nil && $0 != "0" && !$0.hasPrefix("0") }
  }

  private static func mentions(_ field: FieldName, _ sentence: String) -> Bool {
    let words = Wording.folded(sentence)
    return (stems[field] ?? []).contains { stem in words.contains { $0.hasPrefix(stem) } }
  }

  private static let stems: [FieldName: [String]] = [
    .attendancePercentage: ["attendance"],
    .suspensionCount: ["exclusion", "suspension", "suspended", "excluded"],
    .senStatus: ["sen", "send", "ehcp"], .nextMeetingDate: ["next"], .meetingDate: ["meeting"],
    .onTrack: ["track"], .acceptableProgress: ["acceptable"],
  ]
}
