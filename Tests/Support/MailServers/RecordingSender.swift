import Foundation
import MailTransport

/// A ``MailSender`` that sends nothing and remembers everything.
package actor RecordingSender: MailSender {
  package struct Sent: Sendable, Equatable {
    package let mail: [UInt8]
    package let from: String
    package let to: String
    package let envelopeID: String?
  }

  package private(set) var letters: [Sent] = []
  private let answer: @Sendable (Sent) -> SendOutcome

  /// `answer` decides the outcome of each letter; by default all are taken.
  package init(
    answer: @escaping @Sendable (Sent) -> SendOutcome = { _ in
      .sent(SMTPReply(code: 250, lines: ["2.0.0 taken"]))
    }
  ) {
    self.answer = answer
  }

  package func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) async -> SendOutcome {
    // It may block, as on the real sender's own thread: Swift's shared threads are too few for that.
    let refusal = await withCheckedContinuation { done in
      Thread.detachNewThread {
        done.resume(returning: Result { try beforeFinalDot() })
      }
    }
    if case .failure = refusal {
      return .temporary(
        SendFailure(stage: .data, reply: nil, reason: "stopped before the final dot"))
    }
    let letter = Sent(mail: mail, from: from, to: to, envelopeID: envelopeID)
    letters.append(letter)
    return answer(letter)
  }

  package func close() {}
}
