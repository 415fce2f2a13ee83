// What a form does throughout, and one line alone does not show: how it parts labels from answers, and how
// it numbers its questions.

extension FormOutline {
  /// Who makes a form without colons may part labels from answers by a dash or by wide gaps, and then
  /// does it throughout; one line alone with a dash in it is a sentence.
  mutating func noteSeparators() {
    if lines.filter({ $0.underlinedTail != nil }).count >= Limits.partedLines {
      changeLines { line in
        if let tail = line.underlinedTail { line = line.entered(from: tail) }
      }
    }
    // "Name of pupil **Stefan Uphill**": the form in plain type, and all that was filled in in bold.
    if lines.filter({ $0.boldTail != nil }).count >= Limits.partedLines {
      changeLines { line in
        if let tail = line.boldTail { line = line.entered(from: tail) }
      }
    }
    let lines = lines
    usesColons =
      lines.filter { $0.beforeColon != nil }.count
      >= max(Limits.partedLines, lines.filter { !$0.isBlank }.count / 2)
    guard lines.filter(\.partedByLook).count >= Limits.partedLines else { return }
    changeLines { line in line.mayBeParted = line.partedByLook }
  }

  /// "1. Money", "2. Inclusion", "3. Learning" over labels in bold and tables: the headings of the form.
  mutating func noteNumberedTitles() {
    var titles: [Int] = []
    var overLabels = 0
    for (index, item) in items.enumerated() {
      guard case .line(let line) = item, line.number == titles.count + 1, !line.endsAsking,
        line.words.count <= Limits.longestHeading, !line.hasTab, line.beforeColon == nil
      else { continue }
      titles.append(index)
      switch items[(index + 1)...].first(where: { !$0.isBlankLine }) {
      case .line(let below)? where below.startsBold: overLabels += 1
      case .grid?: overLabels += 1
      default: break
      }
    }
    guard titles.count >= Limits.numberedTitles, 3 * overLabels >= 2 * titles.count else { return }
    for index in titles {
      guard case .line(var line) = items[index] else { continue }
      line.isHeading = true
      items[index] = .line(line)
    }
  }

  /// "5. How many suspensions?", "None", "6. Is the pupil on track? (Yes or No)", "Yes": lines numbered on to the end,
  /// with an answer between them, are the questions, however little each looks like one.
  mutating func noteNumberedQuestions() {
    var questions: [Int] = []
    var answered: Set<Int> = []
    var last: PlaceInCount?
    for (index, item) in items.enumerated() {
      guard case .line(let line) = item, !line.isHeading, let place = line.placeInCount,
        place.follows(last)
      else { continue }
      last = place
      questions.append(index)
      // A line of dots is an answer, too: that there is none.
      let next = items.dropFirst(index + 1).first { item in
        if case .line(let line) = item { !line.text.trimmedBlanks.isEmpty } else { true }
      }
      if case .line(let below)? = next, below.placeInCount == nil, below.beforeColon == nil,
        !below.startsBold
      {
        answered.insert(index)
      }
    }
    guard questions.count >= Limits.numberedTitles, 3 * answered.count >= 2 * questions.count
    else { return }
    for index in questions {
      guard case .line(var line) = items[index] else { continue }
      line.standsAsLabel = true
      // "6. Attendance 95%" among them holds its answer itself.
      line.isWholeByLook =
        line.endsAsking || line.beforeColon == nil && answered.contains(index)
      items[index] = .line(line)
    }
  }

  /// "State the SEND status" over "None", "Where acceptable, state the evidence" over a sentence: where every other line
  /// tells what to write, in whatever type, those lines are the questions.
  mutating func noteRequests() {
    let requests = items.indices.filter { index in
      if case .line(let line) = items[index] { line.requestsAnswer } else { false }
    }
    let answered = requests.filter { index in
      let next = items[(index + 1)...].prefix(Limits.rowsAround).first { !$0.isBlankLine }
      guard case .line(let below)? = next else { return false }
      return !below.requestsAnswer
    }
    guard requests.count >= Limits.numberedTitles, 3 * answered.count >= 2 * requests.count else {
      return
    }
    for index in requests {
      guard case .line(var line) = items[index] else { continue }
      line.standsAsLabel = true
      line.isWholeByLook = true
      items[index] = .line(line)
    }
  }

