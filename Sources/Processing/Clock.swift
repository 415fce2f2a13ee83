import Foundation
import PepCore

/// What time it is, handed in so that a term can be rehearsed in a second.
package struct Clock: Sendable {
  package var now: @Sendable () -> Date

  package init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

  package var today: CivilDay { LocalDay.of(seconds: Int64(now().timeIntervalSince1970)) }

  /// Minutes since midnight in the United Kingdom.
  package var minuteOfDay: Int {
    let seconds = Int64(now().timeIntervalSince1970)
    return Int(((seconds + LocalDay.offset(at: seconds)) % 86_400) / 60)
  }

  /// Day and time of day in the United Kingdom, for people.
  package static func words(_ moment: Date) -> String {
    let clock = Clock(now: { moment })
    return "\(clock.today) \(Standing.time(clock.minuteOfDay))"
  }
}
