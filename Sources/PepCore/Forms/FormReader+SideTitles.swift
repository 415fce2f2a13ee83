// The title of a section in a column beside its questions, merged over their rows.

extension Pass {
  /// Enters the section that the first cell of the row names, and takes the column out of the grid, so
  /// that the rows are read as if the title stood above them.
  mutating func takeSideTitle(_ grid: inout Grid, _ row: Int) {
    guard let side = sideTitle(grid, row), let line = side.headLine else { return }
    _ = enters(line)
    grid.rows[row].removeFirst()
    var below = row + 1
    while below < grid.rows.count, let first = grid.rows[below].first, first.continuesAbove,
      first.column == side.column
    {
      grid.rows[below].removeFirst()
      below += 1
    }
  }

  private func sideTitle(_ grid: Grid, _ row: Int) -> GridCell? {
    let cells = grid.rows[row]
    guard cells.count >= 2, let first = cells.first, !first.continuesAbove,
      let line = first.headLine, catalogue.sectionKey(of: line) != nil
    else { return nil }
    let goesOn =
      row + 1 < grid.rows.count && grid.rows[row + 1].first?.continuesAbove == true
      && grid.rows[row + 1].first?.column == first.column
    // "Parental responsibility | Mother" is a label and its answer, whatever sections are called.
    let headsLabels = cells.count >= 3 && cells[1].headLine.flatMap { label($0) } != nil
    return goesOn || headsLabels && label(line) == nil ? first : nil
  }
}
