// What a form does throughout, and one line alone does not show: how it parts labels from answers, how
// it numbers its questions, and where it sets one row of a table as lines of text.

extension FormOutline {
  /// Who makes a form without colons may part labels from answers by a dash or by wide gaps, and then
  /// does it throughout; one line alone with a dash in it is a sentence.
  mutating func noteSeparators() {
    if lines.filter({ $0.underlinedTail != nil }).count >= Limits.partedLines {
      changeLines { line in
        if let tail = line.underlinedTail { line = line.entered(from: tail) }
      }
    }
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
    "intervention", "cost", "spend", "buy", "row", "part", "ks", "year",
  ]

  /// "Agreed target 1" over "Aim: …", "Person: …": one row of a table, set as lines. As a table of labels and
  /// answers it is read as such a table is.
  mutating func boxCards() {
    var boxed: [Item] = []
    var known: [String: Set<String>] = [:]
    var index = 0
    while index < items.count {
      boxed.append(items[index])
      index += 1
      guard case .line(let title) = items[index - 1], title.opensCard else { continue }
      let name = title.words.first?.folded ?? ""
      var rows = title.isNumberedName ? [] : [title.pair].compactMap { $0 }
      var end = index
      while end < items.count, case .line(let line) = items[end] {
        if line.opensCard || line.isTitle { break }
        if !line.isBlank {
          // The last card ends where something comes that those before it did not hold.
          guard let pair = line.pair, known[name]?.contains(Wording.key(pair[0].text)) != false
          else { break }
          rows.append(pair)
        }
        end += 1
      }
      guard rows.count >= 2 else { continue }
      known[name, default: []].formUnion(rows.map { Wording.key($0[0].text) })
      if !title.isNumberedName { boxed.removeLast() }
      boxed.append(.grid(addGrid(rows)))
      index = end
    }
    items = boxed
  }

  /// "Item: Drum lessons; Cost: £150; For target: 1" over more of the kind: rows of a table, each in one line.
  mutating func boxLists() {
    var boxed: [Item] = []
    var index = 0
    while index < items.count {
      guard case .line(let first) = items[index], let head = first.list else {
        boxed.append(items[index])
        index += 1
        continue
      }
      let labels = head.map { Wording.key($0[0].text) }
      var rows = [head.map { $0[0] }]
      while index < items.count, case .line(let line) = items[index], let pairs = line.list,
        pairs.map({ Wording.key($0[0].text) }) == labels
      {
        rows.append(pairs.map { $0[1] })
        index += 1
      }
      boxed.append(.grid(addGrid(rows)))
    }
    items = boxed
  }

  /// "Item: …", "Cost: …", "Target: …", and the same labels again: rows of a table, each label in its line.
  mutating func boxRounds() {
    var boxed: [Item] = []
    var index = 0
    while index < items.count {
      // Two rows show it; all that follows is looked at only then, or 100,000 lines would be read 100,000 times.
      guard FormOutline.round(pairs(from: index, atMost: 2 * FormOutline.longestRow)) != nil,
        case let pairs = pairs(from: index), let round = FormOutline.round(pairs)
      else {
        boxed.append(items[index])
        index += 1
        continue
      }
      let rows = stride(from: 0, to: round.count, by: round.length).map { start in
        pairs[start..<start + round.length].map { $0[1] }
      }
      boxed.append(.grid(addGrid([pairs[..<round.length].map { $0[0].withoutNumber }] + rows)))
      index += round.count
    }
    items = boxed
  }

  /// Labels and answers of the lines that follow each other without a gap.
  private func pairs(from start: Int, atMost limit: Int = .max) -> [[Line]] {
    var pairs: [[Line]] = []
    for item in items[start...] {
      guard pairs.count < limit, case .line(let line) = item, !line.isNumberedName,
        let pair = line.pair
      else { break }
      pairs.append(pair)
    }
    return pairs
  }

  /// How many of the labels are one row, and how many all its repetitions; nil where nothing is repeated that
  /// rows of ours could hold.
  private static func round(_ pairs: [[Line]]) -> (length: Int, count: Int)? {
    let labels = pairs.map { Wording.key($0[0].withoutNumber.text) }
    guard let first = labels.first,
      let length = labels.dropFirst().firstIndex(of: first), (3...longestRow).contains(length)
    else { return nil }
    let row = labels[..<length]
    let words = Set(row.flatMap { $0.split(separator: " ").map(String.init) })
    guard !words.isDisjoint(with: rowWords) else { return nil }
    var count = length
    while labels.count >= count + length, labels[count..<count + length] == row { count += length }
    return count > length ? (length, count) : nil
  }

