// Forms made of tables: the answer stands in the label's own cell, to its right or below it.

extension Pass {
  mutating func read(_ whole: Grid) {
    if readCards(whole) { return }
    let mirror = mirrored(whole)
    if mirror != nil { mirrors = true }
    var grid =
      ofPresentTerm(whole) ?? mirror ?? stacked(whole) ?? transposed(whole) ?? unfolded(whole)
      ?? parted(whole) ?? whole
    if isOfPairs(grid) { grid.markPairs() }
    grid.markBranches()
    if grid.dropGuidance(goesOn: guidesInColumn) { guidesInColumn = true }
    // "Target | Intervention | Cost" over six rows names no subjects.
    if !headsColumn(grid.rows.first ?? []) { grid.dropSubjects() }
    let isNumbered = grid.isNumbered
    var row = 0
    while row < grid.rows.count {
      takeSideTitle(&grid, row)
      grid.dropNumber(row, isNumbered)
      if let header = rowHeader(grid, row) {
        row = readRows(grid, header, from: row + 1)
        continue
      }
      if let end = endOfPeople(grid, row) {
        row = end
        continue
      }
      if let end = readTimes(grid, row) {
        row = end
        continue
      }
      if let end = readBlock(grid, row) {
        row = end
        continue
      }
      if isOfOtherTime(grid.rows[row]) || row == 0 && namesQuestions(grid) {
        for cell in grid.rows[row] { answered.formUnion(cell.lines.map(\.position)) }
        row += 1
        continue
      }
      if !headsForeignTable(grid, row) { readLabels(grid, row) }
      row += 1
    }
  }

  /// One of the cells is known as the head of a column of ours.
  private func headsColumn(_ cells: [GridCell]) -> Bool {
    cells.contains { cell in
      cell.headLine.map { !catalogue.index.columns($0, allowed: { _ in true }).isEmpty } ?? false
    }
  }

  private mutating func readLabels(_ grid: Grid, _ row: Int) {
    let cells = grid.rows[row]
    let isAlone = cells.filter { !$0.isBlank }.count == 1
    var index = 0
    while index < cells.count {
      let cell = cells[index]
      defer { index += 1 }
      guard !cell.continuesAbove, !cell.isBlank else { continue }
      if index == 1, answersUnknown(cells) { continue }
      // An answer below its label is none itself, though its words could be one.
      if let line = cell.headLine, answered.contains(line.position) { continue }
      if index > 0 || isGuess(cell.headLine), cell.headLine?.startsBold != true,
        isUnderForeignHeading(grid, row, cell)
      {
        continue
      }
      if isAlone, let first = cell.lines.first(where: { !$0.isBlank }), enters(first),
        cell.lines.filter({ !$0.isBlank }).count == 1, label(first) == nil
      {
        continue
      }
      if isAlone, isGuess(cell.headLine), !holdsPlaceOfAnswer(cell),
        cell.headLine.map({ isTitle($0, grid, row) }) == true
      {
        continue
      }
      if index == 0, takeChosenHead(grid, row) { continue }
      let pieces = segments(cell)
      // "Item | Details" heads a table of questions and answers; a column of ours has more beside it.
      if let match = pieces.first?.match, case .column = meaning(match), headsColumns(grid, row) {
        continue
      }
      if mayBelongToBlock(pieces) || isGuessedInBlock(pieces, grid, row),
        takeFromBlock(grid, row, index)
      {
        index += 1
        continue
      }
      if pieces.isEmpty, takeByShape(grid, row, index) {
        index += 1
        continue
      }
      if pieces.isEmpty {
        noteUnexplained(grid, row, index)
        continue
      }
      for piece in pieces.dropLast() {
        take(piece.withoutHint.answer, for: piece.match, in: piece.label, .sameCell)
      }
      guard let last = pieces.last?.withoutHint else { continue }
      if takeInside(grid, row, index, pieces) { continue }
      if answerBeside(grid, row, index, last) { index += 1 }
    }
  }

  /// "Legal status today" over an empty line, in words that hardly ask for anything else: no title.
  private func holdsPlaceOfAnswer(_ cell: GridCell) -> Bool {
    cell.lines.count > 1
      && cell.headLine.flatMap(label).map { $0.lead >= Limits.surelyLearned } ?? false
  }

  /// Takes the answer that stands in the cell of its label, or the blank where it would stand; false where it
  /// must be looked for in other cells.
  private mutating func takeInside(
    _ grid: Grid, _ row: Int, _ index: Int, _ pieces: [Segment]
  ) -> Bool {
    let cell = grid.rows[row][index]
    guard let last = pieces.last?.withoutHint else { return true }
    let isInside =
      last.holdsAnswer(reading) && !isHintInside(grid, row, index, pieces)
      && !isSubject(last, of: grid, row, index) && !goesOnBeside(last, grid, row, index)
    if !cell.isPair, isInside {
      take(last.answer, for: last.match, in: last.label, .sameCell)
      return true
    }
    // A blank line below the label, where other cells of the table hold their answers.
    let isBlank =
      cell.lines.count > 1 && last.answer.isBlank(prompts: reading.prompts)
      && grid.keepsAnswersInside
    let isOwnBlank =
      last.label.endsWithColon && last.answer.isBlank(prompts: reading.prompts)
      && grid.holdsOwnAnswers(near: row)
    guard cell.isPair || isBlank || isOwnBlank else { return false }
    take(last.answer.placed(last.label.position), for: last.match, in: last.label, .sameCell)
    return true
  }

