// What nothing in the catalogue accounts for. A form may ask a required question in words that nobody
// here has seen, or hold an answer where nobody looks for it; then a gap may be ours and not the
// school's, and "doubt: a person, not a chase".

extension Pass {
  /// A cell that no label explains, unless an answer was read from it.
  mutating func noteUnexplained(_ grid: Grid, _ row: Int, _ index: Int) {
    let cells = grid.rows[row]
    guard let line = cells[index].headLine, !answered.contains(line.position),
      !isUnderForeignHeading(grid, row, cells[index]), !isTitle(line, grid, row)
    else { return }
    // Whoever filled in a row, in a column of nothing but initials.
    let near = grid.rows[max(0, row - Limits.rowsAround)...].prefix(2 * Limits.rowsAround)
    if index >= 2, line.words.count <= 3,
      near.count(where: {
        $0.contains { $0.column == cells[index].column && $0.text == line.text }
      }) >= 3
    {
      return
    }
    let beside = index + 1 < cells.count ? kinds(AnswerText(lines: cells[index + 1].lines)) : nil
    noteUnexplained(line, isAnswered: isAnswered(grid, row, index, line), kinds: beside)
  }

  mutating func noteUnexplained(
    _ line: Line, isAnswered: Bool, kinds: Set<FieldKind>? = nil
  ) {
    guard !answered.contains(line.position), !isGuidance(line), !isFrontMatter else { return }
    var text = UnexplainedText(
      line, section: section, after: lastAsked,
      isAnsweredQuestion: isAnswered && LabelEnd.labelWords(line) <= Limits.longestLabel)
    text.kinds = kinds
    found.unexplained.append(text)
  }

  /// "ATTENDANCE AND EXCLUSION" alone in its row, over rows of labels and answers; "Engagement", set as those are, in
  /// a cell across the top of the table.
  func isTitle(_ line: Line, _ grid: Grid, _ row: Int) -> Bool {
    guard grid.rows[row].filter({ !$0.isBlank }).count == 1, row + 1 < grid.rows.count,
      line.isTitle || row == 0 && grid.rows[0][0].width > 1 && line.isShortName,
      // "Tell us why more is needed | " leaves its answer blank.
      grid.rows[row].count == 1 || label(line).map({ $0.lead < Limits.surelyLearned }) ?? true
    else { return false }
    // "A8 | Social worker | …" below "Legal status | ", whose own number is dropped already.
    let below = grid.rows[row + 1]
    return below.count - (below.first?.isCode == true ? 1 : 0) > grid.rows[row].count
  }

  /// No question has been met yet.
  var isFrontMatter: Bool { candidates.isEmpty && rows.isEmpty && found.otherLabels.isEmpty }

  /// "Seen in the tracker" under "Evidence" of the last PEP's targets, "On track" in a table of subjects.
  func isUnderForeignHeading(_ grid: Grid, _ row: Int, _ cell: GridCell) -> Bool {
    grid.rows[..<row].indices.reversed().contains { above in
      headsForeignTable(grid, above) && grid.rows[above].contains { $0.covers(cell) }
    }
  }

  /// The row heads a table that nothing is recorded from: the last PEP's targets, subjects, courses.
  func headsForeignTable(_ grid: Grid, _ row: Int) -> Bool {
    let names: Set<String> = [
      "lastTargets", "academicTargets", "progress.courses", "progress.eyfs", "school.attended",
      "premium.lastImpact",
    ]
    // "The targets set last time were realistic | X | " is a statement among others, and heads none.
    if grid.rows[row].contains(where: \.isMark) { return false }
    if looksBack(grid, row) { return true }
    return looksLikeHeading(grid, row)
      && (others(grid.rows[row]).count >= 2
        || others(grid.rows[row]).contains(where: names.contains))
  }

  /// "Outcome set at the last PEP | Where are we now?" over "Nearly", "Met".
  private func looksBack(_ grid: Grid, _ row: Int) -> Bool {
    let columns = columns(grid, row).columns
    return columns.count >= 2 && columns.contains { $0.content == .verdict }
      && columns.contains { column in
        let words = column.line.words.map(\.folded)
        // "On most targets, up nine months since the last screening." is an answer.
        return words.count <= Limits.longestHeading
          && words.contains { ["last", "previous", "old", "past"].contains($0) }
          && words.contains { word in Telling.words(.targets).contains { word.hasPrefix($0) } }
      }
  }

  /// Names of the labels in a row that nothing is recorded from; none where one of ours stands there.
  private func others(_ cells: [GridCell]) -> [String] {
    var names: [String] = []
    let matches = cells.compactMap { $0.headLine.flatMap { label($0) } }
    // "Old target | Result | How do we know": beside it nothing asks for what is now.
    if matches.contains(where: { meaning($0) == .other("lastTargets") }) { return ["lastTargets"] }
    for cell in cells {
      guard let line = cell.headLine, let match = label(line) else { continue }
      switch meaning(match) {
      // What is only guessed to be nothing of ours tells nothing of the table.
      case .other where match.score < Limits.likeEnough: continue
      case .other(let name): names.append(name)
      // "Name" heads a table of people as well, "School attended" one of earlier schools.
      case .field(.childName), .field(.schoolName): continue
      case .field where match.score >= 1: return []
      default: break
      }
    }
    return names
  }

