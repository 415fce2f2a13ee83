// Columns beside the questions: the title of their section, merged over its rows, or their numbers.

extension Grid {
  /// Takes the number of a question ("10.1", "3a") out, where it has a cell of its own. A row of more
  /// cells belongs to a table whose lines are counted.
  ///
  /// - Parameter isNumbered: as ``isNumbered`` was before any was taken out.
  mutating func dropNumber(_ row: Int, _ isNumbered: Bool) {
    guard (2...4).contains(rows[row].count), !rows[row][1].isBlank else { return }
    let isNumber =
      rows[row].count < 4 && rows[row][0].isNumbering || isNumbered && rows[row][0].isCode
    if isNumber { takeFirst(row) }
  }

  /// Takes the column out that tells how to answer: "Question | Help | School answer", "Ref | Question | Guidance |
  /// Your answer".
  ///
  /// - Parameter goesOn: a table of four columns before it was such a one, and its lines may go on to be counted
  ///   here, without heads.
  /// - Returns: whether this one has four columns and is such a one.
  mutating func dropGuidance(goesOn: Bool) -> Bool {
    guard let heads = rows.first else { return false }
    let count = heads.count
    let isHeaded =
      (count == 3 || count == 4) && rows.count >= 3
      && Self.guidance.contains(Wording.key(heads[count - 2].text))
      && !Set(Wording.folded(heads[count - 1].text)).isDisjoint(with: Self.answers)
    // "Ref | Data item | Return | Source / note".
    if count == 4, rows.count >= 3, Self.guidance.contains(Wording.key(heads[3].text)),
      !Set(Wording.folded(heads[2].text)).isDisjoint(with: Self.answers)
    {
      rows = rows.map { $0.count == 4 ? $0.dropLast().sideBySide : $0 }
      return false
    }
    let isGoingOn = goesOn && rows.allSatisfy { $0.count == 4 && $0[0].isCode }
    guard isHeaded || isGoingOn else { return false }
    rows = rows.map { cells in
      cells.count == count ? (cells.dropLast(2) + [cells[count - 1]]).sideBySide : cells
    }
    return count == 4
  }

  /// Takes the first column out where it names the subject of each question and no more: "Pupil | Date of birth | …",
  /// "Pupil | UPN | …", " | The day you met | …".
  mutating func dropSubjects() {
    guard rows.count >= 6, rows.allSatisfy({ $0.count == 3 && $0.allSatisfy { $0.width == 1 } })
    else { return }
    let subjects = rows.dropFirst().map { Wording.key($0[0].text) }
    let named = subjects.filter { !$0.isEmpty }
    // A column of which each cell says something else asks itself.
    guard !named.isEmpty, 2 * Set(named).count <= subjects.count,
      rows.dropFirst().allSatisfy({ $0[0].lines.count <= 1 && !$0[1].isBlank }),
      named.allSatisfy({ $0.split(separator: " ").count <= 3 }),
      Set(rows.dropFirst().map { Wording.key($0[1].text) }).count == subjects.count
    else { return }
    for row in rows.indices { takeFirst(row) }
    // "Section | Question | Answer" over them asks for nothing.
    let words = Set(rows[0].last.map { Wording.folded($0.text) } ?? [])
    if words.count <= 3, !words.isDisjoint(with: Self.answers) { rows.removeFirst() }
  }

  private static let guidance: Set<String> = [
    "help", "guidance", "hint", "hints", "tip", "tips", "note", "notes", "explanation",
    "how to answer",
    "what to write", "guidance notes", "help text", "prompt", "prompts", "source note", "source",
  ]
  private static let answers: Set<String> = [
    "answer", "answers", "response", "responses", "reply", "entry", "information", "return",
  ]

  /// "A01", "C5", "17" begin most rows of questions: a table whose lines are counted is no list of questions,
  /// and counts from 1.
  var isNumbered: Bool {
    let codes = rows.compactMap { $0.count >= 3 && $0[0].isCode ? $0[0].headLine?.text : nil }
    return codes.count >= 5 && 3 * codes.count >= 2 * rows.count
  }

  /// Removes the first cell of a row; what stood second stands where labels do.
  mutating func takeFirst(_ row: Int) {
    rows[row].removeFirst()
    guard !rows[row].isEmpty else { return }
    for index in rows[row][0].lines.indices { rows[row][0].lines[index].standsAsLabel = true }
  }
}

extension GridCell {
  /// "A01", "C5", "17", "A.10".
  var isCode: Bool {
    let text = text.trimmedBlanks
    return text.wholeMatch(of: /[A-Za-z]{0,2}[0-9]{1,3}|[A-Za-z]{1,2}(?:\.[0-9]{1,2}){1,3}/) != nil
  }

  fileprivate var isNumbering: Bool {
    guard let line = headLine, lines.filter({ !$0.isBlank }).count == 1, line.text.utf8.count <= 8,
      !line.isEntered
    else { return false }
    // "D.O.B." is a label.
    return (1...3).contains(line.words.count)
      && line.words.allSatisfy { Numbering.is($0.folded) || $0.folded.utf8.count == 1 }
      && (line.words.count == 1 || line.words.contains { Int($0.folded) != nil })
  }
}

extension Pass {
  /// Enters the section that the first cell of the row names, and takes the column out of the grid, so
  /// that the rows are read as if the title stood above them.
  mutating func takeSideTitle(_ grid: inout Grid, _ row: Int) {
    guard let side = sideTitle(grid, row), let line = side.headLine else { return }
    _ = enters(line)
    let below = rowsBeside(side, grid, row)
    grid.takeFirst(row)
    for row in below { grid.takeFirst(row) }
  }

