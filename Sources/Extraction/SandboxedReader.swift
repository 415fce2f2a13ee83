// Turns a message's bytes into what it says, by way of `pep-extract`: the daemon itself never
// parses what strangers send beyond the frames of `ReaderFrames`.
//
// A few zygotes are kept, each served by a thread of its own, because talking to one blocks and
// Swift's shared threads must not. A message is sent whole. If its reader dies or overruns, it is
// read again without its documents, and then every document by itself (`SecondTry.swift`): so one
// hostile attachment is named and the rest of the mail is used. Nothing about a message is an
// error; errors are about the machine (`ReaderError`).
//
// Pictures of pages take a second each. They are left out of the quick reading, and whoever has the
// time asks for them by `recognise`, which works in processes of its own.

import Glibc
import PepCore
import Synchronization

/// Reads one message of the mailbox.
package protocol MessageReader: Sendable {
  /// Takes some milliseconds. Where `needsRecognition`, the answer is not all that the message says.
  func read(_ message: [UInt8]) async throws -> ReadMessage
  /// As `read`, with pictures of pages: a second for each.
  func recognise(_ message: [UInt8]) async throws -> ReadMessage
}

extension MessageReader {
  /// All that it says, however long that takes.
  package func readToTheEnd(_ message: [UInt8]) async throws -> ReadMessage {
    let quick = try await read(message)
    return quick.needsRecognition ? try await recognise(message) : quick
  }
}

package struct ReadMessage: Sendable {
  package var facts: MessageFacts
  /// Decoded bytes, parallel to `facts.attachments`; empty where a reader did not return them. Slices of
  /// one answer: a copy of each would double what a large mail costs.
  package var documents: [ArraySlice<UInt8>]

  package init(facts: MessageFacts, documents: [ArraySlice<UInt8>] = []) {
    self.facts = facts
    self.documents = documents
  }

  package var needsRecognition: Bool {
    facts.attachments.contains { $0.content == .unreadable(.needsRecognition) }
  }
}

package final class SandboxedReader: MessageReader {
  package struct Settings: Sendable {
    /// Path of `pep-extract`.
    package var program: String
    /// Zygotes of either kind, so messages read at once.
    package var readers: Int
    /// Seconds that one quick reading may take. A document that never ends costs two of them, one in its
    /// message and one by itself: together they stay below half a minute. An honest message takes 0.02.
    package var deadline: Int
    /// Seconds for a reading with recognition, by the clock on the wall: twelve pages that must share
    /// the processor with everything more urgent.
    package var recognitionDeadline: Int
    /// Questions after which a zygote is replaced: what little a library leaks cannot add up.
    package var questionsPerReader: Int
    package var allowsUnsandboxed: Bool

    package init(
      program: String, readers: Int = 2, deadline: Int = 14, recognitionDeadline: Int = 120,
      questionsPerReader: Int = 5_000, allowsUnsandboxed: Bool = false
    ) {
      self.program = program
      self.readers = max(readers, 1)
      self.deadline = max(deadline, 1)
      self.recognitionDeadline = max(recognitionDeadline, 1)
      self.questionsPerReader = max(questionsPerReader, 1)
      self.allowsUnsandboxed = allowsUnsandboxed
    }
  }

  private let quick: ReaderPool
  private let recognising: ReaderPool

  package init(_ settings: Settings) throws(ReaderError) {
    quick = try ReaderPool(.quick(settings), count: settings.readers)
    recognising = try ReaderPool(.recognising(settings), count: settings.readers)
  }

  /// Proves that a reader starts, locks itself and answers. For the daemon's start.
  package func check() async throws {
    _ = try await read(Array("\r\n".utf8))
  }

  /// False where the package that recognises pictures of pages is absent.
  package func canRecognise() async throws -> Bool {
    try await recognising.ask { desk throws(ReaderError) in
      try desk.ask(.abilities, []) == [1]
    }
  }

  package func read(_ message: [UInt8]) async throws -> ReadMessage {
    try await quick.ask { desk throws(ReaderError) in try desk.read(message) }
  }

  package func recognise(_ message: [UInt8]) async throws -> ReadMessage {
    try await recognising.ask { desk throws(ReaderError) in try desk.read(message) }
  }

  /// Lets the quick readers finish what they have in hand, cuts the long work off, and returns when
  /// all are gone.
  package func close() {
    recognising.close(cuttingOff: true)
    quick.close(cuttingOff: false)
  }
}
