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
