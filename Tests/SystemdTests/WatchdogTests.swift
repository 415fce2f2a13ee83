import Synchronization
import Testing

@testable import Systemd

@Suite struct WatchdogTests {
  @Test func `a promise is broken when its time is over, and not before`() {
    let promises = Promises()
    let start = SuspendingClock.now
    promises.promise(.mailbox, "fetch", within: .seconds(60))
    promises.promise(.control, "listen", within: .seconds(600))
    #expect(promises.broken(at: start + .seconds(59)) == [])
    let fetch = Promises.Broken(loop: .mailbox, step: "fetch", promised: .seconds(60))
    #expect(promises.broken(at: start + .seconds(70)) == [fetch])
    #expect(promises.broken(at: start + .seconds(700)).map(\.loop) == [.mailbox, .control])
  }

  @Test func `the next step, a sign of life or the end of the loop is what keeps a promise`() {
    let promises = Promises()
    promises.promise(.mailbox, "fetch", within: .zero)
    promises.promise(.mailbox, "read", within: .seconds(60))
    #expect(promises.broken() == [])
    promises.promise(.mailbox, "fetch", within: .seconds(60))
    let start = SuspendingClock.now
    while SuspendingClock.now == start {}
    promises.renew(.mailbox)
    #expect(promises.broken(at: start + .seconds(60)) == [])
    promises.release(.mailbox)
    promises.renew(.mailbox)
    #expect(promises.broken(at: start + .seconds(1_000)) == [])
  }

  @Test func `it is fed while promises hold, and not while one is broken`() throws {
    let systemd = try Listener.inFolder()
    let told = Told()
    let promises = Promises()
    let watchdog = Watchdog(
      promises, environment: ["WATCHDOG_USEC": "3000000", "NOTIFY_SOCKET": systemd.name],
      tell: told.add)
    #expect(watchdog.period == .seconds(3))
    watchdog.look()
    #expect(systemd.texts() == ["WATCHDOG=1"])
    promises.promise(.mailbox, "write to the journal", within: .seconds(1))
    let later = SuspendingClock.now + .seconds(2)
    watchdog.look(at: later)
    // Told once, however often it looks.
    watchdog.look(at: later)
    #expect(systemd.texts() == [])
    let stuck = Promises.Broken(
      loop: .mailbox, step: "write to the journal", promised: .seconds(1))
    #expect(told.findings == [.stuck([stuck])])
    promises.promise(.mailbox, "read", within: .seconds(100))
    watchdog.look(at: later)
    #expect(systemd.texts() == ["WATCHDOG=1"] && told.findings.last == .recovered)
  }

  @Test(arguments: [
    [:], ["WATCHDOG_USEC": "0"], ["WATCHDOG_USEC": "soon"],
    ["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "1"],
  ])
  func `nobody is fed who did not ask this process`(_ environment: [String: String]) throws {
    let systemd = try Listener.inFolder()
    let told = Told()
    let promises = Promises()
    let watchdog = Watchdog(
      promises, environment: environment.merging(["NOTIFY_SOCKET": systemd.name]) { $1 },
      tell: told.add)
    #expect(watchdog.period == nil)
    watchdog.look()
    #expect(systemd.texts() == [])
    // The log is told all the same.
    promises.promise(.control, "listen", within: .zero)
    watchdog.look(at: .now + .seconds(1))
    #expect(told.findings.count == 1)
  }

  private final class Told: Sendable {
    private let all = Mutex<[Watchdog.Finding]>([])
    var findings: [Watchdog.Finding] { all.withLock { $0 } }
    func add(_ finding: Watchdog.Finding) { all.withLock { $0.append(finding) } }
  }
}
