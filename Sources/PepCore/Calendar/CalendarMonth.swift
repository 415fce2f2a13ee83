/// A month of the civil calendar, e.g. `2026-11`.
package struct CalendarMonth: Hashable, Comparable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int

  package init(of day: CivilDay) {
    year = day.year
    month = day.month
  }

  /// Reads exactly `YYYY-MM`.
  package init?(_ text: some StringProtocol) {
    guard let first = CivilDay(text + "-01") else { return nil }
    self.init(of: first)
  }

  package var firstDay: CivilDay {
    // Every month has a first day, so the fallback is never used.
    CivilDay(year: year, month: month, day: 1) ?? CivilDay(number: 0)
  }

  package var lastDay: CivilDay { next.firstDay.adding(days: -1) }
  package var next: CalendarMonth { CalendarMonth(of: firstDay.adding(days: 31)) }
  package var previous: CalendarMonth { CalendarMonth(of: firstDay.adding(days: -1)) }

  /// The long term that is monitored at the month's end. The middle of the month decides, so that the
  /// last days of March after an early Easter do not stand for the whole of it.
  package var term: SchoolTerm { SchoolTerm(of: firstDay.adding(days: 15)) }

  package static func < (a: CalendarMonth, b: CalendarMonth) -> Bool { a.firstDay < b.firstDay }

  /// `November 2026`
  package var inWords: String { "\(CivilDay.monthNames[month - 1]) \(year)" }
}

extension CalendarMonth: CustomStringConvertible, Codable {
  /// `YYYY-MM`
  package var description: String { String(firstDay.description.prefix(7)) }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let month = CalendarMonth(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a month (YYYY-MM)"))
    }
    self = month
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
