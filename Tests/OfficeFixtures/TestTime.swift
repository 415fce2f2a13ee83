import Foundation
import PepCore
import Synchronization

/// The clock of a test.
package final class TestTime: Sendable {
  private let moment: Mutex<Date>

  /// `2026-10-07 10:00`, in the United Kingdom's summer or winter time.
  package init(_ text: String) { moment = Mutex(Self.date(text)) }

  package var now: Date { moment.withLock { $0 } }

  package func set(_ text: String) { moment.withLock { $0 = Self.date(text) } }
  package func pass(minutes: Double) { moment.withLock { $0 += minutes * 60 } }

  private static func date(_ text: String) -> Date {
    let parts = text.split(separator: " ")
    let time = parts[1].split(separator: ":").compactMap { Int64($0) }
    let day = Int64(CivilDay(parts[0])?.number ?? 0)
    let seconds = day * 86_400 + time[0] * 3_600 + time[1] * 60
    return Date(timeIntervalSince1970: Double(seconds - LocalDay.offset(at: seconds)))
  }
}
