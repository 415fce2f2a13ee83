/// The labels of a check document with what stands where their answers belong: behind a colon, in the
/// cells to the right, in the row below, or in the lines that follow.
struct CheckPairs {
  struct Pair {
    /// Folded, without numbering.
    var label: String
    var answer: [Line]
  }

  private(set) var all: [Pair] = []

  init(_ outline: FormOutline, _ words: CheckWords) {
    for (index, item) in outline.items.enumerated() {
      switch item {
      case .grid(let grid): add(grid, words)
      case .line(let line): add(line, outline.items[(index + 1)...], words)
      }
    }
  }

  private mutating func add(_ grid: Grid, _ words: CheckWords) {
    let head = CheckSections.head(grid, words)
    for (number, row) in grid.rows.enumerated() where number != head {
      for (column, cell) in row.enumerated() {
        guard let first = cell.lines.first(where: { !$0.isBlank }) else { continue }
        let below = cell.lines.drop { $0.isBlank }.dropFirst()
        let right = row[(column + 1)...].flatMap(\.lines)
        let (head, rest) = Self.cut(first)
        if let rest, !rest.isBlank, words.isLabel(Self.key(head)) {
          all.append(Pair(label: Self.key(head), answer: [rest] + below + right))
          continue
        }
        guard words.isLabel(Self.key(first)) else { continue }
        var answer = below + right
        // A label alone in its row: the answer stands in the next one.
        if answer.allSatisfy(\.isBlank), number + 1 < grid.rows.count {
          let next = grid.rows[number + 1].flatMap(\.lines)
          if !next.contains(where: { words.isLabel(Self.key(Self.cut($0).head)) }) {
            answer = next[...]
          }
        }
        all.append(Pair(label: Self.key(first), answer: Array(answer)))
      }
    }
  }

  private mutating func add(
    _ line: Line, _ following: ArraySlice<FormOutline.Item>, _ words: CheckWords
  ) {
    let (head, rest) = Self.cut(line)
    let hasRest = rest?.isBlank == false && words.isLabel(Self.key(head))
    guard hasRest || words.isLabel(Self.key(line)) || words.isLabel(Self.key(head)) else { return }
    var answer = hasRest ? [rest].compactMap(\.self) : []
    for item in following {
      guard case .line(let next) = item, !next.isHeading,
        !words.isLabel(Self.key(Self.cut(next).head))
      else { break }
      answer.append(next)
    }
    all.append(Pair(label: Self.key(head), answer: answer))
  }

  /// At the first colon, question mark or dash between blanks.
  private static func cut(_ line: Line) -> (head: Line, rest: Line?) {
    let ends = [":", "?", " – ", " - ", " — "].compactMap { sign -> (Int, Int)? in
      guard let range = line.text.firstRange(of: sign) else { return nil }
      let start = line.text.utf8.distance(
        from: line.text.utf8.startIndex, to: range.lowerBound)
      return (start, start + sign.utf8.count)
    }
    guard let (start, end) = ends.min(by: { $0.0 < $1.0 }) else { return (line, nil) }
    return (line.prefix(start), line.from(end))
  }

  static func key(_ line: Line) -> String {
    line.words.map(\.folded).drop { Numbering.is($0) }.joined(separator: " ")
  }
}
