import Extraction
import Foundation
import PepConfig
import PepStore

/// What is kept of children and for how long: retention and erasure, in words.
package struct KeepingDesk: Sendable {
  let store: RegisterStore
  let settings: Settings
  let reader: any MessageReader
  let clock: Clock

  package init(
    _ store: RegisterStore, _ settings: Settings, _ reader: any MessageReader,
    _ clock: Clock = Clock()
  ) {
    self.store = store
    self.reader = reader
    self.settings = settings
    self.clock = clock
  }

  package func erase(_ child: String, by person: String) async throws -> (
    words: String, json: String
  ) {
    guard let strays = try await store.strayMessages(of: child),
      let report = try await store.erase(
        child: child, messages: try await found(strays), by: person, at: clock.now())
    else {
      throw Trouble(1, "Nothing is held on a child '\(child)'.")
    }
    return ("Erased: \(report.words)\n\(report.whatIsLeft)", JSONText.of(report))
  }

  private func found(_ strays: StrayMessages) async throws -> Set<String> {
    let store = store
    return try await StrayReading.references(strays, reader) { try await store.received($0) }
  }

  package func retain(by person: String) async throws -> (words: String, json: String) {
    let report = try await store.retain(
      settings.retention.rules, by: person, at: clock.now(), today: clock.today)
    return ("Removed: \(report.words)", JSONText.of(report))
  }
}

extension Settings.Retention {
  package var rules: RetentionRules {
    RetentionRules(rawMail: rawMail, documents: documents, journalDetail: journalDetail)
  }
}

extension RetentionReport {
  package var words: String {
    isEmpty
      ? "nothing is older than the settings of 'retention' allow."
      : "\(messages) message(s) as they came and \(documents) document(s), \(bytes / 1_024) KiB; the words of \(letters) letter(s)."
  }
}

extension ErasureReport {
  package var words: String {
    "\(messages) message(s), \(documents) document(s), \(letters) letter(s), and all that register and journal say."
      + (openLettersToSeveral > 0
        ? " \(openLettersToSeveral) of the letters waited and named other children too: write to those yourself."
        : "")
  }

  /// What a program cannot do.
  package var whatIsLeft: String {
    let aside =
      registersAside.isEmpty
      ? "" : registersAside.joined(separator: ", ") + " in the state folder; "
    return
      "For people to do: the messages in the mailbox; backups made before; \(aside)the roster's files, or the next import brings the child back."
  }
}
