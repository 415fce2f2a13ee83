// One row of a table set as a card: "Target card 1" over cells that hold a label, a colon and its answer each.

extension Pass {
  /// The card with every label and answer in cells of their own, below its title, as a block of labels is read.
  func parted(_ grid: Grid) -> Grid? {
    guard let title = grid.rows.first, title.count == 1,
      title[0].headLine.map({ $0.isNumberedName }) == true,
      // "Target 1:" over the target itself opens the first of several in one table.
      title[0].lines.count(where: { !$0.isBlank }) == 1,
      !grid.rows.dropFirst().joined().contains(where: { $0.headLine?.isNumberedName == true })
    else { return nil }
    let cells = grid.rows.dropFirst().joined().map { $0.parted() }
    let labels = cells.compactMap { $0?.first?.headLine }
    let columns = labels.filter { line in
      !catalogue.index.columns(line, allowed: { _ in true }).isEmpty
    }
    guard cells.count >= 2, labels.count == cells.count, columns.count >= 2 else { return nil }
    return Grid(number: grid.number, rows: [title] + cells.compactMap { $0 })
  }
}

extension GridCell {
  /// "Person: Dr Farrow" as the label and its answer.
  fileprivate func parted() -> [GridCell]? {
    let filled = lines.filter { !$0.isBlank }
    guard let first = filled.first, let colon = first.beforeColon else { return nil }
    var label = first.prefix(colon)
    guard label.words.count <= Limits.longestHeading else { return nil }
    label.standsAsLabel = true
    let answer = [first.from(colon)] + filled.dropFirst()
    return [
      GridCell(lines: [label], column: 0, width: 1, continuesAbove: false),
      GridCell(lines: answer, column: 1, width: 1, continuesAbove: false),
    ]
  }
}
