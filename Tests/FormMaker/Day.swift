/// A calendar day. The generator has its own, so that a mistake in the daemon's is not repeated in
/// what is expected of it.
struct Day: Hashable, Comparable {
  var year: Int
  var month: Int
  var day: Int

  init(_ year: Int, _ month: Int, _ day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// From days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
  init(number: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    month = shifted < 10 ? shifted + 3 : shifted - 9
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var number: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  func adding(_ days: Int) -> Day { Day(number: number + days) }

  /// 0 = Sunday.
  var weekday: Int { (number + 4) % 7 }

  /// The day itself, or the Monday after a weekend.
  var schoolDay: Day { weekday == 6 ? adding(2) : weekday == 0 ? adding(1) : self }

  var iso: String { "\(year)-\(two(month))-\(two(day))" }

  /// The long term it belongs to. The generator keeps away from the weeks around Easter, where the
  /// border moves.
  var term: String {
    let start = month >= 9 ? year : year - 1
    let season = month >= 9 ? "autumn" : month <= 3 ? "spring" : "summer"
    return "\(start)-\(two((start + 1) % 100)) \(season)"
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  var monthName: String { Self.months[month - 1] }
  var weekdayName: String { Self.weekdays[weekday] }
}

func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }

/// A moment, to the second, in the clock time of England.
struct Moment: Comparable {
  var day: Day
  var second: Int

  static func < (a: Moment, b: Moment) -> Bool { (a.day, a.second) < (b.day, b.second) }

  var time: String { "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))" }

  /// Clocks of 2026 go back on 25 October, those of 2027 forward on 28 March.
  private var zone: String {
    (Day(2026, 3, 29)..<Day(2026, 10, 25)).contains(day) || day >= Day(2027, 3, 28)
      ? "+0100" : "+0000"
  }

  func adding(_ seconds: Int) -> Moment { Moment(day: day, second: min(86_399, second + seconds)) }

  var header: String {
    "\(day.weekdayName.prefix(3)), \(day.day) \(day.monthName.prefix(3)) \(day.year) \(time) \(zone)"
  }
}
