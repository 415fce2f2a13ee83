// Forms without tables: the answer stands behind the label or in the lines that follow it. The form
// typed into a mail's body is read by the same way.

extension Pass {
  mutating func read(_ line: Line, following rest: ArraySlice<FormOutline.Item>) {
    guard !line.isBlank else { return }
    let before = section
    // "Target that intervention 1 supports" heads nothing.
    var isSection = partOfRow(line) == nil && enters(line)
    // "PUPIL'S VIEWS" over "Pupil's views:": what heads the section does not ask, the line with the colon does.
    if line.endsWithColon, section == before { isSection = false }
    guard line.place != .header, line.place != .footer else { return }
    if let match = label(line), isHeading(line, match, over: rest) {
      if !isSection { leaveSection() }
      noteHeading(match)
      return
    }
    if takeTitleOfChild(line) || takeByShape(line, over: rest) { return }
    guard let match = label(line), !isTitle(line, match, over: rest),
      !(match.lead < Limits.bracketLead && match.score < Limits.likeEnough && line.tellsHowToFill),
      !(match.score < Limits.likeEnough && answered.contains(line.position))
    else {
      if !isSection { noteUnexplained(line, isAnswered: isAnswered(line, rest)) }
      return
    }
    let behind = line.from(match.answerStart)
    var lines = behind.isBlank ? [] : [behind]
    let isPrompt = behind.runs.contains { $0.marks.contains(.prompt) }
    if lines.isEmpty, let field = meaning(match).field, field.isIdentity,
      case .line(let next)? = rest.prefix(Limits.gapOfBox).first(where: { !$0.isBlankLine }),
      // "Yr 9" below "Which year are they in?" could be a label by its words; "Name: Gracie" below "Pupil" is one.
      label(next).map({ found in
        meaning(found) == meaning(match) && !next.looksLikeQuestion
          && next.from(found.answerStart).isBlank
      }) ?? true,
      hasShape(AnswerText(lines: [next]), of: field)
    {
      // "Care ID" over "C5113": what stands below that is the next question, known or not.
      lines = [next]
    } else if lines.isEmpty || continues(match), !isPrompt {
      lines += following(rest, of: line, stopAtBlank: !lines.isEmpty)
    } else if let kind = kind(match), kind != .text {
      let below = following(rest, of: line, stopAtBlank: true)
      if behind.offersBoxes {
        // Options one under the other.
        lines += below.prefix(while: \.offersBoxes)
      } else if isShortSubject(behind),
        !isSettled(reading.read(AnswerText(lines: lines), as: kind)),
        isSettled(reading.read(AnswerText(lines: below), as: kind))
      {
        lines = below
      }
    }
    if lines.isEmpty, let below = plainAnswer(rest, to: match) { lines = [below] }
    // "Parental responsibility" is a heading or a question; with a place for its answer, it is a question.
    if lines.isEmpty, isSection, match.lead < Limits.surelyLearned, !line.endsWithTab,
      rest.first?.isEmptyField != true, !isBlankRow(line, match, over: rest)
    {
      noteHeading(match)
      return
    }
    let answer = AnswerText(lines: lines.isEmpty ? [Line(runs: [])] : lines).placed(line.position)
    take(answer, for: match, in: line, behind.isBlank ? .following : .sameCell)
  }

  /// What was taken for a heading may be the question that seems to be asked nowhere.
  private mutating func noteHeading(_ match: LabelIndex.Match) {
    if let field = meaning(match).field { found.headings.insert(field) }
  }

  /// "SEND status" over "EHCP in place": though it could be a question of its own, it is what is asked for.
  private func plainAnswer(
    _ rest: ArraySlice<FormOutline.Item>, to match: LabelIndex.Match
  ) -> Line? {
    guard let kind = kind(match), kind != .text,
      case .line(let next)? = rest.first(where: { !$0.isBlankLine }),
      !next.isTitle, !next.looksLikeQuestion, !next.hasTab, !next.endsWithTab,
      !next.standsAsLabel,
      next.beforeColon == nil,
      isSettled(reading.read(AnswerText(lines: [next]), as: kind))
    else { return nil }
    return next
  }

