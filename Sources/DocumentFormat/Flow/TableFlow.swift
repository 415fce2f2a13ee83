import PepCore

/// Blocks from the formats that write a table as paragraphs with marks at the ends of its cells and
/// rows: RTF and the old Word file. Paragraphs come with the depth of the table they stand in.
struct TableFlow {
  struct CellShape {
    /// Position of the right edge, in twentieths of a point.
    var right: Int
    var continuesLeft = false
    var continuesAbove = false
  }

  /// What the row's definition says; it comes before, after or instead of the cells.
  struct RowShape {
    var left = 0
    var cells: [CellShape] = []
  }

  struct Row {
    var shape: RowShape
    var cells: [[Block]]
  }

  private struct Level {
    var blocks: [Block] = []
    var cells: [[Block]] = []
    var rows: [Row] = []
  }

  /// The story itself, then the tables that are open, the innermost last.
  private var levels = [Level()]

  mutating func add(_ blocks: [Block], depth: Int) {
    settle(at: depth)
    levels[levels.count - 1].blocks += blocks
  }

  mutating func endCell(depth: Int) {
    settle(at: max(depth, 1))
    let last = levels.count - 1
    levels[last].cells.append(levels[last].blocks)
    levels[last].blocks = []
  }

  mutating func endRow(depth: Int, _ shape: RowShape, isDeleted: Bool = false) {
    settle(at: max(depth, 1))
    let last = levels.count - 1
    if !levels[last].blocks.isEmpty { endCell(depth: depth) }
    if !isDeleted, !levels[last].cells.isEmpty {
      levels[last].rows.append(Row(shape: shape, cells: levels[last].cells))
    }
    levels[last].cells = []
  }

  mutating func finished() -> [Block] {
    settle(at: 0)
    return levels[0].blocks
  }

  /// Closes the tables deeper than this and opens those that are missing.
  private mutating func settle(at depth: Int) {
    let depth = min(max(depth, 0), Limits.tableDepth)
    while levels.count - 1 > depth {
      let level = levels.removeLast()
      var rows = level.rows
      let rest = level.blocks.isEmpty ? level.cells : level.cells + [level.blocks]
      if !rest.isEmpty { rows.append(Row(shape: RowShape(), cells: rest)) }
      if !rows.isEmpty {
        levels[levels.count - 1].blocks.append(.table(TableGrid(rows).table(of: rows)))
      }
    }
    while levels.count - 1 < depth { levels.append(Level()) }
  }
}

/// The columns of a table whose rows say only where their cells end.
private struct TableGrid {
  /// Edges closer than this are one (0.5 mm): the programs round each row by itself.
  private static let tolerance = 30
  /// A row that begins further in than this leaves out columns; less is a padding.
  private static let indent = 240

  private var edges: [Int] = []

  init(_ rows: [TableFlow.Row]) {
    var all: Set<Int> = []
    for row in rows where !row.shape.cells.isEmpty {
      all.insert(row.shape.left)
      for cell in row.shape.cells { all.insert(cell.right) }
    }
    for edge in all.sorted() where edge - (edges.last ?? Int.min / 2) > TableGrid.tolerance {
      edges.append(edge)
    }
  }

  /// How many columns begin before that edge.
  private func column(_ edge: Int) -> Int {
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= edge + TableGrid.tolerance { low = middle + 1 } else { high = middle }
    }
    return max(low - 1, 0)
  }

  func table(of rows: [TableFlow.Row]) -> Table {
    Table(rows: rows.map { cells(of: $0) })
  }

  private func cells(of row: TableFlow.Row) -> [Cell] {
    var cells: [Cell] = []
    var before = column(row.shape.left)
    if let first = edges.first, row.shape.left - first > TableGrid.indent, !row.shape.cells.isEmpty
    {
      cells.append(Cell([], columns: min(max(before, 1), Limits.columns)))
    }
    for (index, blocks) in row.cells.enumerated() {
      guard row.shape.cells.indices.contains(index) else {
        cells.append(Cell(blocks))
        continue
      }
      let shape = row.shape.cells[index]
      let after = column(shape.right)
      let columns = min(max(after - before, 1), Limits.columns)
      before = max(after, before)
      if shape.continuesLeft, let last = cells.indices.last {
        cells[last].columns = min(cells[last].columns + columns, Limits.columns)
      } else {
        cells.append(Cell(blocks, columns: columns, continuesAbove: shape.continuesAbove))
      }
    }
    return cells
  }
}
