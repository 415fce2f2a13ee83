extension IMAPConnection {
  /// Waits until a message arrives in the folder or the time is over.
  ///
  /// IDLE is ended and begun anew every few minutes: routers forget quiet connections, and a server
  /// that takes IDLE but never speaks then tells us all the same. Without IDLE, NOOP is asked.
  func waitForArrival(
    in folder: OpenFolder, atMost time: Duration, or bell: Bell
  ) throws -> Bool {
    try ensureOpen(folder)
    wire.operation = "wait for new messages"
    let end = ContinuousClock.now + time
    var goesOn = true
    while goesOn, !hasArrivals {
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else { break }
      if offers("IDLE") {
        goesOn = try idle(until: .now + min(left, options.idleRenewal), or: bell)
      } else {
        wire.deadline = .now + min(left, options.pollInterval)
        goesOn = try wire.pause(or: bell) != .bell
        try require("NOOP")
      }
    }
    bell.silence()
    return hasArrivals
  }

  /// False where the bell has ended it.
  private func idle(until end: ContinuousClock.Instant, or bell: Bell) throws -> Bool {
    let tag = try begin("IDLE")
    try awaitContinuation(of: tag)
    // The time is looked at between answers, so a server that says "Still here" does not stretch it.
    var wakening = Wire.Wakening.input
    while !hasArrivals, wakening == .input, ContinuousClock.now < end {
      wire.deadline = end
      wakening = try wire.waitForInput(or: bell)
      guard wakening == .input else { break }
      if case .status(let status) = try next(), status.tag == tag {
        throw wire.failure(.transient, .malformedReply, "IDLE ended by itself")
      }
    }
    try wire.send(line: "DONE")
    let status = try finish(tag)
    guard status.kind == .ok else { throw refusal(status) }
    return wakening != .bell
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
}
