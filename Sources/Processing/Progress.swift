import FoundationEssentials
import PepCore

/// What a round tells while it runs: to the log, and to whoever asked for it. No personal data.
package enum Progress: Codable, Hashable, Sendable {
  /// `oldest` is when the first of them arrived.
  case found(folder: String, messages: Int, oldest: Date?)
  case handled(reference: String, MessageKind, Decision.Outcome, ReasonCode?, letters: Int)
  case recognised(reference: String)
  case postponed(reference: String)
  case tooLarge(reference: String, size: Int)
  case dayBegan(letters: Int, notes: [String])
  case sent(reference: String, LetterDraft.Kind, state: String)
  /// No letter goes out, whosever it is.
  case cannotSend(why: String)
  case filed(folder: String, messages: Int)
  case notFiled(folder: String, messages: Int, why: String)
  case noFolder(String, why: String)
  /// The daemon's own test message.
  case canaryCame(messageID: String)
  case finished(RoundResult)

  package var line: String {
    switch self {
    case .found(let folder, let messages, _): "\(folder): \(messages) message(s) to look at"
    case .handled(let reference, let kind, let outcome, let reason, let letters):
      "\(reference)  \(kind.rawValue), \(outcome.rawValue)"
        + (reason.map { " (\($0.rawValue))" } ?? "") + (letters > 0 ? ", \(letters) letter(s)" : "")
    case .recognised(let reference): "\(reference)  seen before, nothing to do"
    case .postponed(let reference): "\(reference)  a scan, which takes longer to read"
    case .tooLarge(let reference, let size):
      "\(reference)  too large (\(size / 1_048_576) MiB), put before a person"
    case .dayBegan(let letters, let notes):
      (["The day's work: \(letters) letter(s)"] + notes).joined(separator: "; ")
    case .sent(let reference, let kind, let state):
      "letter \(reference)  \(kind.rawValue): \(state)"
    case .cannotSend(let why): "letters wait: \(why)"
    case .filed(let folder, let messages): "\(messages) message(s) moved to \(folder)"
    case .notFiled(let folder, let messages, let why):
      "\(messages) message(s) could not be moved to \(folder): \(why). They are moved as soon as the server lets us; make room in the mailbox, or give the right to the folder"
    case .noFolder(let folder, let why):
      "\(folder) does not exist and could not be made: \(why). Make it in the mailbox, or give the right to"
    case .canaryCame: "a test message came to the mailbox"
    case .finished(let result): result.line
    }
  }
}

/// The sum of a round.
package struct RoundResult: Codable, Hashable, Sendable {
  package var registered = 0
  package var review = 0
  package var ignored = 0
  package var recognised = 0
  package var lettersQueued = 0
  package var lettersSent = 0
  package var lettersWaiting = 0
  package var filed = 0
  package var unfiled = 0
  package var scansBeingRead = 0

  package init() {}

  package var isEmpty: Bool { registered + review + ignored == 0 && lettersSent == 0 && filed == 0 }

  package var line: String {
    "Round finished: \(registered) registered, \(review) before a person, \(ignored) left alone, "
      + "\(recognised) seen before; \(lettersQueued) letter(s) written, \(lettersSent) sent, "
      + "\(lettersWaiting) waiting; \(filed) message(s) filed"
      + (unfiled > 0 ? ", \(unfiled) not" : "")
      + (scansBeingRead > 0 ? "; \(scansBeingRead) scan(s) being read" : "")
  }
}

extension RoundResult {
  package static func += (sum: inout RoundResult, next: RoundResult) {
    sum.registered += next.registered
    sum.review += next.review
    sum.ignored += next.ignored
    sum.recognised += next.recognised
    sum.lettersQueued += next.lettersQueued
    sum.lettersSent += next.lettersSent
    sum.lettersWaiting = next.lettersWaiting
    sum.filed += next.filed
    sum.unfiled = next.unfiled
    sum.scansBeingRead = next.scansBeingRead
  }
}
