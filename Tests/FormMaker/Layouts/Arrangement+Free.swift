extension Arrangement {
  enum Style: CaseIterable {
    case somerset, twoColumns, fourColumns, labelAbove, colon, lineBreak, paragraphs, nested,
      headerRow, yesNoColumns, sideTitle
  }

  static func pick(_ dice: inout Dice) -> Style {
    dice.pick(Style.allCases.filter { $0 != .yesNoColumns } + [.somerset, .twoColumns])
  }

  /// A section in a style; row tables look the same in all of them.
  static func draw(_ section: Section, _ style: Style, boldLabels: Bool, _ dice: inout Dice)
    -> [Block]
  {
    if style == .somerset { return somerset(section) }
    let title = (section.number.isEmpty ? "" : section.number + "  ") + section.title
    let heading: Block = .paragraph(
      Paragraph([Run(title, .bold)], heading: dice.chance(0.5) ? 2 : 0))
    // Without bold a label is told by its colon alone, so it needs one there.
    let look: Look = boldLabels || ![.twoColumns, .fourColumns].contains(style) ? .bold : []
    if style == .sideTitle { return sideTitle(section, look) }
    var blocks = [heading]
    var asks: [Ask] = []
    for item in section.items {
      switch item {
      case .ask(let ask): asks.append(ask)
      case .rows(let cells, let heads):
        blocks += questions(asks, style, look)
        asks = []
        blocks.append(.table(Table(rows: grid(cells, heads))))
      case .table(let table): blocks.append(.table(table))
      }
    }
    return blocks + questions(asks, style, look)
  }

  private static func questions(_ asks: [Ask], _ style: Style, _ look: Look) -> [Block] {
    guard !asks.isEmpty else { return [] }
    switch style {
    case .somerset, .twoColumns: return [.table(Table(rows: asks.flatMap { pair($0, look) }))]
    case .yesNoColumns: return yesNoColumns(asks, look)
    case .sideTitle: return []
    case .nested:
      return [.table(Table(rows: [[Cell([.table(Table(rows: asks.flatMap { pair($0, look) }))])]]))]
    case .fourColumns: return fourColumns(asks, look)
    case .labelAbove:
      return asks.map {
        .table(
          Table(
            rows: $0.answer.cells == nil
              ? [[Cell($0.label, look)], [Cell($0.answer.lines)]] : pair($0, look)))
      }
    case .headerRow: return headerRow(asks, look)
    case .colon: return [.table(Table(rows: asks.map { [Cell(joined($0))] }))]
    case .lineBreak:
      return [.table(Table(rows: asks.map { [Cell([[Run($0.label, .bold)]] + flat($0))] }))]
    case .paragraphs: return asks.map { .paragraph(Paragraph(joined($0)[0])) }
    }
  }

  private static func pair(_ ask: Ask, _ look: Look) -> [[Cell]] {
    if let cells = ask.answer.cells { return [[Cell(ask.label, look)] + cells.map { Cell([$0]) }] }
    return [[Cell(ask.label, look), Cell(ask.answer.lines)]]
  }

  /// Marks in cells of their own, where there are no such cells.
  private static func flat(_ ask: Ask) -> [[Run]] {
    guard let cells = ask.answer.cells else { return ask.answer.lines }
    return [cells.flatMap { $0 + [Run(" ")] }]
  }

  private static func joined(_ ask: Ask) -> [[Run]] {
    let hasEnd = ask.label.contains("\n") || ask.label.hasSuffix("?") || ask.label.hasSuffix(":")
    let label = hasEnd ? ask.label : ask.label + ":"
    let lines = flat(ask)
    return [[Run(label, .bold), Run(" ")] + (lines.first ?? [])] + lines.dropFirst()
  }

  /// The section's title in a merged column beside its questions.
  private static func sideTitle(_ section: Section, _ look: Look) -> [Block] {
    let title = (section.number.isEmpty ? "" : section.number + "  ") + section.title
    var rows: [[Cell]] = []
    var others: [Block] = []
    for item in section.items {
      switch item {
      case .ask(let ask):
        var side = Cell(rows.isEmpty ? title : "", .bold)
        side.merge = rows.isEmpty ? .begins : .goesOn
        rows.append([side, Cell(ask.label, look), Cell(flat(ask))])
      case .rows(let cells, let heads): others.append(.table(Table(rows: grid(cells, heads))))
      case .table(let table): others.append(.table(table))
      }
    }
    if rows.isEmpty { return [.paragraph(Paragraph(title, .bold))] + others }
    return [.table(Table(rows: rows, widths: [18, 36, 46]))] + others
  }

  /// A tick under "Yes" or "No"; what is neither follows in a table of its own.
  private static func yesNoColumns(_ asks: [Ask], _ look: Look) -> [Block] {
    let mark = asks.first?.mark ?? "✓"
    let isChoice = { (ask: Ask) in
      [Field.onTrack, .acceptable, .permanent, .above].contains(ask.field)
    }
    let heads = [Cell("", .bold), Cell("Yes", .bold), Cell("No", .bold)]
    let rows = asks.filter(isChoice).map { ask in
      [
        Cell(ask.label, look), Cell(ask.choice == true ? mark : ""),
        Cell(ask.choice == false ? mark : ""),
      ]
    }
    let rest = asks.filter { !isChoice($0) }.flatMap { pair($0, look) }
    return [Block.table(Table(rows: [heads] + rows))]
      + (rest.isEmpty ? [] : [.table(Table(rows: rest))])
  }

  private static func fourColumns(_ asks: [Ask], _ look: Look) -> [Block] {
    var rows: [[Cell]] = []
    var waiting: Ask?
    func single(_ ask: Ask) -> [Cell] { [Cell(ask.label, look), Cell(flat(ask), span: 3)] }
    for ask in asks {
      if ask.isWide {
        rows.append(single(ask))
      } else if let first = waiting {
        rows.append([
          Cell(first.label, look), Cell(flat(first)), Cell(ask.label, look), Cell(flat(ask)),
        ])
        waiting = nil
      } else {
        waiting = ask
      }
    }
    if let waiting { rows.append(single(waiting)) }
    return [.table(Table(rows: rows))]
  }

  /// Labels in one row, the answers in the row below.
  private static func headerRow(_ asks: [Ask], _ look: Look) -> [Block] {
    let short = asks.filter { !$0.isWide }
    let wide = asks.filter(\.isWide).flatMap { [[Cell($0.label, look)], [Cell(flat($0))]] }
    var blocks: [Block] = []
    // Any more, and a column were too narrow for a UPN.
    for start in stride(from: 0, to: short.count, by: 4) {
      let some = short[start..<min(start + 4, short.count)]
      blocks.append(
        .table(Table(rows: [some.map { Cell($0.label, look) }, some.map { Cell(flat($0)) }])))
    }
    if !wide.isEmpty { blocks.append(.table(Table(rows: wide))) }
    return blocks
  }
}
