/// The numbers of this module, each with its reason.
enum Limits {
  /// A journal segment is closed after a checkpoint that finds it larger. A term's journal of a
  /// county is about this size, so `verify` and a backup meet a handful of files a year.
  static let segmentBytes = 64 << 20

  /// The journal is read in pieces of this size, so that replaying years costs no memory.
  static let readBytes = 1 << 20

  /// No line is longer: a message with a hundred letters stays far below. A longer run of bytes
  /// without a line end is damage, not a line.
  static let lineBytes = 64 << 20

  /// The checkpoint is written in pieces of this size.
  static let writeBytes = 256 << 10

  /// How often a backup begins the register anew because a segment was closed meanwhile, which the
  /// daemon does a few times a year.
  static let backupAttempts = 5

  /// Hexadecimal digits of a digest in a message's reference: short enough to say on the
  /// telephone. Where two messages share them the reference has `longReferenceDigits`.
  static let referenceDigits = 12
  static let longReferenceDigits = 32

  /// Waits after a letter's first, second, … temporary refusal, in seconds. Greylisting opens
  /// after minutes; a school's server that is down for a night gets its letter in the morning.
  static let retryWaits = [60, 300, 900, 3_600, 7_200, 14_400, 28_800]

  /// After this long a letter that only met temporary refusals has failed and a person decides:
  /// RFC 5321 section 4.5.4.1 asks for four to five days, and a chase older than that misleads.
  static let retrySpan = 4 * 86_400
}
