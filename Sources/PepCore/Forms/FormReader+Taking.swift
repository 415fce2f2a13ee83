/// Taking an answer for the label that was found for it.
extension Pass {
  mutating func take(
    _ taken: AnswerText, for label: LabelIndex.Match, in question: Line, _ way: FieldReading.Way
  ) {
    let answer = taken.behindColon
    let match = toldByQuestionBefore(
      answer,
      toldByHeading(
        answer, toldByDay(answer, toldByChoice(answer, label, question), question), question),
      question)
    answered.formUnion(answer.lines.map(\.position))
    let before = lastAsked
    lastAsked = meaning(match).field
    noteGuess(match, answer, question)
    switch meaning(match) {
    case .other(let name):
      noteAttendanceTold(answer, question)
      noteSwallowed(answer, question)
      found.otherLabels.insert(name)
      parts[name] = answer
    // "Provision | Rowan Tree School" among what identifies the child heads no way to reach a target.
    case .column where before?.isIdentity == true && answer.namesSchool:
      note(.schoolName, reading.read(answer, as: .text), answer, match, question, way)
    case .column(let field, let column):
      rows[field, default: RowCollector(reading: reading)].take(answer, column: column)
    case .field(let field):
      if isElse(answer, than: field, match, question) {
        noteSetAside(answer, of: field, match, question)
        return
      }
      if field.kind == .text { noteSwallowed(answer, question) }
      switch field {
      // "Academic year | Year 12" asks for no share of it.
      case .attendancePercentage where match.score < 1 && answer.isYearGroup:
        note(.childYearGroup, .value(.text(answer.written)), answer, match, question, way)
      // Who is on no roll can miss nothing.
      case .sessionsMissed where NoAnswer.isNotApplicable(answer.written):
        note(field, .blank, answer, match, question, way)
      // "Pupil reference (UPN)".
      case .childCareID where UPN(answer.written) != nil:
        note(.childUPN, .value(.text(answer.written)), answer, match, question, way)
      case .suspensionCount where question.asksForNumberAndDays,
        .suspensionDays where question.asksForNumberAndDays:
        takeSuspensions(answer, for: match, way)
      case .senStatus where !answer.isDoubtful:
        let stage = BoxedStages.coded(answer.written, by: question.text)
        let told = codes(answer, question) ?? SENStatusAnswer.behindStages(answer) ?? answer
        note(field, stage ?? reading.read(told, as: field.kind), answer, match, question, way)
      case .premiumAboveAllocation
      where AllocationAnswer.offersBoth(answer) || AllocationAnswer.isOne(answer):
        note(field, AllocationAnswer.read(answer), answer, match, question, way)
      case _ where field.kind == .yesNo && !answer.isDoubtful:
        let told = codes(answer, question) ?? answer
        note(field, reading.read(told, as: field.kind), answer, match, question, way)
      default: note(field, read(answer, of: field), answer, match, question, way)
      }
    }
  }

  /// "Y12 (2025-26): 81%" is last year's attendance.
  private func read(_ answer: AnswerText, of field: FieldName) -> Answer {
    let year =
      field == .attendancePercentage ? Self.schoolYear(Wording.folded(answer.written)) : nil
    return year.map { $0 != schoolYear } == true
      ? .doubtful : reading.read(answer, as: field.kind)
  }

  /// The words behind "2" where the question says "(1 yes, 2 no)", or the key of the form does.
  private func codes(_ answer: AnswerText, _ question: Line) -> AnswerText? {
    CodedChoice.decoded(answer, by: question.text)
      ?? meaningOfCode(answer, question)
  }

  /// "Key: 1 = yes, 2 = no. SEN status code: 0 = no SEN, 1 = SEN Support." above the questions: of its sentences the
  /// one that has a word of the question.
  private func meaningOfCode(_ answer: AnswerText, _ question: Line) -> AnswerText? {
    let asked = Set(question.labelWords.map(\.folded)).subtracting(["key", "the", "of"])
    return keys.lazy.filter { key in
      Wording.folded(String(key.prefix { $0 != "=" })).contains(where: asked.contains)
    }.compactMap { CodedChoice.decoded(answer, by: $0) }.first
  }

  /// "G. Attendance to date: 99.1%" among the lines of an answer in words: nobody may be asked for it.
  private mutating func noteSwallowed(_ answer: AnswerText, _ question: Line) {
    let lines = answer.lines.prefix(Limits.rowsAround).filter { $0.position != question.position }
    for line in lines where line.holdsPair || line.asksAndAnswers {
      guard let match = label(line), let field = meaning(match).field, let kind = kind(match),
        match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned
      else { continue }
      let behind = AnswerText(lines: [line.from(match.answerStart)])
      guard
        kind == .text
          ? !behind.isBlank(prompts: reading.prompts) : isSettled(reading.read(behind, as: kind))
      else { continue }
      found.unexplained.append(
        UnexplainedText(line, section: section, after: field, isAnsweredQuestion: false))
    }
  }

