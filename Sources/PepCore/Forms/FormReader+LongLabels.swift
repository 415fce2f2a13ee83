// Labels that go on behind what looks like their end.

extension Pass {
  /// "Changes: home, school or people: <tab> None": the tab is the end of the label, whatever colons
  /// stand before it.
  func labelBeforeTab(_ line: Line) -> LabelIndex.Match? {
    guard let (before, end) = line.beforeTab ?? line.beforeLastTab else { return nil }
    var head = before
    head.standsAsLabel = true
    guard
      let match = catalogue.index.matches(head, allowed: isAllowed) ?? labelBeforeInstruction(head)
        ?? boldRequest(head)
    else { return nil }
    let whole = goingOn(head, match)
    let isBare = head.from(whole.answerStart).isBlank
    guard isBare else { return nil }
    return whole.upTo(end)
  }

  /// "If so, how do you know? Evidence and rate of progress: …" asks the same thing twice; "On track? On
  /// track" asks and answers. "Update since the last PEP: changes to report:" ends with its last colon.
  func goingOn(_ line: Line, _ first: LabelIndex.Match) -> LabelIndex.Match {
    let rest = line.from(first.answerStart)
    if meaning(first) == .field(.childsViews), rest.asksForItself(behind: line) { return first }
    if let whole = behindSubject(line, rest) { return whole }
    // "Exclusions: permanent?" asks for the second.
    if !rest.isBlank, !rest.opensAsAnswer, LabelEnd.wordsOutsideBrackets(rest).count <= 4,
      rest.startsBold == line.startsBold,
      let whole = catalogue.index.wholeByCue(line, at: PlaceInForm(), allowed: isAllowed),
      whole.strength >= 2,
      meaning(whole.match) != meaning(first)
    {
      return whole.match
    }
    if let whole = wholeCell(line, first, rest) { return whole }
    // "Special educational needs – current stage": set alike on both sides of the dash.
    if line.bytes.indices.contains(first.answerStart - 1), line.isBold, !rest.isBlank,
      line.bytes[..<first.answerStart].last(where: { $0 > 0x20 }).map({ $0 == 0x2D || $0 >= 0x80 })
        == true, !rest.words.contains(where: { Int($0.folded) != nil })
    {
      return first.upTo(line.bytes.count)
    }
    // "Have there been any changes? If so, give details" asks for both.
    if rest.words.first?.folded == "if", rest.words.count <= 8, rest.startsBold == line.startsBold,
      !rest.runs.contains(where: { $0.marks.contains(.entered) }), !rest.isSentence,
      LabelEnd.labelWords(rest) == rest.labelWords.count
    {
      return first.upTo(line.bytes.count)
    }
    if rest.looksLikeQuestion, rest.startsBold == line.startsBold,
      (1...12).contains(rest.words.count),
      rest.text.trimmedBlanks.last.map({ $0 == ":" || $0 == "?" }) == true
    {
      return first.upTo(line.bytes.count)
    }
    let separator = line.bytes[..<first.answerStart].last { $0 > 0x20 }
    guard let second = catalogue.index.matches(rest, allowed: isAllowed), !rest.opensAsAnswer,
      meaning(second) == meaning(first), LabelEnd.labelWords(rest) >= 3,
      // "Are there special educational needs? Education, Health and Care Plan": an answer, by its look as well.
      rest.startsBold == line.startsBold || !answersItself(rest, first)
    else { return first }
    let end = rest.bytes[..<second.answerStart].last { $0 > 0x20 }
    let isBare = rest.from(second.answerStart).isBlank
    guard
      separator == UInt8(ascii: "?")
        ? isBare || end == UInt8(ascii: ":") : isBare && second.score >= 1
    else { return first }
    return first.upTo(first.answerStart + second.answerStart)
  }

