internal import PepCore

/// Dates as mail programs write them: RFC 5322 section 3.3, its obsolete forms, and what is nearly
/// that. Parsed by hand, because the usual parsers read the machine's time zones from files.
enum MailDate {
  /// nil where no day, month, year and time can be made out.
  static func read(_ header: String) -> MessageDate? {
    let words = withoutComments(header).split(whereSeparator: { $0.isWhitespace || $0 == "," })
    guard let clock = words.firstIndex(where: { $0.contains(":") }),
      let seconds = secondsOfDay(words[clock]),
      let day = day(words[..<clock], words[(clock + 1)...])
    else { return nil }
    let zone = words[(clock + 1)...].lazy.compactMap(offsetMinutes).first ?? 0
    return MessageDate(
      seconds: Int64(day.number) * 86_400 + Int64(seconds) - Int64(zone) * 60, offsetMinutes: zone)
  }

  /// `5 Oct 2026`, `Oct 5 2026`, `05-Oct-26` and `Oct 5 10:00:00 2026`.
  private static func day(_ before: ArraySlice<Substring>, _ after: ArraySlice<Substring>)
    -> CivilDay?
  {
    let words = before.flatMap { $0.split(separator: "-") }
    guard let monthAt = words.firstIndex(where: { month($0) != nil }),
      let month = month(words[monthAt])
    else { return nil }
    var numbers = words.filter { $0.utf8.count <= 4 }.compactMap { Int($0) }
    // The C library's own form has the year after the time.
    if numbers.count == 1, let late = after.lazy.compactMap({ Int($0) }).first(where: { $0 > 1900 })
    {
      numbers.append(late)
    }
    guard numbers.count >= 2 else { return nil }
    return CivilDay(year: fullYear(numbers[1]), month: month, day: numbers[0])
  }

  /// RFC 5322 section 4.3.
  private static func fullYear(_ year: Int) -> Int {
    switch year {
    case 0..<50: year + 2000
    case 50..<1000: year + 1900
    default: year
    }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func month(_ word: Substring) -> Int? {
    months.firstIndex(of: word.prefix(3).lowercased()).map { $0 + 1 }
  }

  private static func secondsOfDay(_ word: Substring) -> Int? {
    let parts = word.split(separator: ":").map { Int($0.prefix(while: \.isNumber)) }
    guard parts.count >= 2, let hour = parts[0], let minute = parts[1] else { return nil }
    let second = parts.count > 2 ? parts[2] ?? 0 : 0
    // 60 is a leap second.
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second) else {
      return nil
    }
    return hour * 3_600 + minute * 60 + second
  }

  private static let zones = [
    "gmt": 0, "ut": 0, "utc": 0, "z": 0, "bst": 60, "ist": 60, "wet": 0, "west": 60, "cet": 60,
    "cest": 120, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420,
  ]

  private static func offsetMinutes(_ word: Substring) -> Int? {
    if let named = zones[word.lowercased()] { return named }
    guard let sign = word.first, sign == "+" || sign == "-" else { return nil }
    let digits = word.dropFirst().filter { $0 != ":" }
    guard digits.utf8.count == 4, let value = Int(digits), value % 100 < 60, value < 2400 else {
      return nil
    }
    let minutes = value / 100 * 60 + value % 100
    return sign == "-" ? -minutes : minutes
  }

  private static func withoutComments(_ text: String) -> String {
    var depth = 0
    return text.filter { character in
      if character == "(" { depth += 1 }
      defer { if character == ")", depth > 0 { depth -= 1 } }
      return depth == 0
    }
  }
}
