/// How long to wait after a fault: twice as long after each, up to a limit, never in step with others.
///
/// The clock and the dice belong to the caller. Half of the wait is fixed, so that a server that is
/// down is not hammered; half is random, so that 40 clients don't come back in the same second.
package struct Backoff: Sendable, Equatable {
  package let first: Duration
  package let longest: Duration
  /// Faults since the last success.
  package private(set) var faults = 0

  package init(first: Duration = .seconds(5), longest: Duration = .seconds(900)) {
    self.first = first
    self.longest = longest
  }

  /// Counts one fault and says how long to wait now. `random` is in 0...1.
  package mutating func wait(random: Double) -> Duration {
    // The exponent is bounded so that a week of faults does not overflow.
    let doubled = first * (1 << min(faults, 20))
    faults += 1
    let whole = min(doubled, longest)
    return whole / 2 + whole / 2 * min(max(random, 0), 1)
  }

  /// The server works again.
  package mutating func succeeded() { faults = 0 }
}
