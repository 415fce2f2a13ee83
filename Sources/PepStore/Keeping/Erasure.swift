import FoundationEssentials
import PepCore

/// What an erasure takes out, or took out.
package struct ErasureReport: Codable, Hashable, Sendable {
  package var messages = 0
  package var documents = 0
  package var letters = 0
  /// Letters that wait and name the child among others; they do not go out.
  package var openLettersToSeveral = 0
  package var lines = 0
  /// Registers that a restore put aside: they may hold the child too, and are a person's to remove.
  package var registersAside: [String] = []
}

/// Takes one child out of the journal.
///
/// Of a message about the child there remain its place in the mailbox and its digest, by which it is
/// not taken in once more; they tell nobody anything. What the same message or line says of other
/// children stays.
struct Erasure {
  let trail: ChildTrail
  private(set) var report = ErasureReport()

  init(
    _ id: String, messages: Set<String> = [], layout: StoreLayout, files: any FileSystem
  ) throws {
    var trail = ChildTrail(id, messages: messages)
    let replay = StoreOpening(layout: layout, files: files).replay
    _ = try replay.run(from: nil) { try trail.note($0) }
    self.trail = trail
    report.messages = trail.messages.count
    report.documents = trail.documents.count
    report.letters = trail.letters.count
    report.registersAside = try files.names(in: layout.root)
      .filter { $0.hasPrefix("register-replaced") }.sorted()
  }

  func transform(_ line: JournalLine) throws -> JournalLine {
    var line = line
    line.entry = try entry(line.entry)
    let json = try StoreJSON.encoder(pretty: false).encode(line.entry)
    // A new field that holds a name must not be forgotten here.
    guard !trail.tells(String(decoding: json, as: UTF8.self)) else {
      throw StoreError.notErased(line: line.sequence)
    }
    return line
  }

  private func entry(_ entry: JournalEntry) throws -> JournalEntry {
    switch entry {
    case .message(var message):
      guard try trail.concerns(message) else { return entry }
      message.messageID = nil
      message.isRemoved = true
      message.changes = message.changes.compactMap(change)
      message.letters = try message.letters.filter { try !trail.concerns($0) }
      message.reasons = []
      return .message(message)
    case .letter(let step):
      return trail.letters.contains(step.reference) ? .erased(ErasedLine(what: "letter")) : entry
    case .roster(var roster):
      roster.changes = roster.changes.compactMap(change)
      roster.letters = try roster.letters?.filter { try !trail.concerns($0) }
      roster.steps = roster.steps?.filter { !trail.letters.contains($0.reference) }
      return .roster(roster)
    case .administrator(var act):
      if trail.tells(act.what) { act.what = "erased" }
      act.changes = act.changes.compactMap(change)
      act.letters = try act.letters.filter { try !trail.concerns($0) }
      act.steps = act.steps.filter { !trail.letters.contains($0.reference) }
      return .administrator(act)
    case .day(var day):
      day.changes = day.changes.compactMap(change)
      day.letters = try day.letters.filter { try !trail.concerns($0) }
      day.reasons = day.reasons.filter { !trail.tells($0) }
      return .day(day)
    case .recognised, .mailboxFiled, .cursor, .sending, .erased: return entry
    }
  }

  private func change(_ change: RegisterChange) -> RegisterChange? {
    if case .sampled(let month, let plans) = change {
      return .sampled(month, plans.filter { $0.child != trail.id })
    }
    return trail.concerns(change) ? nil : change
  }

  /// Files that nothing names any more, and the child's folder of the cabinet. Workbooks of letters
  /// that have gone go too: they list children.
  func gone(_ state: StoreState, _ cabinet: FilingCabinet) throws -> [String] {
    let layout = cabinet.layout
    var named = Set(
      state.register.filedDocuments.map { cabinet.path(of: $0.digest, named: $0.fileName) })
    for letter in state.outbox.open.values {
      for attached in letter.letter.draft.attachments {
        named.insert(cabinet.path(of: attached.digest, named: attached.fileName))
      }
    }
    var gone = trail.digests.map { layout.received($0) }
    gone += trail.documents.map { cabinet.path(of: $0.digest, named: $0.fileName) }
      .filter { !named.contains($0) }
    gone += trail.attachments.map { cabinet.path(of: $0.digest, named: $0.fileName) }
      .filter { !named.contains($0) }
    for part in try cabinet.files.names(in: layout.documents) {
      for name in try cabinet.files.names(in: "\(layout.documents)/\(part)") {
        let path = "\(layout.documents)/\(part)/\(name)"
        if name.hasSuffix(".xlsx"), !named.contains(path) { gone.append(path) }
      }
    }
    if FilingCabinet.isSafe(trail.id) { gone.append("\(layout.cabinet)/\(trail.id)") }
    return Set(gone).map(layout.below).sorted()
  }
}

extension RegisterStore {
  /// What an erasure would take out; nil where the journal never knew the child.
  package static func erasure(of child: String, in folder: String) throws -> ErasureReport? {
    let erasure = try Erasure(
      child, layout: StoreLayout(root: folder), files: LocalFileSystem(root: folder))
    return erasure.trail.isEmpty ? nil : erasure.report
  }

  /// Takes all that is held on a child out of register, journal, outbox and files; one line says that,
  /// when and by whom. nil where the journal never knew the child.
  /// `messages` tell of the child though the journal does not say so.
  package func erase(
    child: String, messages: Set<String> = [], by person: String, at now: Date
  ) throws -> ErasureReport? {
    guard !journal.isUncertain else { throw StoreError.mustReopen }
    let erasure = try Erasure(child, messages: messages, layout: layout, files: files)
    guard !erasure.trail.isEmpty else { return nil }
    var report = erasure.report
    report.openLettersToSeveral =
      state.outbox.open.values.filter {
        $0.letter.draft.plan?.child != child && erasure.trail.letters.contains($0.reference)
      }.count
    let cabinet = cabinet
    try rewrite(
      adding: AdministratorAct(what: "erase \(child)", by: person), at: now, erasure.transform
    ) { try erasure.gone($0, cabinet) }
    report.lines = sequence
    return report
  }
}
