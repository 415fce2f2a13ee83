/// A table found from its lines.
///
/// Lines that touch make one grid. Where a line is missing between two of its smallest fields, these
/// are one cell; so merged cells come out whatever program drew the table.
struct RuledGrid {
  struct Field {
    var box: Box
    var row: Int
    var column: Int
    var rows: Int
    var columns: Int
  }

  var box: Box
  var columnEdges: [Double]
  var rowEdges: [Double]
  /// In reading order; every smallest field belongs to one.
  var fields: [Field]

  /// Lines nearer than this are one: borders drawn twice, and the two edges of a thick line.
  static let reach = 3.0

  /// All grids of a page, the outer before the inner.
  static func all(in rules: [Rule]) -> [RuledGrid] {
    groups(rules).flatMap { whole($0) }.sorted {
      $0.box.width * $0.box.height > $1.box.width * $1.box.height
    }
  }

  private init?(_ all: [Rule]) {
    let rules = RuledGrid.closed(all)
    let across = rules.filter { $0.direction == .across }
    let down = rules.filter { $0.direction == .down }
    rowEdges = RuledGrid.clustered(across.map(\.position))
    columnEdges = RuledGrid.clustered(down.map(\.position))
    guard let top = rowEdges.first, let bottom = rowEdges.last, let left = columnEdges.first,
      let right = columnEdges.last, rowEdges.count > 1, columnEdges.count > 1,
      rowEdges.count <= Limits.gridLines, columnEdges.count <= Limits.columns
    else { return nil }
    box = Box(left: left, top: top, right: right, bottom: bottom)
    fields = []
    fields = merged(across: across, down: down)
  }

  /// Tables are often drawn without lines at their sides. Where three lines or more end together, a
  /// side is.
  private static func closed(_ rules: [Rule]) -> [Rule] {
    let across = rules.filter { $0.direction == .across }
    let down = rules.filter { $0.direction == .down }
    guard across.count >= 3, let top = across.map(\.position).min(),
      let bottom = across.map(\.position).max(), let first = down.map(\.position).min(),
      let last = down.map(\.position).max(), let left = across.map(\.start).min(),
      let right = across.map(\.end).max()
    else { return rules }
    var closed = rules
    func close(_ side: Double) {
      closed.append(Rule(direction: .down, position: side, start: top, end: bottom))
    }
    if first - left > 15, across.count(where: { $0.start - left < reach }) >= 3 { close(left) }
    if right - last > 15, across.count(where: { right - $0.end < reach }) >= 3 { close(right) }
    return closed
  }

  // MARK: Which lines belong together

  private static func groups(_ rules: [Rule]) -> [[Rule]] {
    var parent = Array(rules.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parent[index] != index {
        parent[index] = parent[parent[index]]
        index = parent[index]
      }
      return index
    }
    let across = rules.indices.filter { rules[$0].direction == .across }
    for down in rules.indices where rules[down].direction == .down {
      for other in across where touch(rules[other], rules[down]) {
        parent[root(other)] = root(down)
      }
    }
    var groups: [Int: [Rule]] = [:]
    for index in rules.indices { groups[root(index), default: []].append(rules[index]) }
    return groups.values.filter { $0.count >= 4 }
  }

  private static func touch(_ across: Rule, _ down: Rule) -> Bool {
    down.position >= across.start - reach && down.position <= across.end + reach
      && across.position >= down.start - reach && across.position <= down.end + reach
  }

  private static func clustered(_ positions: [Double]) -> [Double] {
    var clusters: [(sum: Double, count: Double, last: Double)] = []
    for position in positions.sorted() {
      if let last = clusters.last, position - last.last <= reach {
        clusters[clusters.count - 1] = (last.sum + position, last.count + 1, position)
      } else {
        clusters.append((position, 1, position))
      }
    }
    return clusters.map { $0.sum / $0.count }
  }

  // MARK: What does not belong together

