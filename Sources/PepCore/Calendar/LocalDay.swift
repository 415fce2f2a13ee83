/// The civil day of an instant in the United Kingdom.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October, changing at 01:00
/// UTC (Summer Time Order 2002), which needs no time-zone data of the machine.
package enum LocalDay {
  package static func of(seconds: Int64) -> CivilDay {
    CivilDay(number: Int((Double(seconds + offset(at: seconds)) / 86_400).rounded(.down)))
  }

  /// Seconds ahead of UTC: 0 or 3,600.
  package static func offset(at seconds: Int64) -> Int64 {
    let year = CivilDay(number: Int((Double(seconds) / 86_400).rounded(.down))).year
    guard let start = lastSunday(year, 3), let end = lastSunday(year, 10) else { return 0 }
    return (start..<end).contains(seconds) ? 3_600 : 0
  }

  private static func lastSunday(_ year: Int, _ month: Int) -> Int64? {
    guard let last = CivilDay(year: year, month: month, day: 31) else { return nil }
    return Int64(last.number - last.weekday % 7) * 86_400 + 3_600
  }
}
