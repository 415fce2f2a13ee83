import Foundation

/// Messages that the daemon sends to its own mailbox, to learn whether mail arrives there. A mailbox that
/// can be looked through and a server that takes letters do not tell: a full queue, a wrong route or a
/// filter between them stays unnoticed, for a quiet mailbox looks like a quiet week. A pure value, stored
/// with the pulse.
package struct Canary: Codable, Hashable, Sendable {
  private struct Flight: Codable, Hashable, Sendable {
    var messageID: String
    var sent: Date
  }

  /// Sent and not seen yet, oldest first.
  private var flights: [Flight] = []
  package private(set) var lastSent: Date?
  package private(set) var lastBack: Date?

  package func isDue(every interval: Duration, at now: Date) -> Bool {
    lastSent.map { now.timeIntervalSince($0) >= Double(interval.components.seconds) } ?? true
  }

  /// One that never comes is told once, so of many only the first and the last few need be known.
  private static let most = 20

  mutating func sent(_ messageID: String, at now: Date) {
    lastSent = now
    flights.append(Flight(messageID: messageID, sent: now))
    if flights.count > Canary.most { flights.remove(at: 1) }
  }

  func awaits(_ messageID: String) -> Bool { flights.contains { $0.messageID == messageID } }

  /// Those sent before it are given up: mail arrives again, and they may have been lost.
  mutating func came(_ messageID: String, at now: Date) {
    guard let index = flights.firstIndex(where: { $0.messageID == messageID }) else { return }
    flights.removeSubrange(...index)
    lastBack = now
  }

  /// When the oldest was sent that has been away for longer than the limit.
  package func missing(at now: Date, limit: Duration) -> Date? {
    flights.first.map(\.sent).flatMap {
      now.timeIntervalSince($0) >= Double(limit.components.seconds) ? $0 : nil
    }
  }
}