  /// The rows below that belong to the title: it is merged over them, or their first cells are left blank.
  private func rowsBeside(_ side: GridCell, _ grid: Grid, _ row: Int) -> Range<Int> {
    let isBeside = { (cells: [GridCell]) in
      guard let first = cells.first, first.column == side.column else { return false }
      return first.continuesAbove
        || first.isBlank && first.width == side.width && cells.count >= 2 && !cells[1].isBlank
    }
    let below = grid.rows[(row + 1)...]
    return row + 1..<(below.firstIndex { !isBeside($0) } ?? grid.rows.count)
  }

  private func sideTitle(_ grid: Grid, _ row: Int) -> GridCell? {
    let cells = grid.rows[row]
    guard cells.count >= 2, let first = cells.first, !first.continuesAbove,
      let line = first.headLine
    else { return nil }
    let goesOn =
      row + 1 < grid.rows.count && grid.rows[row + 1].first?.continuesAbove == true
      && grid.rows[row + 1].first?.column == first.column
    if standsOverBlanks(first, grid, row) { return first }
    // A title in words that nobody knows is one where it is set like one, beside labels with answers.
    guard catalogue.sectionKey(of: line) != nil || goesOn && line.isTitle && cells.count >= 3 else {
      return nil
    }
    // "Parental responsibility | Mother" is a label and its answer, whatever sections are called.
    // "Use of PP+ | Amount | …" heads the columns of a table.
    let headsLabels =
      cells.count >= 3
      // "SEND / high needs | SEN Support | | ": a stage and nothing beside it is the answer.
      && !(SENStatusAnswer.isStage(AnswerText(lines: cells[1].lines))
        && cells[2...].allSatisfy(\.isBlank))
      && cells[1].headLine.flatMap { label($0) }.map { !meaning($0).isColumn } == true
    return goesOn || headsLabels && label(line) == nil && !looksLikeHeading(grid, row) ? first : nil
  }

  /// "Meeting | Date of the meeting | 21.10.26" over "(blank) | Next meeting | 03.03.27": all beside the title
  /// are questions with an answer, so the title is none of its own.
  private func standsOverBlanks(_ side: GridCell, _ grid: Grid, _ row: Int) -> Bool {
    let rows = ([row] + rowsBeside(side, grid, row)).map { grid.rows[$0] }
    guard let title = side.headLine, title.beforeColon == nil, !title.isEntered,
      label(title).map({ title.from($0.answerStart).isBlank }) ?? true,
      title.words.count <= Limits.longestHeading
    else { return false }
    let answered = rows.count { answersInSecond($0) }
    if 2 * answered >= rows.count,
      rows.allSatisfy({ $0.count == 2 && $0[1].headLine?.beforeColon != nil })
    {
      // "Special educational needs | Funding: how used" alone are two questions.
      let isHabit = grid.rows.allSatisfy { cells in
        cells.count <= 2 && cells.last?.headLine?.beforeColon != nil
      }
      return rows.count > 1 || isHabit && grid.rows.count >= 3
    }
    if headsColumnsBeside(grid, row) { return true }
    guard !looksLikeHeading(grid, row), rows.allSatisfy({ $0.count == 3 && asksInSecond($0) })
    else { return false }
    let questions = rows.map { questionInSecond($0) }
    // "Change | What has changed for the student | …": alone, the question must be surer than the title.
    if rows.count == 1 { return isSurer(questions[0], than: label(title)) }
    return 2 * questions.count { $0 != nil } >= rows.count
  }

  /// "DATES | Meeting: 5 November" over "(blank) | Next meeting: 15 January".
  private func answersInSecond(_ cells: [GridCell]) -> Bool {
    guard let line = cells[1].headLine, line.beforeColon != nil else { return false }
    return label(line.asLabel).map { meaning($0).field != nil } ?? false
  }

  /// "TARGETS | Target | Action | Who" over rows whose first cells are all blank: the title of a table beside it.
  private func headsColumnsBeside(_ grid: Grid, _ row: Int) -> Bool {
    let below = grid.rows[(row + 1)...].filter { !$0.allSatisfy(\.isBlank) }
    guard grid.rows[row].count >= 4, !below.isEmpty,
      below.allSatisfy({ $0.count == grid.rows[row].count && $0[0].isBlank }),
      grid.rows[row].allSatisfy({ !$0.isBlank && $0.headLine?.isTitle == true })
    else { return false }
    var beside = grid
    for row in row..<beside.rows.count { beside.takeFirst(row) }
    return rowHeader(beside, row) != nil
  }

  /// No answer stands in the second cell, and no label in the third.
  private func asksInSecond(_ cells: [GridCell]) -> Bool {
    guard let question = cells[1].headLine else { return false }
    let isBare = questionInSecond(cells).map { question.from($0.answerStart).isBlank } ?? true
    return isBare && cells[2].headLine.flatMap(label) == nil
  }

  private func questionInSecond(_ cells: [GridCell]) -> LabelIndex.Match? {
    cells[1].headLine.flatMap { label($0.asLabel) }
  }

  private func isSurer(_ question: LabelIndex.Match?, than title: LabelIndex.Match?) -> Bool {
    // "We will use it for | Cost | Next step it helps" heads columns.
    guard let question, !meaning(question).isColumn, let title, title.score < Limits.likeEnough
    else { return false }
    return question.score >= Limits.likeEnough
      || question.lead >= Limits.surelyLearned && question.lead > title.lead
  }
}