  /// Before the first question stands what the form is called, "Voice of the child" perhaps; the first
  /// question itself is about who the child is.
  private func isTitle(
    _ line: Line, _ match: LabelIndex.Match, over rest: ArraySlice<FormOutline.Item>
  ) -> Bool {
    // "Looked After Child – Education Plan Meeting Minutes" names nobody.
    if isFrontMatter, meaning(match) == .field(.childName),
      Wording.namesPaper(line.words.map(\.folded)), line.beforeColon == nil,
      !line.text.contains("?"), !line.words.contains(where: { $0.folded == "name" }),
      !hasShape(AnswerText(lines: [line.from(match.answerStart)]), of: .childName)
        || line.from(match.answerStart).isBlank
    {
      return true
    }
    guard match.score < Limits.likeEnough, isFrontMatter, !line.mayBeParted else { return false }
    // "How's it going? Our PEP form"
    if line.isHeading, meaning(match).field?.isIdentity != true { return true }
    guard
      !line.bytes[..<match.answerStart].contains(where: {
        $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "?")
      })
    else { return false }
    guard let field = meaning(match).field, field.isIdentity,
      line.from(match.answerStart).isBlank
    else { return true }
    let below = AnswerText(lines: following(rest, of: line, stopAtBlank: true))
    return below.isBlank(prompts: reading.prompts) || !hasShape(below, of: field)
  }

  /// Only an answer in words goes on over several lines; a name or a number does not.
  private func continues(_ match: LabelIndex.Match) -> Bool {
    if case .field(let field) = meaning(match) { return field.kind == .text && !field.isIdentity }
    return false
  }

  /// Something stands behind the label part of a line that matches nothing, or below it.
  private func isAnswered(_ line: Line, _ rest: ArraySlice<FormOutline.Item>) -> Bool {
    line.asksAndAnswers || line.behindGap != nil
      || line.looksLikeQuestion
        && (LabelEnd.labelWords(line) < line.labelWords.count
          || !following(rest, of: line, stopAtBlank: true).isEmpty)
  }

  /// What is set in no way below a question that is a heading is its answer, however it sounds.
  private func isLabel(_ line: Line, after question: Line) -> Bool {
    guard let match = label(line) else { return false }
    if choosesBehind(match, line) { return true }
    // "Local authority; birth parents (limited)" is faintly like another question, and no question.
    if match.score < Limits.likeEnough, match.lead < Limits.bracketLead,
      line.words.count > Limits.longestPaired || isAskedElsewhere(match, line)
    {
      return false
    }
    // "C. On target? Yes / No" below "B. Views of Ember".
    if question.opensNumbered, line.opensNumbered, match.lead >= Limits.clearlyLearned {
      return true
    }
    let isSetLower =
      question.isHeading && !line.isHeading || question.startsBold && !line.startsBold
    // "I am on SEN Support" is much like a question that stands on other forms.
    let isBare = line.from(match.answerStart).isBlank && !line.looksLikeQuestion
    return match.score >= (isBare ? Limits.surelyAlike : Limits.likeEnough) || !isSetLower
  }

  /// "Likely to meet the targets:  Yes    No", of which one is marked.
  private func choosesBehind(_ match: LabelIndex.Match, _ line: Line) -> Bool {
    guard kind(match) == .yesNo, line.beforeColon != nil else { return false }
    let behind = line.from(match.answerStart)
    return Set(behind.words.map(\.folded)) == ["yes", "no"]
      && isSettled(reading.read(AnswerText(lines: [behind]), as: .yesNo))
  }

  /// What stands in a box for the answer, or in a row of boxes to tick; nothing where it is a table of its
  /// own.
  private func boxed(_ grid: Grid) -> [Line] {
    guard grid.rows.count == 1, let cells = grid.rows.first else { return [] }
    let lines = cells.flatMap(\.lines)
    if cells.count > 1 {
      return cells.allSatisfy { $0.headLine?.opensWithBox == true } ? lines : []
    }
    // "What I want to say" over a box that says in bold what to tell, and below it what the child said.
    if let head = lines.firstIndex(where: { !$0.isBlank }), lines[head].isWholeByLook,
      label(lines[head]) == nil
    {
      return Array(lines[(head + 1)...])
    }
    // "Autumn assessments: English secure, Maths secure" has a colon and is an answer.
    let asks = lines.contains { line in
      catalogue.sectionKey(of: line) != nil && !line.tellsOfNoChange
        || label(line).map { $0.score >= Limits.likeEnough || meaning($0).field != nil } == true
    }
    return asks ? [] : lines
  }

  private func isAskedElsewhere(_ match: LabelIndex.Match, _ line: Line) -> Bool {
    meaning(match).field.map(order.place(of: line, after: nil).elsewhere.contains) ?? false
  }

  /// Lines up to the next label, heading or table; a table of one cell is a box for the answer.
  private func following(
    _ rest: ArraySlice<FormOutline.Item>, of question: Line, stopAtBlank: Bool
  ) -> [Line] {
    var lines: [Line] = []
    var isApart = false
    for index in rest.indices {
      switch rest[index] {
      case .grid(let grid):
        return lines.isEmpty ? boxed(grid) : lines
      case .line(let line):
        if line.isBlank {
          if stopAtBlank || !lines.isEmpty { return lines }
          isApart = true
          continue
        }
        if isApart, lines.isEmpty, headsSection(line, rest, question) { return lines }
        // "Plan" over "Targets" and a table, behind what the pupil said.
        if !lines.isEmpty, !line.isEntered, line.isPlainTitle, opensSection(rest[(index + 1)...]) {
          return lines
        }
        if line.place == .header || line.place == .footer { continue }
        // "Write or draw here. These must be the child's own words." over the place for them.
        if lines.isEmpty, line.tellsWhereToWrite { continue }
        if ends(lines, with: line, question)
          || lines.isEmpty && isNextQuestion(line, after: question, rest)
        {
          return lines
        }
        if lines.isEmpty, line.isHint(below: question) { continue }
        // Guidance between the lines is no part of the answer.
        if !lines.isEmpty, line.isItalic, !line.isEntered, lines.contains(where: { !$0.isItalic }) {
          continue
        }
        if isSetAsQuestion(line, after: lines, of: question) { return lines }
        lines.append(lines.isEmpty ? line.behindHint : line)
      }
    }
    return lines
  }

  /// A label, a heading or what stands in another field: it is no part of the answer so far.
  private func ends(_ lines: [Line], with line: Line, _ question: Line) -> Bool {
    if line.isSetApart(from: question) { return true }
    // What was typed into a field ends with the field.
    if !lines.isEmpty, lines.allSatisfy(\.isEntered), !line.isEntered { return true }
    // "If more, tell us why:" over "Typed up by: …" is blank; "Mother: …" in plain type below a bold
    // label is no label.
    let isSetLower = question.startsBold && !line.startsBold
    if usesColons, question.endsWithColon, line.beforeColon != nil, !line.isEntered, !isSetLower {
      return true
    }
    return isLabel(line, after: question) || catalogue.sectionKey(of: line) != nil
  }

  /// Right below a question that is not answered, and set as it is.
  private func isNextQuestion(
    _ line: Line, after question: Line, _ rest: ArraySlice<FormOutline.Item>
  ) -> Bool {
    // "Diary" over "Next PEP meeting", all in bold: in such a form no answer is.
    if line.isBold, question.isBold, line.isTitle, heads(rest, line) { return true }
    // "If it is more, what for?" over "What shall we work on next?", all in bold: the next question.
    if line.isBold, question.isBold, !line.isEntered, line.endsAsQuestion { return true }
    return line.isShoutedTitle && !question.isShoutedTitle && heads(rest, line)
  }

  /// By its look, or by how the form parts labels from answers, though its words may be known to nobody.
  private func isSetAsQuestion(_ line: Line, after lines: [Line], of question: Line) -> Bool {
    // "Carer's views:" after the child's is a question, whether it is known or not.
    if !lines.isEmpty, line.hasTab || line.endsWithTab, question.hasTab { return true }
    // "Times I was suspended  none", in a form that parts all its labels so.
    if line.behindGap != nil, question.behindGap != nil || question.endsWithColon,
      label(line) != nil
    {
      return true
    }
    if !lines.isEmpty, line.endsWithColon { return true }
    // "FIGURES" in bold below "Changes: none".
    let isAnswered = !lines.isEmpty || question.startsBold && !question.isBold
    return isAnswered && line.isBold && question.startsBold
  }
}

