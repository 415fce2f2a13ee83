/// A drawn form cut into lines and grids of known size: what stands in a field is measured as a
/// field, everything else as text.
enum Laid {
  case line(Line)
  case grid([GridRow])

  struct Line {
    var pieces: [Piece] = []
    var height = FillableLayout.leading
    /// How far the pieces reach.
    var end = 0.0
  }

  enum Piece {
    case text(String, Helvetica.Face, x: Double)
    case field(Entry, x: Double, width: Double, height: Double)
  }

  struct Entry {
    enum Kind { case text, choice, tick(Bool) }
    var kind: Kind
    var text: String
  }

  struct GridRow {
    var cells: [GridCell]
    var height: Double
  }

  struct GridCell {
    var x: Double
    var width: Double
    var content: [Laid]
    /// Goes on from the row above.
    var isOpen: Bool
  }

  var height: Double {
    switch self {
    case .line(let line): line.height
    case .grid(let rows): rows.map(\.height).reduce(0, +)
    }
  }
}

struct FillableLayout {
  static let size = 9.5
  static let leading = 13.0
  private static let padding = 3.0

  static func lay(_ blocks: [Block], width: Double) -> [Laid] {
    blocks.flatMap { block -> [Laid] in
      switch block {
      case .paragraph(let paragraph):
        lay(paragraph, width: width).map { .line($0) }
      case .table(let table): [.grid(lay(table, width: width)), .line(Laid.Line(height: 6))]
      }
    }
  }

  private static func lay(_ table: Table, width: Double) -> [Laid.GridRow] {
    let columns = table.columns(of: width)
    return table.rows.map { row in
      var cells: [Laid.GridCell] = []
      var column = 0
      var x = 0.0
      for (index, cell) in row.enumerated() {
        // The last cell of a short row reaches the edge, as in Word.
        let last = index == row.count - 1 ? columns.count : min(columns.count, column + cell.span)
        let wide = columns[min(column, last)..<last].reduce(0, +)
        cells.append(
          Laid.GridCell(
            x: x, width: wide, content: content(of: cell, width: wide - 2 * padding),
            isOpen: cell.merge == .goesOn))
        column = last
        x += wide
      }
      let height = cells.map { $0.content.map(\.height).reduce(0, +) }.max() ?? 0
      return Laid.GridRow(cells: cells, height: max(height, leading) + 2 * padding)
    }
  }

  /// An empty cell of a fillable form is a field that was left empty.
  private static func content(of cell: Cell, width: Double) -> [Laid] {
    let isEmpty = cell.blocks.allSatisfy { block in
      if case .paragraph(let paragraph) = block { return paragraph.runs.allSatisfy(\.text.isEmpty) }
      return false
    }
    guard isEmpty else { return lay(cell.blocks, width: width) }
    guard cell.merge != .goesOn else { return [] }
    return lay([.paragraph(Paragraph([Run("", holder: .text)]))], width: width)
  }

  private static func lay(_ paragraph: Paragraph, width: Double) -> [Laid.Line] {
    var lines = [Laid.Line()]
    for run in paragraph.runs {
      if let entry = entry(run) {
        put(entry, &lines, width)
      } else {
        put(run, paragraph.heading > 0, &lines, width)
      }
    }
    return lines
  }

  /// A sign that somebody set is a box to tick.
  private static func entry(_ run: Run) -> Laid.Entry? {
    let isPrompt = run.look.contains(.placeholder)
    switch run.holder {
    case .text, .date, .legacyText: return Laid.Entry(kind: .text, text: isPrompt ? "" : run.text)
    case .dropDown, .legacyDropDown: return Laid.Entry(kind: .choice, text: run.text)
    case .tick(let on), .legacyTick(let on): return Laid.Entry(kind: .tick(on), text: "")
    case .wingdings, nil:
      return ["☒", "✓"].contains(run.text) ? Laid.Entry(kind: .tick(true), text: "") : nil
    }
  }

  private static func put(
    _ run: Run, _ isHeading: Bool, _ lines: inout [Laid.Line], _ width: Double
  ) {
    let face: Helvetica.Face = run.look.contains(.bold) || isHeading ? .bold : .regular
    for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 { lines.append(Laid.Line()) }
      for word in part.split(separator: " ") {
        let wide = Helvetica.width(String(word), face, size)
        if lines[lines.count - 1].end + wide > width, lines[lines.count - 1].end > 0 {
          lines.append(Laid.Line())
        }
        let last = lines.count - 1
        lines[last].pieces.append(.text(String(word), face, x: lines[last].end))
        lines[last].end += wide + Helvetica.width(" ", face, size)
      }
    }
  }

  private static func put(_ entry: Laid.Entry, _ lines: inout [Laid.Line], _ width: Double) {
    if case .tick = entry.kind {
      if lines[lines.count - 1].end + 11 > width { lines.append(Laid.Line()) }
      let last = lines.count - 1
      lines[last].pieces.append(.field(entry, x: lines[last].end, width: 10, height: 10))
      lines[last].end += 13
      return
    }
    let wanted = max(60, Helvetica.width(entry.text, .regular, size) + 6)
    let left = width - lines[lines.count - 1].end
    if lines[lines.count - 1].end > 0, left < min(wanted, width * 0.45) {
      lines.append(Laid.Line())
    }
    let last = lines.count - 1
    let wide = width - lines[last].end
    let rows = Helvetica.lines(entry.text, wide - 6, .regular, size).count
    let height = Double(max(1, rows)) * leading + 1
    lines[last].pieces.append(.field(entry, x: lines[last].end, width: wide, height: height))
    lines[last].height = max(lines[last].height, height + 2)
    lines[last].end = width
  }
}
