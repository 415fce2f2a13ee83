import PepCore

/// What a page looks like as a whole.
struct PageLook {
  var number: Int
  /// Height of ordinary letters; larger ones make a heading.
  var bodySize: Double
}

/// A block with what is needed to join it to the page before.
struct LaidBlock {
  var block: Block
  /// Of a table without lines: where its columns begin.
  var columnStarts: [Double]?
  /// Of a table with lines.
  var columnEdges: [Double]?
}

/// Brings the words and grids of one area into blocks in reading order: a whole page, or a cell.
struct RegionLayout {
  let page: PageLook
  let area: Box
  /// In a cell lines are text with tabs; on a page they make tables.
  let isCell: Bool
  private var flow = FlowTable()
  private var text: ParagraphBuilder
  private var done: [LaidBlock] = []
  private let rightEdge: Double

  init(page: PageLook, area: Box, isCell: Bool, _ parted: PartedArea) {
    self.page = page
    self.area = area
    self.isCell = isCell
    rightEdge =
      isCell
      ? RegionLayout.borderLess(area, parted.free) : RegionLayout.margin(area, parted)
    text = ParagraphBuilder(rightEdge: rightEdge, page: page)
  }

  /// Text ends as far from the right border of a cell as it begins from the left one.
  private static func borderLess(_ area: Box, _ pieces: [Piece]) -> Double {
    let left = pieces.map(\.box.left).min() ?? area.left
    return area.right - min(max(left - area.left, 0), 8)
  }

  /// The margin of a page is where its longest line ends, unless all lines between its tables are
  /// short: then it is as wide as the left one.
  private static func margin(_ area: Box, _ parted: PartedArea) -> Double {
    let boxes = parted.free.map(\.box) + parted.grids.map(\.grid.box)
    guard let left = boxes.map(\.left).min(), let right = boxes.map(\.right).max() else {
      return area.right
    }
    let same = area.right - (left - area.left)
    return right - left > (same - left) * 0.8 ? right : same
  }

  static func blocks(
    _ pieces: [Piece], _ grids: [RuledGrid], page: PageLook, area: Box, isCell: Bool,
    depth: Int = 0
  ) -> [LaidBlock] {
    let parted = PartedArea(pieces, grids, isCell: isCell)
    var layout = RegionLayout(page: page, area: area, isCell: isCell, parted)
    var grids = parted.grids[...]
    for line in TextLine.lines(of: parted.free) {
      while let next = grids.first, next.grid.box.top < line.box.middle {
        layout.add(next, depth: depth)
        grids.removeFirst()
      }
      layout.add(line)
    }
    for next in grids { layout.add(next, depth: depth) }
    layout.endFlow()
    layout.endText()
    return layout.done
  }

  // MARK: Lines

  private mutating func add(_ line: TextLine) {
    if isCell {
      text.add(line)
      return
    }
    let line = line.parted(at: flow.headStarts(above: line))
    if !flow.isEmpty, flow.goOn(line, rightEdge: rightEdge) { return }
    if line.isChoice, flow.addChoices(line) { return }
    if line.chunks.count > 1, !line.isChoice {
      endText()
      flow.begin(line)
    } else {
      endFlow()
      text.add(line)
    }
  }

  private mutating func endFlow() {
    if flow.isEmpty { return }
    done.append(
      LaidBlock(
        block: .table(flow.table(page: page, rightEdge: rightEdge)), columnStarts: flow.columnStarts
      ))
    flow = FlowTable()
  }

  private mutating func endText() {
    done += text.finish().map { LaidBlock(block: $0) }
    text = ParagraphBuilder(rightEdge: rightEdge, page: page)
  }

  // MARK: Grids

  private mutating func add(_ filled: FilledGrid, depth: Int) {
    endText()
    var table = filled.table(page: page, depth: depth)
    if let heading = headings(over: filled.grid) { table.rows.insert(heading, at: 0) }
    endFlow()
    done.append(LaidBlock(block: .table(table), columnEdges: filled.grid.columnEdges))
  }

  /// Headings that stand above the lines of their table belong into it.
  private mutating func headings(over grid: RuledGrid) -> [Cell]? {
    guard grid.columnEdges.count > 2, let row = flow.rows.last, row.count > 1,
      grid.box.top - flow.bottom < (row[0].chunks.last?.size ?? 0) * 1.6
    else { return nil }
    var cells = [Cell](repeating: Cell([]), count: grid.columnEdges.count - 1)
    for place in row {
      guard
        let column = cells.indices.first(where: {
          place.box.left >= grid.columnEdges[$0] - 6
            && place.box.left < grid.columnEdges[$0 + 1] - 2
        }), cells[column].blocks.isEmpty
      else { return nil }
      var builder = ParagraphBuilder(rightEdge: grid.columnEdges[column + 1], page: page)
      for chunk in place.chunks { builder.add(TextLine(chunks: [chunk], box: chunk.box)) }
      cells[column].blocks = builder.finish()
    }
    flow.removeLastRow()
    return cells
  }
}
