import FoundationEssentials
import PepCore

/// How long things are kept; nil is for ever.
package struct RetentionRules: Hashable, Sendable {
  /// Days after which a message as it came is removed.
  package var rawMail: Int?
  /// Days after a child has left care, after which its documents are removed.
  package var documents: Int?
  /// Days after which the words of letters that have gone, and reasons, leave the journal.
  package var journalDetail: Int?

  package init(rawMail: Int?, documents: Int?, journalDetail: Int?) {
    self.rawMail = rawMail
    self.documents = documents
    self.journalDetail = journalDetail
  }
}

/// What a retention removes, or removed.
package struct RetentionReport: Codable, Hashable, Sendable {
  package var messages = 0
  package var documents = 0
  package var letters = 0
  package var bytes = 0

  package var isEmpty: Bool { messages + documents + letters == 0 }
}

/// Takes out of the journal, and then off the disk, what need not be kept any longer. What the register
/// says stays; a message before a person, and a letter that has not gone, stay whole.
struct Retention {
  private let rules: RetentionRules
  private let now: Date
  private let open: StoreState
  /// Children whose documents are not kept any longer.
  private let leavers: Set<String>

  init(_ rules: RetentionRules, _ state: StoreState, at now: Date, today: CivilDay) {
    self.rules = rules
    self.now = now
    open = state
    guard let days = rules.documents else {
      leavers = []
      return
    }
    leavers = Set(
      state.register.children.values.filter { child in
        child.leftCareOn.map { $0.adding(days: days) <= today } ?? false
      }.map(\.id))
  }

  private func isOld(_ time: Date, _ days: Int?) -> Bool {
    days.map { now.timeIntervalSince(time) >= Double($0) * 86_400 } ?? false
  }

  func removesMessage(_ message: HandledMessage, of time: Date) -> Bool {
    message.isKept && isOld(time, rules.rawMail) && open.register.reviews[message.reference] == nil
      && open.filings[message.reference] == nil
  }

  func removesDocument(_ change: RegisterChange) -> Bool {
    guard change.document != nil, let child = change.child else { return false }
    return leavers.contains(child)
  }

  func strips(_ letter: StoredLetter, of time: Date) -> Bool {
    isOld(time, rules.journalDetail) && open.outbox.settled[letter.reference] != nil
      && !letter.text.isEmpty
  }

  func transform(_ line: JournalLine) -> JournalLine {
    var line = line
    let time = line.time
    func letters(_ letters: [StoredLetter]) -> [StoredLetter] {
      letters.map { strips($0, of: time) ? $0.withoutWords : $0 }
    }
    func reasons(_ reasons: [String]) -> [String] {
      isOld(time, rules.journalDetail) ? [] : reasons
    }
    func changes(_ changes: [RegisterChange]) -> [RegisterChange] {
      changes.filter { !removesDocument($0) }
    }
    switch line.entry {
    case .message(var message):
      if removesMessage(message, of: time) { message.isRemoved = true }
      message.changes = changes(message.changes)
      message.letters = letters(message.letters)
      message.reasons = reasons(message.reasons)
      line.entry = .message(message)
    case .administrator(var act):
      act.changes = changes(act.changes)
      act.letters = letters(act.letters)
      line.entry = .administrator(act)
    case .day(var day):
      day.letters = letters(day.letters)
      day.reasons = reasons(day.reasons)
      line.entry = .day(day)
    case .roster(var roster):
      roster.letters = roster.letters.map(letters)
      line.entry = .roster(roster)
    case .recognised, .mailboxFiled, .letter, .cursor, .sending, .erased: break
    }
    return line
  }
}

/// What a retention finds when it reads the journal.
struct RetentionFindings {
  var report = RetentionReport()
  var messages: Set<String> = []
  var documents: Set<FiledDocument> = []
  var children: Set<String> = []

  init(_ retention: Retention, _ layout: StoreLayout, _ files: any FileSystem) throws {
    var found = (messages: messages, documents: documents, children: children, letters: 0)
    _ = try StoreOpening(layout: layout, files: files).replay.run(from: nil) { line in
      if case .message(let message) = line.entry, let digest = message.digest,
        retention.removesMessage(message, of: line.time)
      {
        found.messages.insert(digest)
      }
      for change in line.entry.changes where retention.removesDocument(change) {
        if let document = change.document { found.documents.insert(document) }
        if let child = change.child { found.children.insert(child) }
      }
      found.letters += line.entry.letters.filter { retention.strips($0, of: line.time) }.count
    }
    messages = found.messages
    documents = found.documents
    children = found.children
    let cabinet = FilingCabinet(layout, files)
    let paths =
      messages.map { layout.received($0) }
      + documents.map { cabinet.path(of: $0.digest, named: $0.fileName) }
    report = RetentionReport(
      messages: messages.count, documents: documents.count, letters: found.letters,
      bytes: try paths.reduce(0) { try $0 + (files.size(of: $1) ?? 0) })
  }

  /// Files that nothing names any more, and the cabinet of those children.
  func gone(_ state: StoreState, _ cabinet: FilingCabinet) -> [String] {
    var named = Set(
      state.register.filedDocuments.map { cabinet.path(of: $0.digest, named: $0.fileName) })
    for letter in state.outbox.open.values {
      for attached in letter.letter.draft.attachments {
        named.insert(cabinet.path(of: attached.digest, named: attached.fileName))
      }
    }
    let layout = cabinet.layout
    let paths =
      messages.map { layout.received($0) }
      + documents.map { cabinet.path(of: $0.digest, named: $0.fileName) }
      .filter { !named.contains($0) }
      + children.filter(FilingCabinet.isSafe).map { "\(layout.cabinet)/\($0)" }
    return Set(paths).map(layout.below).sorted()
  }
}

extension StoredLetter {
  /// What is left of a letter whose words are not kept any longer.
  fileprivate var withoutWords: StoredLetter {
    var letter = self
    letter.subject = ""
    letter.text = ""
    letter.html = ""
    letter.draft.facts = [:]
    return letter
  }
}

extension RegisterStore {
  /// What a retention would remove today.
  package static func retention(
    _ rules: RetentionRules, in folder: String, at now: Date, today: CivilDay
  ) throws -> RetentionReport {
    let layout = StoreLayout(root: folder)
    let files = LocalFileSystem(root: folder)
    let state = try StoreOpening(layout: layout, files: files).read().state
    return try RetentionFindings(
      Retention(rules, state, at: now, today: today), layout, files
    ).report
  }

  /// Removes what need not be kept any longer.
  package func retain(
    _ rules: RetentionRules, by person: String, at now: Date, today: CivilDay
  ) throws -> RetentionReport {
    guard !journal.isUncertain else { throw StoreError.mustReopen }
    let retention = Retention(rules, state, at: now, today: today)
    let found = try RetentionFindings(retention, layout, files)
    guard !found.report.isEmpty else { return found.report }
    let cabinet = cabinet
    let what =
      "retention: \(found.report.messages) message(s), \(found.report.documents) document(s), \(found.report.letters) letter(s)"
    try rewrite(
      adding: AdministratorAct(what: what, by: person), at: now, retention.transform
    ) { found.gone($0, cabinet) }
    return found.report
  }
}
