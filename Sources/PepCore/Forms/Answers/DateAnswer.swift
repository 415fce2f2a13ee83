/// Dates as people write them, day first: `03/04/26` is 3 April. `3rd Oct 2026`, `3.10.26`,
/// `Monday 5 October` (the year is the one that lies nearest to the day of the message).
package enum DateAnswer {
  /// `near` decides the year where none is written.
  static func read(_ answer: AnswerText, near: CivilDay) -> Answer {
    let text = answer.written
    let days = Set(find(in: text, near: near))
    if days.count == 1, let day = days.first { return .value(.date(day)) }
    if days.isEmpty { return .orBlank(text) }
    return .doubtful
  }

  package static func find(in text: String, near: CivilDay) -> [CivilDay] {
    let words = Wording.words(text)
    let bytes = Array(text.utf8)
    var days: [CivilDay] = []
    var position = 0
    while position < words.count {
      if let (day, length) = date(words, at: position, bytes: bytes, near: near) {
        days.append(day)
        position += length
      } else {
        position += 1
      }
    }
    return days
  }

  private static func date(
    _ words: [Word], at position: Int, bytes: [UInt8], near: CivilDay
  ) -> (CivilDay, Int)? {
    func number(_ offset: Int) -> Int? {
      position + offset < words.count ? Int(words[position + offset].folded.withoutOrdinal) : nil
    }
    func month(_ offset: Int) -> Int? {
      position + offset < words.count ? monthNumber(words[position + offset].folded) : nil
    }
    func isJoined(_ offset: Int) -> Bool { joined(words, position + offset, bytes) }

    if let first = number(0) {
      // 2026-10-12
      if (1900...2199).contains(first), words[position].folded.utf8.count == 4, let m = number(1),
        let d = number(2), isJoined(0), isJoined(1),
        let day = CivilDay(year: first, month: m, day: d)
      {
        return (day, 3)
      }
      guard (1...31).contains(first) else { return nil }
      // 12/10/2026, 12.10.26, 12-10-2026, 12 10 2026
      if let m = number(1), (1...12).contains(m), let y = number(2), isJoined(0), isJoined(1),
        let year = fullYear(y, words[position + 2].folded),
        let day = CivilDay(year: year, month: m, day: first)
      {
        return (day, 3)
      }
      return named(first, month(1), number(2), words, position + 2, near, length: 2, offset: 1)
        ?? (position + 1 < words.count && words[position + 1].folded == "of"
          ? named(first, month(2), number(3), words, position + 3, near, length: 3, offset: 2)
          : nil)
    }
    // October 12, 2026
    if let m = month(0), let d = number(1), (1...31).contains(d),
      words[position + 1].folded.utf8.count <= 4
    {
      if let y = number(2), let year = fullYear(y, words[position + 2].folded),
        let day = CivilDay(year: year, month: m, day: d)
      {
        return (day, 3)
      }
      return nearest(month: m, day: d, to: near).map { ($0, 2) }
    }
    return nil
  }

  private static func named(
    _ d: Int, _ m: Int?, _ y: Int?, _ words: [Word], _ yearPosition: Int, _ near: CivilDay,
    length: Int, offset: Int
  ) -> (CivilDay, Int)? {
    guard let m else { return nil }
    if let y, yearPosition < words.count, let year = fullYear(y, words[yearPosition].folded),
      let day = CivilDay(year: year, month: m, day: d)
    {
      return (day, length + 1)
    }
    return nearest(month: m, day: d, to: near).map { ($0, length) }
  }

  /// The year of a day and month written without one: the occurrence nearest to `near`.
  private static func nearest(month: Int, day: Int, to near: CivilDay) -> CivilDay? {
    (near.year - 1...near.year + 1).compactMap { CivilDay(year: $0, month: month, day: day) }
      .min { abs($0.number - near.number) < abs($1.number - near.number) }
  }

  private static func fullYear(_ y: Int, _ written: String) -> Int? {
    switch written.utf8.count {
    case 4 where (1900...2199).contains(y): y
    case 2: y < 70 ? 2000 + y : 1900 + y
    default: nil
    }
  }

  /// Only `/`, `.`, `-` or one blank lies between this word and the next.
  private static func joined(_ words: [Word], _ index: Int, _ bytes: [UInt8]) -> Bool {
    guard index + 1 < words.count else { return false }
    let gap = bytes[words[index].end..<words[index + 1].start].filter { $0 != 0x20 }
    if gap.isEmpty { return words[index + 1].start > words[index].end }
    return gap.count <= 3
      && gap.allSatisfy {
        [
          UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "\\"), 0xE2, 0x80,
          0x93,
        ].contains($0)
      }
  }

  private static func monthNumber(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    if word == "sept" { return 9 }
    for (index, name) in CivilDay.monthNames.enumerated() {
      let folded = name.lowercased()
      if word == folded || word == folded.prefix(3)
        || word.utf8.count >= 6
          && editDistance(word, folded, limit: 2) <= (word.utf8.count >= 7 ? 2 : 1)
      {
        return index + 1
      }
    }
    return nil
  }
}

extension String {
  /// "3rd" -> "3".
  fileprivate var withoutOrdinal: String {
    for ending in ["st", "nd", "rd", "th"] where hasSuffix(ending) && utf8.count <= 4 {
      return String(dropLast(2))
    }
    return self
  }
}
