// Choices whose options stand in cells of their own: a mark beside one of them, or under its heading.

extension Pass {
  /// A tick or X in a column headed "Yes" or "No", "On target" or "Below target".
  func markedColumn(
    _ grid: Grid, _ row: Int, _ index: Int, _ match: LabelIndex.Match
  ) -> AnswerText? {
    guard meaning(match).isYesNo, row > 0 else { return nil }
    let cells = grid.rows[row][(index + 1)...]
    let marked = cells.filter(\.isMark)
    guard marked.count == 1, let cell = marked.first else { return nil }
    for above in grid.rows[..<row].reversed() {
      guard let head = above.first(where: { $0.column == cell.column }) else { continue }
      if case .value = YesNoAnswer.read(AnswerText(lines: head.lines)) {
        return AnswerText(lines: head.lines.map { $0.placed(cell.lines.first?.position ?? "") })
      }
    }
    return nil
  }

  /// "Progress is acceptable | X | | …" under "Yes | No | If yes, what shows it; if no, what is being done".
  mutating func takeRemark(_ grid: Grid, _ row: Int, _ index: Int, _ match: LabelIndex.Match) {
    guard meaning(match) == .field(.acceptableProgress), let cell = grid.rows[row].last,
      !cell.isMark, cell.column > index + 1,
      let head = grid.rows[..<row].reversed().compactMap({ cells in
        cells.first { $0.column == cell.column }?.headLine
      }).first, head.namesBothBranches || head.branch == .both, let progress,
      let match = catalogue.index.match(of: .field(progress), answerStart: head.bytes.count)
    else { return }
    answered.formUnion(cell.lines.map(\.position))
    take(AnswerText(lines: cell.lines).placed(head.position), for: match, in: head, .below)
  }

  /// "Support (cross one)" over rows with one option each and a mark beside one of them.
  mutating func chosenBelow(
    _ grid: Grid, _ row: Int, _ index: Int, _ match: LabelIndex.Match
  ) -> AnswerText? {
    guard kind(match) == .senStatus, index == 0 else { return nil }
    if let head = chosenHead(grid, row) { return head }
    // The first option sounds like the question, where that has no words that are known.
    let opens = isOption(grid.rows[row])
    let options = grid.rows[(opens ? row : row + 1)...].prefix { isOption($0) || isMarkable($0) }
    let isHeaded =
      grid.rows[row].dropFirst().allSatisfy(\.isBlank)
      // "SEND category | Applies (X)" over options and nothing but marks.
      || options.count >= 3 && options.allSatisfy { $0[1].isBlank || $0[1].isMark }
    guard options.count >= 2, options.count(where: isOption) >= 2, opens || isHeaded else {
      return nil
    }
    for cells in options { answered.formUnion(cells.flatMap { $0.lines.map(\.position) }) }
    let marked = options.filter { !$0[1].isBlank }
    guard marked.count == 1, let chosen = marked.first else {
      return AnswerText(lines: marked.isEmpty ? [Line(runs: [])] : marked.flatMap { $0[0].lines })
    }
    return AnswerText(lines: chosen[0].lines)
  }

  /// "Help I get at school | No SEND | SEN Support | EHCP" over "Please mark one | | X |": the options tell what is
  /// asked, whatever it is called.
  mutating func takeChosenHead(_ grid: Grid, _ row: Int) -> Bool {
    guard grid.rows[row].count > 1, let line = grid.rows[row][0].headLine,
      let match = catalogue.index.match(of: .field(.senStatus), answerStart: line.bytes.count),
      let chosen = chosenHead(grid, row)
    else { return false }
    take(chosen, for: match, in: line, .tickedColumn)
    return true
  }

  /// "SEND stage (tick)" over a row of options and a row with a mark under one of them, or before the options
  /// in their row.
  private mutating func chosenHead(_ grid: Grid, _ row: Int) -> AnswerText? {
    let isAlone = grid.rows[row].count == 1
    let first = isAlone ? row + 1 : row
    guard first + 1 < grid.rows.count else { return nil }
    let heads = grid.rows[first].dropFirst(isAlone ? 0 : 1)
    let marks = grid.rows[first + 1].dropFirst(isAlone ? 0 : 1)
    guard heads.count >= 3, marks.count == heads.count,
      heads.allSatisfy({ isSettled(reading.read(AnswerText(lines: $0.lines), as: .senStatus)) }),
      // "On track (Y/N) | N | Acceptable (Y/N) | N" over "Excluded (Y/N) | N | SEN code | N".
      !(heads + marks).contains(where: asksOfElse)
    else { return nil }
    for cell in heads + marks { answered.formUnion(cell.lines.map(\.position)) }
    let marked = zip(heads, marks).filter { !$0.1.isBlank }
    guard marked.count == 1 else {
      return AnswerText(lines: marked.isEmpty ? [Line(runs: [])] : marked.flatMap { $0.0.lines })
    }
    return AnswerText(lines: marked[0].0.lines)
  }

