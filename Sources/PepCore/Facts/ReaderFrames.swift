/// What `pepd` and `pep-extract --zygote` say to each other, on the latter's standard input and
/// output. One question, one answer, in turn. Integers are big-endian and without sign.
///
///     question  kind(1) length(4) bytes(length)
///     answer    outcome(1) detail(1) length(4) body(length)
///     body      length(4) facts(length) count(4) count x ( length(4) blocks length(4) bytes )
///
/// The body is empty unless the outcome is `read`. `facts` is the JSON of `MessageFacts` (kinds 1
/// and 2) or `AttachmentContent` (kind 3), with the blocks of every document left out: they follow
/// per attachment in the form of `BlockWire`. `bytes` is the decoded attachment; empty where it is
/// not returned. `count` is the number of attachments in the facts; 1 for kind 3.
///
/// The frame is the zygote's word, which hostile bytes never reach. The body is the word of a
/// process that they may have taken over, so the daemon believes no length in it.
package enum ReaderFrames {
  package enum Kind: UInt8, Sendable {
    case message = 1
    /// Every document comes back as `unreadable(readerFailed)`; the second try after a death.
    case messageWithoutDocuments = 2
    case document = 3
    /// Asks with no bytes; the body is one byte, 1 where pictures of pages can be read.
    case abilities = 4
  }

  package enum Outcome: UInt8, Sendable {
    case read = 0
    /// The reader died; detail is the signal.
    case killed = 1
    case overran = 2
    /// The reader ended without an answer; detail is its exit code.
    case failed = 3
  }

  /// A mailbox that takes more than 50 MB per message is rare; base64 makes 64 of them.
  package static let questionBytes = 64 << 20
  /// The facts beside the documents: mostly the body. A long quoted thread has 1 MiB.
  package static let factsBytes = 16 << 20
  /// All blocks and decoded attachments of one message.
  package static let partsBytes = 80 << 20
  package static let bodyBytes = factsBytes + partsBytes
}
