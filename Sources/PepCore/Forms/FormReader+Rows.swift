// Tables of rows under column headings: targets, and the plan for Pupil Premium.

/// The columns of a table of rows.
struct RowHeader {
  var field: FieldName
  var columns: [(cell: GridCell, column: FieldKind.Column)]

  var hasFirstColumn: Bool {
    guard case .rows(let known) = field.kind else { return false }
    return columns.contains { $0.column == known.first }
  }

  fileprivate var isWhole: Bool {
    Set(field.neededColumns.prefix(2)).isSubset(of: columns.map(\.column))
  }
}

extension [RowHeader] {
  /// Each column once: "Target" heads the first that is met.
  fileprivate mutating func add(
    _ cell: GridCell, _ column: FieldKind.Column, of field: FieldName
  ) {
    guard let index = firstIndex(where: { $0.field == field }) else {
      append(RowHeader(field: field, columns: [(cell, column)]))
      return
    }
    guard !self[index].columns.contains(where: { $0.column == column }) else { return }
    self[index].columns.append((cell, column))
  }

  /// Gives the remaining cells of a heading the columns that their words tell, where a wording or the
  /// section says whose table it is.
  fileprivate mutating func complete(_ cells: [GridCell], _ field: FieldName, _ pass: Pass) {
    let isAtHome = pass.section.map(Telling.sections(field).contains) ?? true
    guard isAtHome || contains(where: { $0.field == field && $0.columns.count >= 2 }) else { return }
    let known = first { $0.field == field }?.columns.count ?? 0
    for cell in cells {
      let taken = first { $0.field == field }?.columns.contains { $0.cell.column == cell.column }
      guard taken != true, let line = cell.headLine, !pass.isFieldLabel(line),
        let column = pass.catalogue.index.columnByCue(line, of: field, in: pass.section)
      else { continue }
      add(cell, column, of: field)
    }
    // By cues alone a table is ours only if it has what such a table cannot do without.
    if known < 2, first(where: { $0.field == field })?.isWhole != true {
      removeAll { $0.field == field && $0.columns.count > known }
    }
  }
}

extension Pass {
  /// "Amount requested (£)" heads no column of costs.
  fileprivate func isFieldLabel(_ line: Line) -> Bool {
    if let match = label(line), case .field = meaning(match) { return true }
    return false
  }
}

extension FieldName {
  /// What a usable row has: "a target with an action; an intervention with a cost and the target it
  /// supports".
  var neededColumns: [FieldKind.Column] {
    switch self {
    case .targets: [.target, .action]
    case .premiumSpend: [.intervention, .cost, .target]
    default: []
    }
  }

  fileprivate static let withRows = allCases.filter { if case .rows = $0.kind { true } else { false } }
}

extension Pass {
  /// The row is the heading of a table of ours if at least two of its cells head columns of one
  /// field, the field's first column among them. A review of the last PEP's targets looks much the
  /// same; its own label tells it apart.
  func rowHeader(_ grid: Grid, _ row: Int) -> RowHeader? {
    let cells = grid.rows[row]
    guard cells.count >= 2, row + 1 < grid.rows.count else { return nil }
    var headings: [RowHeader] = []
    var others = 0
    for cell in cells {
      guard let line = cell.headLine else { continue }
      // "Target 1:" is the label of one answer, not the head of a column.
      if let last = line.words.last?.folded, line.words.count > 1, Int(last) != nil { return nil }
      if let match = label(line), case .other(let name) = meaning(match) {
        if name == "lastTargets" { return nil }
        continue
      }
      let columns = catalogue.index.columns(line, allowed: isAllowed)
      if columns.isEmpty { others += 1 }
      for (field, column) in columns { headings.add(cell, column, of: field) }
    }
    let looksLikeHeading = looksLikeHeading(grid, row)
    if looksLikeHeading || isFirstOfManyRows(grid, row) {
      for field in FieldName.withRows { headings.complete(cells, field, self) }
    }
    guard let best = headings.max(by: { $0.columns.count < $1.columns.count }),
      best.columns.count >= 2, best.hasFirstColumn,
      // "Target | Read daily | Action | Mentor" is a row of labels and answers.
      looksLikeHeading || others < best.columns.count || best.isWhole && best.columns.count >= 3
    else { return nil }
    return best
  }