  /// "If you ticked No: measures taken by school": what stands behind the colon asks for the same.
  /// "Attendance: year group %": it turns what is asked for. Words alone are no figure, date or choice.
  private func wholeCell(
    _ line: Line, _ first: LabelIndex.Match, _ rest: Line
  ) -> LabelIndex.Match? {
    guard line.standsAsLabel, isShortSubject(rest), rest.startsBold == line.startsBold,
      !rest.opensAsAnswer, !answersItself(rest, first)
    else { return nil }
    // "Plan written by: Kingsbarrow School" is answered, "CSC: social worker" is not.
    let identity = meaning(first).field.flatMap { $0.isIdentity ? $0 : nil }
    if let identity, hasShape(AnswerText(lines: [rest]), of: identity) { return nil }
    // "SEND budget: purpose", beside a blank.
    if kind(first) == .text, rest.namesWhatIsWanted { return first.upTo(line.bytes.count) }
    let place = order.place(of: line, after: lastAsked)
    // "Care status: the order or accommodation" has the words of its question behind a label that is known; "Care
    // status: Interim care order" is answered.
    if first.score < Limits.surelyAlike, rest.text.trimmedBlanks.first?.isLowercase == true,
      let again = catalogue.index.learnedWhole(rest, at: place),
      again.lead >= Limits.bracketLead, meaning(again) == meaning(first)
    {
      return first.upTo(line.bytes.count)
    }
    // "Where it is: the evidence": the first half alone tells next to nothing.
    let isText = kind(first) == .text
    let isWeak = identity != nil || first.lead < Limits.bracketLead
    guard !meaning(first).isColumn, let whole = catalogue.index.learnedWhole(line, at: place),
      !isText || first.score < Limits.likeEnough && (isWeak || whole.lead > first.lead),
      whole.lead >= (isText ? Limits.surelyLearned : Limits.bracketLead),
      meaning(whole) != meaning(first)
    else { return nil }
    return whole
  }

  /// "SEND status: SEN Support": what stands behind the colon sounds like the question, and is an answer to it.
  private func answersItself(_ rest: Line, _ first: LabelIndex.Match) -> Bool {
    guard let kind = kind(first), kind != .text, kind != .yesNo,
      !rest.looksLikeQuestion || rest.isBold
    else { return false }
    return isSettled(reading.read(AnswerText(lines: [rest]), as: kind))
  }

  /// "Exclusions: number of suspensions: N/A", "Attainment: on track? Y / N": what stands before the
  /// first colon names the subject, and the label ends with the second.
  private func behindSubject(_ line: Line, _ rest: Line) -> LabelIndex.Match? {
    let ends = [UInt8(ascii: ":"), UInt8(ascii: "?")]
    guard let end = rest.bytes.firstIndex(where: ends.contains),
      rest.words.first.map({ $0.start < end }) == true
    else { return nil }
    let inner = rest.words.filter { $0.end <= end }
    let start = line.bytes.count - rest.bytes.count + end + 1
    let isSetAlike = rest.startsBold == line.startsBold && !rest.prefix(end).isEntered
    // "Events: Option subjects were altered: Spanish dropped" holds a sentence with a colon of its own.
    let opensSentence =
      rest.bytes[end] == UInt8(ascii: ":") && !line.isBold
      && rest.text.trimmedBlanks.first?.isUppercase == true && !rest.from(end + 1).isBlank
    guard inner.count <= 10, isSetAlike, !opensSentence,
      !inner.contains(where: { $0.folded.utf8.contains { (0x30...0x39).contains($0) } })
    else { return nil }
    let head = line.prefix(start)
    guard
      let told = catalogue.index.wholeByCue(head, at: PlaceInForm(), allowed: isAllowed)?.match
        ?? catalogue.index.headedMatch(rest.prefix(end + 1), allowed: isAllowed)
        ?? catalogue.index.learnedWhole(head, at: PlaceInForm()).flatMap({
          $0.lead >= Limits.bracketLead ? $0 : nil
        }),
      meaning(told).field?.isIdentity != true
    else { return nil }
    return LabelIndex.Match(
      entry: told.entry, answerStart: start, score: Limits.cueScore, lead: told.lead)
  }
}

