import FoundationEssentials
import PepCore

/// `register.json`: the whole state and the place in the journal that it stands for.
struct Checkpoint: Decodable {
  var position: JournalPosition
  var state: StoreState

  private enum Key: String, CodingKey {
    case schemaVersion, sequence, journal, register, letters, settledLetters, handled, filings,
      cursors, sendingStop
  }

  private struct Place: Codable {
    var segment: Int
    var offset: Int
  }

  private struct Handled: Decodable {
    var messages: [String]
    var places: [String: [String: UIDSet]]
  }

  init(position: JournalPosition, state: StoreState) {
    self.position = position
    self.state = state
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    try Upgrades.check(try container.decode(Int.self, forKey: .schemaVersion))
    let place = try container.decode(Place.self, forKey: .journal)
    position = JournalPosition(
      segment: place.segment, offset: place.offset,
      sequence: try container.decode(Int.self, forKey: .sequence))
    let handled = try container.decode(Handled.self, forKey: .handled)
    guard let index = HandledIndex(places: handled.places, lines: handled.messages) else {
      throw DecodingError.dataCorruptedError(
        forKey: .handled, in: container, debugDescription: "not an index of messages")
    }
    state = StoreState()
    state.handled = index
    state.register = try container.decode(Register.self, forKey: .register)
    state.outbox = Outbox(
      open: try container.decode([String: OutboxLetter].self, forKey: .letters),
      settled: try container.decode([String: SettledLetter].self, forKey: .settledLetters))
    state.filings = try container.decode([String: OwedFiling].self, forKey: .filings)
    state.cursors = try container.decode([String: FolderCursor].self, forKey: .cursors)
    state.stop = try container.decodeIfPresent(SendingStop.self, forKey: .sendingStop)
  }

  /// nil where there is none. One that cannot be read is an error, never an empty register.
  static func read(_ layout: StoreLayout, _ files: any FileSystem) throws -> Checkpoint? {
    guard let bytes = try files.readAll(layout.checkpoint) else { return nil }
    let file = layout.shown(layout.checkpoint)
    do {
      return try Upgrades.checkpoint(bytes, file: file)
    } catch let error as StoreError {
      throw error
    } catch {
      // The decoder's own words may quote the register, so only the place is passed on: the last
      // line where the file ends too early.
      let isCut = bytes.last != 0x0a
      let lines = bytes.reduce(1) { $0 + ($1 == 0x0a ? 1 : 0) }
      throw StoreError.damaged(
        .init(
          file: file, line: isCut ? lines : nil, kind: .notReadable, remedy: .rebuildFromJournal))
    }
  }

  func write(_ layout: StoreLayout, _ files: any FileSystem) throws {
    try files.replace(layout.checkpoint, in: layout.register) { add in
      var writer = PrettyWriter(add)
      try writer.object { try write(to: &$0) }
      try writer.finish()
    }
  }

  private func write(to writer: inout PrettyWriter) throws {
    try writer.map("cursors", state.cursors)
    try writer.map("filings", state.filings)
    try writer.object("handled") {
      try $0.value("messages", state.handled.lines)
      try $0.value("places", state.handled.places)
    }
    try writer.value(
      "journal", Place(segment: position.segment, offset: position.offset))
    try writer.map("letters", state.outbox.open)
    try writer.object("register") { try write(state.register, to: &$0) }
    try writer.value("schemaVersion", Upgrades.current)
    if let stop = state.stop { try writer.value("sendingStop", stop) }
    try writer.value("sequence", position.sequence)
    try writer.map("settledLetters", state.outbox.settled)
  }

  /// The same keys as `Register.encode(to:)`; a test holds the two together.
  private func write(_ register: Register, to writer: inout PrettyWriter) throws {
    try writer.map("absences", register.absences)
    try writer.map("calledOff", byChild: register.calledOff)
    try writer.map("chases", register.chases)
    try writer.map("children", register.children)
    try writer.map("holds", register.holds)
    if let day = register.lastDay { try writer.value("lastDay", day) }
    if let month = register.lastMonitoring { try writer.value("lastMonitoring", month) }
    try writer.map("meetings", byChild: register.meetings)
    try writer.map("moves", register.moves)
    try writer.value("papers", register.papers)
    try writer.map("oldForms", register.oldForms)
    try writer.map("plans", byChild: register.plans)
    try writer.map("queries", register.queries)
    try writer.map("reminders", byChild: register.namedReminders)
    try writer.map("reviews", register.reviews)
    try writer.map("samples", register.namedSamples)
    try writer.map("schools", register.schools)
    try writer.map("staff", register.staff)
    try writer.map("undeliverable", register.undeliverable)
  }
}

extension PrettyWriter {
  /// `child -> term -> value`.
  fileprivate mutating func map<Value: Encodable>(
    _ key: String, byChild values: [PlanKey: Value]
  ) throws {
    try object(key) { children in
      let keys = values.keys.sorted()
      var start = keys.startIndex
      while start < keys.endIndex {
        let child = keys[start].child
        let end = keys[start...].firstIndex { $0.child != child } ?? keys.endIndex
        try children.object(child) { terms in
          for key in keys[start..<end] {
            if let value = values[key] { try terms.value(key.term.description, value) }
          }
        }
        start = end
      }
    }
  }
}
