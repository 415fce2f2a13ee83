/// Figures as schools write them.
enum NumberAnswer {
  /// Attendance as a percentage 0…100. `96.4%`, `96,4`, `0.964`, `364/380`; a bare "N/A" is no answer,
  /// one with its reason ("N/A – not in school since September") and two different figures are doubt.
  static func percentage(_ answer: AnswerText) -> Answer {
    let text = answer.written.withoutComparison
    if NoAnswer.nothing.contains(Wording.key(text)), Wording.key(text) != "0" { return .blank }
    var figures: [Double] = []
    for number in Figures.find(in: text) {
      switch number.follows {
      case .slash(let whole) where whole > 0 && number.value <= whole:
        figures.append((number.value / whole * 1000).rounded() / 10)
      case .slash: return .doubtful
      case .percent: figures.append(number.value)
      case .other where number.value > 0 && number.value < 1 && number.hasDecimals:
        figures.append((number.value * 100_000).rounded() / 1000)
      case .other where !number.isPartOfWord: figures.append(number.value)
      case .other: break
      }
    }
    let marked = Figures.find(in: text).filter { $0.follows == .percent }.map(\.value)
    if Set(marked).count == 1 { figures = marked }
    guard let figure = figures.first else { return .orBlank(text) }
    guard Set(figures).count == 1, (0...100).contains(figure), !(figure == 1 && marked.isEmpty)
    else {
      return .doubtful
    }
    return .value(.number(figure))
  }

  /// How many: a whole number, "None", a number word. "2 (5 days)" is 2.
  static func count(_ answer: AnswerText) -> Answer {
    switch number(answer) {
    case .value(.number(let n)) where n == n.rounded() && n >= 0 && n < 1000: .value(.number(n))
    case .value: .doubtful
    case let other: other
    }
  }

  /// Days: `1.5`, `1½`, "None".
  static func number(_ answer: AnswerText) -> Answer {
    // "9" over "13": the figures of two terms, perhaps.
    let alone = answer.lines.filter(\.isFigure).map { Wording.key($0.text) }
    if Set(alone).count > 1 { return .doubtful }
    let text = answer.written.withoutTimesSign
    let key = Wording.key(text)
    if NoAnswer.nothing.contains(key) || saysNone(key) { return .value(.number(0)) }
    if let word = Figures.words[key.prefix { $0 != " " }.description] {
      return .value(.number(word))
    }
    let figures = Figures.find(in: text).filter { !$0.isPartOfWord }
    guard let first = figures.first else { return .orBlank(text) }
    // "2 (5 days)": the figure that opens the answer is meant; anything else is for a person.
    let opens = text.unicodeScalars.first.map { $0.properties.numericType != nil } ?? false
    guard figures.count == 1 || opens else { return .doubtful }
    return .value(.number(first.value))
  }

  /// Pounds: `£1,250.00`, `825`, `10 x £45 = £450`; `£45 x 10` and `£45 per hour` are for a person, who may
  /// ask how many.
  static func money(_ answer: AnswerText) -> Answer {
    let text = answer.written
    let key = Wording.key(text)
    if ["nil", "none", "0", "zero", "no cost", "free"].contains(key) { return .value(.number(0)) }
    let figures = Figures.find(in: text).filter { !$0.isPartOfWord }
    if let total = product(figures) { return .value(.number(total)) }
    let pounds = figures.filter(\.isPounds)
    let chosen = pounds.isEmpty ? figures : pounds
    guard let first = chosen.first else { return .orBlank(text) }
    guard Set(chosen.map(\.value)).count == 1, !isRate(text) else { return .doubtful }
    return .value(.number(first.value))
  }

  /// Three figures, of which two multiplied are the third: "6 x £40 (£240)".
  static func product(_ figures: [Figures.Figure]) -> Double? {
    let sorted = figures.map(\.value).sorted()
    guard sorted.count == 3, sorted[0] > 1, abs(sorted[0] * sorted[1] - sorted[2]) < 0.005 else {
      return nil
    }
    return sorted[2]
  }