extension Pass {
  /// "DATE OF MEETING 25/11/2026", as paper runs a label and the day below it together, "On track for the end of the
  /// key stage – No": what ends in a day, a percentage or a choice behind a dash is no label as a whole, whatever its
  /// words are like.
  func labelBeforeFigure(_ line: Line) -> LabelIndex.Match? {
    guard !line.isEntered, line.words.count <= Limits.longestPaired,
      let figure = line.text.firstMatch(
        of:
          /\s(?:\d{1,2}[\/.-]\d{1,2}[\/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2,8} \d{4}|\d{1,3}(?:[.]\d+)? ?%|[–—-]\s*(?:Yes|No|YES|NO))\s*$/
      )
    else { return nil }
    let end = line.text.utf8.distance(from: line.text.startIndex, to: figure.range.lowerBound)
    let head = line.prefix(end).asLabel
    // Behind the dash, which may be set as the label is.
    let start = line.words.first { $0.start >= end }?.start ?? end
    guard let match = catalogue.index.matches(head, allowed: isAllowed), let kind = kind(match),
      // "Date of next PEP 2027-01-11" anywhere is that question, and what is only like one must stand as one.
      line.standsAsLabel || line.startsBold || kind == .date && match.score >= Limits.surelyAlike,
      kind != .text, head.from(match.answerStart).isBlank,
      isSettled(reading.read(AnswerText(lines: [line.from(start)]), as: kind))
    else { return nil }
    return match.upTo(start)
  }

  /// "Name of child Demelza Trevanion": a question that is known, in several words, and a name behind it.
  func labelBeforeName(_ line: Line) -> LabelIndex.Match? {
    guard !line.isEntered, (4...Limits.longestPaired).contains(line.words.count),
      line.words.prefix(3).contains(where: { $0.folded == "name" })
    else { return nil }
    return (2...5).reversed().lazy.compactMap { count -> LabelIndex.Match? in
      guard count + 1 < line.words.count else { return nil }
      let head = line.prefix(line.words[count - 1].end).asLabel
      let rest = AnswerText(lines: [line.from(line.words[count].start)])
      guard let match = catalogue.index.matches(head, allowed: isAllowed), match.score == 1,
        meaning(match) == .field(.childName), head.from(match.answerStart).isBlank,
        // "Name of Child / Young Person" is a label to its end.
        line.bytes[head.bytes.count..<line.words[count].start].allSatisfy({ $0 == 0x20 }),
        !line.words[count...].allSatisfy({ Self.ofChildren.contains($0.folded) }),
        !line.words[count...].contains(where: { Self.inNoName.contains($0.folded) }),
        hasShape(rest, of: .childName),
        rest.written.split(separator: " ").allSatisfy({ $0.first?.isUppercase == true })
      else { return nil }
      return match.upTo(line.words[count].start)
    }.first
  }

  private static let ofChildren: Set<String> = [
    "child", "young", "person", "pupil", "student", "learner", "yp", "or", "and",
  ]

  /// "Full Legal Name Of The Looked-after Child"
  private static let inNoName: Set<String> = [
    "of", "the", "is", "name", "names", "pupil", "student", "in", "care", "for", "this", "who",
  ]

  /// "Suspensions, 2026/27", "Fixed term exclusions in 2025-26": a question that is known, and its school year.
  func labelOfSchoolYear(_ line: Line, at place: PlaceInForm) -> LabelIndex.Match? {
    guard line.standsAsLabel || line.startsBold, !line.isEntered,
      line.words.count <= Limits.longestPaired,
      let year = line.text.firstMatch(
        of: /[ ,(–—-]{1,3}(?:(?:in|for|during|of) )?(?:20)?\d\d ?[\/–-] ?(?:20)?\d\d\)?[ :?]*$/)
    else { return nil }
    let end = line.text.utf8.distance(from: line.text.startIndex, to: year.range.lowerBound)
    let head = line.prefix(end).asLabel
    guard Self.schoolYear(line.from(end).words.map(\.folded)) != nil,
      let match = catalogue.index.matches(head, at: place, allowed: isAllowed),
      match.score >= Limits.surelyAlike || match.lead >= Limits.clearlyLearned,
      let field = meaning(match).field, Self.ofYears.contains(field),
      head.from(match.answerStart).isBlank
    else { return nil }
    return match.upTo(line.bytes.count)
  }

