import PepCore

/// A grid with the words and the smaller grids inside it.
struct FilledGrid {
  var grid: RuledGrid
  var pieces: [Piece]
  var inner: [RuledGrid]
}

/// An area taken apart into tables and the words between them.
///
/// Not everything that lines enclose is a table: the frame round one answer, a shaded heading or a
/// highlighted word are words of the lines they stand in.
struct PartedArea {
  private(set) var free: [Piece] = []
  private(set) var grids: [FilledGrid] = []

  init(_ pieces: [Piece], _ all: [RuledGrid], isCell: Bool) {
    // The larger come first, so what lies inside one is met after it.
    for grid in all {
      if let outer = grids.firstIndex(where: { $0.grid.box.contains(grid.box) }) {
        grids[outer].inner.append(grid)
      } else {
        grids.append(FilledGrid(grid: grid, pieces: [], inner: []))
      }
    }
    for piece in pieces {
      if let owner = grids.firstIndex(where: { $0.grid.box.contains(piece.box) }) {
        grids[owner].pieces.append(piece)
      } else {
        free.append(piece)
      }
    }
    while let index = grids.firstIndex(where: { isNoTable($0, isCell: isCell) }) { dissolve(index) }
    grids.sort { $0.grid.box.top < $1.grid.box.top }
  }

  private func isNoTable(_ filled: FilledGrid, isCell: Bool) -> Bool {
    let isSingle = filled.grid.fields.count == 1
    if filled.pieces.isEmpty, filled.inner.isEmpty {
      return isCell || !isSingle || filled.grid.box.height < 9 || filled.grid.box.width < 40
        || hasNeighbour(filled)
    }
    let isColumn = filled.grid.columnEdges.count == 2
    // Beside words these are frames of single fields; alone they are the rows of a table whose
    // headings may stand on the page before.
    if filled.pieces.allSatisfy(\.isField), filled.inner.isEmpty {
      return isColumn || hasNeighbour(filled)
    }
    // Frames of fields one below the other, and a heading's bar that touches them.
    if isColumn, filled.inner.isEmpty, filled.pieces.contains(where: \.isField) { return true }
    if isSingle, isCell, filled.inner.isEmpty { return true }
    if isSingle, filled.inner.isEmpty, isHeading(filled) { return true }
    return isColumn && filled.inner.isEmpty && hasNeighbour(filled)
  }

  private func isHeading(_ filled: FilledGrid) -> Bool {
    filled.pieces.allSatisfy(\.isBold) && TextLine.lines(of: filled.pieces).count == 1
  }

  /// A word beside it on the same level: so this is the place of an answer, or a shaded label.
  private func hasNeighbour(_ filled: FilledGrid) -> Bool {
    let box = filled.grid.box
    return free.contains { piece in
      !piece.box.overlapsAcross(box) && piece.box.middle > box.top && piece.box.middle < box.bottom
        && (filled.pieces.isEmpty
          ? box.height < piece.box.height * 3
          : filled.pieces.contains { $0.box.sharedHeight(piece.box) > 0.5 })
    }
  }

  private mutating func dissolve(_ index: Int) {
    let filled = grids.remove(at: index)
    free += filled.pieces
    grids += filled.inner.map { FilledGrid(grid: $0, pieces: [], inner: []) }
    // An empty frame beside a label says that nothing was answered.
    if filled.pieces.isEmpty, filled.grid.fields.count == 1, filled.grid.box.width >= 40 {
      free.append(Piece(" ", filled.grid.box, size: 0, isField: true))
    }
  }
}

extension FilledGrid {
  func table(page: PageLook, depth: Int) -> Table {
    var rows = [[Cell]](repeating: [], count: grid.rowEdges.count - 1)
    for field in grid.fields.sorted(by: { $0.column < $1.column }) {
      for row in field.row..<field.row + field.rows {
        let isFirst = row == field.row
        rows[row].append(
          Cell(
            isFirst ? blocks(in: field.box, page, depth) : [], columns: field.columns,
            continuesAbove: !isFirst))
      }
    }
    return Table(rows: rows)
  }

  private func blocks(in box: Box, _ page: PageLook, _ depth: Int) -> [Block] {
    let pieces = pieces.filter { box.contains($0.box) }
    if pieces.isEmpty { return [] }
    let inner = depth < Limits.tableDepth ? inner.filter { box.contains($0.box) } : []
    return RegionLayout.blocks(
      pieces, inner, page: page, area: box, isCell: !isPage(box, pieces), depth: depth + 1
    ).map(\.block)
  }

  /// A frame round a whole form, not a cell: it holds label and answer side by side, line by line.
  private func isPage(_ box: Box, _ pieces: [Piece]) -> Bool {
    guard grid.fields.count == 1 || box.height > 150 else { return false }
    let lines = TextLine.lines(of: pieces)
    return lines.count(where: { $0.chunks.count > 1 }) >= 3
  }
}
