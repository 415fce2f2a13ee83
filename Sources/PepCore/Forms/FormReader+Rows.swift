// Tables of rows under column headings: targets, and the plan for Pupil Premium.

extension Pass {
  /// The row is the heading of a table of ours if at least two of its cells head columns of one
  /// field, the field's first column among them. A review of the last PEP's targets looks much the
  /// same; its own label tells it apart.
  func rowHeader(_ grid: Grid, _ row: Int) -> RowHeader? {
    let cells = grid.rows[row]
    guard cells.count >= 2, row + 1 < grid.rows.count, !headsQuestions(grid, row),
      !(looksLikeHeading(grid, row) && cells.contains(where: asksForContact)),
      !standsOverDays(grid, row), !cells.alternateInLook
    else { return nil }
    var headings: [RowHeader] = []
    var others = 0
    for cell in cells {
      guard let line = cell.headLine else { continue }
      // "Target 1:" is the label of one answer, not the head of a column.
      if let last = line.words.last?.folded, line.words.count > 1, Int(last) != nil,
        !line.text.contains(/\d ?[-–] ?\d\s*$/)
      {
        return nil
      }
      if let match = label(line), case .other(let name) = meaning(match) {
        if name == "lastTargets", !isStillToBeJudged(grid, row, cell) { return nil }
        continue
      }
      let columns = catalogue.index.columns(line, allowed: isAllowed)
      if columns.isEmpty { others += 1 }
      for (field, column) in columns { headings.add(cell, column, of: field) }
    }
    let looksLikeHeading = looksLikeHeading(grid, row)
    if looksLikeHeading || isAtTop(grid, row) && isFirstOfManyRows(grid, row),
      let header = columns(grid, row).header
    {
      return header
    }
    if cells.count == 2, cells.allSatisfy({ $0.headLine?.isWholeByLook == true }),
      let header = columns(grid, row).header, header.isWhatAndCost
    {
      return header
    }
    if looksLikeHeading || isFirstOfManyRows(grid, row) {
      for field in FieldName.withRows { headings.complete(cells, field, self) }
    }
    guard let best = headings.max(by: { $0.columns.count < $1.columns.count }),
      best.columns.count >= 2, best.hasFirstColumn,
      // "Target | Read daily | Action | Mentor" is a row of labels and answers.
      looksLikeHeading || others < best.columns.count || best.isWhole && best.columns.count >= 3,
      !isOfLastTerm(cells)
    else { return nil }
    return best
  }

  /// "Achieved?" over nothing yet, beside the targets of a table that is filled in: they are the new ones.
  private func isStillToBeJudged(_ grid: Grid, _ row: Int, _ cell: GridCell) -> Bool {
    guard let words = cell.headLine?.words.map(\.folded),
      words.allSatisfy({ Self.verdicts.contains($0) })
    else { return false }
    let below = grid.rows[(row + 1)...].prefix(Limits.rowsAround)
      .filter { !$0.allSatisfy(\.isBlank) }
    return !below.isEmpty
      && below.allSatisfy { cells in cells.first { $0.covers(cell) }?.isBlank ?? true }
  }

  private static let verdicts: Set<String> = [
    "achieved", "met", "partly", "partially", "not", "done", "was", "it", "has", "this", "been",
    "y", "n", "yes", "no",
  ]

  /// "Last term's PP+ spend | Cost | Impact" tells what was bought.
  private func isOfLastTerm(_ cells: [GridCell]) -> Bool {
    let words = cells.first?.headLine?.words.map(\.folded) ?? []
    return words.contains { ["last", "previous"].contains($0) } && !words.contains("since")
      && words.contains { $0.hasPrefix("spen") || $0.hasPrefix("fund") || $0.hasPrefix("premium") }
  }

  /// "Plan meeting | Next plan meeting | Review" over a day each: questions, and no columns.
  private func standsOverDays(_ grid: Grid, _ row: Int) -> Bool {
    let below = grid.rows[row + 1]
    let days = below.filter { isSettled(reading.read(AnswerText(lines: $0.lines), as: .date)) }
    return days.count >= 2 && days.count == below.count
  }

  /// "Ref | Data item | Value" over rows of questions and answers.
  private func headsQuestions(_ grid: Grid, _ row: Int) -> Bool {
    let asking = grid.rows[(row + 1)...].prefix(Limits.titleLines).filter { cells in
      cells.count >= 3 && cells[0].isCode
        && cells.dropLast().contains { cell in
          guard let line = cell.headLine, let match = label(line),
            line.from(match.answerStart).isBlank, !meaning(match).isColumn
          else { return false }
          return match.score >= Limits.surelyAlike || match.lead >= Limits.surelyLearned
        }
    }
    return asking.count >= 3
  }

