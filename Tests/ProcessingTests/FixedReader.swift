import Extraction
import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import Synchronization

/// A ``MessageReader`` that knows beforehand what each message says.
final class FixedReader: MessageReader {
  private let known = Mutex<[[UInt8]: ReadMessage]>([:])

  private let scans = Mutex<[[UInt8]: Scan]>([:])

  private struct Scan {
    var read: ReadMessage
    var isDone = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  func know(_ bytes: [UInt8], _ read: ReadMessage) { known.withLock { $0[bytes] = read } }

  func read(_ message: [UInt8]) async throws -> ReadMessage {
    guard let read = known.withLock({ $0[message] }) else { throw NotPrepared() }
    return read
  }

  /// A message whose page is a picture, and what that turns out to say after ``finish(_:)``.
  func knowScan(_ bytes: [UInt8], _ read: ReadMessage) {
    var quick = read
    for index in quick.facts.attachments.indices {
      quick.facts.attachments[index].content = .unreadable(.needsRecognition)
    }
    know(bytes, quick)
    scans.withLock { $0[bytes] = Scan(read: read) }
  }

  func finish(_ bytes: [UInt8]) {
    let waiting = scans.withLock { scans in
      scans[bytes]?.isDone = true
      return scans[bytes]?.waiting ?? []
    }
    for continuation in waiting { continuation.resume() }
  }

  func recognise(_ message: [UInt8]) async throws -> ReadMessage {
    await withCheckedContinuation { continuation in
      let isDone = scans.withLock { scans in
        if scans[message]?.isDone ?? true { return true }
        scans[message]?.waiting.append(continuation)
        return false
      }
      if isDone { continuation.resume() }
    }
    guard let read = scans.withLock({ $0[message]?.read }) else { throw NotPrepared() }
    return read
  }

  struct NotPrepared: Error {}
}

extension MessageFacts {
  /// What a reader says of a mail with one document.
  static func sample(
    _ mail: SampleMail, _ document: DocumentFacts?, _ bytes: [UInt8] = []
  ) -> MessageFacts {
    var facts = MessageFacts(subject: mail.subject, body: mail.body)
    facts.messageID = mail.messageID
    facts.from = [MailAddress(address: mail.from)]
    facts.to = [MailAddress(address: mail.to)]
    if let word = mail.authentication {
      facts.headers = [
        Header(name: "authentication-results", value: "\(SampleOffice.mailServer); \(word)")
      ]
    }
    if let document {
      facts.attachments = [
        AttachmentFacts(
          name: mail.attachments.first?.name, declaredType: SampleMail.docx, isInline: false,
          size: bytes.count, digest: ContentDigest.hex(of: bytes), content: .document(document))
      ]
    }
    return facts
  }
}

/// A sender for rounds in which nothing may be sent; the test ends with a record of the attempt.
actor ForbiddenSender: MailSender {
  private(set) var attempts = 0

  func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) -> SendOutcome {
    attempts += 1
    return .permanent(SendFailure(stage: .recipient, reply: nil, reason: "nothing may be sent"))
  }

  func close() {}
}

/// A sender in whose first letter somebody stops all sending, before the final dot.
actor StoppingSender: MailSender {
  private(set) var attempts = 0
  private let store: RegisterStore

  init(_ store: RegisterStore) { self.store = store }

  func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) async -> SendOutcome {
    attempts += 1
    let isStopped = try? await store.order(SendingOrder(isStopped: true, by: "clerk"), at: Date())
    let refusal = await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: Result { try beforeFinalDot() }) }
    }
    guard isStopped == true, case .failure = refusal else {
      return .sent(SMTPReply(code: 250, lines: ["2.0.0 taken"]))
    }
    return .temporary(SendFailure(stage: .data, reply: nil, reason: "stopped"))
  }

  func close() {}
}

/// A server that cannot promise to hand a letter on encrypted.
actor InsecureSender: MailSender {
  private(set) var attempts = 0

  func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) -> SendOutcome {
    attempts += 1
    return .insecure(SendFailure(stage: .sender, reply: nil, reason: "no REQUIRETLS"))
  }

  func close() {}
}
