import Glibc

extension IMAPConnection {
  /// Waits until a message arrives in the folder or the time is over.
  ///
  /// IDLE is ended and begun anew every few minutes: routers forget quiet connections, and a server
  /// that takes IDLE but never speaks then tells us all the same. Without IDLE, NOOP is asked.
  func waitForArrival(in folder: OpenFolder, atMost time: Duration) throws -> Bool {
    try ensureOpen(folder)
    wire.operation = "wait for new messages"
    let end = ContinuousClock.now + time
    while !hasArrivals {
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else { return false }
      if offers("IDLE") {
        try idle(until: .now + min(left, options.idleRenewal))
      } else {
        try pause(until: .now + min(left, options.pollInterval))
        try require("NOOP")
      }
    }
    return true
  }

  private func idle(until end: ContinuousClock.Instant) throws {
    let tag = try begin("IDLE")
    try awaitContinuation(of: tag)
    // The time is looked at between answers, so a server that says "Still here" does not stretch it.
    while !hasArrivals, ContinuousClock.now < end, try hasInput(before: end) {
      if case .status(let status) = try next(), status.tag == tag {
        throw wire.failure(.transient, .malformedReply, "IDLE ended by itself")
      }
    }
    try wire.send(line: "DONE")
    let status = try finish(tag)
    guard status.kind == .ok else { throw refusal(status) }
  }

  /// Messages may be announced before the `+`.
  private func awaitContinuation(of tag: String) throws {
    for _ in 0..<Limits.responsesPerCommand {
      switch try next() {
      case .continuation: return
      case .status(let status) where status.tag == tag: throw refusal(status)
      default: break
      }
    }
    throw wire.failure(.transient, .malformedReply, "endless answer")
  }

  private func hasInput(before end: ContinuousClock.Instant) throws -> Bool {
    wire.deadline = end
    return try wire.hasInput()
  }

  private func pause(until end: ContinuousClock.Instant) throws {
    wire.deadline = end
    // Something to read is no reason to stop waiting: NOOP will bring it in.
    try wire.sleep()
  }
}