  func columns(_ grid: Grid, _ row: Int) -> RowColumns {
    let under = grid.rows[(row + 1)...].prefix { $0.count >= grid.rows[row].count - 1 }
      .filter { !isTotal($0) }
    return RowColumns(
      columns: grid.rows[row].compactMap { head in
        guard let line = head.headLine else { return nil }
        let cells = under.compactMap { cells in cells.first { $0.covers(head) } }
        let texts = cells.map { AnswerText(lines: $0.lines).filled(reading) }
        return RowColumn(
          cell: head, line: line,
          // "Below | As expected | Above" over crosses judges, and plans nothing.
          content: cells.contains(where: \.isMark) ? .verdict : ColumnContent(texts),
          longest: texts.map { Wording.folded($0).count }.max() ?? 0)
      }, pass: self)
  }

  /// Nothing stands above the row but a bar across the table.
  private func isAtTop(_ grid: Grid, _ row: Int) -> Bool {
    row == 0 || row == 1 && grid.rows[0].count == 1
  }

  /// Short texts over rows of as many cells, not set in any way: a heading if its words say so.
  private func isFirstOfManyRows(_ grid: Grid, _ row: Int) -> Bool {
    let cells = grid.rows[row]
    return cells.count >= 3 && grid.rows[row + 1].count == cells.count
      && cells.allSatisfy { ($0.headLine?.words.count ?? 0) <= Limits.longestHeading }
  }

  /// Short texts in three cells or more, all set alike, over a row that is not set like them.
  func looksLikeHeading(_ grid: Grid, _ row: Int) -> Bool {
    guard row + 1 < grid.rows.count else { return false }
    let heads = grid.rows[row].compactMap(\.headLine)
    let below = grid.rows[row + 1]
    guard heads.count >= 3 || heads.count == 2 && section == "targets",
      below.count == grid.rows[row].count,
      heads.allSatisfy({ $0.words.count <= Limits.longestHeading && !$0.isEntered })
    else { return false }
    // What is aimed at or bought may be in bold as well.
    let plain = heads.count >= 3 ? below.dropFirst() : below[...]
    return heads.allSatisfy(\.startsBold) && plain.allSatisfy { $0.headLine?.startsBold != true }
  }

  /// Reads the rows below a heading; returns the index of the first row that is none of them.
  mutating func readRows(_ grid: Grid, _ header: RowHeader, from start: Int) -> Int {
    var row = start
    rows[header.field, default: RowCollector(reading: reading)].beginTable(
      "table \(grid.number)", header.columns.map(\.column))
    if !header.targets.isEmpty {
      rows[.targets, default: RowCollector(reading: reading)].beginTable(
        "table \(grid.number)", header.targets.map(\.column))
    }
    lastAsked = header.field
    noteTargetHead(header)
    noteForeignColumns(grid, header, above: start)
    let first = grid.rows[start...].prefix(Limits.rowsAround)
    let isLedInBold =
      first.count(where: { $0.first?.isBlank == false }) >= 2
      && first.allSatisfy { $0[0].isBlank || $0[0].headLine?.startsBold == true }
    while row < grid.rows.count {
      let cells = grid.rows[row]
      if !isLedInBold, asksSeveral(cells) {
        // Right below its heading this is a row of ours or none, and nobody may be asked for it.
        if row == start, let line = cells.first?.headLine {
          found.unexplained.append(
            UnexplainedText(
              line, section: section, after: header.field, isAnsweredQuestion: true))
        }
        break
      }
      if endsRows(cells, header) || row > start && opensOther(grid, row, header) { break }
      for cell in cells { answered.formUnion(cell.lines.map(\.position)) }
      if !isTotal(cells) {
        put(cells, under: header.targets, of: .targets)
        if header.targets.isEmpty || buys(cells, header) {
          put(cells, under: header.columns, of: header.field)
        }
      } else {
        takeTotal(cells, header)
      }
      row += 1
    }
    return row
  }

  private mutating func put(
    _ cells: [GridCell], under heads: [(cell: GridCell, column: FieldKind.Column)],
    of field: FieldName
  ) {
    guard !heads.isEmpty else { return }
    for (head, column) in heads {
      guard let cell = cells.first(where: { $0.covers(head) && !$0.continuesAbove }) else {
        continue
      }
      rows[field]?.put(AnswerText(lines: cell.lines), column: column)
      // Two columns of a page that run into each other: whose words are whose, nobody can tell.
      if !cell.isBlank, heads.count(where: { cell.covers($0.cell) }) > 1 { rows[field]?.doubt() }
    }
    rows[field]?.endRow()
  }