  /// Labels of one row.
  private static let longestRow = 7
  private static let rowWords: Set<String> = [
    "cost", "costs", "costing", "price", "amount", "£", "action", "actions", "who", "when",
  ]

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
    guard
      let colon = bytes.indices.first(where: { index in
        // "1:1 support" has no label before it.
        bytes[index] == UInt8(ascii: ":") && (index + 1 == bytes.count || bytes[index + 1] <= 0x20)
      }),
      (1...Limits.longestPaired).contains(words.filter { $0.end <= colon }.count)
    else { return nil }
    return colon + 1
  }

  /// Offset behind a question mark after a word or two: "yes? show us".
  var behindQuestionMark: Int? {
    guard let mark = bytes.firstIndex(of: UInt8(ascii: "?")),
      (1...3).contains(words.filter { $0.end <= mark }.count)
    else { return nil }
    return mark + 1
  }

  /// "Goal 1", "Agreed target 2:": the name of a row, and nothing behind its number.
  var isNumberedName: Bool {
    guard (2...9).contains(words.count), !isEntered, Int(words[0].folded) == nil,
      let last = words.last,
      let number = Int(last.folded), (1...9).contains(number)
    else { return false }
    let gaps = zip(words, words.dropFirst()).map { bytes[$0.end..<$1.start] }
    return bytes[last.end...].allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
      // "Target it supports: Target 2" is a label and its answer.
      && gaps.allSatisfy { gap in
        gap.count <= 2 && !gap.contains(9) && !gap.contains(UInt8(ascii: ":"))
          && !LabelEnd.isParting(gap)
      }
      && !Self.counted.contains(words[0].folded)
      && !["week", "day", "year", "level", "grade", "stage"].contains(words[words.count - 2].folded)
  }

  /// "Q20. Which targets …" after "Q19. What does the pupil say?"
  func isNumbered(like question: Line) -> Bool {
    let numbers = [self, question].map { line in
      line.words.first.flatMap { word in
        word.folded.hasPrefix("q") ? Int(word.folded.dropFirst()) : nil
      }
    }
    guard let here = numbers[0], let there = numbers[1] else { return false }
    return here > there
  }

  /// "Year 6", "Key stage 2" name no row.
  private static let counted: Set<String> = [
    "year", "class", "key", "stage", "ks", "page", "level", "grade", "appendix", "room",
  ]

  /// "Goal 1" over its lines, or "Goal 1: read more" before them.
  fileprivate var opensCard: Bool {
    isNumberedName
      || !isBold && !isHeading
        && pair?.first.map { $0.isNumberedName && $0.words.count <= 6 } == true
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

  /// Offset of what is underlined to the end of the line, and what stands before is not: the end of a sentence
  /// that the form begins.
  var underlinedTail: Int? {
    var offset = 0
    var tail: Int?
    for run in runs {
      let isVisible = run.text.utf8.contains { $0 > 0x20 }
      if isVisible, run.marks.contains(.underlined) {
        tail = tail ?? offset
      } else if isVisible {
        guard tail == nil else { return nil }
      }
      offset += run.text.utf8.count
    }
    guard let tail, words.contains(where: { $0.end <= tail }) else { return nil }
    // "No / Yes": one of two was chosen.
    return bytes[..<tail].last { $0 > 0x20 } == UInt8(ascii: "/") ? nil : tail
  }

  fileprivate func entered(from tail: Int) -> Line {
    var offset = 0
    let marked = runs.map { run in
      defer { offset += run.text.utf8.count }
      var run = run
      if offset >= tail { run.marks.insert(.entered) }
      return run
    }
    var line = Line(runs: marked, place: place, isHeading: isHeading)
    line.position = position
    line.standsAsLabel = standsAsLabel
    return line
  }

  /// Labels and answers of three and more in one line, parted by semicolons or strokes.
  fileprivate var list: [[Line]]? {
    let ends = bytes.indices.filter { [UInt8(ascii: ";"), UInt8(ascii: "|")].contains(bytes[$0]) }
    guard ends.count >= 2 else { return nil }
    let starts = [0] + ends.map { $0 + 1 }
    let pairs = zip(starts, ends + [bytes.count]).map { start, end in
      prefix(end).from(start).pair
    }
    let whole = pairs.compactMap { $0 }
    return whole.count == pairs.count ? whole : nil
  }

  /// "1. What" without its number.
  fileprivate var withoutNumber: Line {
    guard words.count > 1, Int(words[0].folded) != nil else { return self }
    return withoutFirst(words[1].start)
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