  /// "Item 1 – cost (£)" behind "Pupil Premium item 1": the row, and what is asked of it.
  func partOfRow(_ line: Line) -> LabelIndex.Match? {
    // "Target 1" over a target opens its row; what is bought may name it as well.
    if line.isNumberedName, !line.isEntered, line.labelWords.first?.folded == "targets",
      line.words.count == 2, line.words[0].folded == "target", lastAsked != .premiumSpend
    {
      return catalogue.index.match(
        of: .column(.targets, .target), answerStart: line.bytes.count)
    }
    guard let last = lastAsked, FieldName.withRows.contains(last), !line.isEntered else {
      return nil
    }
    if let part = line.beforeNumberOfRow?.asLabel { return self.part(part, of: last, in: line) }
    guard let start = line.behindNameOfRow else { return nil }
    // "PP+ item 1 – intervention" behind the last target.
    let isBought = line.words.contains { $0.end <= start && Self.premium.contains($0.folded) }
    let field = isBought ? .premiumSpend : last
    let part = line.from(start).asLabel
    return part.endsWithColon ? nil : self.part(part, of: field, in: line)
  }

  /// "Target supported 1", "Who will do it (target 1)", "Expected impact of intervention 1" behind that row's first
  /// question.
  private func part(
    _ head: Line, of field: FieldName, in line: Line
  ) -> LabelIndex.Match? {
    guard (1...Limits.titleLines).contains(head.words.count) else { return nil }
    let exact = catalogue.index.columns(head, allowed: { _ in true })
    let column =
      exact.first { $0.field == field }?.column
      ?? (exact.isEmpty ? catalogue.index.columnByCue(head, of: field, in: nil) : nil)
    guard let column,
      // "Intervention 1" behind the targets opens the list of what is bought.
      field == .premiumSpend || !exact.contains(where: { $0.column == .intervention })
    else { return nil }
    return catalogue.index.match(of: .column(field, column), answerStart: line.bytes.count)
  }

  private static let ofYears: Set<FieldName> = [
    .attendancePercentage, .sessionsMissed, .suspensionCount, .suspensionDays,
  ]

  /// "If YES, please give the evidence." in bold: a question, though it ends as a sentence.
  func boldRequest(_ line: Line) -> LabelIndex.Match? {
    guard line.isBold || line.standsAsLabel && line.requests, line.isSentence,
      line.firstSentence == nil, !line.isEntered,
      line.words.contains(where: { $0.folded == "please" || $0.folded == "if" }) || line.requests,
      let stop = line.bytes.lastIndex(of: UInt8(ascii: "."))
    else { return nil }
    var head = line.prefix(stop)
    head.standsAsLabel = true
    guard let match = catalogue.index.matches(head, allowed: isAllowed),
      head.from(match.answerStart).isBlank,
      // "Record the learner's wishes." in plain type must be one for certain.
      line.isBold || match.score >= Limits.surelyAlike || match.lead >= Limits.surelyLearned
    else { return nil }
    return match.upTo(line.bytes.count)
  }

  /// "Please record changes since the last PEP. Write 'None' if nothing has changed.": what is asked, and how
  /// to answer it.
  func labelBeforeInstruction(_ line: Line) -> LabelIndex.Match? {
    guard line.standsAsLabel || line.startsBold, !line.isEntered, let end = line.firstSentence,
      let word = line.from(end).words.first?.folded, Self.instructions.contains(word),
      // "Use the child's words. Do not summarise." asks for nothing.
      let first = line.words.first?.folded,
      // "Describe anything that has altered. If nothing has, say so." asks.
      first == "please" || !Self.instructions.contains(first)
        || word == "if" && ["describe", "record", "state", "list", "explain"].contains(first)
    else { return nil }
    var head = line.prefix(end - 1)
    head.standsAsLabel = true
    guard let match = catalogue.index.matches(head, allowed: isAllowed),
      head.from(match.answerStart).isBlank
    else { return nil }
    return match.upTo(line.boldEnd ?? behindInstructions(line, from: end) ?? line.bytes.count)
  }

