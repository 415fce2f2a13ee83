// Who came to the meeting: a table of people, of whom one is the child.

extension Pass {
  /// The row behind a table of people whose heading this row is; nil where it is none. What stands in
  /// it is asked of nobody ("Young person | Rhys | Invited").
  func endOfPeople(_ grid: Grid, _ row: Int) -> Int? {
    guard looksLikeHeading(grid, row), grid.rows[row].count >= 3,
      grid.rows[row].contains(where: isBareName),
      !grid.rows[row].contains(where: { asksForChild($0) })
    else { return nil }
    let count = grid.rows[row].count
    let under = grid.rows[(row + 1)...].prefix { cells in
      cells.count == count && cells.first?.headLine?.startsBold != true
    }
    return under.count >= 2 ? row + 1 + under.count : nil
  }

  private func isBareName(_ cell: GridCell) -> Bool {
    cell.headLine.map { ["name", "names", "who", "person"].contains(Wording.key($0.text)) } ?? false
  }

  /// "Name | Date of birth | UPN" over brothers and sisters.
  private func asksForChild(_ cell: GridCell) -> Bool {
    guard let line = cell.headLine, !isBareName(cell) else { return false }
    return catalogue.index.headed(line).contains {
      switch $0 {
      case .field: true
      case .column(_, let column): column != .who
      case .other: false
      }
    }
  }
}
