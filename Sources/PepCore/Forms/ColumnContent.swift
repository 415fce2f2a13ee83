/// What the cells under one heading hold, all of them: it tells a column whose heading says it in words
/// that nobody has seen.
enum ColumnContent: Hashable {
  case blank
  /// "£240", "240.00".
  case pounds
  /// "240", which may be a sum or a number of anything.
  case figures
  /// "1", "2", "3": the rows are counted.
  case counting
  /// "Target 1", "No. 2", "Reading (target 1)": the target that a row belongs to.
  case reference
  /// "31/03/2027", "end of term", "by Easter", "12 weeks".
  case time
  /// "Met", "Partly": what became of something earlier.
  case verdict
  case text

  init(_ texts: [String]) {
    if texts.count > 1, texts.enumerated().allSatisfy({ Wording.key($1) == String($0 + 1) }) {
      self = .counting
      return
    }
    let filled = texts.filter { !Wording.folded($0).isEmpty }
    let kinds: [(ColumnContent, (String) -> Bool)] = [
      (.reference, Self.isReference), (.pounds, Self.isPounds),
      (.figures, Self.isMoney), (.time, Self.isTime),
      (.verdict, Self.isVerdict),
    ]
    self =
      filled.isEmpty ? .blank : kinds.first { filled.allSatisfy($0.1) }.map(\.0) ?? .text
  }

  private static func isPounds(_ text: String) -> Bool {
    isMoney(text)
      && (text.contains(/\d[.]\d\d(?!\d)/)
        || Wording.folded(text).contains { ["£", "pounds"].contains($0) || $0.hasSuffix("gbp") })
  }

  private static func isMoney(_ text: String) -> Bool {
    let words = Wording.folded(text)
    let figures = Figures.find(in: text)
    if text.contains("£"), NumberAnswer.product(figures) != nil { return true }
    guard figures.count == 1, words.count <= 5 else { return false }
    return words.allSatisfy { word in
      word.allSatisfy(\.isNumber)
        || ["£", "p", "gbp", "pounds", "total", "in", "approx", "about", "each"].contains(word)
        || word.hasSuffix("gbp")
    }
  }

  private static func isReference(_ text: String) -> Bool {
    let words = Wording.folded(text)
    guard words.count <= 6, !words.contains("£") else { return false }
    if words.count == 1, text.contains(/^[Tt][1-9]$/) { return true }
    let numbers = words.filter { Int($0).map { (1...9).contains($0) } ?? false }
    let isNamed = words.contains { word in
      names.contains { word.hasPrefix($0) } || word == "no" || word == "t"
    }
    let others = words.filter { Int($0) == nil && $0 != "and" }
    return isNamed
      // "Writing target" beside "Target 2".
      ? !numbers.isEmpty || words.count == 2 && words.last.map { names.contains($0) } == true
        || words.count <= 3 && words.contains { $0 == "all" || $0 == "both" }
      : !numbers.isEmpty && others.isEmpty
        && numbers.count + words.filter { $0 == "and" }.count == words.count
  }

  private static let names = ["target", "goal", "objective", "outcome"]

  private static func isTime(_ text: String) -> Bool {
    let words = Wording.folded(text)
    guard words.count <= 5 else { return false }
    return ["by", "next", "before"].contains(words.first)
      || words.contains { word in
        times.contains(word) || CivilDay.monthNames.contains { isMonth(word, $0.lowercased()) }
      } || text.contains(/\d{1,2}[\/.-]\d{1,2}[\/.-]\d{2,4}/)
  }

  private static func isMonth(_ word: String, _ month: String) -> Bool {
    word == month || word == month.prefix(3) || word == "sept"
  }

  private static let times: Set<String> = [
    "term", "termly", "half", "easter", "christmas", "summer", "spring", "autumn", "week", "weeks",
    "weekly", "fortnight", "fortnightly", "month", "months", "soon", "asap", "monthly", "ongoing",
    "immediately", "pep",
  ]

  private static let verdicts: Set<String> = [
    "met", "partly", "partially", "achieved", "yes", "no", "nearly", "mostly", "almost", "not",
  ]

  /// "On", "Above", "Working towards": how a child stands beside its age.
  private static let levels: Set<String> = [
    "on", "at", "above", "below", "as", "well", "just", "slightly", "expected", "emerging",
    "exceeding", "secure", "working", "towards", "wts", "exs", "gds", "age", "related",
  ]

  private static func isVerdict(_ text: String) -> Bool {
    let words = Wording.folded(text)
    return words.count <= 4
      && (words.contains { verdicts.contains($0) } || words.allSatisfy(levels.contains))
  }
}
