// Labels over their answers: in one cell, or in a row of labels over a row of answers.

extension Pass {
  /// Most cells are a label over its answer, and nothing is asked from one cell to another.
  func isOfPairs(_ grid: Grid) -> Bool {
    if isRowOfPairs(grid) { return true }
    guard grid.holdsPairs else { return false }
    let filled = grid.rows.joined().filter { !$0.isBlank }
    let labelled = filled.filter { cell in
      cell.headLine.flatMap { line in label(line).map { line.from($0.answerStart).isBlank } }
        ?? false
    }
    // A label with its guidance and an answer beside it is no pair.
    let beside = filled.filter { $0.column > 0 }.count
    return 5 * labelled.count >= 3 * filled.count
      && 2 * labelled.filter { $0.column > 0 }.count >= beside
  }

  /// "Meeting date" over "30 October" beside "Next meeting" over "9 February", and no other row in their table:
  /// the question to the right is no answer, however it is set.
  private func isRowOfPairs(_ grid: Grid) -> Bool {
    guard grid.rows.count == 1, let cells = grid.rows.first, cells.count >= 2 else { return false }
    let filled = cells.filter { cell in cell.lines.count { !$0.isBlank } >= 2 }
    return 2 * filled.count >= cells.count
      && cells.allSatisfy { $0.lines.count >= 2 && asksAlone($0.headLine?.asLabel) }
  }

  /// "Date of birth | Year" over "23/01/2015 | 7", and so on to the last row: each label with its answer in one
  /// cell. Where all rows begin with labels the answers stand beside them, and this is nil.
  func stacked(_ grid: Grid) -> Grid? {
    guard grid.rows.count.isMultiple(of: 2), !grid.rows.isEmpty else { return nil }
    let pairs = stride(from: 0, to: grid.rows.count, by: 2).map {
      (heads: grid.rows[$0], answers: grid.rows[$0 + 1])
    }
    let isShown =
      pairs.allSatisfy({ isStacked($0.heads, $0.answers) })
      && (pairs.contains(where: { isShownByShape($0.heads, $0.answers) })
        // "Legal status | Social worker" over "Interim care order | Janine Purkiss".
        || pairs.allSatisfy({ areKnown($0.heads) && !$0.answers.contains(where: isKnown) }))
    guard isShown || alternates(grid) else { return nil }
    var whole = Grid(
      number: grid.number,
      rows: pairs.map { heads, answers in
        zip(heads, answers).filter { !$0.0.isBlank }.map { $0.over($1) }
      })
    whole.markPairs()
    return whole
  }

  /// Rows in bold and rows in plain type take turns, and the last of a row may be empty: "Setting | Care ID | " over
  /// "Wyndham Academy | C4024 | " below "Legal name | DoB | Year" and its answers.
  private func alternates(_ grid: Grid) -> Bool {
    guard grid.rows.count >= 4,
      grid.rows.allSatisfy({ $0.count == grid.rows[0].count && $0.allSatisfy { $0.width == 1 } })
    else { return false }
    return grid.rows.enumerated().allSatisfy { number, cells in
      let filled = cells.filter { !$0.isBlank }
      guard number.isMultiple(of: 2) else {
        let heads = grid.rows[number - 1]
        return filled.allSatisfy { $0.headLine?.startsBold == false }
          && zip(heads, cells).allSatisfy { !$0.isBlank || $1.isBlank }
      }
      return cells.first?.isBlank == false
        && filled.allSatisfy { cell in
          cell.headLine.map { $0.isBold && label($0).map { !meaning($0).isColumn } ?? true } == true
        } && filled.contains { asksAlone($0.headLine?.asLabel) }
    }
  }