  /// "SEN Support" may ask and be an option; what asks for anything else is none.
  private func asksOfElse(_ cell: GridCell) -> Bool {
    guard asksAlone(cell.headLine?.asLabel) else { return false }
    return cell.headLine.flatMap { label($0.asLabel) }.map { kind($0) != .senStatus } ?? false
  }

  /// "Statutory assessment started | X" among options: words that nobody knows, with the place of a mark, and no other
  /// question.
  private func isMarkable(_ cells: [GridCell]) -> Bool {
    guard cells.count == 2, cells[1].isBlank || cells[1].isMark, let line = cells[0].headLine,
      !line.looksLikeQuestion, !line.endsWithColon
    else { return false }
    return label(line).map { match in
      let field = meaning(match).field
      return field == nil && match.lead < Limits.clearlyLearned || field == .senStatus
    } ?? true
  }

  /// "SEN Support | X": an option and the place for its mark; "SEND support | No SEND / SEN Support / EHCP" asks.
  private func isOption(_ cells: [GridCell]) -> Bool {
    guard cells.count == 2, let option = cells[0].headLine,
      cells[1].isBlank || Wording.folded(cells[1].text).count <= 2
    else { return false }
    return isSettled(reading.read(AnswerText(lines: [option]), as: .senStatus))
  }
}

extension Pass {
  /// "Stage (delete as appropriate): none / SEN Support / EHCP / assessment in progress": what there is to
  /// choose from tells what is asked, whatever the question is called.
  func choiceOfSENStatus(_ line: Line) -> LabelIndex.Match? {
    // "Extra needs I have (SEN none / support / EHCP / being assessed)" before the cell of its answer, and the same
    // as a question.
    if line.standsAsLabel, !line.isEntered, !line.opensWithBox, !line.offersBoxes,
      line.beforeColon == nil, [")", ")?"].contains(where: line.text.trimmedBlanks.hasSuffix),
      let open = line.text.firstIndex(of: "("), open != line.text.startIndex,
      SENStatusAnswer.namesSeveral(
        AnswerText(lines: [Line(runs: [Run(String(line.text[open...]))])]))
    {
      return catalogue.index.match(of: .field(.senStatus), answerStart: line.bytes.count)
    }
    // "I have (no needs / SEN Support / an EHC plan – delete two): SEN Support" has them in the label.
    guard !line.isEntered, let start = line.behindLabelPart,
      [line.from(start), line.prefix(start)].contains(where: {
        SENStatusAnswer.namesSeveral(AnswerText(lines: [$0]))
      })
    else { return nil }
    // "Which describes the pupil: no SEND, SEN Support, EHCP or under assessment?" asks to its end.
    let isQuestion = line.bytes.last { $0 > 0x20 } == UInt8(ascii: "?")
    return catalogue.index.match(
      of: .field(.senStatus), answerStart: isQuestion ? line.bytes.count : start)
  }

  /// "Stage of help | ☐ none ☒ SEN Support ☐ EHCP": what was only guessed to be nothing of ours is told by
  /// what there is to choose from.
  func toldByChoice(
    _ answer: AnswerText, _ match: LabelIndex.Match, _ question: Line
  ) -> LabelIndex.Match {
    if match.score < 1, AllocationAnswer.offersBoth(answer),
      let told = catalogue.index.match(
        of: .field(.premiumAboveAllocation), answerStart: match.answerStart)
    {
      return told
    }
    // "Type of additional need" over "SEN Support", and "Category of need" over all stages with a box each.
    guard
      match.score < Limits.likeEnough || match.score < 1 && SENStatusAnswer.isStage(answer)
        || SENStatusAnswer.namesSeveral(answer) && answer.lines.contains(where: \.offersBoxes),
      case .other = meaning(match),
      SENStatusAnswer.namesSeveral(answer) || namesStage(answer, question)
    else { return match }
    return catalogue.index.match(of: .field(.senStatus), answerStart: match.answerStart) ?? match
  }

