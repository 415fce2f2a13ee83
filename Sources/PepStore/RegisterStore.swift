import FoundationEssentials
import PepCore

/// The one writer of a state folder. Its calls run on a thread of their own and one after another.
package actor RegisterStore {
  /// What was found at the start.
  package nonisolated let opening: OpeningReport

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    BlockingThread.store.asUnownedSerialExecutor()
  }

  let layout: StoreLayout
  let files: any FileSystem
  private let lock: any Sendable
  private let segmentBytes: Int
  private let writesCheckpoints: Bool
  var cabinet: FilingCabinet
  var journal: Journal
  var state: StoreState
  /// The position of the checkpoint on the disk; nil where there is none yet.
  private(set) var checkpointed: JournalPosition?

  /// Opens the folder, or makes it. A letter that was being handed over when the last process
  /// ended becomes `unknown`, at this time.
  package init(folder: String, at now: Date) throws {
    try self.init(
      folder: folder, at: now, files: LocalFileSystem(root: folder),
      segmentBytes: Limits.segmentBytes)
  }

  /// Without checkpoints the journal alone is the register, so that a test may live through a year of
  /// rounds.
  init(
    folder: String, at now: Date, files: any FileSystem, segmentBytes: Int,
    writesCheckpoints: Bool = true
  ) throws {
    layout = StoreLayout(root: folder)
    self.writesCheckpoints = writesCheckpoints
    self.files = files
    self.segmentBytes = segmentBytes
    let start = StoreOpening(layout: layout, files: files)
    try files.makeFolder(layout.root)
    lock = try files.lock(layout.lock)
    try start.makeFolders()
    try Rewriting.finish(layout, files)
    var found = try start.read()
    try start.cut(found.end)
    var journal = try Journal(in: layout.register, at: found.end.position, files)

    let interrupted = found.state.outbox.letters(in: .sending).map(\.reference)
    let steps = try interrupted.map {
      JournalEntry.letter(
        try found.state.outbox.step($0, .unknown(reason: "the process ended"), at: now))
    }
    if !steps.isEmpty {
      try journal.append(journal.lines(for: steps, at: now), count: steps.count)
      for step in steps { found.state.apply(step, at: now.wholeSecond) }
    }
    cabinet = FilingCabinet(layout, files)
    opening = OpeningReport(
      sequence: found.end.position.sequence, replayed: found.end.lines,
      isRebuilt: found.checkpoint == nil && found.end.lines > 0, torn: found.end.torn,
      interruptedLetters: interrupted)
    self.journal = journal
    state = found.state
    checkpointed = found.checkpoint
  }

  // MARK: Bytes

  /// Keeps a message's raw bytes; durable with the next commit. Returns their digest.
  @discardableResult
  package func keep(
    received bytes: some DataProtocol & Sendable, digest: String? = nil
  ) throws -> String {
    let digest = digest ?? ContentDigest.hex(of: bytes)
    try cabinet.keep(received: bytes, digest: digest)
    return digest
  }

  /// Keeps a document's bytes; durable with the next commit. Returns their digest.
  @discardableResult
  package func keep(
    document bytes: some DataProtocol & Sendable, digest: String? = nil, fileExtension: String
  ) throws -> String {
    let digest = digest ?? ContentDigest.hex(of: bytes)
    try cabinet.keep(document: bytes, digest: digest, fileExtension: fileExtension)
    return digest
  }

  package func received(_ digest: String) throws -> Data? { try cabinet.received(digest) }

  /// A document, by its digest and the name that we gave it.
  package func document(_ digest: String, named fileName: String) throws -> Data? {
    try cabinet.document(digest, named: fileName)
  }

  package func hasDocument(_ digest: String, named fileName: String) throws -> Bool {
    try cabinet.hasDocument(digest, named: fileName)
  }

  // MARK: Commit

  /// The commit point. When it returns, everything the entries say has happened for good; when it
  /// throws, nothing of it has, or (after a failed sync) opening the folder again will tell.
  /// Returns the sequence number of the last entry.
  @discardableResult
  package func commit(_ entries: [JournalEntry], at time: Date) throws -> Int {
    guard !entries.isEmpty else { return journal.position.sequence }
    guard !journal.isUncertain else { throw StoreError.mustReopen }
    var check = CommitCheck()
    for entry in entries { try check.admit(entry, state, cabinet) }
    let lines = try journal.lines(for: entries, at: time)
    for entry in entries { try cabinet.linkDocuments(of: entry.changes) }
    try cabinet.sync()
    try journal.append(lines, count: entries.count)
    let time = time.wholeSecond
    for entry in entries { state.apply(entry, at: time) }
    return journal.position.sequence
  }

  /// Writes `register.json` where something changed since the last time.
  package func checkpoint() throws {
    guard !journal.isUncertain else { throw StoreError.mustReopen }
    guard writesCheckpoints, checkpointed?.sequence != journal.position.sequence else { return }
    try Checkpoint(position: journal.position, state: state).write(layout, files)
    checkpointed = journal.position
    try journal.closeSegmentIfLarge(segmentBytes)
  }

  /// Writes the journal anew; see `Rewriting`.
  func rewrite(
    adding act: AdministratorAct, at now: Date,
    _ transform: (JournalLine) throws -> JournalLine, gone: (StoreState) throws -> [String]
  ) throws {
    let rewriting = Rewriting(layout: layout, files: files, segmentBytes: segmentBytes)
    let result = try rewriting.prepare(adding: .administrator(act), at: now, transform, gone: gone)
    // From here on only the disk knows.
    journal.distrust()
    try rewriting.takePlace()
    let fresh = try Journal(in: layout.register, at: result.position, files)
    try Rewriting.finish(layout, files)
    journal = fresh
    state = result.state
    checkpointed = result.position
    cabinet = FilingCabinet(layout, files)
  }

  // MARK: Looking

  package var sequence: Int { journal.position.sequence }

  /// Looks at the register where it lies. A copy that is still held at the next commit would make
  /// that commit copy the register's tables; this never does.
  package func reading<Result: Sendable>(
    _ body: @Sendable (Register) throws -> Result
  ) rethrows -> Result {
    try body(state.register)
  }

  /// A copy of the register. Let go of it before the next commit (see `reading`).
  package var register: Register { state.register }
  package var outbox: Outbox { state.outbox }

  package func isHandled(_ location: MessageLocation) -> Bool { state.handled.contains(location) }

  /// The handled message with exactly this content.
  package func reference(ofDigest digest: String) -> String? {
    state.handled.reference(ofDigest: digest)
  }

  /// A handled message with this Message-ID. Where its content is another, the two are different
  /// messages all the same: some systems use a Message-ID again.
  package func reference(ofMessageID messageID: String) -> String? {
    state.handled.reference(ofMessageID: messageID)
  }

  /// The reference that a message with this content has or will get.
  package func reference(for digest: String) -> String { state.handled.reference(for: digest) }

  package func cursor(of folder: String) -> FolderCursor? { state.cursors[folder] }

  /// Messages that are still to be moved in the mailbox, by reference.
  package var owedFilings: [String: OwedFiling] { state.filings }
}