  /// The price of one of several.
  private static func isRate(_ text: String) -> Bool {
    text.contains(/\d\s*[x×*@]\s*£?\d/)
      || text.contains(
        /(?i)\b(?:per|an?|each|\/)\s*(?:hour|hr|session|lesson|visit|day|week|month)\b|\b(?:hourly|weekly|daily)\b/
      )
  }

  private static func saysNone(_ key: String) -> Bool {
    let words = key.split(separator: " ")
    guard let first = words.first else { return false }
    return (first == "none" || first == "nil") && words.count <= 12
      && !words.contains { $0.allSatisfy(\.isNumber) && $0 != "0" }
      || first == "no" && words.count <= 8
        && words.contains { $0.hasPrefix("exclusion") || $0.hasPrefix("suspension") }
      || (first == "na" || key.hasPrefix("n a ")) && words.count <= 6
      || saysNotSuspended(words)
  }

  /// "She has not been suspended at all", "Never suspended".
  private static func saysNotSuspended(_ words: [Substring]) -> Bool {
    guard words.count <= 12, !words.contains(where: { $0.contains(where: \.isNumber) }),
      let verb = words.firstIndex(where: { $0 == "suspended" || $0 == "excluded" })
    else { return false }
    let others: Set<Substring> = [
      "but", "except", "although", "permanently", "internally", "however", "once", "twice", "only",
      "until", "then",
    ]
    return others.isDisjoint(with: words)
      && words[max(0, verb - 3)..<verb].contains {
        ["not", "never", "hasn", "wasn", "hasnt"].contains($0)
      }
  }
}

extension Answer {
  /// Words where a figure is due: doubt, unless there are none.
  static func orBlank(_ text: String) -> Answer {
    ["", "na", "n a", "not applicable"].contains(Wording.key(text)) ? .blank : .doubtful
  }
}

extension String {
  /// "x2", "× 2": twice.
  fileprivate var withoutTimesSign: String {
    let rest = drop { $0 == " " }
    guard let first = rest.first, "xX×".contains(first),
      rest.dropFirst().first(where: { $0 != " " })?.isNumber == true
    else { return self }
    return String(rest.dropFirst()).trimmedBlanks
  }

  /// "85.5% (unauthorised 0.8%)", "96.2% (target 97%)", "92% – up from 88%": the figure that comes first is
  /// meant, and what it is held against is another one.
  fileprivate var withoutComparison: String {
    guard let figure = firstMatch(of: /\d+(?:[.,]\d+)? ?%?/) else { return self }
    let rest = self[figure.range.upperBound...]
    let words = Wording.folded(String(rest))
    guard let first = words.first, Self.comparing.contains(first) || Self.tellsOfLastYear(words)
    else { return self }
    // "94% last year, 96% this year" is another matter: what comes first is set against nothing.
    let isSetOff = rest.first { $0 != " " }.map { "(–—-,;[".contains($0) } ?? false
    return isSetOff || ["up", "down", "as"].contains(first)
      ? String(self[..<rest.startIndex]) : self
  }

  /// "95.2% – last year it was 91", "91.8% (it was 86% last year)"; "94% – last year, 96% now" is another matter.
  private static func tellsOfLastYear(_ words: [String]) -> Bool {
    guard let first = words.first, ["last", "it", "previously", "previous"].contains(first),
      words.contains(where: { ["last", "previously", "previous"].contains($0) })
    else { return false }
    return words.contains { Int($0) != nil }
      && !words.contains { ["this", "now", "current", "currently", "today"].contains($0) }
  }

  private static let comparing: Set<String> = [
    "target", "aim", "up", "down", "from", "was", "unauthorised", "authorised", "national",
    "school",
    "against", "compared", "vs", "improved", "risen", "fallen",
    // "91.3% (as of 15/10/26)": the day of the figure.
    "as", "at", "on", "to", "until", "since", "ytd",
    // "86.4 (figure from the register on 21 January)": where it was taken from.
    "figure", "figures", "register", "source", "taken",
  ]
}
