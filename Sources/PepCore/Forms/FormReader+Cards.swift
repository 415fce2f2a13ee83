// Rows of a list set as cards: labels with an answer each, beside each other, in one cell, or below a title.

extension Pass {
  /// A table of nothing but cards with the same labels; false where it is none.
  mutating func readCards(_ grid: Grid) -> Bool {
    guard let cards = cards(grid) else { return false }
    return readCards(cards, grid.number)
  }

  /// "PP+ // Bus pass | Cost // £40 | Target // 2" in every row, "Target | Read daily | Who | Class teacher" over
  /// "Action | Paired reading | By when | Easter", or a whole card in every cell.
  private func cards(_ grid: Grid) -> [Card]? {
    let rows = grid.rows.filter { !$0.allSatisfy(\.isBlank) }
    var cards: [Card] = []
    for cells in rows {
      if let whole = cells.filter({ !$0.isBlank }).mapAll({ card(in: $0) }) {
        cards += whole
        continue
      }
      guard let part = card(ofCells: cells) ?? card(ofPairs: cells) else { return nil }
      // A label that comes again begins the next card.
      let isNew = cards.last.map { $0.keys.contains(part.keys[0]) } ?? true
      if isNew { cards.append(part) } else { cards[cards.count - 1].add(part) }
      guard cards[cards.count - 1].labels.count <= Limits.labelsOfCard else { return nil }
    }
    guard let keys = cards.first?.keys, keys.count >= 3, Set(keys).count == keys.count,
      cards.allSatisfy({ $0.keys == keys }), isOfRows(cards),
      // "PEP convened on | 22 September | Next PEP | 12 January" over "CLA review due | …": questions of their own.
      // "Review date" alone may end a card.
      cards[0].labels.count(where: asksElse) < 2
    else { return nil }
    return cards
  }

  /// A question that is known, of something that is no list.
  private func asksElse(_ line: Line) -> Bool {
    guard let match = label(line), case .field(let field) = meaning(match) else { return false }
    return !FieldName.withRows.contains(field) && field != .premiumRequested
      && (match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned)
  }

  /// The labels name columns of one field, and no answer is a label of them: "Target | Action | Who | By when" heads
  /// a table, and is no card.
  private func isOfRows(_ cards: [Card]) -> Bool {
    FieldName.withRows.contains { field in
      let named = cards[0].labels.map { line in
        catalogue.index.columns(line, allowed: { _ in true }).first { $0.field == field }?.column
          ?? catalogue.index.columnByCue(line, of: field, in: section)
          ?? catalogue.index.learnedColumn(line.labelWords.map(\.folded), of: field)?.column
      }
      let known = named.compactMap { $0 }
      return known.count >= 3 && named.count - known.count <= 1 && Set(known).count == known.count
        // "Pastoral lead" may name a column, and see to a target.
        && cards.allSatisfy { card in
          card.answers.count { lines in
            lines.count == 1 && !lines[0].isNumberedName
              && catalogue.index.columns(lines[0], allowed: { _ in true })
                .contains { $0.field == field }
          } <= 1
        }
    }
  }

  /// Every cell holds a label, and its answer below that or nothing.
  private func card(ofCells cells: [GridCell]) -> Card? {
    guard cells.count >= 2, cells.contains(where: { $0.lines.count { !$0.isBlank } >= 2 }) else {
      return nil
    }
    return card(
      cells.map { cell in
        let filled = cell.lines.filter { !$0.isBlank }
        return (filled.first, Array(filled.dropFirst()))
      })
  }

  /// Labels and answers in cells that take turns.
  private func card(ofPairs cells: [GridCell]) -> Card? {
    // "Review by | Lead | SMART target | Strategies" in bold are heads.
    guard cells.count >= 4, cells.count.isMultiple(of: 2),
      !cells.allSatisfy({ $0.headLine?.isBold == true })
    else { return nil }
    return card(
      stride(from: 0, to: cells.count, by: 2).map { index in
        let filled = cells[index].lines.filter { !$0.isBlank }
        return (filled.count == 1 ? filled[0] : nil, cells[index + 1].lines)
      })
  }

  /// "#1 // Next step // Share the bikes // Who // All adults // When by // January" in one cell.
  private func card(in cell: GridCell) -> Card? {
    var lines = cell.lines.filter { !$0.isBlank }
    if let first = lines.first, first.words.count == 1, Int(first.words[0].folded) != nil {
      lines.removeFirst()
    }
    guard (6...2 * Limits.labelsOfCard).contains(lines.count), lines.count.isMultiple(of: 2) else {
      return nil
    }
    return card(stride(from: 0, to: lines.count, by: 2).map { (lines[$0], [lines[$0 + 1]]) })
  }

  private func card(_ pairs: [(label: Line?, answer: [Line])]) -> Card? {
    var card = Card()
    for (label, answer) in pairs {
      guard let label, !label.isEntered, !label.labelWords.isEmpty,
        label.words.count <= Limits.longestHeading
      else { return nil }
      var name = blockName(label) ?? label
      // "January 2027" is an answer.
      if name.words.contains(where: { $0.folded.count == 4 && Int($0.folded) != nil }) {
        return nil
      }
      name.standsAsLabel = true
      card.labels.append(name)
      card.cells.append([label])
      card.answers.append(answer.isEmpty ? [label.from(label.bytes.count)] : answer)
    }
    return card
  }

  /// The card with every label and answer in cells of their own, below its title, as a block of labels is read.
  func parted(_ grid: Grid) -> Grid? {
    guard let title = grid.rows.first, title.count == 1,
      title[0].headLine.map({ $0.isNumberedName }) == true,
      // "Target 1:" over the target itself opens the first of several in one table.
      title[0].lines.count(where: { !$0.isBlank }) == 1,
      !grid.rows.dropFirst().joined().contains(where: { $0.headLine?.isNumberedName == true })
    else { return nil }
    let cells = grid.rows.dropFirst().joined().map { $0.parted() }
    let labels = cells.compactMap { $0?.first?.headLine }
    let columns = labels.filter { line in
      !catalogue.index.columns(line, allowed: { _ in true }).isEmpty
    }
    guard cells.count >= 2, labels.count == cells.count, columns.count >= 2 else { return nil }
    return Grid(number: grid.number, rows: [title] + cells.compactMap { $0 })
  }
}

extension Card {
  fileprivate mutating func add(_ part: Card) {
    labels += part.labels
    cells += part.cells
    answers += part.answers
  }
}

extension Collection {
  /// nil where one of them becomes nil, or where there is none.
  fileprivate func mapAll<Result>(_ transform: (Element) -> Result?) -> [Result]? {
    let all = compactMap(transform)
    return all.isEmpty || all.count < count ? nil : all
  }
}

extension GridCell {
  /// "Person: Dr Farrow" as the label and its answer.
  fileprivate func parted() -> [GridCell]? {
    let filled = lines.filter { !$0.isBlank }
    guard let first = filled.first, let colon = first.beforeColon else { return nil }
    var label = first.prefix(colon)
    guard label.words.count <= Limits.longestHeading else { return nil }
    label.standsAsLabel = true
    let answer = [first.from(colon)] + filled.dropFirst()
    return [
      GridCell(lines: [label], column: 0, width: 1, continuesAbove: false),
      GridCell(lines: answer, column: 1, width: 1, continuesAbove: false),
    ]
  }
}