  /// What the form prints right over a field to fill in is the label of that field, whatever its look.
  mutating func noteLabelsOfFields() {
    for (index, next) in zip(items.indices, items.dropFirst()) {
      guard case .line(var line) = items[index], !line.isBlank, !line.isEntered, !line.hasTab,
        !line.runs.contains(where: { $0.marks.contains(.entered) }), next.isFieldLine
      else { continue }
      line.standsAsLabel = true
      line.isWholeByLook = true
      items[index] = .line(line)
    }
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

  mutating func changeLines(_ change: (inout Line) -> Void) {
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

extension FormOutline.Item {
  /// A line that is a field and nothing else, filled in or not.
  fileprivate var isFieldLine: Bool {
    guard case .line(let line) = self else { return false }
    return line.isEntered || isEmptyField
  }
}

/// Where a line stands among lines that are counted.
private struct PlaceInCount {
  var number: Int
  var letter: String

  func follows(_ last: PlaceInCount?) -> Bool {
    guard let last else { return number == 1 }
    if number == last.number + 1 { return letter.isEmpty || letter == "a" }
    return number == last.number && letter > last.letter && !last.letter.isEmpty
  }
}

extension Line {
  fileprivate var endsAsking: Bool {
    [UInt8(ascii: ":"), UInt8(ascii: "?")].contains(bytes.last { $0 > 0x20 })
  }

  /// "State the SEND status", "If acceptable, describe the evidence": a verb that asks for words, and no end of a
  /// sentence.
  fileprivate var requestsAnswer: Bool {
    guard !isEntered, !isHeading, (3...Limits.longestLabel).contains(words.count),
      bytes.last(where: { $0 > 0x20 }) != UInt8(ascii: ".")
    else { return false }
    let verbs: Set<String> = [
      "state", "describe", "record", "explain", "outline", "summarise", "summarize", "specify",
      "indicate", "detail",
    ]
    let folded = words.prefix(8).map(\.folded)
    if let first = folded.first, verbs.contains(first) { return true }
    return ["if", "where"].contains(folded.first) && !verbs.isDisjoint(with: folded)
  }

  /// "8" and "a" of "8a. If yes, what tells you so?".
  fileprivate var placeInCount: PlaceInCount? {
    guard let match = text.prefixMatch(of: /\s*\(?(\d{1,2}) ?([a-z]?)[.)]\s/), !isEntered,
      let number = Int(match.1)
    else { return nil }
    return PlaceInCount(number: number, letter: String(match.2))
  }

  /// "3" of "3. Learning".
  fileprivate var number: Int? {
    guard words.count >= 2, let first = words.first,
      bytes[..<first.start].allSatisfy({ $0 <= 0x20 }),
      [UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: " ")].contains(bytes[first.end])
    else { return nil }
    return Int(first.folded)
  }

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

  /// "Goal 1", "Agreed target 2:", "My next step (1)": the name of a row, and nothing behind its number.
  var isNumberedName: Bool {
    guard (2...9).contains(words.count), !isEntered, Int(words[0].folded) == nil,
      let last = words.last,
      let number = Int(last.folded), (1...9).contains(number)
    else { return false }
    let gaps = zip(words, words.dropFirst()).map { bytes[$0.end..<$1.start] }
    let isInBracket = bytes[..<last.start].last == UInt8(ascii: "(")
    return bytes[last.end...].allSatisfy { byte in
      byte <= 0x20 || byte == UInt8(ascii: ":") || isInBracket && byte == UInt8(ascii: ")")
    }
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

  /// One word, a number and a mark before the words of the line.
  fileprivate var nameAndNumber: (name: String, number: Int, end: Int)? {
    guard words.count >= 3, Int(words[0].folded) == nil, let number = Int(words[1].folded),
      (1...30).contains(number)
    else { return nil }
    let gap = bytes[words[1].end..<words[2].start]
    guard gap.contains(where: { $0 > 0x20 && $0 != UInt8(ascii: "(") }) else { return nil }
    return (words[0].folded, number, words[2].start)
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

  /// Offset of what is in bold to the end of the line, behind words in plain type and no sign that parts them.
  fileprivate var boldTail: Int? {
    let head = runs.prefix { !$0.marks.contains(.bold) }
    let offset = head.reduce(0) { $0 + $1.text.utf8.count }
    let tail = runs.dropFirst(head.count)
    guard !head.isEmpty, !tail.isEmpty,
      tail.allSatisfy({ $0.marks.contains(.bold) || $0.text.utf8.allSatisfy { $0 <= 0x20 } }),
      let last = bytes[..<offset].last(where: { $0 > 0x20 }),
      ![UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "?")].contains(last),
      words.contains(where: { $0.end <= offset })
    else { return nil }
    return offset
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

  func withoutFirst(_ offset: Int) -> Line {
    let rest = from(offset)
    var line = Line(runs: rest.runs, place: place, isHeading: isHeading)
    line.position = position
    line.standsAsLabel = standsAsLabel
    line.mayBeParted = mayBeParted
    return line
  }
}
