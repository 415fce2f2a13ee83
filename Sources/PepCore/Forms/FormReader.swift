/// Reads the fields of a form out of a document: finds each label, then its answer by the ways that
/// forms really use (`AnswerPlaces`), then the value by the field's kind (`AnswerReading`).
package struct FormReader {
  let catalogue: FormCatalogue
  let reading: AnswerReading

  /// `near` is the day of the message.
  package init(_ catalogue: FormCatalogue, near: CivilDay) {
    self.catalogue = catalogue
    reading = AnswerReading(prompts: catalogue.promptKeys, near: near)
  }

  package func read(_ document: DocumentFacts) -> FormReading { read(FormOutline(document)) }

  func read(_ outline: FormOutline) -> FormReading {
    var pass = Pass(catalogue: catalogue, reading: reading)
    var index = 0
    while index < outline.items.count {
      switch outline.items[index] {
      case .grid(let grid): pass.read(grid)
      case .line(let line): pass.read(line, following: outline.items[(index + 1)...])
      }
      index += 1
    }
    return pass.result()
  }
}

/// One pass over a document, with what it knows at the present line.
struct Pass {
  let catalogue: FormCatalogue
  let reading: AnswerReading
  var section: String?
  var part: FormPart?
  var candidates: [Candidate] = []
  var rows: [FieldName: RowCollector] = [:]
  var found = FormReading()
  /// The field asked last, whose answer stands next if anywhere.
  var lastAsked: FieldName?
  /// Positions of the cells and lines that are answers.
  var answered: Set<String> = []
  private let memo = LabelMemo()
  /// Forename and surname where a form asks for them apart.
  private var nameParts: [String: AnswerText] = [:]

  init(catalogue: FormCatalogue, reading: AnswerReading) {
    self.catalogue = catalogue
    self.reading = reading
  }

  func result() -> FormReading {
    var form = found
    var all = candidates
    for (field, collector) in rows { all.append(collector.candidate(field)) }
    if let name = composedName { all.append(name) }
    form.settle(all)
    return form
  }

  private var composedName: Candidate? {
    guard let forename = nameParts["forename"], let surname = nameParts["surname"] else {
      return nil
    }
    let text = (forename.written + " " + surname.written).trimmedBlanks
    return Candidate(
      field: .childName, answer: text.isEmpty ? .blank : .value(.text(text)),
      place: surname.position, way: .sameCell, score: 1, part: part)
  }

  // MARK: What a line is

  /// Asked several times of one line while its row is looked at from different sides.
  func label(_ line: Line) -> LabelIndex.Match? {
    let key = LabelMemo.Key(position: line.position, text: line.text, section: section)
    return memo.value(key) { catalogue.index.matches(line) { isAllowed($0) } }
  }

  func meaning(_ match: LabelIndex.Match) -> LabelEntry.Meaning {
    catalogue.labels[match.entry].meaning
  }

  /// A label may stand in its sections, or where no section has been met yet.
  func isAllowed(_ entry: LabelEntry) -> Bool {
    guard let section else {
      // A bare "Name" also stands in a signature row; it needs its section to be the child's.
      return entry.sections.isEmpty || entry.meaning != .field(.childName)
    }
    if entry.notInSections.contains(section) { return false }
    return entry.sections.isEmpty || entry.sections.contains(section)
  }

  /// Notes a section heading or the beginning of a part; true if the line is one.
  mutating func enters(_ line: Line) -> Bool {
    notePart(line)
    guard let key = catalogue.sectionKey(of: line) else { return false }
    section = key
    lastAsked = nil
    found.sections.insert(key)
    return true
  }

  private mutating func notePart(_ line: Line) {
    guard line.isBold || line.isHeading || line.place == .header, line.words.count <= 14 else {
      return
    }
    let words = line.words.map(\.folded)
    for (index, word) in words.enumerated() where word == "part" && index + 1 < words.count {
      if words[index + 1] == "a" { part = .a }
      if words[index + 1] == "b" { part = .b }
    }
  }

  // MARK: Taking an answer

  mutating func take(
    _ answer: AnswerText, for match: LabelIndex.Match, _ way: FieldReading.Way
  ) {
    answered.formUnion(answer.lines.map(\.position))
    lastAsked = meaning(match).field
    switch meaning(match) {
    case .other(let name):
      found.otherLabels.insert(name)
      if name == "forename" || name == "surname" { nameParts[name] = answer }
    case .column(let field, let column):
      rows[field, default: RowCollector(reading: reading)].take(answer, column: column)
    // Part B names the social worker as one who came to the meeting.
    case .field(.socialWorker) where part == .b: break
    // "Name" over an address is somebody of the distribution list, and would be another child.
    case .field(.childName) where answer.written.contains("@"): break
    case .field(let field):
      candidates.append(
        Candidate(
          field: field, answer: reading.read(answer, as: field.kind), place: answer.position,
          way: way, score: match.score, part: part))
    }
  }
}

/// Remembers which label a line was found to be. One pass owns it, on one thread.
private final class LabelMemo {
  struct Key: Hashable {
    var position: String
    var text: String
    var section: String?
  }

  private var known: [Key: LabelIndex.Match?] = [:]

  func value(_ key: Key, _ find: () -> LabelIndex.Match?) -> LabelIndex.Match? {
    if let known = known[key] { return known }
    let found = find()
    known[key] = .some(found)
    return found
  }
}
