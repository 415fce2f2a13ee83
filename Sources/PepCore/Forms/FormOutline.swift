/// A form as its readers see it: lines of text in reading order, with their place in the tables.
///
/// Layout tables are common (a whole form may stand in one cell), so tables nest; each becomes a
/// grid of its own, in the order of the document.
struct FormOutline {
  enum Item {
    case line(Line)
    case grid(Grid)

    var isBlankLine: Bool { if case .line(let line) = self { line.isBlank } else { false } }
  }

  var items: [Item] = []
  /// Most lines are a label, a colon and an answer.
  var usesColons = false
  /// It was recognised in a picture.
  let isOfPicture: Bool
  let isOfPDF: Bool
  private var gridCount = 0
  private var lineCount = 0

  init(_ document: DocumentFacts) {
    isOfPicture = document.method == .recognised
    isOfPDF = document.format == .pdf
    for block in document.blocks { add(block) }
    joinTornTables()
    joinTornLabels()
    boxOptions()
    dropLoneCodes()
    noteRepeatedBlocks()
    dropNotes()
    dropNames()
    dropOrnaments()
    dropCodes()
    replaceLeaders()
    dropSpeakers()
    dropStates()
    noteNumberedTitles()
    noteNumberedQuestions()
    noteRequests()
    noteSeparators()
    noteLabelsOfFields()
    boxLists()
    boxTabbed()
    boxRounds()
    boxCards()
  }

  /// Every line, in reading order.
  var lines: [Line] {
    items.flatMap { item in
      switch item {
      case .line(let line): [line]
      case .grid(let grid): grid.rows.flatMap { $0.flatMap(\.lines) }
      }
    }
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .paragraph(let paragraph):
      for line in Line.cut(paragraph) {
        lineCount += 1
        items.append(.line(line.placed("line \(lineCount)")))
      }
    case .table(let table): add(table)
    }
  }

  /// A table made of lines that belong to one.
  mutating func addGrid(_ rows: [[Line]]) -> Grid {
    gridCount += 1
    return Grid(
      number: gridCount,
      rows: rows.map { lines in
        lines.enumerated().map { column, line in
          var line = line
          line.standsAsLabel = column == 0
          return GridCell(lines: [line], column: column, width: 1, continuesAbove: false)
        }
      })
  }

  private mutating func add(_ table: Table) {
    gridCount += 1
    let number = gridCount
    var grid = Grid(number: number, rows: [])
    var nested: [Table] = []
    for (rowIndex, row) in table.rows.enumerated() {
      var column = 0
      var cells: [GridCell] = []
      for cell in row {
        var lines: [Line] = []
        for block in cell.blocks {
          switch block {
          case .paragraph(let paragraph):
            lines += Line.cut(paragraph).map { line in
              var line = line.placed(
                "table \(number), row \(rowIndex + 1), column \(cells.count + 1)")
              line.standsAsLabel =
                cells.isEmpty
                || row.count >= 4 && row.count.isMultiple(of: 2) && cells.count.isMultiple(of: 2)
                || row.count == 3 && rowIndex == 0
              return line
            }
          case .table(let inner): nested.append(inner)
          }
        }
        if let head = lines.firstIndex(where: { !$0.isBlank }) {
          let below = lines[(head + 1)...].filter { !$0.isBlank }
          // "IF ACCEPTABLE: EVIDENCE" over a sentence, as "Changes: home, school" in bold over plain text.
          lines[head].isWholeByLook =
            lines[head].isBold && below.contains { !$0.startsBold }
            || lines[head].isShouted && below.contains { !$0.isShouted }
        }
        cells.append(
          GridCell(
            lines: lines, column: column, width: cell.columns, continuesAbove: cell.continuesAbove))
        column += cell.columns
      }
      grid.rows.append(cells)
    }
    grid.joinSplitHeads()
    grid.dropWhoFillsIn()
    if grid.holdsPairs { grid.markFirstLines() }
    grid.markHeads()
    grid.markTops()
    items.append(.grid(grid))
    for table in nested { add(table) }
  }
}

extension FormOutline {
  /// On paper the border between a question and its answer may look like the end of their table.
  func boxBehind(_ index: Int) -> GridCell? {
    let behind = items[(index + 1)...].first {
      if case .line(let line) = $0 { !line.isBlank } else { true }
    }
    guard case .grid(let grid)? = behind, grid.rows.count == 1, grid.rows[0].count == 1,
      let line = grid.rows[0][0].headLine, !line.startsBold
    else { return nil }
    return grid.rows[0][0]
  }
}

struct Grid {
  var number: Int
  var rows: [[GridCell]]
  /// Another table of the form has the same labels: each is one row of a list.
  var isRepeated = false
}

extension Grid {
  /// The one line of a table that is a bar across the page: a heading in a box.
  var bar: Line? {
    guard rows.count == 1, rows[0].count == 1, !rows[0][0].isEntered else { return nil }
    let lines = rows[0][0].lines.filter { !$0.isBlank }
    guard lines.count == 1, lines[0].isTitle, lines[0].beforeColon == nil else { return nil }
    return lines[0]
  }

  /// Most cells hold two lines and more: a label over its answer.
  var holdsPairs: Bool {
    let filled = rows.joined().filter { !$0.isBlank }
    let pairs = filled.filter { cell in cell.lines.filter { !$0.isBlank }.count >= 2 }
    return filled.count >= 4 && 5 * pairs.count >= 3 * filled.count
  }

  /// One cell a row, and several of them hold a label and below it its answer.
  var keepsAnswersInside: Bool {
    rows.allSatisfy { $0.count == 1 }
      && rows.count { row in row[0].lines.filter { !$0.isBlank }.count >= 2 } >= 2
  }