  /// "Orla Fell | Name of child", "Y5 | National Curriculum Year": the answers stand before their questions.
  func mirrored(_ grid: Grid) -> Grid? {
    guard grid.rows.count >= 2,
      grid.rows.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.width == 1 } })
    else { return nil }
    let asking = grid.rows.map { cells in
      (left: asksAlone(cells[0].headLine?.asLabel), right: asksAlone(cells[1].headLine?.asLabel))
    }
    let right = asking.count { $0.right && !$0.left }
    let left = asking.count { $0.left && !$0.right }
    let isHabit = right >= 4 && 2 * right > grid.rows.count
    guard isHabit && 6 * left <= right || mirrors && right > 0 && left == 0 else { return nil }
    // "What you told us | Prompt" heads both columns.
    let isHeaded = asking[0].left && !asking[0].right
    return Grid(
      number: grid.number,
      rows: grid.rows.dropFirst(isHeaded ? 1 : 0).map { [$0[1], $0[0]].sideBySide.asLabelled })
  }

  /// A question of ours, and nothing behind it.
  func asksAlone(_ line: Line?) -> Bool {
    guard let line, !line.isEntered, let match = label(line), meaning(match).field != nil else {
      return false
    }
    return line.from(match.answerStart).isBlank
      && (match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned)
  }

  /// " | No. 1 | No. 2" over "Objective | Read daily | Ask for help" and "Strategy | …": each target is a column. As
  /// rows they are read like all others.
  func transposed(_ grid: Grid) -> Grid? {
    let count = grid.rows.first?.count ?? 0
    // "PP+ bid | Item 1 | Item 2" counts them, and its corner names the table.
    let body = grid.headsNumbers ? grid.rows.dropFirst() : grid.rows[...]
    let rows = body.filter { $0.first?.isBlank == false }
    guard count >= 3, rows.count >= 2, body.count - rows.count <= 1,
      grid.rows.allSatisfy({ $0.count == count && $0.allSatisfy { $0.width == 1 } }),
      FieldName.withRows.contains(where: { areColumns(rows, of: $0, isNumbered: grid.headsNumbers) }
      )
    else { return nil }
    // "Target | Action | Who" over its rows is no list of labels, whatever stands in the first column.
    let headsColumn = rows[0].dropFirst().contains { cell in
      cell.headLine.map { !catalogue.index.columns($0, allowed: { _ in true }).isEmpty } ?? false
    }
    guard !headsColumn else { return nil }
    return Grid(
      number: grid.number,
      rows: (0..<count).map { column in rows.map { $0[column] }.sideBySide })
  }

  /// "Intervention | Cost" over one of each, and below them "Linked to | Impact" over their own: one row of a table,
  /// folded in the middle.
  func unfolded(_ grid: Grid) -> Grid? {
    let width = grid.rows.first?.count ?? 0
    guard grid.rows.count >= 4, grid.rows.count.isMultiple(of: 2), width >= 2,
      grid.rows.allSatisfy({ $0.count == width && $0.allSatisfy { $0.width == 1 } })
    else { return nil }
    let heads = stride(from: 0, to: grid.rows.count, by: 2).flatMap { grid.rows[$0] }
    let values = stride(from: 1, to: grid.rows.count, by: 2).flatMap { grid.rows[$0] }
    guard FieldName.withRows.contains(where: { nameColumns(heads, of: $0) }) else { return nil }
    return Grid(number: grid.number, rows: [heads.sideBySide, values.sideBySide])
  }

  /// All are labels of different columns of this field.
  private func nameColumns(_ heads: [GridCell], of field: FieldName) -> Bool {
    let columns = heads.compactMap { cell -> FieldKind.Column? in
      guard let line = cell.headLine, cell.lines.count(where: { !$0.isBlank }) == 1 else {
        return nil
      }
      return catalogue.index.columns(line, allowed: { _ in true })
        .first { $0.field == field }?.column
        ?? catalogue.index.columnByCue(line, of: field, in: nil)
    }
    return columns.count == heads.count && Set(columns).count == columns.count
  }

  /// The first cells are labels of the columns of this field, all different, its first column on top.
  private func areColumns(_ rows: [[GridCell]], of field: FieldName, isNumbered: Bool) -> Bool {
    let found = rows.compactMap { cells -> FieldKind.Column? in
      guard let line = cells[0].headLine else { return nil }
      let known = catalogue.index.columns(line, allowed: { _ in true })
      if let column = known.first(where: { $0.field == field })?.column { return column }
      if isNumbered, field == .targets, let column = Self.plainWords[Wording.key(line.text)] {
        return column
      }
      // "Is the young person on track?" under Yes and No is a question, and heads no row of targets.
      if let match = label(line), meaning(match).isYesNo { return nil }
      // "To ask for a drink" sounds like a way to help.
      guard
        isNumbered
          || line.startsBold && cells.dropFirst().allSatisfy({ $0.headLine?.startsBold != true })
      else { return nil }
      return catalogue.index.columnByCue(line, of: field, in: section)
        ?? catalogue.index.learnedColumn(line.labelWords.map(\.folded), of: field)?.column
    }
    return found.count == rows.count && Set(found).count == found.count
      && found.first == field.neededColumns.first
  }

  /// " | Target 1 | Target 2" over "What | …", "How | …".
  private static let plainWords: [String: FieldKind.Column] = [
    "what": .target, "how": .action, "who": .who, "when": .byWhen, "by when": .byWhen,
  ]

  private func isStacked(_ heads: [GridCell], _ answers: [GridCell]) -> Bool {
    guard heads.count >= 2, heads.count == answers.count, let first = heads[0].headLine,
      let match = label(first), match.score >= Limits.surelyAlike, !meaning(match).isColumn,
      // "Question | Response" heads whatever stands below it.
      meaning(match) != .other("heading")
    else { return false }
    // "SEN Support" and "Year 6" could be questions, and below "SEND status" and "Year group" are answers; the
    // more so below nothing but questions that are known word by word.
    let limit = heads.count >= 3 && areKnown(heads) ? Limits.surelyAlike : Limits.likeEnough
    return heads.allSatisfy { cell in
      cell.lines.filter { !$0.isBlank }.count == 1 && cell.headLine?.offersBoxes == false
    } && answers.allSatisfy { $0.headLine?.looksLikeQuestion != true }
      && answers.indices.allSatisfy { index in
        guard let line = answers[index].headLine, let match = label(line) else { return true }
        let asked = heads[index].headLine.flatMap { label($0) }.map { meaning($0) }
        return match.score < limit || asked == meaning(match)
          || answersBelow(heads[index], answers[index])
      }
  }

  private func areKnown(_ heads: [GridCell]) -> Bool { heads.allSatisfy(isKnown) }

  /// A question word by word, and nothing behind it.
  private func isKnown(_ cell: GridCell) -> Bool {
    guard let line = cell.headLine, let match = label(line) else { return false }
    return match.score >= 1 && line.from(match.answerStart).isBlank
  }

  private func answersBelow(_ head: GridCell, _ answer: GridCell) -> Bool {
    guard let line = head.headLine, let match = label(line), let kind = kind(match),
      kind != .text, !meaning(match).isColumn, line.from(match.answerStart).isBlank
    else { return false }
    return isSettled(reading.read(AnswerText(lines: answer.lines), as: kind))
  }

  /// A date, figure or choice that is asked for stands below its label and not beside it.
  private func isShownByShape(_ heads: [GridCell], _ answers: [GridCell]) -> Bool {
    heads.indices.contains { index in
      guard answersBelow(heads[index], answers[index]), index + 1 < heads.count,
        let kind = heads[index].headLine.flatMap({ label($0) }).flatMap({ self.kind($0) })
      else { return answersBelow(heads[index], answers[index]) }
      return !isSettled(reading.read(AnswerText(lines: heads[index + 1].lines), as: kind))
    }
  }
}

extension [GridCell] {
  /// The first stands where labels do, the others where answers do.
  fileprivate var asLabelled: [GridCell] {
    enumerated().map { index, cell in
      var cell = cell
      for line in cell.lines.indices { cell.lines[line].standsAsLabel = index == 0 }
      return cell
    }
  }
}

extension GridCell {
  fileprivate func over(_ answer: GridCell) -> GridCell {
    var cell = self
    cell.lines = lines.filter { !$0.isBlank } + answer.lines
    cell.lines[0].standsAsLabel = true
    return cell
  }
}

extension Grid {
  /// " | Target 1 | Target 2", "PP+ bid | Item 1 | Item 2"
  fileprivate var headsNumbers: Bool {
    guard let head = rows.first, head.count >= 3, Wording.folded(head[0].text).count <= 4 else {
      return false
    }
    return head.dropFirst().enumerated().allSatisfy { index, cell in
      let words = Wording.folded(cell.text)
      return words.count <= 2 && words.last == String(index + 1)
    }
  }
}
