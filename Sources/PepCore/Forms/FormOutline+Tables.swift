// Tables that a producer of PDF has torn: fields of a form drawn inside the cells make columns of their own, and
// end a table where the next row has more of them.

extension FormOutline {
  /// Rows under "Target | Action | Who | By when" that go on in a table right below or on the next page, without
  /// heads of its own.
  mutating func joinTornTables() {
    let running = runningLines
    var joined: [Item] = []
    var last: Int?
    var isNextPage = false
    for item in items {
      switch item {
      case .grid(let below):
        // An empty line alone parts two tables.
        if let index = last, isNextPage || index == joined.count - 1,
          case .grid(var above) = joined[index], let rows = below.rowsUnder(above)
        {
          above.goOn(with: rows, onNextPage: isNextPage)
          joined[index] = .grid(above)
          isNextPage = false
          continue
        }
        (last, isNextPage) = (joined.count, false)
      case .line(let line) where line.isBlank: break
      case .line(let line) where running.contains(Wording.key(line.text)): isNextPage = true
      case .line: last = nil
      }
      joined.append(item)
    }
    items = joined
  }
}

extension FormOutline {
  /// "Attendance % | 90 | Attendance %" over "(current year) | | (previous year)": a label that its producer broke.
  mutating func joinTornLabels() {
    for index in items.indices {
      guard case .grid(var grid) = items[index], !grid.rows.isEmpty else { continue }
      var rows: [[GridCell]] = []
      for cells in grid.rows {
        if let above = rows.last, let joined = cells.closing(above) {
          rows[rows.count - 1] = joined
        } else {
          rows.append(cells)
        }
      }
      grid.rows = rows
      // "Date of next PEP meeting:" above the table, and "(within six months) | 10/12/2026" in it; "What has changed?" at
      // the foot of a page, and "(write ‘None’ if nothing) | He has a new tutor" on the next.
      if index > 0, case .line(let label) = items[index - 1], label.isBold,
        let cell = grid.rows[0].first, grid.rows[0].count == 2, let line = cell.headLine,
        line.isBracketedHint, line.startsBold, cell.lines.count == 1
      {
        grid.rows[0][0].lines = [label.joined(with: line).asLabel]
        items[index - 1] = .line(Line(runs: [], place: label.place).placed(label.position))
      }
      items[index] = .grid(grid)
    }
  }
}

extension Line {
  /// Both in one line, which stands where its beginning does.
  fileprivate func joined(with rest: Line) -> Line {
    var line = Line(runs: runs + [Run(" ", runs.last?.marks ?? [])] + rest.runs, place: rest.place)
    line.position = position
    line.standsAsLabel = standsAsLabel
    return line
  }
}

extension [GridCell] {
  /// The row above with these brackets behind its labels; nil unless there is nothing but brackets, each below a
  /// label.
  fileprivate func closing(_ above: [GridCell]) -> [GridCell]? {
    let filled = filter { !$0.isBlank }
    guard !filled.isEmpty, filled.count < above.count else { return nil }
    var joined = above
    for cell in filled {
      let text = cell.text.trimmedBlanks
      guard text.hasPrefix("("), text.hasSuffix(")"), cell.lines.count == 1,
        let index = above.firstIndex(where: { $0.column == cell.column && !$0.isBlank }),
        above[index].lines.count == 1, above[index].headLine?.startsBold == true,
        !above[index].text.hasSuffix(")"), index + 1 < above.count,
        above[index + 1].headLine?.startsBold != true
      else { return nil }
      joined[index].lines = [above[index].lines[0].joined(with: cell.lines[0]).asLabel]
    }
    return joined
  }
}

extension FormOutline {
  /// "☐ | No SEND" over "☒ | SEN Support": options, each with its box in a cell of its own, are lines of one answer.
  mutating func boxOptions() {
    for index in items.indices {
      guard case .grid(var grid) = items[index], grid.rows.count >= 2,
        grid.rows.allSatisfy({ $0.count == 2 && $0[0].isBox && !$0[1].isBlank })
      else { continue }
      let lines = grid.rows.flatMap { cells in cells[1].lines.prefix(1).map { $0.behind(cells[0]) }
      }
      var cell = grid.rows[0][0]
      cell.lines = lines
      grid.rows = [[cell]]
      items[index] = .grid(grid)
    }
  }
}

extension GridCell {
  /// One box, ticked or not, and nothing else.
  fileprivate var isBox: Bool {
    let signs = text.trimmedBlanks.unicodeScalars
    return signs.count == 1 && signs.allSatisfy(Signs.isSign)
  }
}

extension Line {
  fileprivate func behind(_ box: GridCell) -> Line {
    var line = self
    line.runs.insert(Run(box.text.trimmedBlanks + " "), at: 0)
    return Line(runs: line.runs, place: place).placed(position)
  }
}

extension Grid {
  /// Its rows as rows of the table above; nil where they are none.
  fileprivate func rowsUnder(_ above: Grid) -> [[GridCell]]? {
    // A bar across the table may stand above its heads.
    let table = above.rows.first?.count == 1 ? above.rows.dropFirst() : above.rows[...]
    guard let heads = table.first, heads.count >= 3, table.count >= 2,
      heads.allSatisfy({ $0.headLine?.isTitle == true }),
      table.dropFirst().allSatisfy({ row in
        row.count == heads.count && !row.contains { $0.headLine?.startsBold == true }
      })
    else { return nil }
    let rows = withoutBlankColumns.rows
    guard
      rows.allSatisfy({ row in
        row.count == heads.count
          && row.allSatisfy { $0.width == 1 && $0.headLine?.startsBold != true }
      })
    else { return nil }
    return rows
  }

  /// Takes the rows below its own. What stands in one cell alone at the head of a page is the rest of what did not
  /// fit on the last one.
  fileprivate mutating func goOn(with below: [[GridCell]], onNextPage: Bool) {
    var below = below[...]
    if onNextPage, let first = below.first, first.count(where: { !$0.isBlank }) == 1,
      let index = first.firstIndex(where: { !$0.isBlank }), let last = rows.indices.last,
      rows[last].indices.contains(index), let end = rows[last][index].lines.last
    {
      let rest = first[index].lines
      rows[last][index].lines.removeLast()
      rows[last][index].lines.append(end.joined(with: rest[0]))
      rows[last][index].lines += rest.dropFirst()
      below = below.dropFirst()
    }
    rows += below
  }

  /// Columns that are blank from top to bottom are the rims of fields, and none.
  private var withoutBlankColumns: Grid {
    let count = rows.first?.count ?? 0
    guard count > 1, rows.allSatisfy({ $0.count == count && $0.allSatisfy { $0.width == 1 } })
    else { return self }
    let kept = (0..<count).filter { column in rows.contains { !$0[column].isBlank } }
    var grid = self
    grid.rows = rows.map { row in kept.map { row[$0] }.sideBySide }
    return grid
  }
}
