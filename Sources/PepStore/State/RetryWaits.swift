import FoundationEssentials

/// When a letter that was refused for now is tried again.
package enum RetryWaits {
  /// The time of the next attempt; nil where it is time for a person to look.
  ///
  /// `attempts` counts those made, the refused one included.
  package static func nextAttempt(after attempts: Int, at now: Date, queuedAt: Date) -> Date? {
    let waits = Limits.retryWaits
    let wait = waits[min(max(attempts, 1), waits.count) - 1]
    let next = now.addingTimeInterval(Double(wait))
    let giveUp = queuedAt.addingTimeInterval(Double(Limits.retrySpan))
    return next <= giveUp ? next : nil
  }
}