  /// "Social worker" beside the legal status is the child's; on a list of people it is who came.
  func ofChild(
    _ line: Line, _ match: LabelIndex.Match?, at place: PlaceInForm
  ) -> LabelIndex.Match? {
    guard let match, isSocialWorker(line, match),
      [.legalStatus, .childCareID, .parentalResponsibility].contains(place.previous)
        || [.legalStatus, .parentalResponsibility].contains(place.next)
    else { return match }
    return catalogue.index.match(match, as: .field(.socialWorker)) { _ in true } ?? match
  }

  /// "Does the child have a special educational need? | K – SEN Support": a stage where yes or no would do.
  /// "Register of need | E – EHCP": whatever the words ask, nothing else is answered so.
  private func namesStage(_ answer: AnswerText, _ question: Line) -> Bool {
    let words = question.labelWords.map(\.folded)
    let asks = words.contains { ["sen", "special"].contains($0) }
    let tells =
      SENStatusAnswer.namesPlan(answer) && !words.contains(where: Self.otherThanStage.contains)
    return (asks || tells)
      && !words.contains { ["fund", "money", "resource", "spen"].contains(where: $0.hasPrefix) }
      && answer.written.utf8.count <= 60
      && isSettled(reading.read(answer, as: .senStatus))
      && (!isSettled(reading.read(answer, as: .yesNo)) || SENStatusAnswer.namesNone(answer))
  }

  /// "Previous status", "Documents held", "Brother's needs" speak of another stage than this child's now.
  private static let otherThanStage: Set<String> = [
    "previous", "previously", "last", "history", "date", "review", "reviewed", "document",
    "documents", "attached", "report", "evidence", "brother", "brothers", "sister", "sisters",
    "sibling",
    "siblings",
    "if", "why", "how", "comment", "comments", "action", "actions", "next",
  ]

  /// "Key worker (social work)", "Personal adviser / social worker".
  private func isSocialWorker(_ line: Line, _ match: LabelIndex.Match) -> Bool {
    if meaning(match) == .other("people.socialWorker") { return true }
    // "Key social worker" is much like the key worker of a school.
    guard match.score < Limits.surelyAlike, case .other = meaning(match) else { return false }
    let label = line.words.filter { $0.start < match.answerStart }.map(\.folded)
    return label.contains("social") && label.contains("worker")
  }

  /// "Child or young person: Ada Pell" before "Date of birth": nobody else is asked for there.
  func nameOfChild(_ line: Line, at place: PlaceInForm) -> LabelIndex.Match? {
    guard place.next?.isIdentity == true else { return nil }
    let end = line.beforeColon ?? line.bytes.count
    guard line.standsAsLabel || line.startsBold || isName(behind: end, line) else { return nil }
    let label = line.labelWords.filter { $0.end <= end }.map(\.folded)
    let small: Set<String> = ["or", "the", "name", "of", "full", "and"]
    guard label.contains("child"), label.allSatisfy({ $0 == "child" || small.contains($0) }) else {
      return nil
    }
    return catalogue.index.match(of: .field(.childName), answerStart: end)
  }

  /// "Kobi Asante".
  private func isName(behind end: Int, _ line: Line) -> Bool {
    let words = line.from(end).text.split(separator: " ")
    return words.count >= 2 && words.allSatisfy { $0.first?.isUppercase == true }
      && hasShape(AnswerText(lines: [line.from(end)]), of: .childName)
  }

  /// "Views of Ember", "What would Ember like to change?" on the form of Ember Stoddard.
  ///
  /// "Immy’s views: My teacher is funny", too: whoever has views on a form of one child, and is called by a name, is the
  /// child.
  func askedByName(_ line: Line) -> LabelIndex.Match? {
    if let views = line.viewsOfSomebody, !line.isEntered, catalogue.index.isUnseen(views.name) {
      return catalogue.index.match(of: .field(.childsViews), answerStart: views.end)
    }
    // "Yonas moved to new carers" tells of him.
    guard line.isTitle || line.looksLikeQuestion || line.endsWithColon, !line.isEntered,
      line.words.count <= Limits.longestPaired,
      case .value(.text(let name))? = candidates.first(where: { $0.field == .childName })?.answer
    else { return nil }
    let names = Set(Wording.folded(name).flatMap { [$0, $0 + "s"] })
    let words = line.labelWords.map { names.contains($0.folded) ? "the child" : $0.folded }
    guard words.contains("the child") else { return nil }
    let question = Line(runs: [Run(words.joined(separator: " "))]).asLabel
    guard var match = catalogue.index.matches(question, allowed: isAllowed),
      match.score >= Limits.surelyAlike || match.lead >= Limits.clearlyLearned,
      meaning(match).field != nil, question.from(match.answerStart).isBlank
    else { return nil }
    match.answerStart = line.bytes.count
    return match
  }

