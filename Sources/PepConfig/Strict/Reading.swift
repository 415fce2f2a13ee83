import FoundationEssentials
import PepCore

/// How one kind of value is read, and what to say it must be.
struct Reading<Value: Sendable>: Sendable {
  enum Outcome {
    case value(Value)
    /// The error says what is expected.
    case wrong
    /// The error lists what is allowed.
    case notAllowed([String])
  }

  /// Reads after "must be".
  let expected: String
  let parse: @Sendable (String) -> Outcome

  init(_ expected: String, _ parse: @escaping @Sendable (String) -> Value?) {
    self.expected = expected
    self.parse = { text in parse(text).map { .value($0) } ?? .wrong }
  }

  /// One of a few words.
  init(oneOf choices: [(word: String, value: Value)]) {
    expected = "one of " + choices.map(\.word).joined(separator: ", ")
    parse = { text in
      choices.first { $0.word == text }.map { .value($0.value) }
        ?? .notAllowed(choices.map(\.word))
    }
  }
}

extension Reading where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of the cases of an enumeration, by raw value.
  static var choice: Self { Reading(oneOf: Value.allCases.map { ($0.rawValue, $0) }) }
}

extension Reading<String> {
  static let text = Reading("a text") { text in text.allSatisfy(\.isWhitespace) ? nil : text }

  /// Enough to catch a name or a URL in the wrong place; whether mail arrives, only mail can tell.
  static let mailAddress = Reading("a mail address, such as peps@example.gov.uk") { text in
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), text.isOneWord else {
      return nil
    }
    return text
  }

  static let mailDomain = Reading("a mail domain, such as example.gov.uk") { text in
    text.isOneWord && text.contains(".") && !text.contains("@") ? text.lowercased() : nil
  }

  static let link = Reading("a web address that begins with https:// or http://") { text in
    text.isOneWord && (text.hasPrefix("https://") || text.hasPrefix("http://")) ? text : nil
  }

  static let secureLink = Reading("a web address that begins with https://") { text in
    text.isOneWord && text.hasPrefix("https://") ? text : nil
  }

  static let timeZone = Reading("a time zone's name, such as Europe/London") { text in
    TimeZone(identifier: text) == nil ? nil : text
  }

  static let host = Reading("the name of a server, such as imap.example.gov.uk") { text in
    text.isOneWord && !text.contains("/") && !text.contains("@") ? text : nil
  }
}

extension Reading<Int> {
  static func whole(_ range: ClosedRange<Int>) -> Reading {
    Reading("a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Days for which something is kept. Less than a month would take away what people still work with.
  static let span = Reading("a length of time of at least 30 days, such as 90 days or 7 years") {
    text in
    let days = quantity(text, ["days": 1]) ?? quantity(text, ["year": 366, "years": 366])
    return days.flatMap { $0 >= 30 ? $0 : nil }
  }

  /// A size in bytes.
  static let size = Reading("a size, such as 500 KiB or 40 MiB") { text in
    quantity(text, ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30])
  }
}

extension Reading<Double> {
  static func number(_ range: ClosedRange<Int>) -> Reading {
    Reading("a number from \(range.lowerBound) to \(range.upperBound)") { text in
      Double(text).flatMap { number in
        number >= Double(range.lowerBound) && number <= Double(range.upperBound) ? number : nil
      }
    }
  }
}

extension Reading<Bool> {
  static let yesNo = Reading(
    oneOf: [("yes", true), ("no", false), ("true", true), ("false", false)])
}

extension Reading<Duration> {
  static func duration(atLeast least: Int) -> Reading {
    Reading("a length of time, such as 30s, 5m or 2h, and at least \(least)s") { text in
      guard let seconds = quantity(text, ["s": 1, "m": 60, "h": 3600]), seconds >= least else {
        return nil
      }
      return .seconds(seconds)
    }
  }
}

extension Reading<CivilDay> {
  static let day = Reading("a day, such as 2026-09-01") { CivilDay($0) }
}

/// `40 MiB`, `5m`: a whole number and a unit, with or without a space.
private func quantity(_ text: String, _ units: [String: Int]) -> Int? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let unit = text.dropFirst(digits.count).drop { $0 == " " }
  guard let count = Int(digits), let factor = units[String(unit)] else { return nil }
  let (product, overflow) = count.multipliedReportingOverflow(by: factor)
  return overflow ? nil : product
}

extension String {
  fileprivate var isOneWord: Bool { !isEmpty && !contains(where: \.isWhitespace) }
}
