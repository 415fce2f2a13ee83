/// Reads the text of an answer as the kind of value that the field holds.
struct AnswerReading {
  /// Folded prompts of the catalogue.
  var prompts: Set<String>
  /// The day of the message, for dates written without a year.
  var near: CivilDay
  /// The text was recognised in a picture.
  var isOfPicture = false
  /// Signs may be drawn in it that no reader can tell.
  var isOfPDF = false

  func read(_ answer: AnswerText, as kind: FieldKind) -> Answer {
    // "YES / NO" is a prompt until one of the two is struck, ticked or set in bold, so a choice is
    // asked before the prompts are.
    let isChoice = kind == .yesNo || kind == .senStatus
    if answer.isBlank(prompts: isChoice ? [] : prompts) { return .blank }
    if answer.pointsElsewhere { return .elsewhere }
    let value = typed(answer, kind)
    // On paper one of the words is ringed or underlined, which a recogniser does not see.
    if isOfPicture, isChoice, value == .blank, !answer.hasBoxes { return .doubtful }
    // A producer without a glyph for "☒" draws the same before each word.
    if isOfPDF, isChoice, value == .blank, answer.offersUnparted { return .doubtful }
    if isChoice, value == .doubtful, answer.isBlank(prompts: prompts) { return .blank }
    // What a recogniser doubted is doubt where a single character matters.
    if answer.isIllegible { return .doubtful }
    if answer.isDoubtful, kind != .text, !(isChoice && answer.hasClearTick) { return .doubtful }
    return value
  }

  private func typed(_ answer: AnswerText, _ kind: FieldKind) -> Answer {
    switch kind {
    case .text, .rows: .value(.text(answer.withoutInnerPrompt.written))
    case .date: DateAnswer.read(answer, near: near)
    case .percentage: NumberAnswer.percentage(answer)
    case .count: NumberAnswer.count(answer)
    case .number: NumberAnswer.number(answer)
    case .money: NumberAnswer.money(answer)
    case .yesNo: YesNoAnswer.read(answer)
    case .senStatus: SENStatusAnswer.read(answer)
    }
  }
}

extension AnswerText {
  /// "Yes No", "No SEN SEN Support EHCP": choices with no box, stroke or comma between them.
  fileprivate var offersUnparted: Bool {
    let words = Wording.folded(written)
    let isYesNo = words.count <= 3 && words.starts(with: ["yes", "no"])
    return !hasBoxes && !written.contains { "/|,:\n".contains($0) }
      && (isYesNo || SENStatusAnswer.namesSeveral(self))
  }

  /// "Please describe: New class teacher", "He/she says: I like art": the form's words before the answer.
  var withoutInnerPrompt: AnswerText {
    guard let first = lines.firstIndex(where: { !$0.isBlank }),
      let end = lines[first].beforeColon, !lines[first].from(end).isBlank
    else { return self }
    let words = lines[first].prefix(end).words.map(\.folded)
    // "Tell us about school in your own words: I like art"
    let asksToTell = words.starts(with: ["tell", "us"]) && words.count >= 4
    guard
      asksToTell
        || words.allSatisfy(Self.promptWords.contains)
          && words.contains(where: Self.promptVerbs.contains)
    else { return self }
    var answer = self
    answer.lines[first] = lines[first].from(end)
    return answer
  }

  private static let promptVerbs: Set<String> = [
    "describe", "explain", "state", "specify", "details", "detail", "says", "said", "comment",
    "comments", "answer", "response",
  ]
  private static let promptWords = promptVerbs.union([
    "please", "give", "he", "she", "they", "the", "child", "pupil", "student", "learner", "your",
  ])
}