  /// "Comments: his attendance this year is 94.6%" below a blank that asks for it: nobody may be asked for what
  /// stands on the form.
  private mutating func noteAttendanceTold(_ answer: AnswerText, _ question: Line) {
    let said = answer.written
    let words = Wording.folded(said)
    // "(attendance 3 of 5 invited)" tells who came.
    guard words.count > 3, !question.speaksToSoftware, said.contains(/(?i)\d ?(?:%|per ?cent\b)/),
      !words.contains(where: { ["invited", "meeting", "target"].contains($0) }),
      PlainAnswer(near: reading.near)
        .told(.attendancePercentage, in: said, isOnlyQuestion: false)
        .contains(where: { if case .value = $0 { true } else { false } }),
      PlainAnswer.mentions(.attendancePercentage, said)
    else { return }
    found.unexplained.append(
      UnexplainedText(
        question, section: section, after: .attendancePercentage, isAnsweredQuestion: true))
  }

  /// "Learner's own comments" over "How I feel my course is going": what the child is asked right below a heading
  /// that asks for the child's views, and holds no answer itself, asks for them.
  private func toldByHeading(
    _ answer: AnswerText, _ match: LabelIndex.Match, _ question: Line
  ) -> LabelIndex.Match {
    // "Recorded by" below them asks for somebody else.
    guard
      question.words.contains(where: {
        ["i", "feel", "think", "quotation", "quote", "verbatim"].contains($0.folded)
      }),
      match.score < Limits.likeEnough, case .other = meaning(match), lastAsked == .childsViews,
      let heading = candidates.last, heading.field == .childsViews, heading.answer == .blank,
      answer.written.contains(" "), kinds(answer).isEmpty
    else { return match }
    return catalogue.index.match(of: .field(.childsViews), answerStart: match.answerStart) ?? match
  }

  /// "How many days did they last?" behind the number of suspensions asks for their days.
  private func toldByQuestionBefore(
    _ answer: AnswerText, _ match: LabelIndex.Match, _ question: Line
  ) -> LabelIndex.Match {
    let words = question.labelWords.filter { $0.end <= match.answerStart }.map(\.folded)
    // "Evidence", and behind it "Measures": of those two, where progress is asked for.
    if lastAsked == .progressEvidence, words == ["measures"], case .other = meaning(match) {
      return catalogue.index.match(of: .field(.progressMeasures), answerStart: match.answerStart)
        ?? match
    }
    guard lastAsked == .suspensionCount, match.score < Limits.likeEnough,
      words.contains(where: { ["days", "day"].contains($0) }),
      words.contains(where: {
        ["they", "these", "those", "it", "altogether", "total"].contains($0)
      }),
      isSettled(reading.read(answer, as: .number))
    else { return match }
    return catalogue.index.match(of: .field(.suspensionDays), answerStart: match.answerStart)
      ?? match
  }

  /// An answer that stands under this label and yet says something else than this field.
  private func isElse(
    _ answer: AnswerText, than field: FieldName, _ match: LabelIndex.Match, _ question: Line
  ) -> Bool {
    let isSure = match.score >= Limits.likeEnough
    if !isSure || isBareName(match), !hasShape(answer, of: field) { return true }
    // "Record last edited | 17/01/2027" tells of no changes.
    if !isSure, field.kind == .text, !field.isIdentity, question.tellsOfRecord, answer.isDayAlone,
      isSettled(reading.read(answer, as: .date))
    {
      return true
    }
    return switch field {
    // Part B names the social worker as one who came to the meeting.
    case .socialWorker: part == .b
    // "Name" over an address is somebody of the distribution list, and would be another child.
    // "Part A: kept by social care" below the title "Looked-after child" is nobody's, either.
    case .childName:
      answer.written.contains("@") || answer.written.contains(":") || answer.namesPaper
        || Wording.folded(answer.written).count > Limits.longestName
    // A number that a recogniser doubted names nobody.
    case .childUPN: answer.isDoubtful
    // "Status: Submitted by school" tells of the paper.
    case .senStatus:
      Wording.key(question.text.prefix { $0 != ":" }.description) == "status"
        && !isSettled(reading.read(answer, as: .senStatus))
        && !answer.isBlank(prompts: reading.prompts)
    // "Year | UPN" in a row of labels whose answers stand below.
    case .childYearGroup:
      answer.isDoubtful || answer.isYearAlone || answer.isSchoolYear
        || !hasShape(answer, of: field) && answer.lines.first.flatMap(label) != nil
    // "Today's date" beside a signature, where the form has said when they met.
    case .meetingDate: !isSure && !question.tellsOfMeeting && knowsMeeting
    default: false
    }
  }

