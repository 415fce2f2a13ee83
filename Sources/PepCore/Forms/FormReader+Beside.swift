// Where the answer of a bare label stands in a table: to its right, below it, under a mark; or nowhere.

extension Pass {
  /// Looks for the answer of a bare label: to the right, then below. True if the next cell was used.
  mutating func answerBeside(
    _ grid: Grid, _ row: Int, _ index: Int, _ piece: Segment
  ) -> Bool {
    // "Question | Response" heads the rows below it and asks for nothing.
    if index == 0, row == 0, isRowOfHeadings(grid) || headsLabels(grid, piece.match) {
      return false
    }
    if let chosen = chosenBelow(grid, row, index, piece.match) {
      take(chosen, for: piece.match, in: piece.label, .below)
      return false
    }
    if let marked = markedColumn(grid, row, index, piece.match) {
      take(marked, for: piece.match, in: piece.label, .tickedColumn)
      takeRemark(grid, row, index, piece.match)
      return false
    }
    if index == 0, headsQuestionsInPlain(grid, row, piece.match) { return false }
    if let right = cellToTheRight(grid, row, index, piece),
      !isAnsweredBelow(right, grid, row, index, piece)
    {
      take(right, for: piece.match, in: piece.label, .toTheRight)
      return true
    }
    if let below = cellBelow(grid, row, index) {
      take(below, for: piece.match, in: piece.label, .below)
      takeFurtherRows(grid, row, index, piece)
      return false
    }
    if let box = boxBehind, row == grid.rows.count - 1, grid.rows[row].count == 1,
      piece.label.startsBold, let line = box.headLine, label(line).map({ $0.score < 1 }) ?? true
    {
      answered.formUnion(box.lines.map(\.position))
      take(AnswerText(lines: box.lines), for: piece.match, in: piece.label, .below)
      return false
    }
    // "Care status" is a heading or a question; with an empty line below it, it is a question.
    let cell = grid.rows[row][index]
    // "5. STUDENT'S SAY" over "Student comment | …" asks nothing itself.
    let isTitle =
      grid.rows[row].count == 1 && row + 1 < grid.rows.count && headsQuestion(grid, row)
      && asksSame(grid.rows[row + 1][0], as: piece.match)
    if isTitle || grid.rows[row].count == 1 && headsBoldQuestion(grid, row) { return false }
    // "Care status:" above "Social worker: Yvonne Goldsworthy", each alone in its row, is left blank.
    let around = grid.rows[
      max(0, row - Limits.rowsAround)..<min(grid.rows.count, row + Limits.rowsAround)]
    let isLeftBlank =
      piece.label.endsWithColon && grid.rows[row].count == 1
      && around.contains { $0.count == 1 && $0[0].headLine?.holdsPair == true }
    if catalogue.sectionKey(of: piece.label) == nil || cell.lines.count > 1 || isLeftBlank {
      take(
        piece.answer.placed(piece.label.position), for: piece.match, in: piece.label, .sameCell)
    }
    return false
  }

  /// "Subject | Attainment | On track? | Comment" over a row for each subject: what the other rows say counts as much as
  /// the first, and where they disagree nobody has said whether the child is on track.
  private mutating func takeFurtherRows(_ grid: Grid, _ row: Int, _ index: Int, _ piece: Segment) {
    guard kind(piece.match) == .yesNo, index > 0, grid.rows[row].count > 2 else { return }
    let count = grid.rows[row].count
    for cells in grid.rows[(row + 1)...].dropFirst().prefix(Limits.rowsAround) {
      guard cells.count == count, cells[0].headLine?.startsBold != true else { return }
      let answer = AnswerText(lines: cells[index].lines)
      guard isSettled(reading.read(answer, as: .yesNo)) else { continue }
      take(answer, for: piece.match, in: piece.label, .below)
    }
  }

  private func asksSame(_ cell: GridCell, as match: LabelIndex.Match) -> Bool {
    cell.headLine.flatMap { label($0) }.map { meaning($0) == meaning(match) } ?? false
  }

  /// "Question | Highlight one" over a question that is known.
  private func headsLabels(_ grid: Grid, _ match: LabelIndex.Match) -> Bool {
    guard meaning(match) == .other("heading"), grid.rows.count > 1,
      grid.rows[0].count == grid.rows[1].count, let line = grid.rows[1][0].headLine,
      let below = label(line), case .field = meaning(below)
    else { return false }
    return below.score >= Limits.likeEnough || below.lead >= Limits.surelyLearned
  }