  /// Short texts over rows of as many cells, not set in any way: a heading if its words say so.
  private func isFirstOfManyRows(_ grid: Grid, _ row: Int) -> Bool {
    let cells = grid.rows[row]
    return cells.count >= 3 && grid.rows[row + 1].count == cells.count
      && cells.allSatisfy { ($0.headLine?.words.count ?? 0) <= Limits.longestHeading }
  }

  /// Short texts in three cells or more, all set alike, over a row that is not set like them.
  func looksLikeHeading(_ grid: Grid, _ row: Int) -> Bool {
    guard row + 1 < grid.rows.count else { return false }
    let heads = grid.rows[row].compactMap(\.headLine)
    let below = grid.rows[row + 1]
    guard heads.count >= 3, below.count == grid.rows[row].count,
      heads.allSatisfy({ $0.words.count <= Limits.longestHeading && !$0.isEntered })
    else { return false }
    return heads.allSatisfy(\.startsBold) && below.allSatisfy { $0.headLine?.startsBold != true }
  }

  /// Reads the rows below a heading; returns the index of the first row that is none of them.
  mutating func readRows(_ grid: Grid, _ header: RowHeader, from start: Int) -> Int {
    var row = start
    rows[header.field, default: RowCollector(reading: reading)].beginTable(
      "table \(grid.number)", header.columns.map(\.column))
    lastAsked = header.field
    noteForeignColumns(grid, header, above: start)
    while row < grid.rows.count {
      let cells = grid.rows[row]
      if endsRows(cells, header) { break }
      for cell in cells { answered.formUnion(cell.lines.map(\.position)) }
      if !isTotal(cells) {
        for (head, column) in header.columns {
          let under = cells.filter { $0.covers(head) && !$0.continuesAbove }
          guard let cell = under.first else { continue }
          rows[header.field]?.put(AnswerText(lines: cell.lines), column: column)
        }
        rows[header.field]?.endRow()
      }
      row += 1
    }
    return row
  }

  /// What stands under a heading that nobody knows may be what seems to be missing from the rows.
  private mutating func noteForeignColumns(_ grid: Grid, _ header: RowHeader, above start: Int) {
    for cell in grid.rows[start - 1] {
      guard let line = cell.headLine, label(line) == nil,
        !header.columns.contains(where: { $0.cell.column == cell.column }),
        grid.rows[start...].contains(where: { row in
          row.contains { $0.covers(cell) && !$0.isBlank && !$0.continuesAbove }
        })
      else { continue }
      found.unexplained.append(
        UnexplainedText(line, section: section, after: header.field, isAnsweredQuestion: true))
    }
  }

  /// A label of a field, a new heading or a section ends the rows.
  private func endsRows(_ cells: [GridCell], _ header: RowHeader) -> Bool {
    guard cells.count < header.columns.count || cells.count <= 2,
      let line = cells.first?.headLine
    else { return false }
    if catalogue.sectionKey(of: line) != nil { return true }
    if let match = label(line), case .field = meaning(match) { return true }
    return false
  }

  private func isTotal(_ cells: [GridCell]) -> Bool {
    cells.contains { cell in
      let words = Wording.folded(cell.text)
      guard let first = words.first else { return false }
      return
        (first == "total" || words.prefix(2) == ["grand", "total"]
        || words.prefix(2) == ["sub", "total"])
        && words.count <= 4
    }
  }
}

