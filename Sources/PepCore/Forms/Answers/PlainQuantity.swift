/// Figures in sentences. A sentence has other figures than the one that was asked for: dates, year
/// groups, days, sessions.
enum PlainQuantity {
  /// - Parameter isNamed: the text names attendance; else a figure must look like nothing else.
  static func percentage(_ text: String, isNamed: Bool) -> FieldValue? {
    let words = Wording.folded(text.replacing(apology, with: ""))
    guard !words.contains(where: { word in absence.contains { word.hasPrefix($0) } }) else {
      return nil
    }
    // "98 out of 104 sessions" is a share; "104 sessions" alone is none.
    let shares = NumberWords.asFigures(text).replacing(
      /(?i)(\d+)\s*(?:out of|of|\/)\s*(?:a possible\s*)?(\d+)(?:\s*(?:possible\s*)?sessions)?/
    ) { "\($0.1)/\($0.2)" }
    guard isNamed || shares.contains(/(?i)%|per\s?cent|\d\/\d/) || isBareFigure(text) else {
      return nil
    }
    let read = value(NumberAnswer.percentage(answer(stripped(shares))))
    // "Room 12" is no attendance.
    if !isNamed, case .number(let figure) = read, figure < 20, !shares.contains("%") { return nil }
    return read
  }

  /// - Parameter isNamed: the text names what is counted; else all of it must be the number.
  static func count(_ text: String, isNamed: Bool) -> FieldValue? {
    if saysNone(text, isNamed: isNamed) { return .number(0) }
    let figures = NumberWords.asFigures(text).replacing(
      /(?i)\bone(?=\s+(?:fixed|short|internal|further)?[ -]*(?:term|period|day)?\s*(?:exclusion|suspension|fte))/,
      with: "1")
    let left = stripped(figures).replacing(/\d+(?:[.,]\d+)?\s?(?:%|per\s?cent)/, with: "")
    guard left.contains(where: \.isNumber), isNamed || isBareFigure(text) else { return nil }
    return value(NumberAnswer.count(answer(left.trimmedBlanks)))
  }

  /// The figure and little else: "94", "It is two", "Ruby - 93". "I am free at 2" is a sentence.
  private static func isBareFigure(_ text: String) -> Bool {
    let words = Wording.folded(NumberWords.asFigures(text))
    guard let first = words.first, words.count <= 10 else { return false }
    if first.first?.isNumber == true || first == "one" { return true }
    // "Ruby 96.3", the point cutting it in three words.
    if words.count <= 3, !words.contains(where: places.contains) { return true }
    return [
      "it is ", "its ", "it was ", "there was ", "there were ", "there have been ", "just ",
      "only ", "currently ", "the figure ", "this is ", "that is ", "as requested ", "total ",
      "there has been ", "answer ", "now ",
    ].contains { words.joined(separator: " ").hasPrefix($0) }
  }

  private static let places: Set<String> = [
    "page", "room", "ext", "extension", "section", "box", "line", "part", "question",
  ]

  /// "I think", "about 93": not certain enough for a register.
  static func isUncertain(_ text: String) -> Bool {
    let words = Wording.folded(text)
    if words.contains(where: hedges.contains) { return true }
    return text.contains(
      /(?i)\b(?:about|around|roughly|approx\w*|circa|nearly|almost|over|under|just|at least|up to)\s*\d|~\s*\d|\b(?:last|previous) (?:academic )?year\b/
    )
  }

  /// A quantity stands here, dates and the like apart.
  static func hasFigure(_ text: String) -> Bool {
    stripped(NumberWords.asFigures(text)).contains(where: \.isNumber)
  }

  /// "None", "no exclusions", "has not been excluded", "exclusions: nil".
  private static func saysNone(_ text: String, isNamed: Bool) -> Bool {
    let key = Wording.key(text)
    if NoAnswer.nothing.contains(key) { return true }
    let isExcluded =
      /\b(?:no|nil|zero|0|without|any|not had an?y?|not been|never been|nor)(?: (?!idea|figure|data|detail|information|news|update|record |further|more|longer|there|were|was|has|have|had|we|she|he|they|but|yes|problem)\w+){0,3}? (?:exclu|suspen|fixed term|fte|fpex)/
    if let match = key.firstMatch(of: isExcluded) {
      guard key[match.range].hasPrefix("any") else { return true }
      return key.contains(
        /\b(?:not|nt|never|without|hasnt|havent|hadnt|didnt|arent|isnt|werent|wasnt)\b/)
    }
    if key.contains(
      /\b(?:not|never|hasnt|hasn t|wasnt|isnt)(?: (?:been|had|yet|ever|formally|at|all|any))* (?:exclu|suspen)/
    ) {
      return true
    }
    if isNamed, key.contains(/(?:exclusions?|suspensions?)\b(?: \w+){0,5} (?:none|nil|zero|0)$/) {
      return true
    }
    let words = key.split(separator: " ")
    let nothing: Set<Substring> = ["none", "nil", "zero", "never", "0"]
    return !isNamed && words.count <= 7
      && (nothing.contains(words.first ?? "") || nothing.contains(words.last ?? ""))
      && !words.contains { $0.contains(where: \.isNumber) && $0 != "0" }
  }

  /// Without dates, year groups, and what is counted in days or sessions.
  private static func stripped(_ text: String) -> String {
    text
      .replacing(/\b\d{1,4}[\/.-]\d{1,2}[\/.-]\d{2,4}\b/, with: "")
      .replacing(
        /(?i)\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*(?:\s20\d\d)?/,
        with: ""
      )
      .replacing(/(?i)\b(?:year|yr|y|ks|key stage|term|section|in)\s?\d{1,4}\b/, with: "")
      .replacing(
        /(?i)\b\d+(?:[.,]\d+)?(?:\s?½)?[\s-](?:school )?(?:days?|half[ -]days?|sessions?|hours?|weeks?|lessons?|minutes?|marks?|codes?)\b/,
        with: ""
      )
  }

  private static func answer(_ text: String) -> AnswerText {
    AnswerText(lines: [Line(runs: [Run(text.trimmedBlanks)])])
  }

  private static func value(_ answer: Answer) -> FieldValue? {
    if case .value(let value) = answer { value } else { nil }
  }

  /// "Sorry, missed that: attendance is 94 %" speaks of a question, not of sessions.
  private static var apology: Regex<Substring> {
    /(?i)\bmissed (?:that|this|it|(?:the|your) (?:question|box|figure|line|bit|section|e-?mail|letter|message))\b|\blate (?:reply|response|answer)\b|\b(?:reply|response|this)(?: is| was)?(?: so| very| a bit)? late\b/
  }

  private static let absence = [
    "absence", "absent", "missed", "late", "unauthorised", "target",
  ]

  private static let hedges: Set<String> = [
    "think", "believe", "sure", "unsure", "whether", "if", "waiting", "awaiting", "probably",
    "perhaps", "maybe", "estimate", "estimated", "roughly", "unknown", "check", "checking",
    "chasing", "tbc", "idea", "guess", "will",
  ]
}
