/// Collects the rows of one field from tables, or from labels that repeat ("Target 1: … Action: …").
struct RowCollector {
  /// What one table gives, or all labels that repeat.
  private struct Part {
    /// Columns that the form asks for.
    var asked: Set<FieldKind.Column> = []
    var rows: [FieldValue.Row] = []
    var isDoubtful = false
    var pointsElsewhere = false

    /// "Sum of the above | £722": a cost and a word for it, and the cost is what stands above together.
    var withoutSum: [FieldValue.Row] {
      guard rows.count >= 2, let last = rows.last, last.cells.count <= 2,
        case .number(let sum) = last.cells[.cost]
      else { return rows }
      let above = rows.dropLast().reduce(0.0) { total, row in
        if case .number(let cost) = row.cells[.cost] { total + cost } else { total }
      }
      return abs(above - sum) < 0.005 ? rows.dropLast() : rows
    }
  }

  let reading: AnswerReading
  private var tables: [Part] = []
  private var labelled = Part()
  /// The row being read of a table, and of labels.
  private var current: [FieldKind.Column: FieldValue.Row.Cell] = [:]
  private var labelledRow: [FieldKind.Column: FieldValue.Row.Cell] = [:]
  private var place = ""

  init(reading: AnswerReading) { self.reading = reading }

  mutating func beginTable(_ name: String, _ columns: [FieldKind.Column]) {
    tables.append(Part(asked: Set(columns)))
    current = [:]
    if place.isEmpty { place = name }
  }

  mutating func put(_ answer: AnswerText, column: FieldKind.Column) {
    guard !tables.isEmpty else { return }
    current[column] = cell(answer, column, &tables[tables.count - 1])
  }

  /// The table's rows cannot be told for certain.
  mutating func doubt() {
    if !tables.isEmpty { tables[tables.count - 1].isDoubtful = true }
  }

  mutating func endRow() {
    partCost()
    if !current.isEmpty, !tables.isEmpty {
      tables[tables.count - 1].rows.append(FieldValue.Row(current))
    }
    current = [:]
  }

  /// "Laptop for coursework £640" and a blank cost: a narrow column of a PDF ran into the one before it. An amount
  /// elsewhere in the row may be the cost or not.
  private mutating func partCost() {
    guard !tables.isEmpty, current[.cost] == nil, tables[tables.count - 1].asked.contains(.cost),
      case .text(let text)? = current[.intervention], text.contains(/£ ?\d/)
    else { return }
    guard let match = text.firstMatch(of: /^(.*[^£\s]) ?£ ?(\d+(?:\.\d\d)?)$/),
      let pounds = Double(match.2)
    else {
      tables[tables.count - 1].isDoubtful = true
      return
    }
    current[.intervention] = .text(String(match.1).trimmedBlanks)
    current[.cost] = .number(pounds)
  }

  /// An answer behind a label that repeats: a column met again begins the next row.
  mutating func take(_ answer: AnswerText, column: FieldKind.Column) {
    if place.isEmpty { place = answer.position }
    labelled.asked.insert(column)
    if labelledRow[column] != nil {
      labelled.rows.append(FieldValue.Row(labelledRow))
      labelledRow = [:]
    }
    if let cell = cell(answer, column, &labelled) { labelledRow[column] = cell }
  }

  private func cell(
    _ answer: AnswerText, _ column: FieldKind.Column, _ part: inout Part
  ) -> FieldValue.Row.Cell? {
    if answer.isBlank(prompts: reading.prompts) { return nil }
    if answer.pointsElsewhere {
      part.pointsElsewhere = true
      return nil
    }
    if answer.isIllegible {
      part.isDoubtful = true
      return nil
    }
    guard column == .cost else { return .text(answer.written) }
    switch NumberAnswer.money(answer) {
    case .value(.number(let pounds)): return .number(pounds)
    case .doubtful:
      part.isDoubtful = true
      return nil
    default: return nil
    }
  }

  /// A label that repeats was met, and no table of rows since.
  var isInBlock: Bool { tables.isEmpty && !place.isEmpty }

  func candidate(_ field: FieldName) -> Candidate {
    var parts = tables
    if parts.allSatisfy(\.rows.isEmpty) {
      var rest = labelled
      if !labelledRow.isEmpty { rest.rows.append(FieldValue.Row(labelledRow)) }
      parts.append(rest)
    }
    let isWhole = { (part: Part) in Set(field.neededColumns).isSubset(of: part.asked) }
    // Where one table has all that such rows need, another that has not looks back at the last term.
    let whole = parts.filter(isWhole)
    if whole.contains(where: { !$0.rows.isEmpty || $0.isDoubtful }) { parts = whole }
    let rows = parts.flatMap(\.withoutSum)
    let asked = Set(parts.flatMap(\.asked))
    // Rows without a column that such rows cannot do without: its heading was not understood; or what it asks for was
    // met outside the rows, "Target helped: 1" between two of them.
    // "£" alone of the heads that stand at the foot of a page, their rows on the next: of no blank is known what it
    // asks for.
    let isUnderstood =
      rows.isEmpty && (asked.isEmpty || asked.contains(field.neededColumns[0]))
      || Set(field.neededColumns).isSubset(of: asked)
      || asked == [.intervention, .cost] && labelled.asked.isSubset(of: asked)
    let answer: Answer =
      parts.contains(where: \.isDoubtful) || !isUnderstood
      ? .doubtful
      : rows.isEmpty
        ? (parts.contains(where: \.pointsElsewhere) ? .elsewhere : .blank) : .value(.rows(rows))
    return Candidate(
      field: field, answer: answer, place: place, way: .rows, score: 1, part: nil)
  }
}
