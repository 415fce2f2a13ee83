/// Choices in sentences, where a "no" may belong to "no problem".
enum PlainChoice {
  static func yesNo(_ text: String, isNamed: Bool) -> FieldValue? {
    let words = Wording.folded(text)
    guard let first = words.first else { return nil }
    let isNegated = words.contains { negations.contains($0) }
    if first == "yes" || first == "y" { return isNegated ? nil : .bool(true) }
    if first == "no" || first == "n" {
      let next = words.dropFirst().first
      return next == "problem" || next == "worries" || next == "need" ? nil : .bool(false)
    }
    guard isNamed else { return nil }
    if isNegated { return .bool(false) }
    return words.contains("is") || words.contains("yes") ? .bool(true) : nil
  }

  /// An EHCP that is applied for, refused or not there is none yet.
  static func senStatus(_ text: String) -> FieldValue? {
    guard
      case .value(.text(let status)) = SENStatusAnswer.read(
        AnswerText(lines: [Line(runs: [Run(text)])]))
    else { return nil }
    let words = Wording.folded(text)
    let isOpen = words.contains { word in
      negations.contains(word) || pending.contains { word.hasPrefix($0) }
    }
    // "We have applied for an EHCP" does not say that it is being assessed.
    if isOpen, status != SENStatus.none.rawValue { return nil }
    // "No problem, here it is": a "no" that speaks of nothing.
    if status == SENStatus.none.rawValue, words.first == "no", words.count > 1,
      !words.contains(where: { $0.hasPrefix("sen") || $0.hasPrefix("special") || $0 == "needs" })
    {
      return nil
    }
    return .text(status)
  }

  private static let negations: Set<String> = [
    "not", "isnt", "doesnt", "hasnt", "dont", "never", "longer", "without", "nor", "neither",
  ]

  private static let pending = [
    "appl", "request", "awai", "waiting", "pending", "draft", "refus", "declin", "ceas",
  ]
}
