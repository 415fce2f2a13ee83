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
    if lacksPapers(text) { return nil }
    if hasNone(text) { return .text(SENStatus.none.rawValue) }
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

  /// "He doesn't have any SEND", "is not on the SEN register"; not "has no SEN support", who may have a plan.
  private static func hasNone(_ text: String) -> Bool {
    let key = Wording.key(text)
    return key.contains(
      /\b(?:no|not|nt|doesnt|dont|isnt|hasnt|never|without)(?: (?:have|has|had|got|got any|any|on|on the|on our|been on our|been on the|have any))*? (?:sen|send|special educational needs?)\b(?! (?:support|plan|funding|money|yet))/
    ) && !key.contains(/\b(?:ehcp|ehc|plan|assess\w*|yet|sure|know)\b/)
  }

  /// "I have no SEND information for her" tells of the writer.
  private static func lacksPapers(_ text: String) -> Bool {
    Wording.key(text).contains(
      /\b(?:sen|send) (?:info\w*|data|details?|records?|paperwork|documents?|reports?|updates?|figures?)\b/
    )
  }

  private static let negations: Set<String> = [
    "not", "isnt", "doesnt", "hasnt", "dont", "never", "longer", "without", "nor", "neither",
  ]

  private static let pending = [
    "appl", "request", "awai", "waiting", "pending", "draft", "refus", "declin", "ceas",
  ]
}