  /// Not every target of a table of both costs something.
  private func buys(_ cells: [GridCell], _ header: RowHeader) -> Bool {
    header.columns.contains { head, column in
      [.intervention, .cost].contains(column)
        && cells.contains { $0.covers(head) && !$0.continuesAbove && !$0.isBlank }
    }
  }

  /// The words under which the form sets its targets; the plan of spending names them again.
  private mutating func noteTargetHead(_ header: RowHeader) {
    guard header.field == .targets,
      let head = header.columns.first(where: { $0.column == .target })?.cell.headLine
    else { return }
    let small: Set<String> = ["the", "a", "of", "to", "for", "what", "we", "i", "will", "new"]
    targetHeads.append(Set(head.labelWords.map(\.folded)).subtracting(small))
  }

  /// What stands under a heading that nobody knows may be what seems to be missing from the rows.
  private mutating func noteForeignColumns(_ grid: Grid, _ header: RowHeader, above start: Int) {
    for cell in grid.rows[start - 1] {
      guard let line = cell.headLine, label(line) == nil,
        !header.columns.contains(where: { $0.cell.column == cell.column }),
        !countsRows(grid, cell, from: start),
        grid.rows[start...].contains(where: { row in
          row.contains { $0.covers(cell) && !$0.isBlank && !$0.continuesAbove }
        })
      else { continue }
      found.unexplained.append(
        UnexplainedText(line, section: section, after: header.field, isAnsweredQuestion: true))
    }
  }

  /// "Purchase | £ | Goal | Effect" below the targets: a PDF has no gap between two tables of the same width.
  private func opensOther(_ grid: Grid, _ row: Int, _ header: RowHeader) -> Bool {
    // On paper a narrow blank cell may lie between two heads.
    let heads = grid.rows[row].compactMap(\.headLine)
    guard header.field == .targets, row + 1 < grid.rows.count, heads.count >= 3,
      heads.allSatisfy({ line in
        line.words.count <= Limits.longestHeading && !line.isEntered
          && !line.words.contains { Int($0.folded) != nil }
      }),
      heads.contains(where: { catalogue.index.headed($0).contains(.column(.premiumSpend, .cost)) })
    else { return false }
    return columns(grid, row).header?.field == .premiumSpend
  }

  /// "No." over 1, 2, 3.
  private func countsRows(_ grid: Grid, _ head: GridCell, from start: Int) -> Bool {
    let cells = grid.rows[start...].compactMap { cells in cells.first { $0.covers(head) } }
      .filter { !$0.isBlank }
    return cells.allSatisfy(\.isCode)
  }

  /// A label of a field, a new heading or a section ends the rows.
  private func endsRows(_ cells: [GridCell], _ header: RowHeader) -> Bool {
    if header.field == .premiumSpend && asksForSum(cells) { return true }
    guard cells.count < header.columns.count || cells.count <= 2,
      let line = cells.first?.headLine
    else { return false }
    if catalogue.sectionKey(of: line) != nil { return true }
    if let match = label(line), case .field = meaning(match) {
      return asks(line, match) || cells.count > 1 && answers(cells[1], match)
    }
    return false
  }

  /// "Total bid for this term | £212.50 | | " and "More than this term's share? | No | If more, detail | " below what is
  /// to be bought.
  private func asksForSum(_ cells: [GridCell]) -> Bool {
    guard cells.count >= 3, let line = cells[0].headLine, let match = label(line),
      let field = meaning(match).field, line.from(match.answerStart).isBlank,
      match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned
    else { return false }
    let answered = cells.dropFirst().filter { !$0.isBlank }
    return switch field {
    case .premiumRequested: answered.count == 1 && answers(answered[0], match)
    case .premiumAboveAllocation: cells[1].isBlank || answers(cells[1], match)
    case .premiumAboveAllocationDetail: answered.count <= 1
    default: false
    }
  }

  /// "To finish unit 4 of the course" is much like "Will the course be finished?", and a target: what is only
  /// guessed to be a question must be set as one.
  private func asks(_ line: Line, _ match: LabelIndex.Match) -> Bool {
    match.score >= Limits.likeEnough || line.looksLikeQuestion || line.beforeColon != nil
  }

  /// "Amount requested | £245 | Is this above the allocation? | No" under the headings of a table that
  /// ended with its page.
  private func asksSeveral(_ cells: [GridCell]) -> Bool {
    let asking = cells.enumerated().filter { index, cell in
      guard let line = cell.headLine, let match = label(line), case .field = meaning(match) else {
        return false
      }
      return (asks(line, match) || index + 1 < cells.count && answers(cells[index + 1], match))
        && (match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned)
        && line.from(match.answerStart).isBlank
    }.map(\.element)
    let isSure = asking.contains { cell in
      cell.headLine.flatMap { label($0) }
        .map { $0.score >= Limits.likeEnough || $0.lead >= Limits.surelyLearned } ?? false
    }
    return asking.count >= 2 && isSure && asking.first?.column == cells.first?.column
  }