  /// "Attendance | Figure", in bold, over "This academic year to date | 95.3 %" and more, not in bold.
  private func headsQuestionsInPlain(_ grid: Grid, _ row: Int, _ match: LabelIndex.Match) -> Bool {
    guard let kind = kind(match), [.percentage, .count, .number].contains(kind),
      grid.rows[row].count == 2,
      grid.rows[row].allSatisfy({ $0.headLine?.isTitle == true && $0.lines.count == 1 }),
      !isSettled(reading.read(AnswerText(lines: grid.rows[row][1].lines), as: kind))
    else { return false }
    let below = grid.rows[(row + 1)...].prefix(2)
    return below.count == 2
      && below.allSatisfy { cells in
        cells.count == 2 && cells.allSatisfy { $0.headLine?.startsBold != true }
      }
  }

  private func isRowOfHeadings(_ grid: Grid) -> Bool {
    grid.rows[0].count > 1
      && grid.rows[0].allSatisfy { cell in
        cell.headLine.flatMap { label($0) }.map { meaning($0) == .other("heading") } ?? false
      }
  }

  /// The cell right of a label, unless it is a label itself.
  func cellToTheRight(
    _ grid: Grid, _ row: Int, _ index: Int, _ piece: Segment
  ) -> AnswerText? {
    let cells = grid.rows[row]
    if cells.count == 2 && headsPair(grid, row) || headsAnswers(grid, row) { return nil }
    guard index + 1 < cells.count else { return nil }
    let next = cells[index + 1]
    if isLabelBeside(next, piece, cells) { return nil }
    // "Evidence | | Reads at her age": a column that only other rows of the table have.
    let isInColumns = standsInColumns(grid, row) || namesSources(grid, row)
    if next.isBlank, cells.count == 3, index == 0, !isInColumns,
      piece.label.startsBold, let last = cells[2].headLine, !last.startsBold,
      !isLabelBeside(cells[2], piece, cells), kind(piece.match) == .text
    {
      return AnswerText(lines: cells[2].lines)
    }
    var lines = next.lines
    // "Yes ☐ | No ☒" in cells of their own, or a blank spacer before the answer.
    let kind =
      if case .field(let field) = meaning(piece.match) { field.kind } else { FieldKind?.none }
    if meaning(piece.match).isYesNo || kind == .senStatus
      || next.isBlank && kind != nil && kind != .text && !isInColumns
    {
      for cell in cells[(index + 2)...] {
        let isSetAsLabel =
          piece.label.startsBold && cell.headLine?.startsBold == true
          && next.headLine?.startsBold != true
        // "My next one is on | | My care review is on | 20 April": the blank is the answer.
        let isNext = next.isBlank && isSurelyLabel(cell)
        let isNextStage = kind == .senStatus && offersStage(cell)
        if !isNextStage, isSetAsLabel || isNext || isLabelBeside(cell, piece, cells) { break }
        // "On course | YES / NO | Satisfactory progress is being made | YES / NO"
        if meaning(piece.match).isYesNo, !cell.mayBeChoice { break }
        lines += cell.lines
      }
    }
    return AnswerText(lines: lines.isEmpty ? [Line(runs: [])] : lines)
  }

  /// "PP+ total | £470 | DT" over "Case for extra | | DT": the third cell says where the second is from.
  private func namesSources(_ grid: Grid, _ row: Int) -> Bool {
    guard grid.rows[row].count == 3 else { return false }
    let near = grid.rows[max(0, row - Limits.rowsAround)...].prefix(2 * Limits.rowsAround)
    return near.contains { cells in
      cells.count == 3
        && cells.dropFirst().allSatisfy { cell in
          !cell.isBlank && cell.headLine?.offersBoxes != true
        } && cells[2].headLine?.startsBold != true
    }
  }

  /// " | This pupil | Year-group average" or "School year | Attendance % | Sessions missed" above: what stands
  /// further right is of somebody else, or something else.
  private func standsInColumns(_ grid: Grid, _ row: Int) -> Bool {
    // The number of the row is dropped: "Ref | Item | Entry | Completed by" over "Birthdate | | SW".
    let isNumbered = grid.rows[row].first.map { $0.column > 0 } ?? false
    return grid.rows[..<row].contains { heads in
      heads.count == grid.rows[row].count + (isNumbered ? 1 : 0) && heads.count >= 3
        && heads.dropFirst().allSatisfy { !$0.isBlank }
        && (heads[0].isBlank || heads.allSatisfy { $0.headLine?.isTitle == true })
    }
  }

