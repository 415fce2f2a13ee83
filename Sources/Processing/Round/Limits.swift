/// The numbers of this module, each with its reason.
enum Limits {
  /// Messages handled between two looks at the outbox: a letter waits a few seconds at most, and the
  /// mailbox is filed while its users watch.
  static let portion = 250
  /// Messages in sandboxes or on their way there. Enough to keep two readers busy, few enough that
  /// their bytes are a few megabytes.
  static let readAhead = 6
  /// Their bytes, beyond which the oldest is settled first. A message is there several times over while
  /// it is read: as it came, on its way back, and as documents.
  static let readAheadBytes = 4 << 20
  /// Entries of one commit, which share its syncs.
  static let batch = 32
}
