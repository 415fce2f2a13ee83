/// A day of the civil (Gregorian) calendar, without a time and without a time zone.
///
/// The rules speak of days ("10 working days after the meeting"), never of instants; which day it
/// is now in the authority's time zone is decided at the rim and handed in.
package struct CivilDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which is 0.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// nil where there is no such day (31 June, month 13).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, (1...9999).contains(year) else { return nil }
    number = Self.daysFromCivil(year, month, day)
    guard self.year == year, self.month == month, self.day == day else { return nil }
  }

  /// Reads exactly `YYYY-MM-DD`.
  package init?(_ iso: some StringProtocol) {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2])
    else { return nil }
    self.init(year: y, month: m, day: d)
  }

  package var year: Int { civil.0 }
  package var month: Int { civil.1 }
  package var day: Int { civil.2 }

  /// 1 = Monday … 7 = Sunday (ISO 8601).
  package var weekday: Int { (number + 3) %% 7 + 1 }

  package func adding(days: Int) -> CivilDay { CivilDay(number: number + days) }

  package static func < (a: CivilDay, b: CivilDay) -> Bool { a.number < b.number }

  /// Howard Hinnant's day count (chrono-compatible low-level date algorithms); exact for all years.
  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private var civil: (Int, Int, Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }
}

infix operator %% : MultiplicationPrecedence
/// Remainder that is never negative, as calendars need it.
private func %% (a: Int, b: Int) -> Int { ((a % b) + b) % b }

extension CivilDay: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package var description: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let y = String(year)
    return String(repeating: "0", count: max(0, 4 - y.count)) + y + "-" + two(month) + "-"
      + two(day)
  }

  /// `5 October 2026`, as letters write it.
  package var inWords: String { "\(day) \(Self.monthNames[month - 1]) \(year)" }

  package static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension CivilDay: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let day = CivilDay(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a day (YYYY-MM-DD)"))
    }
    self = day
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
