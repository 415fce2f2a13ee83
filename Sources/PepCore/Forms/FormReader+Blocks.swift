// One row of a table set as a block of labels, the first of which is numbered: "Goal 1 | …", "Steps | …",
// "Who | …", and below or in the next table "Goal 2 | …".

extension Pass {
  /// Reads the block that begins at this row; returns the index of the row behind it, or nil where
  /// none begins.
  mutating func readBlock(_ grid: Grid, _ start: Int) -> Int? {
    let isCard = isCard(grid, start)
    guard let first = grid.rows[start].first?.headLine,
      let name = blockName(first) ?? (isCard ? first : nil)
    else { return nil }
    var lines = [name]
    var end = start + 1
    while end < grid.rows.count, let line = grid.rows[end].first?.headLine,
      isInBlock(line, isCard: isCard, isAnswered: grid.rows[end].last?.isBlank == false),
      grid.rows[end].count == 2
    {
      lines.append(line)
      end += 1
    }
    guard grid.rows[start].count == 2, lines.count >= 2 else { return nil }
    let card = Card(
      labels: lines, cells: grid.rows[start..<end].map { $0[0].lines },
      answers: grid.rows[start..<end].map { $0[1].lines })
    return readCards([card], grid.number) ? end : nil
  }

  /// Reads cards of the same labels, each as a row of targets or of what is bought; false where they are neither.
  mutating func readCards(_ cards: [Card], _ table: Int) -> Bool {
    guard let first = cards.first else { return false }
    let columns = first.labels.indices.map { index in
      RowColumn(
        cell: GridCell(
          lines: [first.labels[index]], column: index, width: 1, continuesAbove: false),
        line: first.labels[index],
        content: ColumnContent(
          cards.map { AnswerText(lines: $0.answers[index]).filled(reading) }))
    }
    // By the labels alone, if they tell, so that all blocks with the same labels are read alike: one
    // answer tells less than a column of them.
    let labels = columns.map { RowColumn(cell: $0.cell, line: $0.line, content: .blank) }
    guard let roles = blockRoles[first.keys] ?? roles(labels) ?? roles(columns) else {
      return false
    }
    blockRoles[first.keys] = roles
    for card in cards { take(card, table, roles) }
    return true
  }

  /// "Aim 1", "Decision 2" over a table of labels with an answer each, or in a row of its own before them; or a
  /// table whose labels stand in another table again.
  private func isCard(_ grid: Grid, _ start: Int) -> Bool {
    if start > 0, grid.rows[start - 1].count == 1, grid.rows[start].count == 2 {
      return grid.rows[start - 1][0].headLine.flatMap { blockName($0) } != nil
    }
    return start == 0 && grid.rows.count >= 3 && grid.rows.allSatisfy { $0.count == 2 }
      && (grid.isRepeated || lineBefore.flatMap { blockName($0) } != nil)
  }

  private func roles(_ columns: [RowColumn]) -> BlockRoles? {
    guard let header = RowColumns(columns: columns, pass: self).header else { return nil }
    let roles = columns.map { column in
      header.columns.first { $0.cell.column == column.cell.column }?.column
    }
    return BlockRoles(field: header.field, columns: roles)
  }

  private mutating func take(_ card: Card, _ table: Int, _ roles: BlockRoles) {
    rows[roles.field, default: RowCollector(reading: reading)].beginTable(
      "table \(table)", roles.columns.compactMap { $0 })
    lastAsked = roles.field
    for (index, label) in card.labels.enumerated() {
      answered.formUnion((card.cells[index] + card.answers[index]).map(\.position))
      let answer = AnswerText(lines: card.answers[index])
      if let column = roles.columns[index] {
        rows[roles.field]?.put(answer, column: column)
      } else if !answer.isBlank(prompts: reading.prompts), self.label(label) == nil,
        !catalogue.index.isMeasure(label)
      {
        found.unexplained.append(
          UnexplainedText(
            label, section: section, after: roles.field, isAnsweredQuestion: true))
      }
    }
    rows[roles.field]?.endRow()
  }

  /// "Goal 1" without its number.
  func blockName(_ line: Line) -> Line? {
    guard line.isNumberedName else { return nil }
    return line.prefix(line.words[line.words.count - 2].end)
  }

  /// A label that goes on in the block: no new number, heading or question of its own.
  private func isInBlock(_ line: Line, isCard: Bool, isAnswered: Bool) -> Bool {
    guard blockName(line) == nil, line.words.count <= Limits.longestHeading else { return false }
    // "Cost to premium" and "Target helped" sound like headings, and nothing stands beside a heading.
    if !isCard, !isAnswered, catalogue.sectionKey(of: line) != nil, line.isBold {
      return false
    }
    guard let match = label(line), case .field = meaning(match) else { return true }
    return match.score < 1
      && FieldName.withRows.contains { catalogue.index.columnByCue(line, of: $0, in: nil) != nil }
  }
}

/// One row of a list, set as labels with an answer each.
struct Card {
  /// Without the numbers of the row.
  var labels: [Line] = []
  /// The lines of the labels as they stand.
  var cells: [[Line]] = []
  var answers: [[Line]] = []

  var keys: [String] { labels.map { Wording.key($0.text) } }
}

/// What the labels of a block ask for; the blocks behind it have the same labels.
struct BlockRoles {
  var field: FieldName
  /// One of each label; nil where nothing is recorded from it.
  var columns: [FieldKind.Column?]
}

extension AnswerText {
  /// As written, or nothing where a prompt or "TBC" stands.
  func filled(_ reading: AnswerReading) -> String {
    isBlank(prompts: reading.prompts) ? "" : written
  }
}
