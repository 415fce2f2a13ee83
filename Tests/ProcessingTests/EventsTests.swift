import Logging
import PepCore
import PepStore
import Synchronization
import Systemd
import Testing

@testable import Processing

/// The fields that a line of the log has beside its words, by which `journalctl` filters.
@Suite struct EventsTests {
  @Test func `a handled message is found by its reference, its outcome and its reason`() {
    let lines = written {
      $0.progress(
        .handled(reference: "M-1", .submission, .review, .senderNotKnown, letters: 1))
    }
    #expect(
      lines == [
        [
          "event": "message-handled", "message": "M-1", "kind": "submission", "outcome": "review",
          "reason": "senderNotKnown", "letters": "1",
        ]
      ])
  }

  @Test func `every line names its event`() {
    let trouble = Trouble(75, "The server is away.")
    let promises = Promises()
    promises.promise(.mailbox, "read a message", within: .zero)
    let broken = promises.broken(at: .now + .seconds(1))
    let lines = written { events in
      events.progress(.found(folder: "INBOX", messages: 2, oldest: nil))
      events.progress(.recognised(reference: "M-1"))
      events.progress(.postponed(reference: "M-1"))
      events.progress(.tooLarge(reference: "L-1", size: 1))
      events.progress(.dayBegan(letters: 0, notes: []))
      events.progress(.sent(reference: "f1", .forward, state: "sent"))
      events.progress(.filed(folder: "PEP/Registered", messages: 1))
      events.progress(.finished(RoundResult()))
      events.cannotRecognise()
      events.connected(folder: "INBOX")
      events.waits(trouble, for: .seconds(5))
      events.stuck(.stuck(broken))
      events.stuck(.recovered)
      events.alert("The mailbox is away.")
      events.reloaded()
      events.keepsOldConfiguration(trouble)
      events.socketFault(trouble)
      events.asked("poll")
      events.stopping()
      events.stopped()
    }
    #expect(
      lines.map { $0["event"] ?? "" } == [
        "messages-found", "message-known", "message-postponed", "message-too-large", "day-began",
        "letter", "messages-filed", "round-finished", "cannot-recognise", "connected", "waiting",
        "stuck", "recovered", "alert", "reloaded", "not-reloaded", "socket-fault", "asked",
        "stopping", "stopped",
      ])
    #expect(lines[11]["loop"] == "mailbox" && lines[11]["step"] == "read a message")
  }

  private func written(_ body: (Events) -> Void) -> [[String: String]] {
    let lines = Lines()
    var log = Logger(label: "test") { _ in Capturing(lines: lines) }
    log.logLevel = .trace
    body(Events(log))
    return lines.all.withLock { $0 }
  }

  private final class Lines: Sendable { let all = Mutex<[[String: String]]>([]) }

  private struct Capturing: LogHandler {
    let lines: Lines
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.all.withLock { $0.append((event.metadata ?? [:]).mapValues { "\($0)" }) }
    }
  }
}
