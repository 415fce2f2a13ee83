import PepCore

/// A table that is only seen by its gaps: rows of stretches of words whose beginnings stand one below
/// the other. Every line with two places on it is taken for a row, because a label and its answer
/// stand just so on forms without lines.
struct FlowTable {
  struct Place {
    var chunks: [Chunk]
    var box: Box

    init(_ chunk: Chunk) {
      chunks = [chunk]
      box = chunk.box
    }

    mutating func add(_ chunk: Chunk) {
      chunks.append(chunk)
      box = box.union(chunk.box)
    }
  }

  private(set) var rows: [[Place]] = []
  private static let aligned = 5.0

  var isEmpty: Bool { rows.isEmpty }
  var bottom: Double { rows.last?.map(\.box.bottom).max() ?? 0 }

  mutating func begin(_ line: TextLine) { rows.append(line.chunks.map(Place.init)) }

  /// Adds "0    ☐ Yes    ☒ No" below two labels: what stands below none of them goes on in its place. False where
  /// it is a choice of its own.
  mutating func addChoices(_ line: TextLine) -> Bool {
    guard let row = rows.last, row.count > 1, let first = line.chunks.first,
      line.box.top - bottom <= line.size * 2,
      row.contains(where: { isBelow(first, $0) })
    else { return false }
    var places: [Place] = []
    for chunk in line.chunks {
      if places.isEmpty || row.contains(where: { isBelow(chunk, $0) }) {
        places.append(Place(chunk))
      } else {
        places[places.count - 1].add(chunk)
      }
    }
    guard places.count > 1 else { return false }
    rows.append(places)
    return true
  }

  /// Where the heads' columns begin; none where the line stands too far below to be a row of theirs.
  func headStarts(above line: TextLine) -> [Double] {
    guard let head = rows.first, head.count > 2, line.box.top - bottom <= line.size * 2 else {
      return []
    }
    return head.map(\.box.left)
  }

  private func isBelow(_ chunk: Chunk, _ place: Place) -> Bool {
    abs(place.box.left - chunk.box.left) <= FlowTable.aligned
  }

  mutating func removeLastRow() { _ = rows.popLast() }

  /// Adds a line that goes on in the last row's places; false where it is a row, or a line, of its own.
  mutating func goOn(_ line: TextLine, rightEdge: Double) -> Bool {
    guard let row = rows.last, line.box.top - bottom <= line.size * 0.4 else { return false }
    var targets: [Int] = []
    for chunk in line.chunks {
      guard !chunk.isField, let place = place(for: chunk, in: row), !targets.contains(place),
        !row[place].chunks.contains(where: \.isField)
      else { return false }
      let limit = place + 1 < row.count ? row[place + 1].box.left : rightEdge
      // In the first column a new line is a new row unless the margin forced it.
      if place == 0 || line.chunks.count > 1 && !targets.isEmpty {
        guard FlowTable.isForced(row[place], into: chunk, limit: limit) else { return false }
      }
      let goesOn = row[place].chunks.last?.isOpenEnded == true && chunk.startsLowercase
      if place == 0, !goesOn, line.box.top - bottom > line.size * 0.25 { return false }
      targets.append(place)
    }
    for (chunk, place) in zip(line.chunks, targets) { rows[rows.count - 1][place].add(chunk) }
    return true
  }

  private func place(for chunk: Chunk, in row: [Place]) -> Int? {
    if let exact = row.firstIndex(where: {
      abs($0.box.left - chunk.box.left) <= FlowTable.aligned
    }) {
      return exact
    }
    // Centred text begins anywhere, but not outside of its column.
    guard let near = row.lastIndex(where: { $0.box.left <= chunk.box.left }), near > 0,
      chunk.box.left < row[near].box.right
    else { return nil }
    return near
  }

  private static func isForced(_ place: Place, into chunk: Chunk, limit: Double) -> Bool {
    guard let last = place.chunks.last, let first = chunk.pieces.first,
      last.endsBold == first.isBold, !last.text.hasSuffix(":"), !last.text.hasSuffix("?")
    else { return false }
    if last.isOpenEnded, chunk.startsLowercase { return true }
    return last.box.right + first.box.width + last.size * 0.25 > limit - last.size * 1.5
  }

  // MARK: Cells

  func table(page: PageLook, rightEdge: Double) -> Table {
    let starts = columnStarts
    return Table(rows: rows.map { row(of: $0, starts, page, rightEdge) })
  }

  var columnStarts: [Double] {
    var starts: [Double] = []
    for left in rows.flatMap({ $0.map(\.box.left) }).sorted()
    where left - (starts.last ?? -100) > FlowTable.aligned {
      starts.append(left)
    }
    return Array(starts.prefix(Limits.columns))
  }

  /// Columns that a place does not reach are empty cells, so that every cell stands below its heading.
  private func row(
    of places: [Place], _ starts: [Double], _ page: PageLook, _ rightEdge: Double
  ) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    for (index, place) in places.enumerated() {
      let own = starts.lastIndex { $0 <= place.box.left + FlowTable.aligned } ?? column
      if own > column {
        // A label and its field: what begins between them belongs to other rows of the page.
        if places.count == 2, index == 1, place.chunks.allSatisfy(\.isField) {
          cells[0].columns += own - column
        } else {
          cells.append(Cell([], columns: own - column))
        }
      }
      let first = max(own, column)
      let next = index + 1 < places.count ? places[index + 1].box.left : rightEdge
      let limit =
        index + 1 < places.count
        ? (starts.lastIndex { $0 <= next + FlowTable.aligned } ?? starts.count) : starts.count
      var end = first + 1
      while end < limit, starts[end] < place.box.right - 1 { end += 1 }
      var builder = ParagraphBuilder(rightEdge: next, page: page)
      for chunk in place.chunks { builder.add(TextLine(chunks: [chunk], box: chunk.box)) }
      cells.append(Cell(builder.finish(), columns: end - first))
      column = end
    }
    return cells
  }
}
