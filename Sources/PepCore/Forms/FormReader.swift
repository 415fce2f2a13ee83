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
    var reading = reading
    reading.isOfPicture = outline.isOfPicture
    reading.isOfPDF = outline.isOfPDF
    var pass = Pass(
      catalogue: catalogue, reading: reading, order: AskedOrder(outline, catalogue),
      usesColons: outline.usesColons, keys: outline.keysOfCodes)
    var index = 0
    while index < outline.items.count {
      switch outline.items[index] {
      case .grid(let grid):
        if let bar = grid.bar {
          pass.lineBefore = bar
          pass.read(bar, following: outline.items[(index + 1)...])
        } else {
          pass.boxBehind = outline.boxBehind(index)
          pass.read(grid)
          pass.lineBefore = nil
        }
      case .line(let line):
        if !line.isBlank { pass.lineBefore = line }
        pass.read(line, following: outline.items[(index + 1)...])
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
  let order: AskedOrder
  /// Most lines of the document are a label, a colon and an answer.
  let usesColons: Bool
  var section: String?
  var part: FormPart?
  var candidates: [Candidate] = []
  var rows: [FieldName: RowCollector] = [:]
  var found = FormReading()
  /// The field asked last, whose answer stands next if anywhere.
  var lastAsked: FieldName?
  /// The one cell of a table right behind the present one, where it is not set as a label.
  var boxBehind: GridCell?
  /// A table before this one had its answers before its questions.
  var mirrors = false
  /// A table had four columns, and its third told how to answer.
  var guidesInColumn = false
  /// The last line before a table.
  var lineBefore: Line?
  /// Positions of the cells and lines that are answers.
  var answered: Set<String> = []
  /// What the labels of blocks were found to ask for, by the labels.
  var blockRoles: [[String]: BlockRoles] = [:]
  /// Sentences that explain codes, "SEN status code: 0 = no SEN, 1 = SEN Support".
  let keys: [String]
  /// Words of the headings over the targets.
  var targetHeads: [Set<String>] = []
  private let memo = LabelMemo()
  /// Answers of which several together are one: forename and surname, three questions about SEND.
  var parts: [String: AnswerText] = [:]

  init(
    catalogue: FormCatalogue, reading: AnswerReading, order: AskedOrder, usesColons: Bool,
    keys: [String]
  ) {
    self.catalogue = catalogue
    self.reading = reading
    self.order = order
    self.usesColons = usesColons
    self.keys = keys
  }

  func result() -> FormReading {
    var form = found
    var all = candidates
    for (field, collector) in rows { all.append(collector.candidate(field)) }
    if let name = composedName { all.append(name) }
    if let adviser = personalAdviser(all) { all.append(adviser) }
    if let status = composedSENStatus { all.append(status) }
    form.settle(all + doubtOfMeeting(all))
    // Asked in words that are known, and nothing was read there, not even a blank: its place was taken for something
    // else, and its answer may be on the form.
    form.isNameUnread =
      !reading.isOfPicture && order.exactly.contains(.childName)
      && !all.contains { $0.field == .childName }
    form.headings.formUnion(order.fields.subtracting(all.map(\.field)))
    return form
  }

  /// Two days that both seem to be the next meeting's, on a form that seems to ask for no other: one of them may
  /// be the day of this meeting, and the other way round. Nobody may be asked for it.
  private func doubtOfMeeting(_ all: [Candidate]) -> [Candidate] {
    let pairs: [(FieldName, other: FieldName)] = [
      (.nextMeetingDate, .meetingDate), (.meetingDate, .nextMeetingDate),
    ]
    return pairs.compactMap { field, other in
      let days = all.filter { $0.field == field && $0.answer.isDate }
      guard Set(days.map(\.answer)).count >= 2, !all.contains(where: { $0.field == other }),
        let last = days.last
      else { return nil }
      return Candidate(
        field: other, answer: .doubtful, place: last.place, way: last.way, score: Limits.cueScore,
        part: last.part)
    }
  }

  /// "Personal adviser | Lena Marsh" on a form that asks for no social worker.
  private func personalAdviser(_ all: [Candidate]) -> Candidate? {
    guard let adviser = parts["care.personalAdviser"],
      !all.contains(where: { $0.field == .socialWorker })
    else { return nil }
    return Candidate(
      field: .socialWorker, answer: reading.read(adviser, as: .text), place: adviser.position,
      way: .sameCell, score: 1, part: part)
  }

  private var composedName: Candidate? {
    guard let forename = parts["forename"], let surname = parts["surname"] else {
      return nil
    }
    let text = (forename.written + " " + surname.written).trimmedBlanks
    return Candidate(
      field: .childName, answer: text.isEmpty ? .blank : .value(.text(text)),
      place: surname.position, way: .sameCell, score: 1, part: part)
  }

  /// "Is the child on SEN Support? Is there an EHCP? Is an assessment under way?"
  private var composedSENStatus: Candidate? {
    let asked = [
      ("sen.hasPlan", SENStatus.ehcp), ("sen.isAssessed", .assessmentUnderWay),
      ("sen.isSupported", .senSupport),
    ].compactMap { name, status in parts[name].map { (answer: $0, status: status) } }
    guard asked.count >= 2 else { return nil }
    let answers = asked.map { reading.read($0.answer, as: .yesNo) }
    let yes = zip(asked, answers).first { $0.1 == .value(.bool(true)) }
    let status: Answer =
      if let yes {
        .value(.text(yes.0.status.rawValue))
      } else if answers.contains(.doubtful) {
        .doubtful
      } else if answers.allSatisfy({ $0 == .value(.bool(false)) }) {
        .value(.text(SENStatus.none.rawValue))
      } else {
        .blank
      }
    return Candidate(
      field: .senStatus, answer: status, place: asked[0].answer.position, way: .sameCell,
      score: Limits.cueScore, part: part)
  }

  // MARK: What a line is

  /// Asked several times of one line while its row is looked at from different sides.
  func label(_ line: Line) -> LabelIndex.Match? {
    let key = LabelMemo.Key(
      position: line.position, text: line.text, standsAsLabel: line.standsAsLabel,
      section: section, previous: lastAsked)
    return memo.value(key) {
      // "Part A: social worker. Part B: tutor." says who fills in what.
      if line.namesBothParts || line.namesPartOfForm || line.isDay || line.tellsOfNoChange
        || line.tellsWhoWasTold || line.isKeyToCodes
      {
        return nil
      }
      if let choice = choiceOfSENStatus(line) { return choice }
      let place = order.place(of: line, after: lastAsked)
      if let match = labelBeforeFigure(line) {
        return ofChild(line, atItsTime(line, match), at: place)
      }
      if let match = labelBeforeName(line) { return match }
      if let match = labelBeforeTab(line) {
        return ofChild(line, atItsTime(line, match), at: place)
      }
      if let match = labelOfSchoolYear(line, at: place) { return atItsTime(line, match) }
      if let match = partOfRow(line) { return match }
      guard let first = catalogue.index.matches(line, at: place, allowed: isAllowed) else {
        return nameOfChild(line, at: place) ?? bracketBeforeColon(line) ?? branch(line)
          ?? bothHalves(line)
          ?? labelBeforeInstruction(line) ?? boldRequest(line) ?? askedByName(line)
      }
      // "Detail" heads a column of other forms.
      if lastAsked == .premiumAboveAllocation, meaning(first) == .other("heading"),
        let detail = branch(line)
      {
        return detail
      }
      if first.score < Limits.likeEnough, line.quotes(before: first.answerStart) { return nil }
      if let days = daysOfSuspension(line, first) { return days }
      if let evidence = evidenceBehindColon(line, first) { return evidence }
      // "Schools attended | From | To" lists where the child was.
      if meaning(first) == .field(.schoolName),
        line.words.contains(where: { $0.folded == "schools" }),
        line.words.contains(where: { ["attended", "previous", "history"].contains($0.folded) })
      {
        return catalogue.index.match(of: .other("school.attended"), answerStart: first.answerStart)
      }
      if first.score < Limits.likeEnough,
        let other = branch(line) ?? asksForNoFigure(line, first) ?? identityBehindColon(line, first)
          ?? askedBehindColon(line, first)
      {
        return other
      }
      return ofChild(line, atItsTime(line, wholeByLook(line, goingOn(line, first))), at: place)
    }
  }

  /// "Who attended? (attendance: 1 = in person, 2 = online)" and "Why has the child been absent?" ask for no figure
  /// and no choice, whatever words they have.
  private func asksForNoFigure(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match? {
    guard kind(match) != .text else { return nil }
    if meaning(match) == .field(.attendancePercentage), let other = attendanceOfElse(line, match) {
      return other
    }
    switch line.labelWords.first?.folded {
    case "who":
      return catalogue.index.match(of: .other("people.attended"), answerStart: line.bytes.count)
    case "why":
      return catalogue.index.match(of: .other("attendance.reasons"), answerStart: match.answerStart)
    // "Evidence of progress from starting point" asks for no judgement.
    case "evidence" where meaning(match) == .field(.acceptableProgress):
      return catalogue.index.match(of: .field(.progressEvidence), answerStart: match.answerStart)
    default: return nil
    }
  }

  /// "My attendance goal", "Predicted attendance", "Percentage of invitees present"; "Attendance (target 97%)" asks for
  /// what it is.
  private func attendanceOfElse(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match? {
    let asked = Set(LabelEnd.wordsOutsideBrackets(line.prefix(match.answerStart)))
    let other: String? =
      if !asked.isDisjoint(with: ["goal", "targets", "aim", "predicted", "expected"]) {
        "attendance.previous"
      } else if !asked.isDisjoint(with: ["invitees", "invited", "apologies"]) {
        "people.attended"
      } else {
        nil
      }
    return other.flatMap {
      catalogue.index.match(of: .other($0), answerStart: match.answerStart)
    }
  }

  /// "Acceptable progress: describe the evidence" asks for no judgement.
  private func evidenceBehindColon(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match? {
    guard meaning(match) == .field(.acceptableProgress), let colon = line.beforeColon,
      line.startsBold || line.standsAsLabel, line.words.count <= Limits.longestHeading
    else { return nil }
    let behind = line.from(colon)
    guard !behind.isEntered, behind.startsBold == line.startsBold,
      behind.words.contains(where: { $0.folded == "evidence" }),
      behind.namesWhatIsWanted
        || ["describe", "explain", "give", "outline", "state"].contains(behind.words.first?.folded)
    else { return nil }
    return catalogue.index.match(of: .field(.progressEvidence), answerStart: line.bytes.count)
  }

  /// "Suspensions: total days", "Suspensions – days" are no second question for their number.
  private func daysOfSuspension(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match? {
    guard meaning(match) == .field(.suspensionCount), let last = line.wordOfSuspendedDays,
      let start = LabelEnd.answerStart(line, afterWord: last)
    else { return nil }
    return catalogue.index.match(of: .field(.suspensionDays), answerStart: start)
  }

  func meaning(_ match: LabelIndex.Match) -> LabelEntry.Meaning {
    catalogue.labels[match.entry].meaning
  }

  /// A label may stand in its sections, or where no section has been met yet.
  func isAllowed(_ entry: LabelEntry) -> Bool {
    guard let section else {
      return true
    }
    if entry.notInSections.contains(section) { return false }
    return entry.sections.isEmpty || entry.sections.contains(section)
  }

  /// Notes a section heading or the beginning of a part; true if the line is one.
  mutating func enters(_ line: Line) -> Bool {
    notePart(line)
    // "Item 1 – target supported", in bold, goes on with its row.
    if line.behindNameOfRow != nil, lastAsked.map(FieldName.withRows.contains) == true {
      return false
    }
    // "Special school progress and PEP record", above everything, is the name of the paper.
    let isName = isFrontMatter && Wording.namesPaper(line.words.map(\.folded))
    guard let key = catalogue.sectionKey(of: line, byCue: !isName) else {
      // Under a heading in words nobody knows, nothing is known of the section; that of the heading
      // before it would forbid labels that stand here by right.
      if line.isTitle, label(line) == nil { leaveSection() }
      return false
    }
    section = key
    lastAsked = nil
    found.sections.insert(key)
    return true
  }

  mutating func leaveSection() {
    section = nil
    lastAsked = nil
  }

  private mutating func notePart(_ line: Line) {
    guard line.isBold || line.isHeading || line.place == .header, line.words.count <= 14 else {
      return
    }
    // "PEP Part A and Part B combined" begins neither.
    if line.namesBothParts {
      part = nil
    } else if let named = line.namedParts.first {
      part = named
    }
  }
}

/// Remembers which label a line was found to be. One pass owns it, on one thread.
private final class LabelMemo {
  struct Key: Hashable {
    var position: String
    var text: String
    var standsAsLabel: Bool
    var section: String?
    var previous: FieldName?
  }

  private var known: [Key: LabelIndex.Match?] = [:]

  func value(_ key: Key, _ find: () -> LabelIndex.Match?) -> LabelIndex.Match? {
    if let known = known[key] { return known }
    let found = find()
    known[key] = .some(found)
    return found
  }
}

extension Line {
  /// "18 December 2013": an answer, whatever its words resemble.
  fileprivate var isDay: Bool {
    text.contains(/^\s*\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \d{4}\s*$/)
  }

  /// "Bea told Mrs Adair: “I want to walk home on my own”" is what somebody said, whatever question it sounds like.
  fileprivate var tellsWhoWasTold: Bool {
    text.contains(/\b(?:told|asked|said to) (?:Mrs?|Ms|Miss|Mx|Dr)\.? [A-Z][^“"‘:]{0,40}:\s*[“"‘]/)
  }

  /// "He said “I want to walk home on my own”": nobody's words of any length stand in a question.
  fileprivate func quotes(before end: Int) -> Bool {
    guard let quote = text.firstMatch(of: /(?:^|[\s:(])[“‘"](?=\S)[^”’"]{30}/) else { return false }
    return text.utf8.distance(from: text.startIndex, to: quote.range.lowerBound) < end
  }

  /// "No change", "N/A" in a box of its own is an answer, though its words are those of a question.
  var tellsOfNoChange: Bool {
    words.count <= 4 && Self.answersOfNone.contains(Wording.key(text))
  }

  private static let answersOfNone = NoAnswer.nothing.union([
    "no change", "no changes", "nothing new", "nothing has changed", "no change to report",
    "no changes to report", "nothing to report", "no new information", "no updates", "no update",
  ])

  /// "Part A" and "Part B", where it names them.
  fileprivate var namedParts: Set<FormPart> {
    let folded = words.map(\.folded)
    let named = zip(folded, folded.dropFirst()).filter { $0.0 == "part" }.map(\.1)
    var parts: Set<FormPart> = []
    if named.contains("a") { parts.insert(.a) }
    if named.contains("b") { parts.insert(.b) }
    return parts
  }

  fileprivate var namesBothParts: Bool { namedParts.count == 2 }

  /// "Care section (Part A)", set as a title, asks for nothing.
  fileprivate var namesPartOfForm: Bool {
    isTitle && text.contains(/\(\s*(?:PEP )?Part [AB]\s*\)\s*$/)
  }
}

extension Answer {
  fileprivate var isDate: Bool { if case .value(.date) = self { true } else { false } }
}
