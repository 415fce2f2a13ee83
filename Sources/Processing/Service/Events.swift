import FoundationEssentials
import Logging
import PepStore

/// Every line of the log, so that the wording sits together and a test can see that none holds a name,
/// a date of birth or an address: references and counts only.
package struct Events: Sendable {
  private let log: Logger

  package init(_ log: Logger) { self.log = log }

  package func opened(_ report: OpeningReport) {
    log.info(
      "Register opened: journal line \(report.sequence), \(report.replayed) line(s) after the checkpoint"
    )
    if report.isRebuilt {
      log.warning("register.json was missing and has been rebuilt from the whole journal")
    }
    if let torn = report.torn {
      log.warning(
        "An unfinished last line of the journal was cut off (\(torn.bytes) bytes): that event has not happened and will be done anew"
      )
    }
    for letter in report.interruptedLetters {
      log.warning(
        "Letter \(letter) was being sent when the last process ended, so it may have arrived. Decide with: pepctl outbox release|drop \(letter)"
      )
    }
  }

  package func sendingIsStopped(_ stop: SendingStop) {
    log.warning(
      "All sending is stopped, by \(stop.by) since \(stop.since.ISO8601Format()): letters wait. Let them go with: pepctl send live"
    )
  }

  package func progress(_ progress: Progress) {
    if case .finished(let result) = progress, result.isEmpty {
      log.debug("\(progress.line)")
    } else {
      log.info("\(progress.line)")
    }
  }

  package static let cannotRecognise =
    "Scans and photographs of forms cannot be read here and go to a person. To have them read: apt-get install tesseract-ocr tesseract-ocr-eng"

  package func cannotRecognise() { log.warning("\(Self.cannotRecognise)") }

  package func connected(folder: String) {
    log.info("Connected to the mailbox; watching \(folder)")
  }

  package func waits(_ trouble: Trouble, for wait: Duration) {
    log.error("\(trouble.words) Next try in \(wait.components.seconds) s.")
  }

  package func alert(_ words: String) { log.warning("\(words)") }

  package func reloaded() { log.notice("Configuration reloaded") }

  package func keepsOldConfiguration(_ trouble: Trouble) {
    log.error("The configuration was not reloaded, the old one stays in force. \(trouble.words)")
  }

  package func withoutGroup(_ trouble: Trouble) { log.error("\(trouble.words)") }

  package func asked(_ what: String) { log.notice("An administrator asked: \(what)") }

  package func stopping() { log.notice("Stopping after the message in hand") }
  package func stopped() { log.notice("Stopped") }
}