extension Pass {
  /// "Looking ahead" behind a blank line, right over "Next PEP meeting: 23 March", in a form whose sections are
  /// begun so: no answer to the question above.
  private func headsSection(
    _ line: Line, _ rest: ArraySlice<FormOutline.Item>, _ question: Line
  ) -> Bool {
    usesColons && question.endsWithColon && found.sections.count >= 2 && line.isBareTitle
      && heads(rest, line)
  }

  /// What comes next heads a section of ours.
  private func opensSection(_ rest: ArraySlice<FormOutline.Item>) -> Bool {
    guard case .line(let next)? = rest.prefix(Limits.rowsAround).first(where: { !$0.isBlankLine })
    else { return false }
    return next.isPlainTitle && catalogue.sectionKey(of: next) != nil
  }

  /// The next thing behind this line is a label: "NEWS" over "News since the last plan: …".
  private func heads(_ rest: ArraySlice<FormOutline.Item>, _ line: Line) -> Bool {
    let behind = rest.drop {
      if case .line(let other) = $0 { other.position != line.position } else { true }
    }
    switch behind.dropFirst().first(where: { !$0.isBlankLine }) {
    case .line(let next): return label(next) != nil
    // "What I am aiming for" over "My goal | What we will do | Who will help me".
    case .grid(let grid): return line.isBold && rowHeader(grid, 0) != nil
    case nil: return false
    }
  }
}