  /// "My attendance so far: | Half days missed: 11" over more of them: most cells hold a label, a colon and an answer,
  /// and one without an answer is left blank.
  func holdsOwnAnswers(near row: Int) -> Bool {
    let around = rows[
      max(0, row - Limits.rowsAround)..<min(rows.count, row + Limits.rowsAround)]
    let filled = around.joined().compactMap(\.headLine)
    let pairs = filled.filter { ($0.holdsPair || $0.asksAndAnswers) && !$0.isEntered }
    return pairs.count >= 3 && 5 * pairs.count >= 3 * filled.count
  }

  mutating func markPairs() {
    for row in rows.indices {
      for cell in rows[row].indices { rows[row][cell].isPair = true }
    }
  }

  /// "Total | Over the allocation? | If more: details", all bold over what is not: labels as a whole.
  fileprivate mutating func markHeads() {
    for (row, below) in zip(rows.indices, rows.dropFirst())
    where rows[row].count >= 2 && below.count == rows[row].count
      && rows[row].allSatisfy({ cell in
        cell.lines.filter { !$0.isBlank }.count == 1 && cell.headLine?.isBold == true
      }) && !below.contains(where: { $0.headLine?.startsBold == true })
    {
      for cell in rows[row].indices {
        for line in rows[row][cell].lines.indices {
          rows[row][cell].lines[line].isWholeByLook = true
        }
      }
    }
  }

  /// "Question | Response | Completed by": who was to fill a row in answers nothing, above all not the question
  /// whose response is blank.
  fileprivate mutating func dropWhoFillsIn() {
    guard let head = rows.first, head.count >= 3, let last = head.last?.headLine,
      [
        "completed by", "to be completed by", "filled in by", "to be filled in by",
        "who fills this in",
      ]
      .contains(Wording.key(last.text)),
      rows.dropFirst().allSatisfy({ row in
        row.count < head.count || row.count == head.count && row.last?.namesWhoFillsIn == true
      })
    else { return }
    for row in rows.indices.dropFirst() where rows[row].count == head.count {
      rows[row].removeLast()
    }
  }

  /// "Cost" and a blank cell over one cell as wide as both: a rule of another row, drawn through the head.
  fileprivate mutating func joinSplitHeads() {
    for (row, below) in zip(rows.indices, rows.dropFirst()) where rows[row].count == below.count + 1
    {
      guard
        let blank = rows[row].indices.dropFirst().first(where: { index in
          rows[row][index].isBlank && !rows[row][index - 1].isBlank
            && below.contains {
              $0.column == rows[row][index - 1].column
                && $0.width == rows[row][index - 1].width + rows[row][index].width
            }
        })
      else { continue }
      rows[row][blank - 1].width += rows[row][blank].width
      rows[row].remove(at: blank)
    }
  }

  /// "My voice: course, home, money" in bold across the table, over a row of plain text or none: a label as a
  /// whole, too.
  fileprivate mutating func markTops() {
    for (row, below) in zip(rows.indices, rows.dropFirst())
    where rows[row].count == 1 && below.count == 1 {
      let filled = rows[row][0].lines.indices.filter { !rows[row][0].lines[$0].isBlank }
      guard filled.count == 1, rows[row][0].lines[filled[0]].isBold,
        below[0].headLine?.startsBold != true
      else { continue }
      rows[row][0].lines[filled[0]].isWholeByLook = true
    }
  }

  fileprivate mutating func markFirstLines() {
    for row in rows.indices {
      for cell in rows[row].indices {
        guard let first = rows[row][cell].lines.firstIndex(where: { !$0.isBlank }) else { continue }
        rows[row][cell].lines[first].standsAsLabel = true
      }
    }
  }
}

struct GridCell {
  var lines: [Line]
  /// First grid column it covers.
  var column: Int
  var width: Int
  var continuesAbove: Bool
  /// Its first line is a label, and the lines below that the answer, as in all cells of its table.
  var isPair = false

  var isBlank: Bool { lines.allSatisfy(\.isBlank) }
  var isEntered: Bool { lines.allSatisfy(\.isEntered) }

  /// "School", "Social worker"; under "Completed by" may also stand a day by which something is to be done.
  fileprivate var namesWhoFillsIn: Bool {
    let key = Wording.key(headLine?.text ?? "")
    return key.isEmpty
      || [
        "school", "social worker", "sw", "dt", "designated teacher", "carer", "foster carer",
        "college",
        "setting", "nursery", "provider", "la", "local authority", "virtual school", "vs", "pupil",
        "young person", "child",
      ].contains(key)
  }

  /// A word or two, or one that is yes or no: not a question of its own.
  var mayBeChoice: Bool {
    let words = Wording.folded(text)
    return words.count <= 3 || words.contains { ["yes", "no"].contains($0) }
      || text.unicodeScalars.contains(where: Signs.isSign)
  }

  func covers(_ other: GridCell) -> Bool {
    column < other.column + other.width && other.column < column + width
  }
}

extension [GridCell] {
  /// In columns of one row, counted from its beginning.
  var sideBySide: [GridCell] {
    enumerated().map { index, cell in
      var cell = cell
      cell.column = index
      return cell
    }
  }
}

/// Characters that stand for a choice.
enum Signs {
  static func isTicked(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "☒", "☑", "✓", "✔", "✗", "✘", "🗹", "🗷", "⊠", "■", "●", "◉", "⦿": true
    default: false
    }
  }

  static func isEmpty(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "☐", "□", "▢", "○", "◯", "❏", "❑": true
    default: false
    }
  }

  static func isSign(_ scalar: Unicode.Scalar) -> Bool { isTicked(scalar) || isEmpty(scalar) }
}