  /// A row of nothing but labels over a row of as many cells without one: the answers stand below.
  private func headsAnswers(_ grid: Grid, _ row: Int) -> Bool {
    let cells = grid.rows[row]
    guard cells.count >= 2, row + 1 < grid.rows.count else { return false }
    let below = grid.rows[row + 1]
    let isBareLabel = { (cell: GridCell) in
      guard let line = cell.headLine, let match = label(line) else { return false }
      let rest = line.from(match.answerStart)
      return rest.isBlank || rest.namesWhatIsWanted
    }
    // All bold over what is not.
    if below.count == cells.count, cells.allSatisfy({ $0.headLine?.isWholeByLook == true }),
      !cells.contains(where: \.isHeadOfAnswers), !below.contains(where: isSurelyLabel)
    {
      return true
    }
    if below.count == cells.count, isShownBelow(cells, below) { return true }
    // "Section 20" under "Legal status code" is an answer in the words of its own question.
    let asksAnew = { (head: GridCell, cell: GridCell) in
      guard let line = cell.headLine, let match = self.label(line), !self.isStage(cell) else {
        return false
      }
      return head.headLine.flatMap(self.label).map { self.meaning($0) } != self.meaning(match)
    }
    return below.count == cells.count && cells.allSatisfy(isBareLabel)
      && !zip(cells, below).contains(where: asksAnew) && !below.allSatisfy(\.isBlank)
  }

  /// "Child's full name | Birthday" over "Nadia Haidari | 25.2.23", all of it plain: the day stands below, and not
  /// beside. "SEND status | No SEND" over "SEND funding | None" is two questions with their answers.
  private func isShownBelow(_ heads: [GridCell], _ answers: [GridCell]) -> Bool {
    let answersAs = { (cell: GridCell, head: GridCell) in
      guard let kind = head.headLine.flatMap({ self.label($0.asLabel) }).flatMap({ self.kind($0) }),
        kind != .text
      else { return false }
      return self.isSettled(self.reading.read(AnswerText(lines: cell.lines), as: kind))
    }
    return heads.allSatisfy { asksAlone($0.headLine?.asLabel) && $0.headLine?.isEntered == false }
      && !answers.contains { asksAlone($0.headLine?.asLabel) }
      && !zip(heads.dropFirst(), heads).contains { answersAs($0, $1) }
      && zip(answers, heads).contains { answersAs($0, $1) && !answersAs($1, $1) }
  }

  /// "Under assessment for an EHC plan": an answer, though forms with a row for each stage ask so.
  private func isStage(_ cell: GridCell) -> Bool {
    cell.headLine.map { $0.beforeColon == nil && !$0.text.contains("?") } == true
      && SENStatusAnswer.isStage(AnswerText(lines: cell.lines))
  }

  /// "SEN Support ☐" among the other stages, which a form without them asks so.
  private func offersStage(_ cell: GridCell) -> Bool {
    cell.headLine.map { $0.offersBoxes && $0.beforeColon == nil && !$0.text.contains("?") } == true
  }

  /// "Half days missed: 11": a question that is known, and its answer in the same cell.
  private func holdsKnownPair(_ cell: GridCell) -> Bool {
    guard let line = cell.headLine, line.holdsPair, !line.isEntered, let match = label(line),
      !line.from(match.answerStart).isBlank
    else { return false }
    return match.score >= Limits.likeEnough
      || match.lead >= Limits.clearlyLearned && meaning(match).field != nil
  }

  func isSurelyLabel(_ cell: GridCell) -> Bool {
    // "[x] No identified need" is an option, however much its words sound like the question.
    if cell.headLine?.opensAsOption == true { return false }
    return cell.headLine.flatMap { label($0) }
      .map { $0.score >= Limits.likeEnough || $0.lead >= Limits.surelyLearned } ?? false
  }

