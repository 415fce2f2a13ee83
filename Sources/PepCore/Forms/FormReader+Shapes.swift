// Labels whose words tell too little, told by the shape of their answers.

extension Pass {
  /// "Plan meeting | 16/11/2026": words that alone tell too little, beside an answer whose shape tells the
  /// rest. True if the next cell was used.
  mutating func takeByShape(_ grid: Grid, _ row: Int, _ index: Int) -> Bool {
    let cells = grid.rows[row]
    guard let line = cells[index].headLine, cells[index].lines.filter({ !$0.isBlank }).count == 1
    else { return false }
    if index + 1 < cells.count, line.standsAsLabel,
      takeByShape(AnswerText(lines: cells[index + 1].lines), of: line, .toTheRight)
    {
      return true
    }
    // Heads of one word over a row of answers: "Year | Where | Met".
    guard cells.count >= 2, row + 1 < grid.rows.count, grid.rows[row + 1].count == cells.count,
      line.words.count <= 4, let below = cellBelow(grid, row, index)
    else { return false }
    _ = takeByShape(below, of: line, .below)
    return false
  }

  /// "This PEP took place" over "21/01/2027", in a form of plain lines that sets its questions in no way. What
  /// stands over a day, a percentage or a choice is a question at any rate, though nobody may know it.
  mutating func takeByShape(_ line: Line, over rest: ArraySlice<FormOutline.Item>) -> Bool {
    guard case .line(let next)? = rest.first, !next.isBlank, !line.isEntered, line.place == .body,
      label(line) == nil, label(next) == nil, line.words.count <= Limits.longestHeading,
      !line.isSentence, line.beforeColon == nil, !line.hasTab, !answered.contains(line.position),
      !isFrontMatter
    else { return false }
    let answer = AnswerText(lines: [next])
    // "The pupil is not on track" answers no question above it.
    guard !next.isSentence, next.words.count <= 5, !line.isTitle, shape(answer) != nil,
      shape(AnswerText(lines: [line])) == nil
    else { return false }
    let guess = catalogue.index.learnedWhole(line, at: order.place(of: line, after: lastAsked))
    if let guess, guess.lead >= Limits.bracketLead, takeByShape(answer, of: line, .following) {
      return true
    }
    noteUnexplained(line, isAnswered: true, kinds: kinds(answer))
    return false
  }

  private mutating func takeByShape(
    _ answer: AnswerText, of line: Line, _ way: FieldReading.Way
  ) -> Bool {
    if SENStatusAnswer.namesSeveral(answer), line.asksOpenly,
      let match = catalogue.index.match(of: .field(.senStatus), answerStart: line.bytes.count)
    {
      take(answer, for: match, in: line, way)
      return true
    }
    // "SEND / high needs | SEN Support".
    let words = line.labelWords.map(\.folded)
    if SENStatusAnswer.isStage(answer), line.asksOpenly,
      words.contains(where: { ["sen", "needs", "special"].contains($0) }),
      !words.contains(where: { word in ["fund", "money", "spen"].contains { word.hasPrefix($0) } }),
      let match = catalogue.index.match(of: .field(.senStatus), answerStart: line.bytes.count)
    {
      take(answer, for: match, in: line, way)
      return true
    }
    // Whatever it is called, "Pupil no." or "NPN": a number with the right check letter is that number.
    if UPN(answer.written)?.isValid == true,
      let match = catalogue.index.match(of: .field(.childUPN), answerStart: line.bytes.count)
    {
      take(answer, for: match, in: line, way)
      return true
    }
    // "Form | Yr 5".
    if answer.isYearGroup, line.asksOpenly,
      !candidates.contains(where: { $0.field == .childYearGroup }),
      let match = catalogue.index.match(of: .field(.childYearGroup), answerStart: line.bytes.count)
    {
      take(answer, for: match, in: line, way)
      return true
    }
    guard let kind = shape(answer) else { return false }
    let place = order.place(of: line, after: lastAsked, kind: kind)
    guard let match = catalogue.index.learnedWhole(line, at: place), self.kind(match) == kind,
      let timely = atItsTime(line, match)
    else { return false }
    take(answer, for: timely, in: line, way)
    return true
  }

  private func shape(_ answer: AnswerText) -> FieldKind? {
    if answer.isBlank(prompts: reading.prompts) { return nil }
    let written = answer.written
    if written.contains("£") { return isSettled(reading.read(answer, as: .money)) ? .money : nil }
    if written.contains("%") {
      return isSettled(reading.read(answer, as: .percentage)) ? .percentage : nil
    }
    return [FieldKind.date, .yesNo].first { isSettled(reading.read(answer, as: $0)) }
  }
}
