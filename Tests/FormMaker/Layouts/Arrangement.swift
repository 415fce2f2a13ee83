/// Ways of setting a section's questions on a page.
enum Arrangement {
  /// One table a section, its heading in the first row, as on the Somerset forms.
  static func somerset(_ section: Section) -> [Block] {
    var blocks: [Block] = []
    var rows: [[Cell]] = [[Cell("\(section.number)  \(section.title)", .bold, span: 2)]]
    func flush() {
      if !rows.isEmpty { blocks.append(.table(Table(rows: rows))) }
      rows = []
    }
    for item in section.items {
      switch item {
      case .ask(let ask): rows += question(ask)
      case .rows(let cells, let heads):
        let isFirst = rows.count == 1 && blocks.isEmpty
        if isFirst { rows = [] }
        flush()
        let title =
          isFirst ? [[Cell("\(section.number)  \(section.title)", .bold, span: heads.count)]] : []
        blocks.append(.table(Table(rows: title + grid(cells, heads))))
      case .table(let table):
        flush()
        blocks.append(.table(table))
      }
    }
    flush()
    return blocks
  }

  static func question(_ ask: Ask) -> [[Cell]] {
    if let cells = ask.answer.cells { return [[Cell(ask.label, .bold)] + cells.map { Cell([$0]) }] }
    if ask.isWide { return [[Cell(ask.label, .bold, span: 2)], [Cell(ask.answer.lines, span: 2)]] }
    return [[Cell(ask.label, .bold), Cell(ask.answer.lines)]]
  }

  static func grid(_ cells: [[[Run]]], _ heads: [String]) -> [[Cell]] {
    [heads.map { Cell($0, .bold) }] + cells.map { row in row.map { Cell([$0]) } }
  }
}