  /// "Suspensions since the last PEP (number / total days) | 2 / 3".
  mutating func takeSuspensions(
    _ answer: AnswerText, for match: LabelIndex.Match, _ way: FieldReading.Way
  ) {
    let count = reading.read(answer, as: .count)
    let halves = answer.written.split(separator: "/", omittingEmptySubsequences: false)
    // "2 suspensions, 4 days in all"
    let told = String(answer.written.prefix(200)).matches(
      of: /([\d.,½¼¾]+) ?(?:school |whole )?days?\b/
    ).map(\.1)
    let days: Answer
    if let last = halves.count == 2 ? halves.last : told.count == 1 ? told.first : nil {
      days = reading.read(
        AnswerText(lines: [Line(runs: [Run(String(last).trimmedBlanks)])]), as: .number)
    } else {
      days = count == .value(.number(0)) ? count : .blank
    }
    for (field, value) in [(FieldName.suspensionCount, count), (.suspensionDays, days)] {
      candidates.append(
        Candidate(
          field: field, answer: value, place: answer.position, way: way, score: match.score,
          lead: match.lead, part: part))
    }
  }
}

extension Line {
  /// "immy" of "Immy’s views: My teacher is funny", and where the label ends.
  fileprivate var viewsOfSomebody: (name: String, end: Int)? {
    guard
      let label = text.firstMatch(
        of:
          /^\s*([A-Z]\p{L}+)[’']s? (?:own )?(?:views?|voice|words|wishes(?: and feelings)?)\s*(?::|$)/
      )
    else { return nil }
    let end = text.utf8.distance(from: text.startIndex, to: label.range.upperBound)
    return Wording.folded(String(label.1)).first.map { ($0, end) }
  }

  /// Speaks of the paper itself.
  var tellsOfRecord: Bool {
    words.contains { word in
      ["edited", "updated", "amended", "modified", "saved", "printed"].contains(word.folded)
    }
  }

  var tellsOfMeeting: Bool {
    words.contains { word in
      ["meet", "met", "pep", "held", "review"].contains { word.folded.hasPrefix($0) }
    }
  }

  /// Offset behind the colon or question mark that ends the label part.
  fileprivate var behindLabelPart: Int? {
    let ends = [UInt8(ascii: ":"), UInt8(ascii: "?")]
    guard let end = bytes.firstIndex(where: ends.contains), !from(end + 1).isBlank,
      words.contains(where: { $0.end <= end })
    else { return nil }
    return end + 1
  }

  /// The index of "days" in a label that asks for the days of suspensions and not for their number.
  var wordOfSuspendedDays: Int? {
    let all = labelWords.map(\.folded)
    guard let first = all.firstIndex(of: "suspensions"), !asksForNumberAndDays,
      let days = all[first...].firstIndex(of: "days"), days > first
    else { return nil }
    // "Suspensions since last PEP (days)"
    let end = labelWords[days].end
    let bracket = bytes[labelWords[first].end..<end].lastIndex(of: UInt8(ascii: "("))
    let told = labelWords[(first + 1)..<days].filter { $0.start > bracket ?? 0 }.map(\.folded)
    let isAlone = told.allSatisfy(Self.wordsOfDays.contains)
    return isAlone && (bracket == nil || bytes[end...].first == UInt8(ascii: ")")) ? days : nil
  }

  private static let wordsOfDays: Set<String> = [
    "total", "number", "of", "in", "school", "length", "duration", "sum", "all", "whole", "lost",
    "the",
  ]

  /// "(number / total days)".
  var asksForNumberAndDays: Bool {
    let all = words.map(\.folded)
    guard let number = all.firstIndex(where: { ["number", "no", "times", "many"].contains($0) }),
      let days = all.lastIndex(where: { ["days", "day"].contains($0) }), number < days
    else { return false }
    return bytes[words[number].end..<words[days].start].contains(UInt8(ascii: "/"))
      || all[number..<days].contains("and")
  }
}

extension GridCell {
  /// A tick or a cross and nothing else.
  var isMark: Bool {
    let key = Wording.key(text)
    return key == "x" || key.isEmpty && text.unicodeScalars.contains { Signs.isTicked($0) }
  }
}

extension Line {
  /// "Codes: Y = yes, N = no. SEN: K = SEN Support, E = EHCP" explains what stands elsewhere.
  var isKeyToCodes: Bool {
    guard let colon = beforeColon, let first = words.first, first.end == colon - 1 else {
      return false
    }
    return ["codes", "code", "key", "legend"].contains(first.folded)
      && CodedChoice.explainsCodes(text)
  }
}
