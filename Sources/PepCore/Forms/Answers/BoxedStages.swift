/// Stages of SEND as options with a box each, in whatever words: "☐ No extra help ☒ Yes – school's own SEN help
/// ☐ Yes – I have an EHCP". Where each box has a stage of its own, the words of one tell less than their
/// difference.
enum BoxedStages {
  private struct Option {
    var isTicked: Bool
    var stage: SENStatus?
  }

  /// nil unless three boxes or more stand before as many different stages, or behind them.
  static func read(_ answer: AnswerText) -> Answer? {
    let options = options(answer.written)
    let stages = options.compactMap(\.stage)
    guard stages.count >= 3, Set(stages).count == stages.count else { return nil }
    let ticked = options.filter(\.isTicked)
    switch ticked.count {
    case 0: return .blank
    case 1: return ticked[0].stage.map { .value(.text($0.rawValue)) } ?? .doubtful
    default: return .doubtful
    }
  }

  /// "A" where the question says "(N = none, K = support, E = plan, A = assessment under way)".
  static func coded(_ answer: String, by question: String) -> Answer? {
    let code = Wording.key(answer)
    let keys = CodedChoice.codes(in: question).map { key in
      (code: key.code, stage: stage(Wording.folded(key.words)))
    }
    let stages = keys.compactMap(\.stage)
    guard stages.count >= 3, Set(stages).count == stages.count, stages.count == keys.count,
      let stage = keys.first(where: { $0.code == code })?.stage
    else { return nil }
    return .value(.text(stage.rawValue))
  }

  private static func options(_ text: String) -> [Option] {
    let boxes = text.matches(of: /[\[(] ?[xX✓✔]? ?[\])]|[^\w\s]/).filter { mark in
      mark.output.count > 1 || mark.output.unicodeScalars.contains(where: Signs.isSign)
    }
    guard let first = boxes.first, let last = boxes.last else { return [] }
    let standBefore = Wording.folded(String(text[..<first.range.lowerBound])).isEmpty
    let standBehind = Wording.folded(String(text[last.range.upperBound...])).isEmpty
    guard standBefore != standBehind else { return [] }
    return boxes.indices.map { index in
      let box = boxes[index].range
      let words =
        standBefore
        ? text[
          box
            .upperBound..<(index + 1 < boxes.count
            ? boxes[index + 1].range.lowerBound : text.endIndex)]
        : text[(index > 0 ? boxes[index - 1].range.upperBound : text.startIndex)..<box.lowerBound]
      return Option(
        isTicked: isTicked(text[box]), stage: stage(Wording.folded(String(words))))
    }
  }

  private static func isTicked(_ box: Substring) -> Bool {
    box.unicodeScalars.contains { Signs.isTicked($0) || $0 == "x" || $0 == "X" }
  }

  private static func stage(_ words: [String]) -> SENStatus? {
    // "SEN support, no plan" is told by what there is.
    var told = words
    if let no = zip(words, words.dropFirst()).enumerated().first(where: {
      $0.offset > 0 && ["no", "without"].contains($0.element.0) && plans.contains($0.element.1)
    })?.offset {
      told.removeSubrange(no...no + 1)
    }
    // "N [X]   K (SEN support) [ ]"
    if let letter = told.first, told.count == 1, let stage = letters[letter] { return stage }
    if told.contains(where: { word in assessing.contains { word.hasPrefix($0) } }) {
      return .assessmentUnderWay
    }
    if told.prefix(3).contains(where: none.contains) { return SENStatus.none }
    if told.contains(where: plans.contains) { return .ehcp }
    return told.contains(where: support.contains) ? .senSupport : nil
  }

  private static let letters: [String: SENStatus] = ["n": .none, "k": .senSupport, "e": .ehcp]
  private static let assessing = [
    "assess", "ehcna", "request", "appl", "refer", "pending", "awai", "finding", "investigat",
  ]
  private static let none: Set<String> = ["no", "none", "not", "nothing", "neither", "nope", "nil"]
  private static let plans: Set<String> = ["ehcp", "ehc", "plan", "statement"]
  private static let support: Set<String> = [
    "support", "sen", "send", "help", "extra", "register", "k", "provision",
  ]
}
