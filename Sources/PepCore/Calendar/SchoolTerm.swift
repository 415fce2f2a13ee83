/// One of the three long terms of an academic year, e.g. `2026-27 autumn`.
///
/// Somerset's calendar names six terms; "in Somerset PEPs are held every term" (paper, "How often
/// should we have a PEP Review?") means the three long ones: 1+2 autumn, 3+4 spring, 5+6 summer.
package struct SchoolTerm: Hashable, Comparable, Sendable {
  package enum Season: String, CaseIterable, Sendable { case autumn, spring, summer }

  /// The calendar year in which the academic year begins.
  package let startYear: Int
  package let season: Season

  package init(startYear: Int, season: Season) {
    self.startYear = startYear
    self.season = season
  }

  /// The term that a meeting on this day belongs to. September to December is autumn, January to
  /// Easter spring, after Easter summer. Easter moves, so the spring term ends with the
  /// Easter Monday or with 15 April, whichever is earlier; August belongs to the summer just past.
  package init(of day: CivilDay) {
    switch day.month {
    case 9...12: self.init(startYear: day.year, season: .autumn)
    default:
      let springEnds = min(
        Easter.monday(in: day.year), CivilDay(year: day.year, month: 4, day: 15) ?? day)
      self.init(startYear: day.year - 1, season: day <= springEnds ? .spring : .summer)
    }
  }

  package static func < (a: SchoolTerm, b: SchoolTerm) -> Bool {
    (a.startYear, a.order) < (b.startYear, b.order)
  }

  private var order: Int {
    switch season {
    case .autumn: 0
    case .spring: 1
    case .summer: 2
    }
  }
}

extension SchoolTerm: CustomStringConvertible, Codable {
  package var description: String {
    let next = (startYear + 1) % 100
    return "\(startYear)-\(next < 10 ? "0" : "")\(next) \(season.rawValue)"
  }

  /// Reads `2026-27 autumn`.
  package init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let year = Int(parts[0].prefix(4)),
      let season = Season(rawValue: String(parts[1]))
    else { return nil }
    self.init(startYear: year, season: season)
    guard description == text else { return nil }
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let term = SchoolTerm(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a term (2026-27 autumn)"))
    }
    self = term
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

package enum Easter {
  /// The Monday after Easter Sunday of a year (Gregorian computus, Meeus/Jones/Butcher).
  package static func monday(in year: Int) -> CivilDay {
    let a = year % 19
    let b = year / 100
    let c = year % 100
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114
    // Every year has an Easter between 22 March and 25 April, so the fallback is never used.
    return
      (CivilDay(year: year, month: f / 31, day: f % 31 + 1)
      ?? CivilDay(number: 0)).adding(days: 1)
  }
}
