// Lines that sound like a question and only head those below them.

extension Pass {
  /// "2. In school" over "Attendance: 94%", "My goals" over a table: it heads questions, however much its
  /// words sound like one.
  func isHeading(
    _ line: Line, _ match: LabelIndex.Match, over rest: ArraySlice<FormOutline.Item>
  ) -> Bool {
    guard line.from(match.answerStart).isBlank, rest.first?.isEmptyField != true,
      !isBlankRow(line, match, over: rest)
    else { return false }
    // "When did we meet?" as a heading over "We met on | Next time".
    if line.isTitle || line.isHeading && line.endsAsQuestion,
      isAskedAgain(line, match, in: rest) || headsTable(rest)
    {
      return true
    }
    // "Tab 4: My attendance" over "Daily feed received ..... Yes", each label with its answer behind a tab.
    if line.isTitle, case .line(let next)? = rest.first, next.startsBold,
      next.hasTab, next.beforeTab != nil
    {
      return true
    }
    // "When" over "When did we get together? 19.1.27" is no column of a table.
    if line.isTitle, meaning(match).isColumn, case .line(let next)? = rest.first, isAnswered(next) {
      return true
    }
    // "Dates" over "This review took place on: 24 September".
    if line.isTitle, meaning(match).field == nil, case .line(let next)? = rest.first,
      next.holdsPair,
      !next.isEntered, let asked = label(next), meaning(asked).field != nil,
      asked.score == 1 || asked.lead >= Limits.surelyLearned
    {
      return true
    }
    // "Dates" over "On what date did the meeting happen?", both in bold.
    if line.isTitle, meaning(match).field == nil, !meaning(match).isColumn,
      case .line(let next)? = rest.first, next.isBold, next.text.contains("?"),
      let asked = label(next), meaning(asked).field != nil, next.from(asked.answerStart).isBlank,
      asked.score == 1 || asked.lead >= Limits.surelyLearned
    {
      return true
    }
    guard match.score < Limits.likeEnough else { return false }
    switch rest.first {
    // "What are we going to work on?" right over the table of targets.
    case .grid(let grid)? where line.isBold || line.isHeading: return !grid.isBox
    // "Doing well?" over "Going to meet the targets? Yes", "Our meeting" over "Date we met".
    case .line(let next)? where line.isHeading && !next.isHeading:
      if next.isBold || isAnswered(next) { return true }
    default: break
    }
    return (line.isTitle || line.isNumberedName) && headsLabels(rest)
  }

  /// "Suspensions (count)" between "Sessions missed | 10" and "Permanent exclusion | No": a row of which a producer of
  /// PDF drew the label alone, for there is no answer.
  func isBlankRow(
    _ line: Line, _ match: LabelIndex.Match, over rest: ArraySlice<FormOutline.Item>
  ) -> Bool {
    guard line.isTitle, line.words.count >= 2, match.score == 1, let field = meaning(match).field,
      [.count, .number, .percentage, .date].contains(field.kind)
    else { return false }
    let next: Line? =
      switch rest.first(where: { !$0.isBlankLine }) {
      case .line(let next)? where next.isTitle: next
      case .grid(let grid)? where grid.rows.first?.count == 2 && grid.rows[0][1].isBlank == false:
        grid.rows[0][0].headLine
      default: nil
      }
    guard let next, next.isBold, let other = label(next),
      other.score == 1 || other.lead >= Limits.clearlyLearned,
      let asked = meaning(other).field, asked != field
    else { return false }
    return [.count, .number, .percentage, .date, .yesNo].contains(asked.kind)
      && next.from(other.answerStart).isBlank
  }

  /// "Meeting dates" over "PEP meeting | 21 Jan | Next PEP | 13 May": the table asks, and the title names it.
  private func headsTable(_ rest: ArraySlice<FormOutline.Item>) -> Bool {
    guard case .grid(let grid)? = rest.first(where: { !$0.isBlankLine }), !grid.isBox,
      let cells = grid.rows.first, cells.count >= 2, let first = cells[0].headLine
    else { return false }
    return first.startsBold && cells[1].headLine?.startsBold != true
      || label(first).map { first.from($0.answerStart).isBlank && !meaning($0).isColumn } == true
  }

  /// The question itself stands below: "Student voice" over "Student said: …", "7 What the student says" over
  /// "Student's statement | …".
  private func isAskedAgain(
    _ line: Line, _ match: LabelIndex.Match, in rest: ArraySlice<FormOutline.Item>
  ) -> Bool {
    if case .line(let next)? = rest.first, let inner = label(next),
      isAnswered(next) || inner.score >= Limits.surelyAlike || inner.lead >= Limits.surelyLearned
        // "SEN" over "SEN provision level: SEN support", of which the question alone is in bold.
        || inner.lead >= Limits.clearlyLearned && next.asksAndAnswers && next.startsBold
          && !next.isBold
    {
      // "How the additional needs funding is spent" over "Notional SEN budget: precision teaching": asked in a whole
      // question, and answered.
      let isWholeQuestion =
        line.words.count >= Limits.fullWording + 1 && match.lead >= Limits.surelyLearned
        && line.startsBold && !next.startsBold && inner.score < Limits.likeEnough
        && kind(match) == .text
      return meaning(inner) == meaning(match) && !isWholeQuestion
    }
    guard case .grid(let grid)? = rest.first(where: { !$0.isBlankLine }) else { return false }
    return grid.rows.joined().contains { cell in
      cell.headLine.flatMap { label($0) }.map { meaning($0) == meaning(match) } ?? false
    }
  }

  /// A label with its answer in the same line; "Assessment results: English strong" is hardly one.
  private func isAnswered(_ line: Line) -> Bool {
    label(line).map { match in
      !line.from(match.answerStart).isBlank
        && (match.score >= Limits.likeEnough || match.lead >= Limits.surelyLearned)
    } ?? false
  }

  /// What comes next is a table, the name of a row, or a label with its answer beside it, as the form sets
  /// them.
  private func headsLabels(_ rest: ArraySlice<FormOutline.Item>) -> Bool {
    for item in rest {
      switch item {
      case .grid(let grid): return !grid.isBox
      case .line(let next) where next.isBlank || next.place != .body: continue
      case .line(let next):
        if next.isNumberedName { return true }
        let isLabelled =
          usesColons && next.beforeColon != nil && !next.tellsOfSomebody || next.hasTab
          || next.mayBeParted
          || next.startsBold
        return isLabelled && !next.isTitle && !next.isBold
      }
    }
    return false
  }
}

extension FormOutline.Item {
  /// A form field or prompt that nothing was typed into: the place of an answer.
  var isEmptyField: Bool {
    guard case .line(let line) = self, line.isBlank else { return false }
    return line.runs.contains { $0.marks.contains(.entered) || $0.marks.contains(.prompt) }
  }
}

extension Grid {
  /// One cell: a box for an answer, or a bar.
  fileprivate var isBox: Bool { rows.count == 1 && rows[0].count == 1 }
}
