import FoundationEssentials
import PepCore

/// What a look at everything in the folder found. Nothing is repaired.
package struct Verification: Hashable, Sendable {
  package enum Finding: Hashable, Sendable {
    /// The journal adds up to something else than register.json says, in these parts.
    case checkpointDiffers(parts: [String])
    /// The journal adds up to something else than the running store holds.
    case stateDiffers(parts: [String])
    /// Files by their path below the state folder.
    case fileMissing(String)
    case fileChanged(String)
    /// A link of the cabinet that leads nowhere; by the child's folder, because its own name may
    /// say more than a log should.
    case brokenLink(folder: String)
    /// A document of the register that people do not find in the cabinet.
    case linkMissing(folder: String)
    /// Kept, and named by nothing: left by a crash before its commit. Harmless.
    case orphan(String)
  }

  package var lines = 0
  /// The sequence number of the journal's last line.
  package var lastLine = 0
  package var messages = 0
  package var documents = 0
  package var links = 0
  package var findings: [Finding] = []

  package var isSound: Bool {
    findings.allSatisfy { if case .orphan = $0 { true } else { false } }
  }
}

extension RegisterStore {
  /// Replays the whole journal and reads every kept file: minutes for years of mail.
  package func verify() throws -> Verification {
    try Verifier(layout: layout, files: files).run(against: state)
  }
}

/// Looks at a state folder or a backup of one. It takes no lock and changes nothing; beside a running
/// daemon what it keeps for the message in hand shows as an orphan.
package struct Verifier {
  private let layout: StoreLayout
  private let files: any FileSystem
  private let cabinet: FilingCabinet
  private var verification = Verification()

  package init(folder: String) {
    self.init(layout: StoreLayout(root: folder), files: LocalFileSystem(root: folder))
  }

  init(layout: StoreLayout, files: any FileSystem) {
    self.layout = layout
    self.files = files
    cabinet = FilingCabinet(layout, files)
  }

  package func run() throws -> Verification { try run(against: nil) }

  /// `running` is what a store at work holds in memory.
  func run(against running: StoreState?) throws -> Verification {
    var verifier = self
    let (state, kept) = try verifier.verifyJournal(running)
    try verifier.verifyFiles(state, kept: kept)
    try verifier.verifyCabinet(state)
    return verifier.verification
  }

  /// Returns what the journal adds up to, and the messages whose bytes must be there, as
  /// `HandledIndex.digestPrefixes`: only their entries say so.
  private mutating func verifyJournal(
    _ running: StoreState?
  ) throws -> (StoreState, kept: Set<String>) {
    let checkpoint = try Checkpoint.read(layout, files)
    var replayed = StoreState()
    var findings: [Verification.Finding] = []
    var kept: Set<String> = []
    let replay = StoreOpening(layout: layout, files: files).replay
    let end = try replay.run(from: nil) { line in
      replayed.apply(line.entry, at: line.time)
      if case .message(let message) = line.entry, message.isKept, let digest = message.digest {
        kept.insert(String(digest.prefix(Self.prefixDigits)))
      }
      guard let checkpoint, line.sequence == checkpoint.position.sequence else { return }
      let parts = replayed.parts(differingFrom: checkpoint.state)
      if !parts.isEmpty { findings.append(.checkpointDiffers(parts: parts)) }
    }
    if let running {
      let parts = replayed.parts(differingFrom: running)
      if !parts.isEmpty { findings.append(.stateDiffers(parts: parts)) }
    }
    verification.lines = end.lines
    verification.lastLine = end.position.sequence
    verification.findings += findings
    return (replayed, kept)
  }

  private mutating func verifyFiles(_ state: StoreState, kept: Set<String>) throws {
    var documents = Set(
      state.register.filedDocuments.map { cabinet.path(of: $0.digest, named: $0.fileName) })
    for letter in state.outbox.open.values {
      for attached in letter.letter.draft.attachments {
        documents.insert(cabinet.path(of: attached.digest, named: attached.fileName))
      }
    }
    let found = try keptFiles(below: layout.documents)
    verification.documents = documents.count
    for path in documents.subtracting(found).sorted() {
      verification.findings.append(.fileMissing(layout.shown(path)))
    }
    try check(found.intersection(documents))
    let orphans = found.subtracting(documents)

    let messages = state.handled.digestPrefixes
    let received = try keptFiles(below: layout.received)
    let known = Set(received.map(Self.prefix))
    verification.messages = messages.count
    for prefix in kept.subtracting(known).sorted() {
      verification.findings.append(.fileMissing("received/\(prefix.prefix(2))/\(prefix)….eml"))
    }
    let named = received.filter { messages.contains(Self.prefix($0)) }
    try check(named)
    for path in orphans.union(received.subtracting(named)).sorted() {
      verification.findings.append(.orphan(layout.shown(path)))
    }
  }

  /// The name of a kept file is the digest of its bytes.
  private mutating func check(_ paths: Set<String>) throws {
    for path in paths.sorted() {
      guard let bytes = try files.readAll(path), ContentDigest.hex(of: bytes) != Self.stem(path)
      else { continue }
      verification.findings.append(.fileChanged(layout.shown(path)))
    }
  }

  private func keptFiles(below folder: String) throws -> Set<String> {
    var paths: Set<String> = []
    for part in try files.names(in: folder) {
      for name in try files.names(in: folder + "/" + part) {
        paths.insert("\(folder)/\(part)/\(name)")
      }
    }
    return paths
  }

  private static let prefixDigits = 32

  private static func prefix(_ path: String) -> String { String(stem(path).prefix(prefixDigits)) }

  private static func stem(_ path: String) -> Substring {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    return name.prefix { $0 != "." }
  }

  private mutating func verifyCabinet(_ state: StoreState) throws {
    var linked: Set<String> = []
    for child in try files.names(in: layout.cabinet).sorted() {
      for term in try files.names(in: "\(layout.cabinet)/\(child)").sorted() {
        let folder = "\(layout.cabinet)/\(child)/\(term)"
        for name in try files.names(in: folder).sorted() {
          verification.links += 1
          if let destination = try files.destination(ofLink: folder + "/" + name) {
            linked.insert("\(child)/\(term) \(destination)")
          }
          if try files.size(of: folder + "/" + name) == nil {
            verification.findings.append(.brokenLink(folder: "cabinet/\(child)/\(term)"))
          }
        }
      }
    }
    let wanted = state.register.cabinetPlaces.filter { place, document in
      let path = cabinet.path(of: document.digest, named: document.fileName)
      return !linked.contains("\(place) ../../../\(layout.shown(path))")
    }
    for place in Set(wanted.map(\.place)).sorted() {
      verification.findings.append(.linkMissing(folder: "cabinet/\(place)"))
    }
  }
}

