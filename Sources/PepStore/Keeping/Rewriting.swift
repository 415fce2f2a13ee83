import FoundationEssentials
import PepCore

/// Writes the journal anew, for erasure and retention alone: every other change is a line more.
///
/// The new register grows beside the old one and takes its place in one step; that step is the commit
/// point. What has to go then - the old register, kept files, links - is named by a list in the new
/// one, so that a process that dies meanwhile leaves nothing behind: opening the folder finishes it.
struct Rewriting {
  let layout: StoreLayout
  let files: any FileSystem
  let segmentBytes: Int

  struct Result {
    var state: StoreState
    var position: JournalPosition
  }

  /// `transform` may empty a line and never drop one: the numbers have no gap. `gone` names the files
  /// and folders to remove once nothing names them, below the state folder.
  func prepare(
    adding audit: JournalEntry, at time: Date, _ transform: (JournalLine) throws -> JournalLine,
    gone: (StoreState) throws -> [String]
  ) throws -> Result {
    try Self.removeTree(layout.rewritten.register, files)
    try files.makeFolder(layout.rewritten.register)
    var writer = try RewrittenJournal(layout.rewritten, files, segmentBytes)
    var state = StoreState()
    let encoder = StoreJSON.encoder(pretty: false)
    func add(_ line: JournalLine) throws {
      try writer.add(try line.encoded(encoder), sequence: line.sequence)
      state.apply(line.entry, at: line.time)
    }
    let end = try StoreOpening(layout: layout, files: files).replay.run(from: nil) { line in
      var line = try transform(line)
      line.schema = Upgrades.current
      try add(line)
    }
    try add(
      JournalLine(
        entry: audit, schema: Upgrades.current, sequence: end.position.sequence + 1,
        time: time.wholeSecond))
    let position = try writer.finish()
    try Checkpoint(position: position, state: state).write(layout.rewritten, files)
    let list = try gone(state).map { $0 + "\n" }.joined()
    try files.write(Data(list.utf8), to: layout.rewritten.removing)
    try files.syncEverything(at: layout.root)
    return Result(state: state, position: position)
  }

  /// The commit point.
  func takePlace() throws {
    try files.exchange(layout.rewritten.register, layout.register)
    try files.sync(layout.root)
  }

  /// Removes what a rewriting left to be removed. Harmless where there was none.
  static func finish(_ layout: StoreLayout, _ files: any FileSystem) throws {
    try removeTree(layout.rewritten.register, files)
    guard let list = try files.readAll(layout.removing) else { return }
    for path in String(decoding: list, as: UTF8.self).split(separator: "\n") {
      // Nothing but our own lists stands here, yet a path that leads out is never followed.
      guard !path.contains("..") else { continue }
      try removeTree("\(layout.root)/\(path)", files)
    }
    try files.syncEverything(at: layout.root)
    try files.remove(layout.removing)
    try files.sync(layout.register)
  }

  private static func removeTree(_ path: String, _ files: any FileSystem) throws {
    guard try files.isFolder(path) else { return try files.remove(path) }
    for name in try files.names(in: path) { try removeTree("\(path)/\(name)", files) }
    try files.removeFolder(path)
  }
}

/// The segments of a journal that is written from its first line to its last.
private struct RewrittenJournal {
  private let layout: StoreLayout
  private let files: any FileSystem
  private let segmentBytes: Int
  private var buffer = Data()
  private var position = JournalPosition(segment: 1, offset: 0, sequence: 0)

  init(_ layout: StoreLayout, _ files: any FileSystem, _ segmentBytes: Int) throws {
    self.layout = layout
    self.files = files
    self.segmentBytes = segmentBytes
    try files.write(Data(), to: JournalSegments.growing(in: layout.register))
  }

  mutating func add(_ line: Data, sequence: Int) throws {
    if position.offset >= segmentBytes { try close() }
    buffer.append(line)
    position.offset += line.count
    position.sequence = sequence
    if buffer.count >= Limits.writeBytes { try flush() }
  }

  mutating func finish() throws -> JournalPosition {
    try flush()
    return position
  }

  private mutating func flush() throws {
    try files.append(buffer, to: JournalSegments.growing(in: layout.register))
    buffer = Data()
  }

  private mutating func close() throws {
    try flush()
    let growing = JournalSegments.growing(in: layout.register)
    try files.rename(growing, to: JournalSegments.closed(position.segment, in: layout.register))
    try files.write(Data(), to: growing)
    position = JournalPosition(
      segment: position.sequence + 1, offset: 0, sequence: position.sequence)
  }
}