  /// Two bold cells over two that are not: headings with their answers below.
  private func headsPair(_ grid: Grid, _ row: Int) -> Bool {
    let cells = grid.rows[row]
    guard cells.allSatisfy({ $0.headLine?.startsBold == true }), row + 1 < grid.rows.count else {
      return false
    }
    guard let second = cells[1].headLine, label(second) != nil else { return false }
    let below = grid.rows[row + 1]
    return below.count == 2 && below.allSatisfy { $0.headLine?.startsBold != true }
  }

  private func isLabelBeside(_ cell: GridCell, _ piece: Segment, _ cells: [GridCell]) -> Bool {
    guard let line = cell.lines.first(where: { !$0.isBlank }) else { return false }
    // "On track (Y/N) | Acceptable (Y/N)", the first alone in bold: no answer ends in what there is to choose from.
    if line.endsWithChoice, piece.label.endsWithChoice { return true }
    // "If Y, evidence | If N, measures", set in the same way.
    if piece.label.opensCondition, line.opensCondition, piece.label.branch == .yes,
      line.branch == .no, line.words.count <= Limits.longestHeading
    {
      return true
    }
    guard let match = label(line) else { return false }
    let isBare = line.from(match.answerStart).isBlank
    // "Attendance so far this year: | Half days missed: 11": each cell holds its own answer, or none.
    if piece.label.endsWithColon, holdsKnownPair(cell) { return true }
    // "Age group | Nursery": one word, set in no way, where answers stand.
    if isBare, line.labelWords.count == 1, !line.standsAsLabel, !line.looksLikeQuestion {
      return false
    }
    if match.score < 1, !line.startsBold, !line.looksLikeQuestion { return false }
    if piece.label.startsBold, !line.startsBold { return match.score >= 1 && !isBare }
    // "Stage of SEN" over its answer, beside "How is SEN money used?:".
    if isBare, line.endsWithColon, match.score >= 1 || match.lead >= Limits.surelyLearned {
      return true
    }
    // "Who is to be rung? | Social worker": in a row of two cells the second is the answer, though
    // its words could be a label.
    if cells.count == 2, isBare, cell.lines.count == 1 {
      // "Suspensions (count) | Permanently excluded" is no number of suspensions.
      if match.score >= Limits.surelyAlike || match.lead >= Limits.surelyLearned,
        line.words.count > 1, let kind = kind(piece.match),
        kind != .text, !isSettled(reading.read(AnswerText(lines: cell.lines), as: kind))
      {
        return true
      }
      return line.startsBold && piece.label.startsBold && match.score >= 1 && line.words.count > 2
    }
    return true
  }

  /// The cell below a label that stands alone in its row, or in a row of nothing but labels.
  func cellBelow(_ grid: Grid, _ row: Int, _ index: Int) -> AnswerText? {
    guard row + 1 < grid.rows.count else { return nil }
    let cell = grid.rows[row][index]
    let below = grid.rows[row + 1].filter { $0.covers(cell) && !$0.continuesAbove }
    guard below.count == 1 || grid.rows[row].count == 1, let first = below.first else { return nil }
    // "Not adequate: actions:" over "Changes since the last review: …": both hold their own answers;
    // "Mother: …" in plain type below a bold label is one.
    if grid.rows[row].count == 1, cell.headLine?.endsWithColon == true,
      first.headLine?.beforeColon != nil, first.headLine?.endsWithColon == false,
      first.headLine?.startsBold == true || cell.headLine?.startsBold != true
    {
      return nil
    }
    // "My attendance so far: | …" over "Times sent home: 0 | …".
    if grid.rows[row].count > 1, cell.headLine?.endsWithColon == true, holdsKnownPair(first) {
      return nil
    }
    if grid.rows[row].count == 1, headsQuestion(grid, row) { return nil }
    if grid.rows[row].count == 1, headsBoldQuestion(grid, row) { return nil }
    if let periods = periods(grid, row, index) { return periods }
    if grid.rows[row].count == 1, asksItself(first, below: cell) { return nil }
    // "Type of additional need | Use of the funding" over "SEN Support | …", which elsewhere is a question.
    let isBelowHeads = grid.rows[row].count > 1 && isStage(first)
    if let line = first.lines.first(where: { !$0.isBlank }), let head = cell.headLine, !isBelowHeads
    {
      let match = label(line)
      // "How is learning going?" in bold over "Are we happy with how quickly she is moving on?  No"
      if let match, isGuess(head),
        label(head).map({ meaning($0).field == nil || $0.lead < Limits.clearlyLearned }) == true,
        match.lead >= Limits.surelyLearned || match.score >= Limits.likeEnough,
        let kind = kind(match), kind != .text,
        isSettled(reading.read(AnswerText(lines: [line.from(match.answerStart)]), as: kind))
      {
        return nil
      }
      let isLabel =
        match.map { $0.score >= 1 || line.looksLikeQuestion } == true && !answers(first, head)
        // "C. Academic picture" over "Heading for the target? [ ] Yes [x] No"
        || isGuess(head) && label(head).map { meaning($0).field == nil } == true
          && match.map { meaning($0).field != nil && $0.lead >= Limits.surelyLearned } == true
      if isLabel || catalogue.sectionKey(of: line) != nil, line.startsBold || !head.startsBold {
        return nil
      }
      // Below the heading "My views" stands "What I think about school: …", a label of its own.
      if let match, match.score >= 1, !line.from(match.answerStart).isBlank,
        catalogue.sectionKey(of: head) != nil
      {
        return nil
      }
    }
    return AnswerText(lines: first.lines.isEmpty ? [Line(runs: [])] : first.lines)
  }

