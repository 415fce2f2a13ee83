import FoundationEssentials

/// A day as the mail server counts it: `SINCE` compares the date of a message's arrival, without
/// time or zone.
package struct MailDay: Sendable, Hashable, Comparable {
  package let year: Int
  package let month: Int
  package let day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  package static func < (a: MailDay, b: MailDay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `1-Sep-2026`, or nil for a month that does not exist.
  var searchText: String? {
    guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
      return nil
    }
    return "\(day)-\(Self.monthNames[month - 1])-\(year)"
  }
}

/// INTERNALDATE, `" 1-Jan-2024 10:00:00 +0100"`: when the message reached the mailbox.
enum InternalDate {
  static func moment(_ text: String) -> Date? {
    let words = text.split(separator: " ")
    guard words.count == 3 else { return nil }
    let date = words[0].split(separator: "-")
    let time = words[1].split(separator: ":").compactMap { Int($0) }
    guard date.count == 3, time.count == 3, let day = Int(date[0]), let year = Int(date[2]),
      let month = MailDay.monthNames.firstIndex(of: String(date[1])), let zone = zone(words[2]),
      (1...31).contains(day), (1900...9999).contains(year),
      time[0] < 24, time[1] < 60, time[2] <= 60, time.allSatisfy({ $0 >= 0 })
    else { return nil }
    let days = daysSince1970(year: year, month: month + 1, day: day)
    let seconds = days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2] - zone
    return Date(timeIntervalSince1970: Double(seconds))
  }

  private static func zone(_ text: Substring) -> Int? {
    guard text.count == 5, let sign = text.first, sign == "+" || sign == "-",
      let number = Int(text.dropFirst()), (0...1459).contains(number)
    else { return nil }
    let seconds = (number / 100 * 60 + number % 100) * 60
    return sign == "-" ? -seconds : seconds
  }

  /// Howard Hinnant's civil calendar arithmetic; the year begins in March, so leap days come last.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