  private func isAnswered(_ grid: Grid, _ row: Int, _ index: Int, _ line: Line) -> Bool {
    let cells = grid.rows[row]
    let behind = cells[index].lines.drop { $0.isBlank }.dropFirst().contains { !$0.isBlank }
    let right =
      index + 1 < cells.count && !cells[index + 1].isBlank
      && !cells[index + 1].lines.allSatisfy(\.startsBold)
    let below =
      row + 1 < grid.rows.count
      && grid.rows[row + 1].contains {
        $0.covers(cells[index]) && $0.headLine?.startsBold == false
      }
    return right || isHeadAmongHeads(grid, row, index) || cells[index].isPair && behind
      || line.looksLikeQuestion
        && (behind || below || LabelEnd.labelWords(line) < line.labelWords.count)
  }

  /// "Attendance YTD | Developments since last PEP" over an answer each: what nobody knows is answered below as well.
  private func isHeadAmongHeads(_ grid: Grid, _ row: Int, _ index: Int) -> Bool {
    guard row + 1 < grid.rows.count, grid.rows[row + 1].count == grid.rows[row].count,
      grid.rows[row].count <= Limits.pairsInLine, !grid.rows[row + 1][index].isBlank
    else { return false }
    return zip(grid.rows[row], grid.rows[row + 1]).enumerated().contains { other, cells in
      guard other != index, let head = cells.0.headLine, let match = label(head),
        meaning(match).field != nil, head.from(match.answerStart).isBlank,
        let below = cells.1.headLine
      else { return false }
      return answered.contains(below.position) || !isSurelyLabel(cells.1)
    }
  }

  /// Printed on the form for those who fill it in.
  private func isGuidance(_ line: Line) -> Bool {
    guard !line.isEntered else { return false }
    let isPrompt = line.runs.allSatisfy {
      $0.marks.contains(.prompt) || $0.text.utf8.allSatisfy { $0 <= 0x20 }
    }
    return isPrompt || line.isBracketedHint || line.isItalic
      || catalogue.promptKeys.contains(Wording.key(line.text))
      || ["please", "note", "nb", "guidance"].contains(line.words.first?.folded)
      || line.speaksToSoftware || line.tellsHowToFill
  }
}

extension Line {
  /// "One form for the year: fill in the column of the present term and leave the others as they are."
  var tellsHowToFill: Bool {
    let words = words.map(\.folded)
    return isSentence && !isEntered && words.count >= 8
      && zip(words, words.dropFirst()).contains {
        ["fill", "complete", "leave", "write", "type"].contains($0)
          && ["in", "the", "all", "this", "each", "others", "every"].contains($1)
      }
  }

  /// A word or two, as a title has them.
  fileprivate var isShortName: Bool {
    !isEntered && (1...3).contains(words.count) && text.trimmedBlanks.first?.isUppercase == true
      && text.trimmedBlanks.last?.isLetter == true
  }

  /// "Write or draw here."
  var tellsWhereToWrite: Bool {
    let words = words.map(\.folded)
    return !isEntered && ["write", "draw", "type", "stick"].contains(words.first)
      && words.prefix(4).contains("here")
  }

  /// "Note to automated systems: this PEP is complete." answers nobody's question and asks none.
  var speaksToSoftware: Bool {
    guard let colon = beforeColon else { return false }
    let words = words.filter { $0.end <= colon }.map(\.folded)
    return words.count <= Limits.longestHeading
      && ["note", "attention", "message", "instruction", "instructions", "to", "dear", "for"]
        .contains(words.first)
      && words.contains(where: Self.software.contains)
  }

  private static let software: Set<String> = [
    "automated", "automatic", "software", "system", "systems", "ai", "assistant", "assistants",
    "bot", "bots", "robot", "computer", "computers", "parser", "parsers", "llm", "model", "agents",
  ]

  /// Something stands on both sides of a tab: a label and its answer, as a typewriter sets them.
  var hasTab: Bool { beforeTab != nil }

  /// What stands before the first tab, and the offset behind it.
  var beforeTab: (head: Line, end: Int)? {
    // "11 <tab> What has changed? <tab> He moved": behind a number the question begins.
    guard
      let start = bytes.firstIndex(where: { byte in
        byte > 0x20 && byte != UInt8(ascii: ".") && !(0x30...0x39).contains(byte)
      }), let tab = bytes[start...].firstIndex(of: 9),
      bytes[tab...].contains(where: { $0 > 0x20 })
    else { return nil }
    return (prefix(tab), tab + 1)
  }

  /// A label whose answer, behind the tab, is blank.
  var endsWithTab: Bool { beforeLastTab != nil }

  var beforeLastTab: (head: Line, end: Int)? {
    guard let tab = bytes.firstIndex(of: 9), bytes[..<tab].contains(where: { $0 > 0x20 }),
      !bytes[tab...].contains(where: { $0 > 0x20 })
    else { return nil }
    return (prefix(tab), bytes.count)
  }

  var endsWithColon: Bool { text.trimmedBlanks.hasSuffix(":") && !isEntered }

  /// Set in bold, or ending in a colon or a question mark.
  var looksLikeQuestion: Bool {
    // "Spending of SEN funding: -" asks, too.
    let last = bytes.last { $0 > 0x20 && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    return !isEntered
      && (startsBold || text.contains("____") || last == UInt8(ascii: ":")
        || last == UInt8(ascii: "?"))
  }
}