  /// "If asking for more: details" beside a blank cell, in a table that has its answers in the second column.
  private func goesOnBeside(_ piece: Segment, _ grid: Grid, _ row: Int, _ index: Int) -> Bool {
    let cells = grid.rows[row]
    if namesTopics(piece, cells, index) || namesTopicsOfAnswerBelow(piece, grid, row) {
      return true
    }
    // "On track? (a) yes (b) no | b".
    if cells.count == 2, index == 0, CodedChoice.explainsCodes(piece.label.text),
      cells[1].isBlank || cells[1].text.trimmedBlanks.utf8.count <= 3
    {
      return true
    }
    guard cells.count == 2, index == 0, cells[1].isBlank,
      cells[0].lines.count(where: { !$0.isBlank }) == 1,
      kind(piece.match) == .text
    else { return false }
    let rest = piece.label.from(piece.match.answerStart)
    // "SEND funding: what it provides"
    let asks = rest.words.first.map { ["what", "how", "which", "who", "why"].contains($0.folded) }
    // "Not acceptable: remedy" of the two answers of progress.
    let judgement: Set<String> = ["acceptable", "unacceptable", "not", "if", "where"]
    let isBranch =
      [FieldName.progressEvidence, .progressMeasures].contains(meaning(piece.match).field)
      && piece.label.words.allSatisfy {
        $0.end > piece.match.answerStart || judgement.contains($0.folded)
      }
    guard piece.label.opensCondition || asks == true || isBranch else { return false }
    let beside = grid.rows.filter { other in
      other.count == 2 && !other[1].isBlank
        && other[0].headLine.flatMap { line in
          label(line).map { line.from($0.answerStart).isBlank }
        } ?? false
    }
    return rest.words.count <= (piece.label.opensCondition ? 7 : 4)
      && rest.text.trimmedBlanks.first?.isLowercase == true
      && !rest.isEntered && beside.count >= 2
  }

  /// "In the student's words: course, home, plans after 18" beside an answer, where nothing is answered in the cell of
  /// its label.
  private func namesTopics(_ piece: Segment, _ cells: [GridCell], _ index: Int) -> Bool {
    guard cells.count == 2, index == 0, !cells[1].isBlank, kind(piece.match) == .text,
      cells[0].lines.count(where: { !$0.isBlank }) == 1
    else { return false }
    return piece.label.from(piece.match.answerStart).isListOfTopics
  }

  /// "In your words: school, what is good, what you hope for" over a cell that is no question.
  private func namesTopicsOfAnswerBelow(_ piece: Segment, _ grid: Grid, _ row: Int) -> Bool {
    guard row + 1 < grid.rows.count, grid.rows[row].count == 1, grid.rows[row + 1].count == 1,
      kind(piece.match) == .text,
      grid.rows[row][0].lines.count(where: { !$0.isBlank }) == 1
    else { return false }
    return piece.label.from(piece.match.answerStart).isListOfTopics
      && grid.rows[row + 1][0].headLine.map { label($0) == nil } ?? true
  }

  /// "Form | Yr 5": beside a label that nobody knows stands its answer, though it could be a label by its words.
  private func answersUnknown(_ cells: [GridCell]) -> Bool {
    // Blank cells behind it are the rest of a wider table.
    guard cells.count >= 2, cells[2...].allSatisfy(\.isBlank), let head = cells[0].headLine,
      let line = cells[1].headLine
    else { return false }
    return head.startsBold && !line.startsBold && line.beforeColon == nil
      && !line.looksLikeQuestion && label(head) == nil
  }

  func isGuess(_ line: Line?) -> Bool {
    line.flatMap { label($0) }.map { $0.score < Limits.likeEnough } ?? false
  }

  /// "Ref | Question | School's answer" over rows of them asks for nothing.
  private func namesQuestions(_ grid: Grid) -> Bool {
    let heads = grid.rows[0].compactMap { $0.headLine.flatMap { label($0) } }
    return grid.rows.count >= 3 && grid.rows[0].count >= 3
      && heads.contains { meaning($0) == .other("heading") && $0.score >= 1 }
      && heads.allSatisfy { meaning($0).field == nil && !meaning($0).isColumn }
      && grid.rows[0].allSatisfy { $0.isBlank || $0.headLine?.isTitle == true }
  }

  /// All cells are bold, and those below are not all so.
  private func headsColumns(_ grid: Grid, _ row: Int) -> Bool {
    let heads = grid.rows[row].compactMap(\.headLine)
    guard heads.count >= 2, row + 1 < grid.rows.count else { return false }
    return heads.allSatisfy { $0.isBold }
      && !grid.rows[row + 1].allSatisfy { $0.headLine?.startsBold == true }
  }
}