extension Register {
  /// Where people look for each document: `child/term` or `child/papers`.
  var cabinetPlaces: [(place: String, document: FiledDocument)] {
    plans.flatMap { key, plan in plan.documents.map { ("\(key.child)/\(key.term)", $0) } }
      + papers.map { ("\($0.child ?? FilingCabinet.noChild)/\(FilingCabinet.papers)", $0.document) }
  }
}

extension Register {
  /// Every document that the register names.
  var filedDocuments: [FiledDocument] {
    plans.values.flatMap(\.documents) + papers.map(\.document)
  }
}

extension StoreState {
  /// The parts, by their keys in register.json, that are not the same.
  func parts(differingFrom other: StoreState) -> [String] {
    let comparisons: [(String, Bool)] = [
      ("register.children", same(register.children, other.register.children)),
      ("register.schools", same(register.schools, other.register.schools)),
      ("register.staff", same(register.staff, other.register.staff)),
      ("register.plans", same(register.plans, other.register.plans)),
      ("register.chases", same(register.chases, other.register.chases)),
      ("register.reviews", same(register.reviews, other.register.reviews)),
      ("register.papers", register.papers == other.register.papers),
      ("register.meetings", same(register.meetings, other.register.meetings)),
      ("letters", same(outbox.open, other.outbox.open)),
      ("settledLetters", same(outbox.settled, other.outbox.settled)),
      ("handled", handled == other.handled),
      ("filings", same(filings, other.filings)),
      ("cursors", same(cursors, other.cursors)),
      ("sendingStop", stop == other.stop),
    ]
    return comparisons.filter { !$0.1 }.map(\.0)
  }

  /// Same JSON is the same: a text that looks like a day is read back as a day.
  private func same<Key, Value: Codable & Equatable>(
    _ first: [Key: Value], _ second: [Key: Value]
  ) -> Bool {
    guard first.count == second.count else { return false }
    let encoder = StoreJSON.encoder(pretty: false)
    return first.allSatisfy { key, value in
      guard let other = second[key] else { return false }
      if value == other { return true }
      guard let one = try? encoder.encode(value), let two = try? encoder.encode(other) else {
        return false
      }
      return one == two
    }
  }
}
