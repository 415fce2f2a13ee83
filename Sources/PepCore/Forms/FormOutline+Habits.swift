// What a form does throughout, and one line alone does not show: how it parts labels from answers, how
// it numbers its questions, and where it sets one row of a table as lines of text.

extension FormOutline {
  /// Who makes a form without colons may part labels from answers by a dash or by wide gaps, and then
  /// does it throughout; one line alone with a dash in it is a sentence.
  mutating func noteSeparators() {
    let lines = lines
    usesColons =
      lines.filter { $0.beforeColon != nil }.count
      >= max(Limits.partedLines, lines.filter { !$0.isBlank }.count / 2)
    guard lines.filter(\.partedByLook).count >= Limits.partedLines else { return }
    changeLines { line in line.mayBeParted = line.partedByLook }
  }

  /// "ACE 1: proof of progress", "ACE 2: measures": a name and a number before every question are no words
  /// of it. "Target 1: …" is, and so is the name of any other row.
  mutating func dropNames() {
    let named = lines.filter { $0.isHeading || $0.isBold }.compactMap(\.nameAndNumber)
    let counts = Dictionary(grouping: named, by: \.name).mapValues { Set($0.map(\.number)).count }
    let names = Set(counts.filter { $0.value >= Limits.namedLines }.keys)
      .subtracting(Self.namesOfRows)
    guard !names.isEmpty else { return }
    changeLines { line in
      guard let (name, _, end) = line.nameAndNumber, names.contains(name) else { return }
      line = line.withoutFirst(end)
    }
  }

  private static let namesOfRows: Set<String> = [
    "target", "goal", "aim", "objective", "outcome", "priority", "step", "action", "decision",
    "intervention", "cost", "item", "line", "spend", "buy", "row", "part", "ks", "year",
  ]

  /// "Agreed target 1" over "Aim: …", "Person: …": one row of a table, set as lines. As a table of labels and
  /// answers it is read as such a table is.
  mutating func boxCards() {
    var boxed: [Item] = []
    var index = 0
    while index < items.count {
      boxed.append(items[index])
      index += 1
      guard case .line(let title) = items[index - 1], title.isNumberedName else { continue }
      var rows: [[Line]] = []
      var end = index
      while end < items.count, case .line(let line) = items[end] {
        if line.isNumberedName || line.isTitle { break }
        if !line.isBlank {
          guard let pair = line.pair else { break }
          rows.append(pair)
        }
        end += 1
      }
      guard rows.count >= 2 else { continue }
      boxed.append(.grid(addGrid(rows)))
      index = end
    }
    items = boxed
  }

  private mutating func changeLines(_ change: (inout Line) -> Void) {
    for index in items.indices {
      switch items[index] {
      case .line(var line):
        change(&line)
        items[index] = .line(line)
      case .grid(var grid):
        for row in grid.rows.indices {
          for cell in grid.rows[row].indices {
            for line in grid.rows[row][cell].lines.indices {
              change(&grid.rows[row][cell].lines[line])
            }
          }
        }
        items[index] = .grid(grid)
      }
    }
  }
}

extension Line {
  /// Offset behind the colon of a line that is a short label, a colon and perhaps an answer.
  var beforeColon: Int? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      (1...Limits.longestBeforeColon).contains(words.filter { $0.end <= colon }.count)
    else { return nil }
    return colon + 1
  }

  /// "Goal 1", "Agreed target 2:": the name of a row, and nothing behind its number.
  var isNumberedName: Bool {
    guard (2...9).contains(words.count), !isEntered, let last = words.last,
      let number = Int(last.folded), (1...9).contains(number)
    else { return false }
    return bytes[last.end...].allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
      && !bytes[..<last.start].contains(UInt8(ascii: ":"))
  }

  /// One word, a number and a mark before the words of the line.
  fileprivate var nameAndNumber: (name: String, number: Int, end: Int)? {
    guard words.count >= 3, Int(words[0].folded) == nil, let number = Int(words[1].folded),
      (1...30).contains(number)
    else { return nil }
    let gap = bytes[words[1].end..<words[2].start]
    guard gap.contains(where: { $0 > 0x20 && $0 != UInt8(ascii: "(") }) else { return nil }
    return (words[0].folded, number, words[2].start)
  }

  /// Label and answer of a line that a colon, a tab or a dash parts.
  fileprivate var pair: [Line]? {
    if let colon = beforeColon { return [prefix(colon), from(colon)] }
    if let (head, end) = beforeTab { return [head, from(end)] }
    guard mayBeParted else { return nil }
    let label = LabelEnd.labelWords(self)
    guard label < labelWords.count else { return nil }
    return [prefix(labelWords[label - 1].end), from(labelWords[label].start)]
  }

  fileprivate func withoutFirst(_ offset: Int) -> Line {
    let rest = from(offset)
    var line = Line(runs: rest.runs, place: place, isHeading: isHeading)
    line.position = position
    line.standsAsLabel = standsAsLabel
    line.mayBeParted = mayBeParted
    return line
  }
}
