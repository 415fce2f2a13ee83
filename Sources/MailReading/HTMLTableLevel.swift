internal import PepCore

/// The message itself, or one open table with its open row and cell. End tags are often left out, so
/// each beginning ends what it must.
struct HTMLTableLevel {
  /// Of the open cell, or of the message.
  var blocks: [Block] = []
  private let isTable: Bool
  private var rows: [[Cell]] = []
  private var row: [Cell] = []
  private var openCell: (columns: Int, rows: Int)?
  /// Cells that reach down into the next rows, by the grid column they begin in.
  private var reaching: [Int: (rows: Int, columns: Int)] = [:]
  private var column = 0

  init(isTable: Bool = false) { self.isTable = isTable }

  var isOpen: Bool { !isTable || openCell != nil }

  var table: Table {
    var copy = self
    copy.endRow()
    return Table(rows: copy.rows)
  }

  mutating func beginCell(columns: Int, rows: Int) {
    endCell()
    passReaching()
    openCell = (columns, rows)
  }

  mutating func endCell() {
    guard let cell = openCell else { return }
    row.append(Cell(blocks.isEmpty ? [.paragraph(Paragraph([]))] : blocks, columns: cell.columns))
    if cell.rows > 1 { reaching[column] = (cell.rows - 1, cell.columns) }
    column += cell.columns
    blocks = []
    openCell = nil
  }

  mutating func endRow() {
    endCell()
    guard !row.isEmpty else { return }
    passReaching()
    rows.append(row)
    row = []
    column = 0
  }

  /// Puts in the cells that come down from the rows above.
  private mutating func passReaching() {
    while let cell = reaching[column], column < Limits.columns * 4 {
      row.append(Cell([], columns: cell.columns, continuesAbove: true))
      reaching[column] = cell.rows > 1 ? (cell.rows - 1, cell.columns) : nil
      column += cell.columns
    }
  }
}
