import FoundationEssentials
import PepCore

/// The growing end of the journal.
struct Journal {
  private let files: any FileSystem
  private let folder: String
  private let encoder = StoreJSON.encoder(pretty: false)
  private(set) var position: JournalPosition
  /// True after a failure that leaves open what is on the disk. After a failed sync the kernel may
  /// have dropped the pages and call the next sync a success, so trying again would lie.
  private(set) var isUncertain = false

  /// Makes sure that the growing file is there, by name and durably, before anything relies on it.
  init(in folder: String, at position: JournalPosition, _ files: any FileSystem) throws {
    self.folder = folder
    self.files = files
    self.position = position
    let path = JournalSegments.growing(in: folder)
    if try files.size(of: path) == nil {
      try files.write(Data(), to: path)
      try files.sync(folder)
    }
  }

  /// What lies on the disk is not known any more.
  mutating func distrust() { isUncertain = true }

  func lines(for entries: [JournalEntry], at time: Date) throws -> Data {
    var bytes = Data()
    for (index, entry) in entries.enumerated() {
      let line = JournalLine(
        entry: entry, schema: Upgrades.current, sequence: position.sequence + 1 + index,
        time: time.wholeSecond)
      bytes.append(try line.encoded(encoder))
    }
    return bytes
  }

  /// The commit point: when this returns, the lines survive a power cut.
  mutating func append(_ lines: Data, count: Int) throws {
    guard !isUncertain else { throw StoreError.mustReopen }
    let path = JournalSegments.growing(in: folder)
    do {
      try files.append(lines, to: path)
    } catch {
      // A full disk leaves part of a line; without it the next commit would stand behind damage.
      do { try files.truncate(path, to: position.offset) } catch { isUncertain = true }
      throw error
    }
    do {
      try files.sync(path)
    } catch {
      isUncertain = true
      throw error
    }
    if position.offset == 0 { position.segment = position.sequence + 1 }
    position.offset += lines.count
    position.sequence += count
  }

  /// Closes a segment that has grown large; only ever right after a checkpoint.
  mutating func closeSegmentIfLarge(_ limit: Int) throws {
    guard position.offset >= limit else { return }
    let path = JournalSegments.growing(in: folder)
    isUncertain = true
    try files.rename(path, to: JournalSegments.closed(position.segment, in: folder))
    try files.write(Data(), to: path)
    try files.sync(folder)
    isUncertain = false
    position = JournalPosition(
      segment: position.sequence + 1, offset: 0, sequence: position.sequence)
  }
}
