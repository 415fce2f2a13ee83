import PepCore

/// A table while its rows come in.
struct TableDraft {
  struct CellDraft {
    var columns = 1
    var continuesAbove = false
    /// Word's older horizontal merge: this cell is swallowed by the one to its left.
    var continuesLeft = false
    var isDeleted = false
  }

  private(set) var rows: [[Cell]] = []
  private var row: [Cell] = []
  var cell = CellDraft()
  var rowIsDeleted = false
  /// OpenDocument: columns of the spanning cell whose covered cells are still to come.
  var covered = 0

  mutating func beginRow() {
    row = []
    rowIsDeleted = false
  }

  /// A row may begin some grid columns in; an empty cell keeps positions comparable.
  mutating func indent(columns: Int) {
    if columns > 0 { row.append(Cell([], columns: min(columns, Limits.columns))) }
  }

  mutating func endCell(_ blocks: [Block]) {
    defer { cell = CellDraft() }
    if cell.isDeleted { return }
    let columns = min(max(cell.columns, 1), Limits.columns)
    if cell.continuesLeft, let last = row.indices.last {
      row[last].columns += columns
    } else {
      row.append(Cell(blocks, columns: columns, continuesAbove: cell.continuesAbove))
    }
  }

  mutating func endRow() {
    if !rowIsDeleted, !row.isEmpty { rows.append(row) }
  }
}
