/// The module's limits on what a server may make us hold, with the reason for each number.
package enum Limits {
  /// A line between CRLFs. A window of `searchWindow` UIDs needs 55 KB; a server that ignores the
  /// window and lists 20,000 needs 140 KB. What is longer is not IMAP.
  static let lineBytes = 256 * 1024
  /// Lines that make up one answer, a literal between any two; ours hold one literal, LIST two.
  static let linesPerResponse = 200
  /// Answers to one command. A folder list or a window of FETCHes has some thousands.
  static let responsesPerCommand = 200_000
  /// A literal that is skipped because it is over the caller's limit is still read through; beyond
  /// this the connection is dropped instead.
  static let literalBytes = 1 << 30
  /// Brackets within brackets. Our own items nest three deep; hostile ones must not use up the stack.
  static let nesting = 32
  /// Sequence numbers in one SEARCH: keeps the reply under 64 KB, where other clients were cut off.
  static let searchWindow = 5_000
  /// UIDs in one size or Message-ID query.
  static let overviewWindow = 1_000
  /// UIDs in one FETCH of whole messages, and the bytes they may add up to. Fifty at a time, three
  /// deep, hides a round trip of 40 ms; more only delays the first message.
  static let fetchBatch = 50
  static let fetchBatchBytes = 8 * 1024 * 1024
  static let fetchesInFlight = 3
  /// UIDs in one MOVE: a server does a whole command or nothing, so a fault costs one batch.
  static let moveBatch = 200
  /// Bytes of fetched messages that wait for their reader; above it the socket is left alone.
  static let queuedBytes = 4 * 1024 * 1024
  /// What is kept of the lines that libcurl itself exchanges before it hands the connection over.
  static let transcriptBytes = 8 * 1024
  /// What is kept of a server's words in an error.
  static let serverTextCharacters = 300
  /// Lines of one SMTP reply (EHLO has about fifteen).
  static let replyLines = 100
  /// A token is got within this, or not at all. Less than a daemon has for stopping, because nothing
  /// interrupts it; Entra takes a tenth of a second.
  package static let tokenTimeout: Duration = .seconds(8)
  /// Seconds before its end at which a token is renewed.
  static let tokenMargin: Double = 300
  /// Bytes of an answer with a token; real ones have two thousand.
  static let tokenReplyBytes = 64 * 1024
  /// Seconds; an endpoint that wants more patience is asked again all the same.
  static let longestRetryAfter = 3_600
  /// Slowest server that still counts as alive while it sends a message: bytes per second.
  static let slowestBytesPerSecond = 2_000
}