  private mutating func note(
    _ field: FieldName, _ value: Answer, _ answer: AnswerText, _ match: LabelIndex.Match,
    _ question: Line, _ way: FieldReading.Way
  ) {
    let words = question.words.filter { $0.end <= match.answerStart }.count
    let isBareName = isBareName(match)
    candidates.append(
      Candidate(
        field: field, answer: value, place: answer.position, way: way,
        score: isBareName ? Limits.cueScore : match.score, lead: match.lead,
        isFull: match.score >= 1 && !isBareName && words >= Limits.fullWording, part: part))
  }

  /// What was told by its likeness is told to whoever judges a gap: it may have been another question.
  private mutating func noteGuess(
    _ match: LabelIndex.Match, _ answer: AnswerText, _ question: Line
  ) {
    let kinds = kinds(answer)
    // "☒ Yes ☐ No" is what many forms print as a prompt, but for the tick.
    guard !question.speaksToSoftware,
      match.score < Limits.surelyAlike || isOneWordOfNothing(match, question),
      !kinds.isEmpty || !answer.isBlank(prompts: reading.prompts)
    else { return }
    var guess = UnexplainedText(
      question, section: section, after: lastAsked, isAnsweredQuestion: true)
    // "If yes, how can they tell?" is told by the question before it.
    let isBranch = branch(question).map { meaning($0) == meaning(match) } ?? false
    guess.lead =
      isBranch || asksForAnotherFigure(match, question) ? Limits.surelyLearned : match.lead
    // "Home school" with a school's name beside it asks for nothing else.
    guess.rivals = answer.namesSchool ? [.schoolName] : catalogue.index.rivals(question, match)
    if meaning(match) == .field(.nextReviewDate), question.namesCare {
      guess.rivals?.remove(.nextMeetingDate)
    }
    // In many words there are figures, days and choices, and none of them is the answer.
    guess.kinds =
      Wording.folded(answer.written).count > Limits.longestHeading
      ? kinds.subtracting([.date, .number, .count, .money, .senStatus]) : kinds
    guess.isBareChoice =
      AllocationAnswer.isOne(answer)
      || kinds.contains(.yesNo)
        && (answer.lines.contains(where: \.offersBoxes)
          || Wording.folded(answer.written).count <= 3)
    found.guesses.append(guess)
  }

  /// "Target attendance figure (%)", "National average for comparison": no child's own.
  private func asksForAnotherFigure(_ match: LabelIndex.Match, _ question: Line) -> Bool {
    guard case .other = meaning(match) else { return false }
    return question.words.contains {
      [
        "target", "goal", "national", "average", "comparison", "invitees", "invited",
      ].contains($0.folded)
    }
  }

  /// What stands under a label that can hardly ask for anything else and is no answer to it is a reason to doubt
  /// that nothing was answered.
  private mutating func noteSetAside(
    _ answer: AnswerText, of field: FieldName, _ match: LabelIndex.Match, _ question: Line
  ) {
    // "What shall we all work on next?", guessed to ask for a day, over a sentence: the guess was wrong.
    let isElse = Wording.folded(answer.written).count > Limits.longestHeading
    guard match.lead >= Limits.surelyLearned || isElse, !answer.isBlank(prompts: reading.prompts)
    else { return }
    found.unexplained.append(
      UnexplainedText(question, section: section, after: field, isAnsweredQuestion: true))
  }

  /// "Measures" over a paragraph: one word, which on other forms asks for nothing of ours.
  private func isOneWordOfNothing(_ match: LabelIndex.Match, _ question: Line) -> Bool {
    guard case .other = meaning(match) else { return false }
    return question.labelWords.filter { $0.end <= match.answerStart }.count == 1
  }

  /// A bare "Name" also stands in a signature row, so a label that speaks of the child goes before it.
  private func isBareName(_ match: LabelIndex.Match) -> Bool {
    catalogue.labels[match.entry].wordings == ["Name", "Child"]
  }

  var knowsMeeting: Bool {
    candidates.contains { $0.field == .meetingDate && isSettled($0.answer) }
  }
}

extension AnswerText {
  /// Without the colon behind "How is it being used?:".
  fileprivate var behindColon: AnswerText {
    guard let first = lines.firstIndex(where: { !$0.isBlank }),
      let colon = lines[first].bytes.firstIndex(where: { $0 > 0x20 }),
      lines[first].bytes[colon] == UInt8(ascii: ":")
    else { return self }
    var answer = self
    answer.lines[first] = lines[first].from(colon + 1)
    return answer
  }
}
