// Tables that a producer of PDF has torn: fields of a form drawn inside the cells make columns of their own, and
// end a table where the next row has more of them.

extension FormOutline {
  /// Rows under "Target | Action | Who | By when" that go on in a table right below, without heads of its own.
  mutating func joinTornTables() {
    var joined: [Item] = []
    for item in items {
      guard case .grid(let below) = item, case .grid(var above)? = joined.last,
        let rows = below.rowsUnder(above)
      else {
        joined.append(item)
        continue
      }
      above.rows += rows
      joined[joined.count - 1] = .grid(above)
    }
    items = joined
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
    guard let heads = above.rows.first, heads.count >= 3, above.rows.count >= 2,
      heads.allSatisfy({ $0.headLine?.isTitle == true }),
      above.rows.dropFirst().allSatisfy({ row in
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
