// Signs that some forms set beside every question or answer, and that are words of neither.

extension FormOutline {
  /// "My name is … Robbie Askwith", "My teachers know this because …": where dots lead to the answers
  /// throughout, they part as a colon does. "I want to … read  Who helps … Mrs Oake" is two of them in one line.
  mutating func replaceLeaders() {
    guard lines.map({ $0.leaders.count }).reduce(0, +) >= Limits.partedLines else { return }
    items = items.flatMap { item in
      if case .line(let line) = item { line.cutAtLeaders.map(Item.line) } else { [item] }
    }
    changeLines { line in
      if let leader = line.leaders.first {
        line = line.rewritten(
          line.prefix(leader.lowerBound).runs + [Run(": ")] + line.from(leader.upperBound).runs)
        line.standsAsLabel = true
      }
    }
  }

  /// "Q: When did you meet?" over "A: 6 October 2026", as somebody typed what was said.
  mutating func dropSpeakers() {
    var asked: [(index: Int, end: Int)] = []
    var answers: [(index: Int, end: Int)] = []
    for index in items.indices {
      guard case .line(let line) = items[index] else { continue }
      if let end = line.behind(.asks) { asked.append((index, end)) }
      if let end = line.behind(.answers) { answers.append((index, end)) }
    }
    guard min(asked.count, answers.count) >= Limits.partedLines else { return }
    for (index, end) in asked {
      guard case .line(let line) = items[index] else { continue }
      var question = line.rewritten(line.from(end).runs)
      question.standsAsLabel = true
      question.isWholeByLook = true
      items[index] = .line(question)
    }
    for (index, end) in answers {
      guard case .line(let line) = items[index] else { continue }
      let runs = line.from(end).runs.map { run in
        Run(run.text, run.marks.union(.entered), control: run.control)
      }
      items[index] = .line(line.rewritten(runs))
    }
  }

  /// "Pupil voice ☒ Complete", "Targets ☐ Not started": how far a section is filled in is no word of its heading.
  mutating func dropStates() {
    guard lines.filter({ $0.state != nil }).count >= Limits.namedLines else { return }
    changeLines { line in
      if let state = line.state { line = line.rewritten(line.prefix(state).runs) }
    }
  }

  /// "☺ My name is", "★ My next steps": what a form for children draws before its lines.
  mutating func dropOrnaments() {
    guard lines.filter({ $0.ornament != nil }).count >= Limits.partedLines else { return }
    changeLines { line in
      if let ornament = line.ornament {
        line = line.rewritten(line.from(ornament).runs)
        line.standsAsLabel = !line.partedByLook
      }
    }
  }

  /// "6.01 | I like my teacher" under "Wishes and feelings": a box whose one line bears the number of the question.
  /// "T1 | Read daily" names a row.
  mutating func dropLoneCodes() {
    for index in items.indices {
      guard case .grid(var grid) = items[index], grid.rows.count == 1, grid.rows[0].count == 2,
        grid.rows[0][0].text.trimmedBlanks.wholeMatch(of: /[A-Z]{0,2}\d{1,2}[.]\d{1,2}/) != nil
      else { continue }
      grid.rows[0].removeFirst()
      items[index] = .grid(grid)
    }
  }

  /// "PEP/B1 Establishment", "PEP/B2 NC Year": the number that an office gives its questions.
  mutating func dropCodes() {
    guard lines.filter({ $0.code != nil }).count >= Limits.partedLines else { return }
    changeLines { line in
      if let code = line.code { line = line.rewritten(line.from(code).runs) }
    }
  }
}

extension Line {
  private var firstByte: UInt8? { bytes.first { $0 > 0x20 } }

  /// Offset behind a drawing. A box may be a choice, and a dot opens the points of an answer.
  fileprivate var ornament: Int? {
    guard let firstByte, firstByte >= 0xE2 else { return nil }
    return behind(
      /\s*[☺☻★☆◆◇♥♦❖✿❀☀➤➢►▶✎✏✍☞☛✦✨😀😊🙂⭐🌟📝🎯💬🏫👍]\u{FE0F}?\s+/)
  }

  /// Offset behind the code of a question.
  fileprivate var code: Int? {
    guard let firstByte, (0x41...0x5A).contains(firstByte) else { return nil }
    return behind(/\s*[A-Z]{2,5}[\/.-][A-Z]?\d{1,2}[a-z]?[.:)]?\s+(?=\p{L})/)
  }

  /// The dots between a label and its answer, or behind a label whose answer is blank.
  fileprivate var leaders: [Range<Int>] {
    guard let first = words.first, bytes.contains(0xE2) else { return [] }
    return bytes.indices.compactMap { index in
      let end = index + 3
      guard bytes[index...].starts(with: "…".utf8), index > first.end, bytes[index - 1] <= 0x20,
        end == bytes.count || bytes[end] <= 0x20
      else { return nil }
      let label = bytes[..<index].lastIndex { $0 > 0x20 } ?? index
      return label + 1..<(bytes[end...].firstIndex { $0 > 0x20 } ?? bytes.count)
    }
  }

  /// Each label of the line with its answer, where wide gaps part several that have dots.
  fileprivate var cutAtLeaders: [Line] {
    guard (2...Limits.pairsInLine).contains(leaders.count) else { return [self] }
    let starts =
      [0]
      + zip(words, words.dropFirst()).compactMap { before, after in
        let gap = bytes[before.end..<after.start]
        return gap.suffix(2).elementsEqual([0x20, 0x20]) ? after.start : nil
      }
    guard starts.count <= Limits.pairsInLine else { return [self] }
    let pieces = zip(starts, starts.dropFirst() + [bytes.count]).map { start, end in
      rewritten(prefix(end).from(start).runs)
    }
    return pieces.allSatisfy { $0.leaders.count == 1 } ? pieces : [self]
  }

  fileprivate enum Speaker { case asks, answers }

  /// Offset behind the letter of who speaks.
  fileprivate func behind(_ speaker: Speaker) -> Int? {
    switch (speaker, firstByte) {
    case (.asks, UInt8(ascii: "Q")):
      behind(/\s*(?:Q|Question)\s?\d{0,2}(?:[.:)]\s+|\s{2,})/)
    case (.answers, UInt8(ascii: "A")):
      behind(/\s*(?:A|Ans|Answer)\s?\d{0,2}(?:[.:)](?:\s+|$)|\s{2,}|\s*$)/)
    default: nil
    }
  }

  private func behind(_ sign: Regex<Substring>) -> Int? {
    text.prefixMatch(of: sign).map {
      text.utf8.distance(from: text.startIndex, to: $0.range.upperBound)
    }
  }

  /// Offset of a box and a state behind the words of a heading.
  fileprivate var state: Int? {
    guard !isEntered, words.count <= Limits.longestHeading, bytes.contains(0xE2),
      bytes.count <= Limits.longestTitle,
      let match = text.firstMatch(
        of:
          /(?i)\s+[☒☑✓✔✅☐□■] ?(?:complete|completed|incomplete|not completed?|in progress|not started|started|done|saved|submitted|signed off|approved|outstanding)\s*$/
      )
    else { return nil }
    let start = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
    return words.first.map { $0.end <= start } == true ? start : nil
  }

  /// The same line with other runs.
  fileprivate func rewritten(_ runs: [Run]) -> Line {
    var line = Line(runs: runs, place: place, isHeading: isHeading)
    line.position = position
    line.standsAsLabel = standsAsLabel
    line.isWholeByLook = isWholeByLook
    return line
  }
}