  /// Frames that only happen to touch, such as the box of an answer and the heading below it, are
  /// parted into grids that are closed all round.
  private static func whole(_ rules: [Rule], depth: Int = 0) -> [RuledGrid] {
    guard let grid = RuledGrid(rules) else { return [] }
    let across = rules.filter { $0.direction == .across }
    let down = closed(rules).filter { $0.direction == .down }
    let isClosed = grid.fields.map { grid.isClosed($0, across, down) }
    if depth > 3 || isClosed.allSatisfy({ $0 }) { return [grid] }
    let closed = zip(grid.fields, isClosed).filter(\.1).map(\.0)
    return grid.bands(closed).flatMap { band in
      whole(rules.compactMap { $0.clipped(to: band) }, depth: depth + 1)
    }
  }

  private func isClosed(_ field: Field, _ across: [Rule], _ down: [Rule]) -> Bool {
    let box = field.box
    return isDivided(across, at: box.top, box.left, box.right)
      && isDivided(across, at: box.bottom, box.left, box.right)
      && isDivided(down, at: box.left, box.top, box.bottom)
      && isDivided(down, at: box.right, box.top, box.bottom)
  }

  /// Neighbouring rows that begin and end at the same places.
  private func bands(_ fields: [Field]) -> [Box] {
    var bands: [Box] = []
    for row in 0..<rowEdges.count - 1 {
      let here = fields.filter { $0.row <= row && row < $0.row + $0.rows }
      guard let left = here.map(\.box.left).min(), let right = here.map(\.box.right).max() else {
        continue
      }
      let box = Box(left: left, top: rowEdges[row], right: right, bottom: rowEdges[row + 1])
      if let last = bands.last, last.left == left, last.right == right, last.bottom == box.top {
        bands[bands.count - 1].bottom = box.bottom
      } else {
        bands.append(box)
      }
    }
    return bands
  }

  // MARK: Cells

  private func merged(across: [Rule], down: [Rule]) -> [Field] {
    let rows = rowEdges.count - 1
    let columns = columnEdges.count - 1
    var owner = [Int](repeating: -1, count: rows * columns)
    var fields: [Field] = []
    for row in 0..<rows {
      for column in 0..<columns where owner[row * columns + column] < 0 {
        var width = 1
        while column + width < columns, owner[row * columns + column + width] < 0,
          !isDivided(down, at: columnEdges[column + width], rowEdges[row], rowEdges[row + 1])
        {
          width += 1
        }
        var height = 1
        while row + height < rows,
          !isDivided(
            across, at: rowEdges[row + height], columnEdges[column], columnEdges[column + width]),
          (column..<column + width).allSatisfy({ owner[(row + height) * columns + $0] < 0 })
        {
          height += 1
        }
        for r in row..<row + height {
          for c in column..<column + width { owner[r * columns + c] = fields.count }
        }
        let box = Box(
          left: columnEdges[column], top: rowEdges[row], right: columnEdges[column + width],
          bottom: rowEdges[row + height])
        fields.append(Field(box: box, row: row, column: column, rows: height, columns: width))
      }
    }
    return fields
  }

  /// A line at `position` covers most of the stretch between `start` and `end`.
  private func isDivided(
    _ rules: [Rule], at position: Double, _ start: Double, _ end: Double
  ) -> Bool {
    var covered = 0.0
    for rule in rules where abs(rule.position - position) <= RuledGrid.reach {
      covered += max(0, min(rule.end, end) - max(rule.start, start))
    }
    return covered >= (end - start) * 0.6
  }
}

extension Rule {
  /// The part inside a box or on its border; nil where there is none.
  fileprivate func clipped(to box: Box) -> Rule? {
    let isAcross = direction == .across
    let reach = RuledGrid.reach
    let low = isAcross ? box.top : box.left
    let high = isAcross ? box.bottom : box.right
    guard position >= low - reach, position <= high + reach else { return nil }
    var rule = self
    rule.start = max(start, isAcross ? box.left : box.top)
    rule.end = min(end, isAcross ? box.right : box.bottom)
    return rule.length > 2 * reach ? rule : nil
  }
}
