import Glibc
import Synchronization

/// Proves to systemd's watchdog (`WatchdogSec=`) that the loops go on: it is fed only while every
/// promise holds. A daemon that hangs is then ended and started anew, and the log says which loop hung.
/// Without a watchdog it looks all the same, for the log.
package final class Watchdog: Sendable {
  /// What it saw when it looked last.
  package enum Finding: Hashable, Sendable {
    case stuck([Promises.Broken])
    /// A loop was slow only, and goes on.
    case recovered
  }

  /// How often systemd wants to hear of us; nil where it does not.
  let period: Duration?
  private let promises: Promises
  private let notices: Notices
  private let tell: @Sendable (Finding) -> Void
  private let broken = Mutex<[Promises.Broken]>([])

  package init(
    _ promises: Promises, environment: [String: String], process: pid_t = getpid(),
    tell: @escaping @Sendable (Finding) -> Void
  ) {
    self.promises = promises
    notices = Notices(environment: environment)
    self.tell = tell
    // A process that we started may have inherited what was meant for us.
    let isOurs = environment["WATCHDOG_PID"].map { $0 == "\(process)" } ?? true
    period =
      isOurs
      ? environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap {
        $0 > 0 ? .microseconds($0) : nil
      } : nil
  }

  /// Looks from now on, for as long as the process lives, on a thread of its own: where Swift's shared
  /// threads all hang, a task would hang with them.
  package func start() {
    var thread = pthread_t()
    let failed = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Watchdog>.fromOpaque(pointer).takeUnretainedValue().work() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    // Without the thread nothing feeds the watchdog, and systemd starts us anew: what we want then.
    if failed == 0 { pthread_detach(thread) }
  }

  private func work() -> Never {
    // Four times in a period: a look that comes late does not cost the daemon its life.
    let pause = min((period ?? .seconds(120)) / 4, .seconds(30))
    var length = timespec(
      tv_sec: Int(pause.components.seconds),
      tv_nsec: Int(pause.components.attoseconds / 1_000_000_000))
    while true {
      look()
      nanosleep(&length, nil)
    }
  }

  /// One look: feeds, or tells what is stuck.
  func look(at now: SuspendingClock.Instant = .now) {
    let found = promises.broken(at: now)
    let before = broken.withLock { broken in
      defer { broken = found }
      return broken
    }
    if found.isEmpty {
      if !before.isEmpty { tell(.recovered) }
      if period != nil { notices.send(.watchdog) }
    } else if found != before {
      tell(.stuck(found))
    }
  }
}
