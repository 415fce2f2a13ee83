/// The tables of a check document: one row a section with yes or no and a comment, or one row a query
/// with whom it is for.
struct CheckSections {
  /// Sections answered with no, or commented on.
  private(set) var notes: [String] = []
  /// Comments on sections answered with no.
  private(set) var objections: [String] = []
  private(set) var hasObjection = false
  /// Under the head "Satisfactory?" every section is answered: together they say how the check came out.
  var areJudged: Bool { rows > 0 && judged == rows }
  private var rows = 0
  private var judged = 0

  init(_ grids: [Grid], _ words: CheckWords) {
    for grid in grids { read(grid, words) }
  }

  private mutating func read(_ grid: Grid, _ words: CheckWords) {
    guard let head = Self.head(grid, words),
      let title = grid.rows[head].first(where: { words.sectionColumns.isOne(Self.key($0)) })
    else { return }
    let column = title.column
    let judges = words.outcome.isOne(Self.key(title))
    rows += grid.rows.count - head - 1
    for row in grid.rows[(head + 1)...] {
      // The outcome ends the sections; what else is asked after it is none.
      if let label = row.first, words.isLabel(Self.key(label)) { break }
      guard let label = row.first, !label.isBlank, !words.asides.label(Self.key(label)),
        let mark = row.first(where: { $0.column == column }),
        case .value(.bool(let isComplete)) = YesNoAnswer.read(AnswerText(lines: mark.lines))
      else { continue }
      if judges { judged += 1 }
      let comment = row.filter { $0.column > column }.map(Self.written).filter { !$0.isEmpty }
        .joined(separator: "; ")
      if !isComplete {
        hasObjection = true
        if !comment.isEmpty { objections.append(comment) }
      }
      if isComplete, comment.isEmpty { continue }
      notes.append(
        "\(Self.written(label)): \(isComplete ? "yes" : "no")"
          + (comment.isEmpty ? "" : " – \(comment)"))
    }
  }

  /// The row of a table that heads the sections: what stands in it are no questions. "Outcome | Satisfactory" is
  /// one, and its answer.
  static func head(_ grid: Grid, _ words: CheckWords) -> Int? {
    grid.rows.firstIndex { row in
      row.dropFirst().contains { words.sectionColumns.isOne(key($0)) }
        && row.first.map { words.isLabel(key($0)) } == false
    }
  }

  /// Rows of a table that has a column for the query and one for whom it is for.
  static func queryRows(_ grid: Grid, _ words: CheckWords) -> [CheckReading.Query] {
    guard
      let head = grid.rows.firstIndex(where: { row in
        row.contains { words.whomColumns.isOne(key($0)) }
          && row.contains { words.queries.label(key($0)) }
      }), let query = grid.rows[head].first(where: { words.queries.label(key($0)) })?.column,
      let whom = grid.rows[head].first(where: { words.whomColumns.isOne(key($0)) })?.column
    else { return [] }
    return grid.rows[(head + 1)...].compactMap { row in
      guard let text = row.first(where: { $0.column == query }).map(written), !text.isEmpty,
        !words.none.isOne(Wording.key(text)), !words.isLabel(Wording.key(text))
      else { return nil }
      let person = row.first { $0.column == whom }.map(written) ?? ""
      return CheckReading.Query(
        text: CheckReading.withoutBullet(text), whom: person.isEmpty ? text : person, addressee: nil
      )
    }
  }

  private static func written(_ cell: GridCell) -> String {
    AnswerText(lines: cell.lines.filter { !$0.isBlank }).written
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static func key(_ cell: GridCell) -> String {
    cell.lines.filter { !$0.isBlank }.map(CheckPairs.key).joined(separator: " ")
  }
}
