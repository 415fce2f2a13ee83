import PepCore

/// Tables, rows and cells.
extension WordStory {
  func startTablePart(_ element: Element, _ attributes: Attributes) {
    switch element {
    case .tbl: beginTable()
    case .tr:
      rowWrappers.append(wrappers)
      wrappers = controls.count
      if let last = tables.indices.last { tables[last].beginRow() }
    case .tc: openHolder()
    default:
      if let last = tables.indices.last { takeProperty(element, attributes, of: &tables[last]) }
    }
  }

  func endTablePart(_ element: Element) {
    switch element {
    case .tc:
      let blocks = closeHolder()
      // A cell outside any table is no table, but what it says is not lost.
      guard let last = tables.indices.last else { return add(blocks) }
      tables[last].endCell(blocks)
    case .tr:
      if let last = tables.indices.last { tables[last].endRow() }
      wrappers = rowWrappers.popLast() ?? 0
    default:
      guard let table = tables.popLast(), !table.rows.isEmpty else { return }
      add([.table(Table(rows: table.rows))])
    }
  }

  private func beginTable() {
    tables.append(TableDraft())
    if tables.count > Limits.tableDepth { stopReason = .overLimit }
  }

  private func takeProperty(
    _ element: Element, _ attributes: Attributes, of table: inout TableDraft
  ) {
    switch element {
    case .gridBefore: table.indent(columns: attributes[.val]?.integer ?? 0)
    case .gridSpan: table.cell.columns = attributes[.val]?.integer ?? 1
    // Without a value, a merge goes on.
    case .vMerge: table.cell.continuesAbove = attributes[.val].map { $0 == "continue" } ?? true
    case .hMerge: table.cell.continuesLeft = attributes[.val].map { $0 == "continue" } ?? true
    case .cellDel:
      table.cell.isDeleted = true
      remarks.insert(.trackedChanges)
    case .cellMerge:
      if attributes[.vMerge].map({ $0 == "cont" }) ?? false { table.cell.continuesAbove = true }
    default: break
    }
  }
}
