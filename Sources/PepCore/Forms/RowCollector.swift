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
