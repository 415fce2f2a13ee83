/// Figures as schools write them.
enum NumberAnswer {
  /// Attendance as a percentage 0…100. `96.4%`, `96,4`, `0.964`, `364/380`; "N/A" is no answer
  /// (`FORMAT`, settled points), and two different figures are doubt.
  static func percentage(_ answer: AnswerText) -> Answer {
    let text = answer.written
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
    let text = answer.written
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

  /// Pounds: `£1,250.00`, `825`, `£45 x 10` is for a person.
  static func money(_ answer: AnswerText) -> Answer {
    let text = answer.written
    let key = Wording.key(text)
    if ["nil", "none", "0", "zero", "no cost", "free"].contains(key) { return .value(.number(0)) }
    let figures = Figures.find(in: text).filter { !$0.isPartOfWord }
    let pounds = figures.filter(\.isPounds)
    let chosen = pounds.isEmpty ? figures : pounds
    guard let first = chosen.first else { return .orBlank(text) }
    guard Set(chosen.map(\.value)).count == 1 else { return .doubtful }
    return .value(.number(first.value))
  }

  private static func saysNone(_ key: String) -> Bool {
    let words = key.split(separator: " ")
    guard let first = words.first else { return false }
    return (first == "none" || first == "nil") && words.count <= 12
      && !words.contains { $0.allSatisfy(\.isNumber) && $0 != "0" }
      || first == "no" && words.count <= 8
        && words.contains { $0.hasPrefix("exclusion") || $0.hasPrefix("suspension") }
      || (first == "na" || key.hasPrefix("n a ")) && words.count <= 6
  }
}

extension Answer {
  /// Words where a figure is due: doubt, unless there are none.
  static func orBlank(_ text: String) -> Answer {
    let key = Wording.key(text)
    if key.isEmpty || key == "na" || key == "n a" || key.hasPrefix("n a ") || key.hasPrefix("na ")
      || key.hasPrefix("not applicable") || key.hasPrefix("not on roll")
      || key.hasPrefix("not in school")
    {
      return .blank
    }
    return .doubtful
  }
}

/// The figures in a text.
struct Figures {
  enum Follows: Hashable {
    case percent
    case slash(Double)
    case other
  }

  struct Figure: Hashable {
    var value: Double
    var hasDecimals: Bool
    var follows: Follows
    var isPounds: Bool
    /// "3a", "Y10", "KS2", "1st": no quantity.
    var isPartOfWord: Bool
  }

  static let words: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "once": 1, "twice": 2, "half": 0.5,
  ]

  static func find(in text: String) -> [Figure] {
    var scanner = FigureScanner(bytes: Array(text.replacingHalves.utf8))
    var figures: [Figure] = []
    while let figure = scanner.next() { figures.append(figure) }
    return figures
  }
}

extension String {
  /// ½, ¼ and ¾ as decimals, so that "1½" reads 1.5.
  fileprivate var replacingHalves: String {
    guard unicodeScalars.contains(where: { ["½", "¼", "¾"].contains($0) }) else { return self }
    var result = ""
    var lastWasDigit = false
    for scalar in unicodeScalars {
      let fraction = ["½": ".5", "¼": ".25", "¾": ".75"][String(scalar)]
      if let fraction {
        result += (lastWasDigit ? "" : "0") + fraction
      } else {
        result.unicodeScalars.append(scalar)
      }
      lastWasDigit = ("0"..."9").contains(scalar)
    }
    return result
  }
}

private struct FigureScanner {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Figures.Figure? {
    while position < bytes.count, !isDigit(position) { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    let (value, decimals) = number()
    let startsInWord = start > 0 && isLetter(start - 1)
    let endsInWord = position < bytes.count && isLetter(position) && !unitFollows()
    return Figures.Figure(
      value: value, hasDecimals: decimals, follows: follows(), isPounds: isPounds(start),
      isPartOfWord: startsInWord || endsInWord)
  }

  /// Digits with thousands commas and one decimal point or comma.
  private mutating func number() -> (Double, Bool) {
    var digits = ""
    var decimals = false
    while position < bytes.count {
      if isDigit(position) {
        digits.append(Character(Unicode.Scalar(bytes[position])))
        position += 1
      } else if bytes[position] == UInt8(ascii: ","), digitRun(position + 1) == 3, !decimals {
        position += 1
      } else if [UInt8(ascii: "."), UInt8(ascii: ",")].contains(bytes[position]), !decimals,
        (1...2).contains(digitRun(position + 1))
          || digitRun(position + 1) > 2 && bytes[position] == UInt8(ascii: ".")
      {
        decimals = true
        digits.append(".")
        position += 1
      } else {
        break
      }
    }
    return (Double(digits) ?? 0, decimals)
  }

  private mutating func follows() -> Figures.Follows {
    var next = position
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0xC2 || bytes[next] == 0xA0 {
      next += 1
    }
    guard next < bytes.count else { return .other }
    if bytes[next] == UInt8(ascii: "%") || hasWord("per cent", at: next)
      || hasWord("percent", at: next)
    {
      return .percent
    }
    let isOutOf = hasWord("out of ", at: next)
    guard bytes[next] == UInt8(ascii: "/") || isOutOf else { return .other }
    next += isOutOf ? 7 : 1
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count, isDigit(next) else { return .other }
    position = next
    return .slash(number().0)
  }

  private func hasWord(_ word: String, at offset: Int) -> Bool {
    let wanted = Array(word.utf8)
    guard offset + wanted.count <= bytes.count else { return false }
    return zip(bytes[offset...], wanted).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  private func unitFollows() -> Bool {
    ["days", "day", "sessions", "session", "hours", "x", "p"].contains { hasWord($0, at: position) }
  }

  private func isPounds(_ start: Int) -> Bool {
    var i = start - 1
    while i >= 0, bytes[i] == 0x20 { i -= 1 }
    return i >= 1 && bytes[i] == 0xA3 && bytes[i - 1] == 0xC2
      || hasWord("gbp", at: max(0, start - 4))
  }

  private func digitRun(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, isDigit(end) { end += 1 }
    return end - offset
  }

  private func isDigit(_ i: Int) -> Bool { i < bytes.count && (0x30...0x39).contains(bytes[i]) }
  private func isLetter(_ i: Int) -> Bool { (0x61...0x7A).contains(bytes[i] | 0x20) }
}
