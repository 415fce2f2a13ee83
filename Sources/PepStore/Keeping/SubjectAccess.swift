import FoundationEssentials
import PepCore

/// Gathers all that is held on a child into a folder, for an access request (UK GDPR article 15). It
/// reads only, also beside a running daemon. What of it concerns third parties is a person's to judge.
package enum SubjectAccess {
  package struct Report: Codable, Hashable, Sendable {
    package var lines = 0
    package var letters = 0
    package var messages = 0
    package var documents = 0
  }

  /// What the register holds on one child.
  private struct Holding: Encodable {
    var child: Child?
    var school: School?
    var plans: [String: PlanRecord]
    var meetings: [String: Meeting]
    var calledOff: [String: Meeting]
    var moves: [SchoolMove]
    var hold: Hold?
    var questions: [String: Chase]
    var queries: [String: PlanQuery]
    var reviews: [String: Review]
    var papers: [FiledPaper]
  }

  /// nil where nothing was ever recorded of the child. `messages` tell of it though the journal does not
  /// say so. `target` must not exist or be empty.
  package static func gather(
    _ child: String, messages: Set<String> = [], from folder: String, in target: String
  ) throws -> Report? {
    let layout = StoreLayout(root: folder)
    let files = LocalFileSystem(root: folder)
    guard try files.names(in: target).isEmpty else { throw BackupError.notEmpty(target) }
    let trail = try Erasure(child, messages: messages, layout: layout, files: files).trail
    guard !trail.isEmpty else { return nil }
    let cabinet = FilingCabinet(layout, files)
    var report = Report()
    func put(_ name: String, _ bytes: Data?) throws {
      guard let bytes else { return }
      let path = "\(target)/\(name)"
      try files.makeFolder(FilingCabinet.folder(of: path))
      try files.write(bytes, to: path)
    }

    let found = try StoreOpening(layout: layout, files: files).read()
    let encoder = StoreJSON.encoder(pretty: true)
    try put("register.json", try encoder.encode(holding(child, found.state.register)))
    var history: [JournalLine] = []
    _ = try StoreOpening(layout: layout, files: files).replay.run(from: nil) { line in
      guard let own = try trail.own(line) else { return }
      history.append(own)
      for letter in own.entry.letters {
        report.letters += 1
        try put(
          "letters/\(letter.reference).txt",
          Data("Subject: \(letter.subject)\nDate: \(letter.date)\n\n\(letter.text)".utf8))
      }
    }
    report.lines = history.count
    try put("history.json", try encoder.encode(history))
    for document in trail.documents.sorted(by: { $0.digest < $1.digest }) {
      let name = "documents/\(document.digest.prefix(8)) \(document.fileName)"
      try put(name, try cabinet.document(document.digest, named: document.fileName))
      report.documents += 1
    }
    for digest in trail.digests.sorted() {
      guard let bytes = try cabinet.received(digest) else { continue }
      try put("messages/\(found.state.handled.reference(for: digest)).eml", bytes)
      report.messages += 1
    }
    try put("README.txt", Data(Self.readme(child).utf8))
    return report
  }

  private static func holding(_ id: String, _ register: Register) -> Holding {
    func own<Value>(_ values: [PlanKey: Value]) -> [String: Value] {
      Dictionary(
        uniqueKeysWithValues: values.filter { $0.key.child == id }
          .map { ($0.key.term.description, $0.value) })
    }
    let child = register.children[id]
    return Holding(
      child: child, school: child?.schoolURN.flatMap { register.schools[$0] },
      plans: own(register.plans), meetings: own(register.meetings),
      calledOff: own(register.calledOff), moves: register.moves[id] ?? [],
      hold: register.holds[id], questions: register.chases.filter { $0.value.plan.child == id },
      queries: register.queries.filter { $0.value.plan.child == id },
      reviews: register.reviews.filter { $0.value.child == id },
      papers: register.papers.filter { $0.child == id })
  }

  private static func readme(_ child: String) -> String {
    """
    What pepd holds on \(child).

    register.json   the child, its PEPs with each value and where it was read, meetings, questions
    history.json    every change, in order, with its time
    letters/        what was written about the child
    documents/      forms and papers as they came
    messages/       messages as they came; they may hold others' data too

    Not here: the mailbox itself, which staff search, and other systems of the authority.
    Before it is handed out, somebody must take out what concerns third parties.

    """
  }
}

extension ChildTrail {
  /// The line with what is about the child alone; nil where nothing is.
  fileprivate func own(_ line: JournalLine) throws -> JournalLine? {
    var own = line
    switch line.entry {
    case .message(var message):
      guard try concerns(message) else { return nil }
      message.changes = message.changes.filter(concerns)
      message.letters = try message.letters.filter(concerns)
      own.entry = .message(message)
    case .roster(var roster):
      roster.changes = roster.changes.filter(concerns)
      roster.letters = try roster.letters?.filter(concerns)
      roster.steps = roster.steps?.filter { letters.contains($0.reference) }
      own.entry = .roster(roster)
    case .administrator(var act):
      act.changes = act.changes.filter(concerns)
      act.letters = try act.letters.filter(concerns)
      act.steps = act.steps.filter { letters.contains($0.reference) }
      if act.changes.isEmpty, act.letters.isEmpty, act.steps.isEmpty, !tells(act.what) {
        return nil
      }
      return JournalLine(
        entry: .administrator(act), schema: line.schema, sequence: line.sequence, time: line.time)
    case .day(var day):
      day.changes = day.changes.filter(concerns)
      day.letters = try day.letters.filter(concerns)
      day.reasons = day.reasons.filter(tells)
      if !day.reasons.isEmpty { own.entry = .day(day); return own }
      own.entry = .day(day)
    case .letter(let step): return letters.contains(step.reference) ? line : nil
    case .recognised, .mailboxFiled, .cursor, .sending, .erased: return nil
    }
    if case .message = own.entry { return own }
    return own.entry.changes.isEmpty && own.entry.letters.isEmpty && own.entry.steps.isEmpty
      ? nil : own
  }
}