  /// A figure or a choice of the kind that is asked for.
  private func answers(_ cell: GridCell, _ match: LabelIndex.Match) -> Bool {
    guard let kind = kind(match), kind != .text else { return false }
    return isSettled(reading.read(AnswerText(lines: cell.lines), as: kind))
  }

  /// "Total requested | £749" below what is to be bought; "Total" adds up the costs, and asks for nothing.
  private mutating func takeTotal(_ cells: [GridCell], _ header: RowHeader) {
    guard header.field == .premiumSpend, let line = cells.first?.headLine,
      line.labelWords.count > 1, let match = label(line),
      meaning(match) == .field(.premiumRequested),
      let sum = cells.dropFirst().first(where: { !$0.isBlank })
    else { return }
    take(AnswerText(lines: sum.lines), for: match, in: line, .toTheRight)
    lastAsked = header.field
  }

  private func isTotal(_ cells: [GridCell]) -> Bool {
    cells.contains { cell in
      let words = Wording.folded(cell.text)
      guard let first = words.first else { return false }
      return
        (["total", "altogether", "sum"].contains(first) || words.prefix(2) == ["all", "items"]
        || words.prefix(2) == ["grand", "total"]
        || words.prefix(2) == ["sub", "total"])
        && words.count <= 4
    }
  }
}

extension Pass {
  /// A bare label that nobody knows, or one that heads a column of another field ("Activities and
  /// support" in a block of a target).
  func mayBelongToBlock(_ pieces: [Segment]) -> Bool {
    guard let piece = pieces.first else { return true }
    // "Who will do this?" is guessed to be nothing of ours, and in a block of a target it is.
    if pieces.count == 1, piece.match.score <= Limits.likeEnough,
      case .other = meaning(piece.match),
      piece.label.words.first?.folded == "who"
    {
      return true
    }
    guard pieces.count == 1, !piece.holdsAnswer(reading), piece.match.score < 1,
      case .column(let field, _) = meaning(piece.match),
      // "PP+ intervention 1" below the last target begins what is bought.
      !(field == .premiumSpend
        && piece.label.labelWords.contains { Self.premium.contains($0.folded) })
    else { return false }
    return field != lastAsked
  }

  /// "We will help you by…" right below "Goal 1: I will…" is no measure for progress.
  func isGuessedInBlock(_ pieces: [Segment], _ grid: Grid, _ row: Int) -> Bool {
    guard row > 0, pieces.count == 1, let piece = pieces.first, let field = lastAsked,
      piece.match.score < Limits.likeEnough, piece.match.lead < Limits.surelyLearned,
      case .field(let guessed) = meaning(piece.match), guessed.kind == .text,
      let above = grid.rows[row - 1].first?.headLine.flatMap({ label($0) }),
      case .column(field, _) = meaning(above)
    else { return false }
    let words = piece.label.labelWords.map(\.folded)
    return catalogue.index.learnedColumn(words, of: field).map { $0.lead >= Limits.surerByFar }
      ?? false
  }

  static let premium: Set<String> = ["premium", "pp", "ppp", "ppg", "eypp"]

  /// "Price | £125" in the block of labels that "What we will buy 1" opened. True if the next cell was
  /// used.
  mutating func takeFromBlock(_ grid: Grid, _ row: Int, _ index: Int) -> Bool {
    let cells = grid.rows[row]
    guard let field = lastAsked, case .rows = field.kind, index + 1 < cells.count,
      let line = cells[index].headLine,
      label(cells[index + 1].headLine ?? Line(runs: [])) == nil,
      let column = catalogue.index.columnByCue(line, of: field, in: section),
      rows[field]?.isInBlock == true
    else { return false }
    let answer = AnswerText(lines: cells[index + 1].lines).placed(line.position)
    answered.formUnion(answer.lines.map(\.position))
    rows[field]?.take(answer, column: column)
    return true
  }
}

extension GridCell {
  /// The first line that is not blank.
  var headLine: Line? { lines.first { !$0.isBlank } }
}

extension [GridCell] {
  /// "Social worker responsible | Rhona Cattermole | Venue | School hall", the first and third in bold: labels with
  /// their answers, though they could head columns by their words.
  fileprivate var alternateInLook: Bool {
    count >= 4 && count.isMultiple(of: 2)
      && enumerated().allSatisfy { index, cell in
        cell.headLine.map { index.isMultiple(of: 2) ? $0.isBold : !$0.startsBold } ?? false
      }
  }
}