extension Line {
  /// By its look or its first words it is no answer to the question above, whatever it says.
  fileprivate func isSetApart(from question: Line) -> Bool {
    if isColophon || speaksToSoftware || isHeading && !question.isHeading { return true }
    // What is printed right over a field is its label, and no answer to a title above.
    if standsAsLabel, question.standsAsLabel || isWholeByLook { return true }
    // "Signed: ______ Date: ______" is to be filled in itself; "Target 1" is a row, "Q20. …" a question.
    // "No. 2" names one of the targets.
    let isRow = isNumberedName && words.first?.folded != "no"
    if text.contains("____") || isRow || isNumbered(like: question) { return true }
    // "Evidence for a yes:" over "Plan for a no: a mentor", each label in bold up to its colon.
    return question.startsBold && question.endsWithColon && isLabelInBold
  }

  /// "*Plan for a no:* a mentor twice a week": bold up to its colon, and no further.
  fileprivate var isLabelInBold: Bool {
    guard startsBold, let colon = beforeColon else { return false }
    let tail = from(colon)
    return prefix(colon).isBold && !tail.isBlank && !tail.startsBold
  }

  /// "Form completed on 26 September", "Printed from ePEP – page 1": about the paper. "Yours sincerely" ends a letter.
  fileprivate var isColophon: Bool {
    let key = Wording.key(text)
    return !isEntered
      && [
        "form completed", "completed on", "printed from", "printed on", "page ", "yours sincerely",
        "yours faithfully", "kind regards", "with kind regards", "with best wishes",
      ].contains { key.hasPrefix($0) }
  }

  /// In capitals, as headings are typed; "EHCP" and "NONE" are answers.
  fileprivate var isShoutedTitle: Bool {
    isShouted && words.count <= 5 && !text.contains(where: \.isNumber)
      && !["ehcp", "none", "sen support", "send support", "nothing", "no change"].contains(
        Wording.key(text))
  }

  /// A word or a few, set in no way.
  fileprivate var isPlainTitle: Bool { isBareTitle || words.count == 1 && isBare }

  /// A few words from a capital on, with no stop and no figure.
  fileprivate var isBareTitle: Bool { (2...5).contains(words.count) && isBare }

  private var isBare: Bool {
    let text = text.trimmedBlanks
    return beforeColon == nil && !isEntered
      && text.first?.isUppercase == true && text.last?.isLetter == true
      && !text.contains(where: \.isNumber)
      && !NoAnswer.nothing.contains(Wording.key(text))
  }
}

extension AnswerText {
  func placed(_ position: String) -> AnswerText {
    let placed = lines.map { $0.position.isEmpty ? $0.placed(position) : $0 }
    return AnswerText(lines: placed.isEmpty ? [Line(runs: []).placed(position)] : placed)
  }
}
