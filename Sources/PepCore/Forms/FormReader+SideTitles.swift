// Columns beside the questions: the title of their section, merged over its rows, or their numbers.

extension Grid {
  /// Takes the number of a question ("10.1", "3a") out, where it has a cell of its own. A row of more
  /// cells belongs to a table whose lines are counted.
  mutating func dropNumber(_ row: Int) {
    guard (2...4).contains(rows[row].count), !rows[row][1].isBlank else { return }
    let isNumber =
      rows[row].count < 4 && rows[row][0].isNumbering || isNumbered && rows[row][0].isCode
    if isNumber { takeFirst(row) }
  }

  /// "A01", "C5", "17" begin most rows of questions: a table whose lines are counted is no list of questions,
  /// and counts from 1.
  private var isNumbered: Bool {
    let codes = rows.compactMap { $0.count >= 3 && $0[0].isCode ? $0[0].headLine?.text : nil }
    return codes.count >= 5 && 3 * codes.count >= 2 * rows.count
  }

  /// Removes the first cell of a row; what stood second stands where labels do.
  mutating func takeFirst(_ row: Int) {
    rows[row].removeFirst()
    guard !rows[row].isEmpty else { return }
    for index in rows[row][0].lines.indices { rows[row][0].lines[index].standsAsLabel = true }
  }
}

extension GridCell {
  /// "A01", "C5", "17".
  var isCode: Bool {
    let text = text.trimmedBlanks
    return text.wholeMatch(of: /[A-Za-z]{0,2}[0-9]{1,3}/) != nil
  }

  fileprivate var isNumbering: Bool {
    guard let line = headLine, lines.filter({ !$0.isBlank }).count == 1, line.text.utf8.count <= 8,
      !line.isEntered
    else { return false }
    // "D.O.B." is a label.
    return (1...3).contains(line.words.count)
      && line.words.allSatisfy { Numbering.is($0.folded) || $0.folded.utf8.count == 1 }
      && (line.words.count == 1 || line.words.contains { Int($0.folded) != nil })
  }
}

extension Pass {
  /// Enters the section that the first cell of the row names, and takes the column out of the grid, so
  /// that the rows are read as if the title stood above them.
  mutating func takeSideTitle(_ grid: inout Grid, _ row: Int) {
    guard let side = sideTitle(grid, row), let line = side.headLine else { return }
    _ = enters(line)
    grid.takeFirst(row)
    var below = row + 1
    while below < grid.rows.count, let first = grid.rows[below].first, first.continuesAbove,
      first.column == side.column
    {
      grid.takeFirst(below)
      below += 1
    }
  }

  private func sideTitle(_ grid: Grid, _ row: Int) -> GridCell? {
    let cells = grid.rows[row]
    guard cells.count >= 2, let first = cells.first, !first.continuesAbove,
      let line = first.headLine
    else { return nil }
    let goesOn =
      row + 1 < grid.rows.count && grid.rows[row + 1].first?.continuesAbove == true
      && grid.rows[row + 1].first?.column == first.column
    // A title in words that nobody knows is one where it is set like one, beside labels with answers.
    guard catalogue.sectionKey(of: line) != nil || goesOn && line.isTitle && cells.count >= 3 else {
      return nil
    }
    // "Parental responsibility | Mother" is a label and its answer, whatever sections are called.
    let headsLabels = cells.count >= 3 && cells[1].headLine.flatMap { label($0) } != nil
    return goesOn || headsLabels && label(line) == nil && !looksLikeHeading(grid, row) ? first : nil
  }
}