  /// Offset of the first sentence that gives no instruction any more: somebody's answer in the same paragraph.
  private func behindInstructions(_ line: Line, from start: Int) -> Int? {
    var offset = start
    while let next = line.from(offset).firstSentence {
      offset += next
      guard let word = line.from(offset).words.first?.folded else { return nil }
      if !Self.instructions.contains(word) { return offset }
    }
    return nil
  }

  private static let instructions: Set<String> = [
    "write", "if", "please", "include", "enter", "put", "do", "use", "say", "tick", "delete", "see",
    "this", "circle", "answer", "state", "record", "give", "list", "note", "describe", "explain",
    "mark",
    "choose", "select", "continue",
  ]

  /// "Adequate: on what grounds: Mock papers …": neither half tells what is asked for, and both together do.
  func bothHalves(_ line: Line) -> LabelIndex.Match? {
    guard line.asksOpenly, let first = line.beforeColon ?? line.behindQuestionMark else {
      return nil
    }
    let rest = line.from(first)
    let place = order.place(of: line, after: lastAsked)
    // "If it is: how do you know?" in a cell of its own.
    if line.standsAsLabel || line.startsBold, rest.startsBold == line.startsBold, !rest.isEntered,
      (1...12).contains(rest.words.count), !rest.opensAsAnswer, !rest.closesAsAnswer,
      !rest.isSentence, line.isBold == line.startsBold,
      LabelEnd.labelWords(rest) == rest.labelWords.count,
      let whole = catalogue.index.learnedWhole(line, at: place), whole.lead >= Limits.bracketLead
    {
      return whole
    }
    guard let second = rest.beforeColon, rest.startsBold == line.startsBold, !rest.isEntered,
      let whole = catalogue.index.learnedWhole(line.prefix(first + second), at: place),
      whole.lead >= Limits.bracketLead
    else { return nil }
    return whole.upTo(first + second)
  }
}

extension LabelIndex.Match {
  /// The same label, going on to there.
  func upTo(_ answerStart: Int) -> LabelIndex.Match {
    var longer = self
    longer.answerStart = answerStart
    return longer
  }
}

extension Line {
  /// Offset of "cost (£)" in "Item 1 – cost (£)".
  var behindNameOfRow: Int? {
    text.prefixMatch(of: /\s*\p{L}[\p{L}\d+-]*(?: \p{L}[\p{L}+-]*){0,3} \d{1,2} ?[–—:-] ?(?=\p{L})/)
      .map { text.utf8.distance(from: text.startIndex, to: $0.range.upperBound) }
  }

  /// "Who will do it" of "Who will do it (target 1)", "Cost" of "Cost of intervention 1" and of "Cost 1 (pounds)".
  var beforeNumberOfRow: Line? {
    // Not in a hostile line of blanks, which the search would go through again and again.
    guard words.count <= Limits.longestHeading, bytes.count <= Limits.longestTitle,
      let number = text.firstMatch(
        of:
          /\s(?:(?:\(|of |for |that )\p{L}+ )?\d(?:\)| supports?| serves?| \([^)]{1,20}\))?\s*:?\s*$/
      )
    else { return nil }
    return prefix(text.utf8.distance(from: text.startIndex, to: number.range.lowerBound))
  }

  /// "11. Describe any alterations in circumstances."
  fileprivate var requests: Bool {
    let verbs: Set<String> = [
      "describe", "summarise", "summarize", "explain", "outline", "state", "list", "record", "give",
      "detail", "note", "comment", "tell", "identify", "provide", "enter", "set", "say", "specify",
    ]
    let first = words.drop { Numbering.is($0.folded) }.first
    return first.map { verbs.contains($0.folded) } == true
  }

  fileprivate var closesAsAnswer: Bool {
    ["no", "none", "nil", "yes"].contains(words.last?.folded)
  }

  /// "None", "No changes": an answer, whatever it speaks of.
  fileprivate var opensAsAnswer: Bool {
    ["no", "none", "nil", "yes", "not"].contains(words.first?.folded)
  }
}
