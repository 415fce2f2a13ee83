import FoundationEssentials
import Logging
import PepCore
import PepStore
import Systemd

/// Every line of the log, so that the wording sits together and a test can see that none holds a name,
/// a date of birth or an address: references and counts only. The same goes for the line that
/// `systemctl status` shows.
///
/// Each line has the name of its event, and what it counts, as fields of the journal beside it.
package struct Events: Sendable {
  private let log: Logger
  private let notices: Notices

  package init(_ log: Logger, notices: Notices = .unheard) {
    self.log = log
    self.notices = notices
  }

  package func readingRegister() { notices.send(.status("Reading the register")) }

  package func opened(_ report: OpeningReport) {
    log.info(
      "Register opened: journal line \(report.sequence), \(report.replayed) line(s) after the checkpoint",
      metadata: .of("register-opened", ["line": "\(report.sequence)"]))
    if report.isRebuilt {
      log.warning(
        "register.json was missing and has been rebuilt from the whole journal",
        metadata: .of("register-rebuilt"))
    }
    if let torn = report.torn {
      log.warning(
        "An unfinished last line of the journal was cut off (\(torn.bytes) bytes): that event has not happened and will be done anew",
        metadata: .of("journal-cut"))
    }
    for letter in report.interruptedLetters {
      log.warning(
        "Letter \(letter) was being sent when the last process ended, so it may have arrived. Decide with: pepctl outbox release|drop \(letter)",
        metadata: .of("letter-unknown", ["letter": "\(letter)"]))
    }
  }

  /// Settings, register, reader and socket are good. The mail server need not be: a start that fails for
  /// its sake would only be tried again.
  package func ready() { notices.send(.ready) }

  package func connecting() { notices.send(.status("Connecting to the mailbox")) }

  package func sendingIsStopped(_ stop: SendingStop) {
    log.warning(
      "All sending is stopped, by \(stop.by) since \(stop.since.ISO8601Format()): letters wait. Let them go with: pepctl send live",
      metadata: .of("sending-stopped"))
  }

  package func progress(_ progress: Progress) {
    let metadata = Logger.Metadata.of(progress.event, progress.fields)
    if case .found = progress { notices.send(.status("In a round; \(progress.line)")) }
    switch progress {
    case .notFiled, .noFolder, .cannotSend: log.warning("\(progress.line)", metadata: metadata)
    case .finished(let result) where result.isEmpty:
      log.debug("\(progress.line)", metadata: metadata)
    default: log.info("\(progress.line)", metadata: metadata)
    }
  }

  package static let cannotRecognise =
    "Scans and photographs of forms cannot be read here and go to a person. To have them read: apt-get install tesseract-ocr tesseract-ocr-eng"

  package func cannotRecognise() {
    log.warning("\(Self.cannotRecognise)", metadata: .of("cannot-recognise"))
  }

  package func connected(folder: String) {
    log.info("Connected to the mailbox; watching \(folder)", metadata: .of("connected"))
  }

  package func stands(_ standing: Standing) { notices.send(.status(standing.line)) }

  package func waits(_ trouble: Trouble, for wait: Duration) {
    let words = "\(trouble.words) Next try in \(wait.components.seconds) s."
    notices.send(.status(words))
    log.error("\(words)", metadata: .of("waiting", ["exit_code": "\(trouble.exitCode)"]))
  }

  package func stuck(_ finding: Watchdog.Finding) {
    switch finding {
    case .stuck(let broken):
      let loops = broken.map { "\($0.loop.rawValue) (\($0.step))" }.joined(separator: ", ")
      notices.send(.status("STUCK: \(loops)"))
      for promise in broken {
        log.critical(
          "The loop '\(promise.loop.rawValue)' is stuck: '\(promise.step)' was to take \(promise.promised.components.seconds) s at most. systemd's watchdog is not fed any more and will start pepd anew",
          metadata: .of("stuck", ["loop": promise.loop.rawValue, "step": promise.step]))
      }
    case .recovered:
      notices.send(.status("Goes on after a slow step"))
      log.warning(
        "The loop that seemed stuck goes on; it was slow only", metadata: .of("recovered"))
    }
  }

  package func reloading() { notices.send(.reloading) }

  package func reloaded() {
    log.notice("Configuration reloaded", metadata: .of("reloaded"))
  }

  package func alert(_ words: String) { log.warning("\(words)", metadata: .of("alert")) }

  package func keepsOldConfiguration(_ trouble: Trouble) {
    log.error(
      "The configuration was not reloaded, the old one stays in force. \(trouble.words)",
      metadata: .of("not-reloaded"))
  }

  package func socketFault(_ trouble: Trouble) {
    log.error("\(trouble.words)", metadata: .of("socket-fault"))
  }

  package func asked(_ what: String) {
    log.notice("An administrator asked: \(what)", metadata: .of("asked"))
  }

  package func stopping() {
    notices.send(.stopping, .status("Stopping after the message in hand"))
    log.notice("Stopping after the message in hand", metadata: .of("stopping"))
  }

  package func stopped() { log.notice("Stopped", metadata: .of("stopped")) }
}

extension Logger.Metadata {
  fileprivate static func of(_ event: String, _ fields: [String: String] = [:]) -> Self {
    fields.merging(["event": event]) { $1 }.mapValues { .string($0) }
  }
}

extension Progress {
  /// As the journal's field PEPD_EVENT names it.
  fileprivate var event: String {
    switch self {
    case .found: "messages-found"
    case .handled: "message-handled"
    case .recognised: "message-known"
    case .postponed: "message-postponed"
    case .tooLarge: "message-too-large"
    case .dayBegan: "day-began"
    case .sent: "letter"
    case .cannotSend: "cannot-send"
    case .canaryCame: "canary-came"
    case .filed: "messages-filed"
    case .notFiled: "messages-not-filed"
    case .noFolder: "no-folder"
    case .finished: "round-finished"
    }
  }

  fileprivate var fields: [String: String] {
    switch self {
    case .found(let folder, let messages, _), .filed(let folder, let messages),
      .notFiled(let folder, let messages, _):
      ["folder": folder, "messages": "\(messages)"]
    case .handled(let reference, let kind, let outcome, let reason, let letters):
      [
        "message": reference, "kind": kind.rawValue, "outcome": outcome.rawValue,
        "reason": reason?.rawValue ?? "", "letters": "\(letters)",
      ]
    case .recognised(let reference), .postponed(let reference): ["message": reference]
    case .tooLarge(let reference, let size): ["message": reference, "size": "\(size)"]
    case .dayBegan(let letters, _): ["letters": "\(letters)"]
    case .noFolder(let folder, _): ["folder": folder]
    case .cannotSend, .canaryCame: [:]
    case .sent(let reference, let kind, let state):
      ["letter": reference, "kind": kind.rawValue, "state": state]
    case .finished(let result):
      [
        "registered": "\(result.registered)", "review": "\(result.review)",
        "ignored": "\(result.ignored)", "sent": "\(result.lettersSent)",
        "waiting": "\(result.lettersWaiting)",
      ]
    }
  }
}
