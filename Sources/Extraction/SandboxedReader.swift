// Turns a message's bytes into what it says, by way of `pep-extract`: the daemon itself never
// parses what strangers send beyond the frames of `ReaderFrames`.
//
// A few zygotes are kept, each served by a thread of its own, because talking to one blocks and
// Swift's shared threads must not. A message is sent whole. If its reader dies or overruns, it is
// read again without its documents, and then every document by itself (`SecondTry.swift`): so one
// hostile attachment is named and the rest of the mail is used. Nothing about a message is an
// error; errors are about the machine (`ReaderError`).

import Glibc
import PepCore
import Synchronization

/// Reads one message of the mailbox.
package protocol MessageReader: Sendable {
  func read(_ message: [UInt8]) async throws -> ReadMessage
}

package struct ReadMessage: Sendable {
  package var facts: MessageFacts
  /// Decoded bytes, parallel to `facts.attachments`; empty where a reader did not return them.
  package var documents: [[UInt8]]

  package init(facts: MessageFacts, documents: [[UInt8]] = []) {
    self.facts = facts
    self.documents = documents
  }
}

package final class SandboxedReader: MessageReader {
  package struct Settings: Sendable {
    /// Path of `pep-extract`.
    package var program: String
    /// Zygotes, so messages read at once.
    package var readers: Int
    /// Seconds that one reading may take.
    package var deadline: Int
    /// Questions after which a zygote is replaced: what little a library leaks cannot add up.
    package var questionsPerReader: Int
    package var allowsUnsandboxed: Bool

    package init(
      program: String, readers: Int = 2, deadline: Int = 20, questionsPerReader: Int = 5_000,
      allowsUnsandboxed: Bool = false
    ) {
      self.program = program
      self.readers = max(readers, 1)
      self.deadline = max(deadline, 1)
      self.questionsPerReader = max(questionsPerReader, 1)
      self.allowsUnsandboxed = allowsUnsandboxed
    }
  }

  private let questions = QuestionQueue()
  private let threads: Mutex<[OwnThread]>

  package init(_ settings: Settings) throws(ReaderError) {
    var threads: [OwnThread] = []
    for _ in 0..<settings.readers {
      let questions = questions
      let thread = OwnThread {
        let desk = ReaderDesk(settings)
        while let question = questions.next() { question.answer(from: desk) }
      }
      guard let thread else { throw ReaderError.cannotStart(settings.program, code: EAGAIN) }
      threads.append(thread)
    }
    self.threads = Mutex(threads)
  }

  /// Proves that a reader starts, locks itself and answers. For the daemon's start.
  package func check() async throws {
    _ = try await read(Array("\r\n".utf8))
  }

  package func read(_ message: [UInt8]) async throws -> ReadMessage {
    try await withCheckedThrowingContinuation { continuation in
      let question = Question(message: message, continuation: continuation)
      if !questions.add(question) { continuation.resume(throwing: ReaderError.closed) }
    }
  }

  /// Lets the readers finish what they have in hand, then ends them; returns when they are gone.
  package func close() {
    for question in questions.close() {
      question.continuation.resume(throwing: ReaderError.closed)
    }
    let ended = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in ended { thread.join() }
  }
}

struct Question: Sendable {
  let message: [UInt8]
  let continuation: CheckedContinuation<ReadMessage, any Error>

  func answer(from desk: ReaderDesk) {
    do {
      continuation.resume(returning: try desk.read(message))
    } catch {
      continuation.resume(throwing: error)
    }
  }
}
