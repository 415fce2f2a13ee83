/// `Mon, 05 Oct 2026 10:00:00 +0100` (RFC 5322 section 3.3), without the machine's locale.
enum DateHeader {
  /// nil outside the years 1900 to 9999 and for offsets of a day and more.
  static func text(seconds: Int64, offsetMinutes: Int) -> String? {
    guard (-2_208_988_800...253_402_214_400).contains(seconds), abs(offsetMinutes) < 1_440 else {
      return nil
    }
    let local = Int(seconds) + offsetMinutes * 60
    let day = floorDivided(local, 86_400)
    let second = local - day * 86_400
    let (year, month, dayOfMonth) = civil(day)
    let clock = [second / 3_600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
    let zone = two(abs(offsetMinutes) / 60) + two(abs(offsetMinutes) % 60)
    // 1970-01-01 was a Thursday.
    let weekday = weekdays[(day % 7 + 7 + 4) % 7]
    return "\(weekday), \(two(dayOfMonth)) \(months[month - 1]) \(year) \(clock) "
      + (offsetMinutes < 0 ? "-" : "+") + zone
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func floorDivided(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((b - 1 - a) / b)
  }

  /// Howard Hinnant's civil-from-days; the core has its own, and this module knows nothing of it.
  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = floorDivided(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}
