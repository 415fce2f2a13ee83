/// Numbers that people write out: "ninety-three per cent", "two suspensions".
enum NumberWords {
  /// The text with figures for words. "One" stays: "the last one" counts nothing.
  static func asFigures(_ text: String) -> String {
    let words = Wording.words(text)
    let bytes = Array(text.utf8)
    var result = ""
    var copied = 0
    var index = 0
    while index < words.count {
      guard let (value, length) = number(words[index...].map(\.folded)) else {
        index += 1
        continue
      }
      result += String(decoding: bytes[copied..<words[index].start], as: UTF8.self)
      result += value == value.rounded() ? String(Int(value)) : String(value)
      copied = words[index + length - 1].end
      index += length
    }
    return result + String(decoding: bytes[copied...], as: UTF8.self)
  }

  /// The number that these words begin with, and how many of them it takes.
  private static func number(_ words: [String]) -> (Double, Int)? {
    guard let first = words.first else { return nil }
    var value: Double
    var length = 1
    if let ten = tens[first] {
      value = ten
      if words.count > 1, let unit = units[words[1]], unit > 0, unit < 10 {
        value += unit
        length = 2
      }
    } else if let unit = units[first], first != "one" || words.dropFirst().first == "hundred" {
      value = unit
      if words.dropFirst().first == "hundred" {
        value *= 100
        length = 2
      }
    } else {
      return nil
    }
    if words.count > length + 1, words[length] == "point", let tenth = units[words[length + 1]] {
      return (value + tenth / 10, length + 2)
    }
    return (value, length)
  }

  private static let units: [String: Double] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
  ]

  private static let tens: [String: Double] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
  ]
}
