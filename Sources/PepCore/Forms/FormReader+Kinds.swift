// Where an answer stands is told by what it is, too: a date, a figure or a choice is no other text.

extension Pass {
  /// "Today's meeting: date | 2 November": what stands behind the colon is no answer of the kind that is
  /// asked for, and what stands beside or below the cell is.
  func isSubject(_ piece: Segment, of grid: Grid, _ row: Int, _ index: Int) -> Bool {
    let rest = piece.label.from(piece.match.answerStart)
    if kind(piece.match) == .senStatus, SENStatusAnswer.namesSeveral(AnswerText(lines: [rest])),
      let right = cellToTheRight(grid, row, index, piece)
    {
      return isSettled(reading.read(right, as: .senStatus))
    }
    guard isShortSubject(rest) else { return false }
    guard let next = cellToTheRight(grid, row, index, piece) ?? cellBelow(grid, row, index),
      next.lines.first(where: { !$0.isBlank }).flatMap({ label($0) }) == nil
    else { return false }
    switch kind(piece.match) {
    case nil, .rows: return false
    case .text:
      // "Parental responsibility: who?" is still a question.
      return meaning(piece.match).field?.isIdentity != true && !isBlank(next)
        && (rest.behindBracket.text.trimmedBlanks.hasSuffix("?")
          || index == 0 && grid.rows[row].count == 2)
    case .some(let kind):
      // An answer here, or choices of which none is taken, is no subject.
      switch reading.read(AnswerText(lines: [rest]), as: kind) {
      case .doubtful: return isSettled(reading.read(next, as: kind)) || isBlank(next)
      // "Over the allocation? Yes/No | No" says twice what there is to choose from.
      case .blank: return kind == .yesNo && isSettled(reading.read(next, as: kind))
      default: return false
      }
    }
  }

  /// The cell to the right is no answer of the kind that is asked for, and the one below is.
  func isAnsweredBelow(
    _ right: AnswerText, _ grid: Grid, _ row: Int, _ index: Int, _ piece: Segment
  ) -> Bool {
    guard let kind = kind(piece.match), kind != .text, grid.rows[row].count >= 2,
      reading.read(right, as: kind) == .doubtful, let below = cellUnder(grid, row, index)
    else { return false }
    return isSettled(reading.read(below, as: kind))
  }

  /// The one cell that lies under this one, in a row of as many.
  private func cellUnder(_ grid: Grid, _ row: Int, _ index: Int) -> AnswerText? {
    guard row + 1 < grid.rows.count, grid.rows[row + 1].count == grid.rows[row].count else {
      return nil
    }
    let cell = grid.rows[row + 1][index]
    guard !cell.continuesAbove, !cell.isBlank, cell.headLine.flatMap({ label($0) }) == nil else {
      return nil
    }
    return AnswerText(lines: cell.lines)
  }

  /// "date", "current position", "who? (names and how related)": words, and no answer.
  func isShortSubject(_ rest: Line) -> Bool {
    let words = rest.behindBracket.words
    // "how it makes a difference and what it is spent on"
    let asks = ["how", "what", "why", "which", "who"].contains(words.first?.folded)
    return !rest.isBlank && words.count <= (asks ? Limits.longestPaired : 6) && !rest.isEntered
      && !rest.isSentence
      && !rest.text.unicodeScalars.contains(where: Signs.isSign)
      && !words.contains { $0.folded.utf8.contains { (0x30...0x39).contains($0) } }
  }

  func kind(_ match: LabelIndex.Match) -> FieldKind? {
    if case .field(let field) = meaning(match) { field.kind } else { nil }
  }

  /// As what an answer can be read, apart from words.
  func kinds(_ answer: AnswerText) -> Set<FieldKind> {
    // A figure without a sign is no sum of money.
    let money: Set<FieldKind> =
      answer.written.contains("£") && isSettled(reading.read(answer, as: .money)) ? [.money] : []
    // "Cause for concern forms | 1"
    let figure: Set<FieldKind> =
      answer.lines.filter { !$0.isBlank }.allSatisfy(\.isFigure) && !answer.written.isEmpty
      ? [.number] : []
    return money.union(figure).union(
      [FieldKind.date, .percentage, .count, .yesNo, .senStatus].filter {
        isSettled(reading.read(answer, as: $0))
      })
  }

  private func isBlank(_ answer: AnswerText) -> Bool { answer.isBlank(prompts: reading.prompts) }

  /// Something of the kind is said.
  func isSettled(_ answer: Answer) -> Bool { if case .value = answer { true } else { false } }
}

extension Line {
  /// Without a bracket at its end.
  var behindBracket: Line {
    guard text.trimmedBlanks.hasSuffix(")"), let open = bytes.lastIndex(of: UInt8(ascii: "("))
    else {
      return self
    }
    return prefix(open)
  }
}