  /// "Things in my life that are new" over "My news (home, school)", both in bold, over an answer that is not: the
  /// second asks.
  private func headsBoldQuestion(_ grid: Grid, _ row: Int) -> Bool {
    guard row + 2 < grid.rows.count, grid.rows[row + 1].count == 1, grid.rows[row + 2].count == 1,
      let title = grid.rows[row][0].headLine, let question = grid.rows[row + 1][0].headLine
    else { return false }
    return title.isBold && question.isBold
      && grid.rows[row + 1][0].lines.count(where: { !$0.isBlank }) == 1
      && grid.rows[row + 2][0].headLine?.startsBold != true
      && label(question).map { question.from($0.answerStart).isBlank } ?? false
  }

  /// "CHANGES" over a cell with "What is new since the last PEP?" and below that the answer.
  private func asksItself(_ cell: GridCell, below title: GridCell) -> Bool {
    let filled = cell.lines.filter { !$0.isBlank }
    guard filled.count >= 2, title.lines.count(where: { !$0.isBlank }) == 1,
      let head = title.headLine, let named = label(head), let match = label(filled[0]),
      filled[0].from(match.answerStart).isBlank, !filled[0].isEntered, !filled[0].endsWithColon
    else { return false }
    return meaning(match) == meaning(named)
      && (match.score >= Limits.surelyAlike || match.lead >= Limits.clearlyLearned)
  }

  /// "Is progress acceptable?" over "Yes – reads well", both in bold.
  private func answers(_ cell: GridCell, _ head: Line) -> Bool {
    // A figure may stand behind a question of its own, "Suspensions 0".
    guard label(head).flatMap({ kind($0) }) == .yesNo, !order.asksForEitherAnswer,
      let line = cell.headLine, line.beforeColon == nil,
      ["yes", "no", "y", "n"].contains(line.words.first?.folded)
    else { return false }
    return isSettled(reading.read(AnswerText(lines: cell.lines), as: .yesNo))
  }

  /// "5. SEND" alone in its row, over a question with its answer beside it.
  private func headsQuestion(_ grid: Grid, _ row: Int) -> Bool {
    let below = grid.rows[row + 1]
    guard let title = grid.rows[row][0].headLine, below.count >= 2,
      let line = below.first(where: { !$0.isCode })?.headLine,
      line.position != below.last?.headLine?.position,
      let match = label(line), line.from(match.answerStart).isBlank
    else { return false }
    // In a printed record neither is bold: then the question must be one for certain.
    if !title.isTitle {
      return below.count.isMultiple(of: 2)
        && (match.score >= 1 || match.lead >= Limits.clearlyLearned)
    }
    return line.words.count > 1 || match.score >= 1
  }
}

extension Line {
  /// "[x] No identified need", "☐ SEN support"
  fileprivate var opensAsOption: Bool {
    opensWithBox || text.contains(/^\s*[\[(][ _xX]?[\])]\s*\p{L}/)
  }

  /// "Above allocation? (Y/N)"
  fileprivate var endsWithChoice: Bool {
    text.contains(/(?i)\S\s*\((?:y|yes) ?\/ ?(?:n|no)\)[ :?]*$/)
  }
}
