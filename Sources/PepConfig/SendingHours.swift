/// The hours of a day in which letters may leave: a teacher who is chased at 23:40 is an angry one.
package struct SendingHours: Hashable, Sendable {
  /// Minutes since midnight, in the authority's time zone.
  package let from: Int
  /// The first minute that is too late.
  package let until: Int

  /// nil unless `from` comes before `until`, both within one day.
  package init?(from: Int, until: Int) {
    guard 0 <= from, from < until, until <= 24 * 60 else { return nil }
    self.from = from
    self.until = until
  }

  /// Reads `08:30-16:30`.
  package init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != " " } }
    guard ends.count == 2, let from = Self.minutes(ends[0]), let until = Self.minutes(ends[1])
    else { return nil }
    self.init(from: from, until: until)
  }

  private init(minutes: Range<Int>) {
    from = minutes.lowerBound
    until = minutes.upperBound
  }

  /// 08:30-16:30, when a school office is open.
  package static let usual = SendingHours(minutes: 510..<990)

  package func contains(minuteOfDay minute: Int) -> Bool { (from..<until).contains(minute) }

  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 2, let hours = Int(parts[0]),
      let minutes = Int(parts[1]), (0...24).contains(hours), (0...59).contains(minutes)
    else { return nil }
    return hours * 60 + minutes
  }
}

extension SendingHours: CustomStringConvertible {
  package var description: String { Self.clock(from) + "-" + Self.clock(until) }

  private static func clock(_ minutes: Int) -> String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}

extension Reading<SendingHours> {
  static let hours = Reading("hours of one day, such as \"08:30-16:30\"") { SendingHours($0) }
}
