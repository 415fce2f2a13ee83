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
    ["days", "day", "sessions", "session", "hours", "x", "p", "gbp"].contains {
      hasWord($0, at: position)
    }
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