extension Pass {
  /// A bare label that nobody knows, or one that heads a column of another field ("Activities and
  /// support" in a block of a target).
  func mayBelongToBlock(_ pieces: [Segment]) -> Bool {
    guard let piece = pieces.first else { return true }
    guard pieces.count == 1, !piece.holdsAnswer(reading), piece.match.score < 1,
      case .column(let field, _) = meaning(piece.match)
    else { return false }
    return field != lastAsked
  }

  /// "Price | £125" in the block of labels that "What we will buy 1" opened. True if the next cell was
  /// used.
  mutating func takeFromBlock(_ grid: Grid, _ row: Int, _ index: Int) -> Bool {
    let cells = grid.rows[row]
    guard let field = lastAsked, case .rows = field.kind, index + 1 < cells.count,
      let line = cells[index].headLine,
      label(cells[index + 1].headLine ?? Line(runs: [])) == nil,
      let column = catalogue.index.columnByCue(line, of: field, in: section),
      rows[field]?.isInBlock == true
    else { return false }
    let answer = AnswerText(lines: cells[index + 1].lines).placed(line.position)
    answered.formUnion(answer.lines.map(\.position))
    rows[field]?.take(answer, column: column)
    return true
  }
}

extension GridCell {
  /// The first line that is not blank.
  var headLine: Line? { lines.first { !$0.isBlank } }
}

/// Collects the rows of one field from tables, or from labels that repeat ("Target 1: … Action: …").
struct RowCollector {
  let reading: AnswerReading
  private var tableRows: [FieldValue.Row] = []
  private var labelledRows: [FieldValue.Row] = []
  private var current: [FieldKind.Column: FieldValue.Row.Cell] = [:]
  /// Columns that the form asks for.
  private var asked: Set<FieldKind.Column> = []
  private var isDoubtful = false
  private var pointsElsewhere = false
  private var place = ""
  private var sawTable = false

  init(reading: AnswerReading) { self.reading = reading }

  mutating func beginTable(_ name: String, _ columns: [FieldKind.Column]) {
    sawTable = true
    asked.formUnion(columns)
    current = [:]
    if place.isEmpty { place = name }
  }

  mutating func put(_ answer: AnswerText, column: FieldKind.Column) {
    if answer.isBlank(prompts: reading.prompts) { return }
    if answer.pointsElsewhere {
      pointsElsewhere = true
      return
    }
    guard column == .cost else {
      current[column] = .text(answer.written)
      return
    }
    switch NumberAnswer.money(answer) {
    case .value(.number(let pounds)): current[column] = .number(pounds)
    case .doubtful: isDoubtful = true
    default: break
    }
  }

  mutating func endRow() {
    if !current.isEmpty { tableRows.append(FieldValue.Row(current)) }
    current = [:]
  }

  /// An answer behind a label that repeats: a column met again begins the next row.
  mutating func take(_ answer: AnswerText, column: FieldKind.Column) {
    if place.isEmpty { place = answer.position }
    asked.insert(column)
    if labelled[column] != nil {
      labelledRows.append(FieldValue.Row(labelled))
      labelled = [:]
    }
    let kept = current
    current = labelled
    put(answer, column: column)
    labelled = current
    current = kept
  }

  private var labelled: [FieldKind.Column: FieldValue.Row.Cell] = [:]

  /// A label that repeats was met, and no table of rows since.
  var isInBlock: Bool { !sawTable && !place.isEmpty }

  func candidate(_ field: FieldName) -> Candidate {
    var rows = tableRows
    if rows.isEmpty { rows = labelledRows + (labelled.isEmpty ? [] : [FieldValue.Row(labelled)]) }
    // Rows without a column that such rows cannot do without: its heading was not understood.
    let isWhole = Set(field.neededColumns).isSubset(of: asked)
    let answer: Answer =
      isDoubtful || !rows.isEmpty && !isWhole
      ? .doubtful : rows.isEmpty ? (pointsElsewhere ? .elsewhere : .blank) : .value(.rows(rows))
    return Candidate(
      field: field, answer: answer, place: place, way: .rows, score: 1, part: nil)
  }
}
