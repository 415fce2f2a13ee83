// The labels of one cell, each with what stands behind it.

extension GridCell {
  var text: String { lines.map(\.text).joined(separator: "\n") }
}

/// A label in a cell with what stands behind it in the same cell.
struct Segment {
  var match: LabelIndex.Match
  var label: Line
  var answer: AnswerText

  /// Something stands behind the label: an answer, or the prompt that marks its place.
  func holdsAnswer(_ reading: AnswerReading) -> Bool {
    answer.lines.contains { line in
      !line.isBlank
        || line.runs.contains { $0.marks.contains(.prompt) || $0.marks.contains(.entered) }
    }
  }
}

extension Line {
  /// What a question is to be answered about, in a few words parted by commas: "school, what helps".
  var isListOfTopics: Bool {
    let text = text.trimmedBlanks
    return !isEntered && text.first?.isLowercase == true && text.contains(",")
      && text.last?.isPunctuation == false
      && !text.contains(where: { $0.isNumber && words.count < 4 })
      && (2...Limits.longestHeading).contains(words.count)
  }
}

extension Pass {
  /// The labels of a cell, each with the lines behind it. A cell may hold several ("Day: …",
  /// "Residential: …").
  func segments(_ cell: GridCell) -> [Segment] {
    var segments: [Segment] = []
    for line in cell.lines {
      // "to be completed by the social worker" in small print below a label is a hint, not a label.
      let isHint =
        segments.last.map { line.isHint(below: $0.label) || isBracket(line, below: $0) } ?? false
      // "☐ SEN Support" under "☐ No SEND" is the next choice.
      let isOption =
        line.offersBoxes && segments.last?.answer.lines.contains(where: \.offersBoxes) == true
        && !line.bytes.contains(UInt8(ascii: "?")) && !line.bytes.contains(UInt8(ascii: ":"))
      let isBelow = cell.isPair && !segments.isEmpty && line.beforeColon == nil
      if !isBelow, let match = label(line), !isAnswer(line, match, to: segments.last), !isHint,
        !isOption, !goesOn(line, match, segments.last)
      {
        var behind = line.from(match.answerStart)
        // "In my own words: school, what helps, what I want to do" over what the child says.
        if meaning(match) == .field(.childsViews), behind.isListOfTopics,
          cell.lines.last?.isBlank == false, cell.lines.count(where: { !$0.isBlank }) > 1
        {
          behind = Line(runs: [])
        }
        // "Funding for additional needs: use" over the answer.
        if behind.namesWhatIsWanted, kind(match) == .text { behind = Line(runs: []) }
        // "Suspensions since the previous PEP" over "– how many?", both in bold: one question on two lines.
        if let last = segments.last, !last.holdsAnswer(reading), last.label.isBold, line.isBold,
          behind.isBlank, meaning(last.match) == meaning(match)
        {
          segments.removeLast()
        }
        segments.append(
          Segment(
            match: match, label: line,
            answer: AnswerText(lines: behind.isBlank && behind.runs.isEmpty ? [] : [behind])
              .placed(line.position)))
      } else if let last = segments.last {
        let isFirst = !last.holdsAnswer(reading)
        segments[segments.count - 1].answer.lines.append(isFirst ? line.behindHint : line)
      } else if !line.isBlank {
        return []
      }
    }
    return segments
  }

  /// "Date of next review" over "(IRO)", which is no question of its own.
  private func isBracket(_ line: Line, below previous: Segment) -> Bool {
    let text = line.text.trimmedBlanks
    return text.hasPrefix("(") && text.hasSuffix(")") && !previous.holdsAnswer(reading)
      && label(line).map { meaning($0).field == nil } == true
  }

  /// "Handwriting is still hard going." below other sentences of an answer, faintly like what other forms ask.
  private func goesOn(_ line: Line, _ match: LabelIndex.Match, _ previous: Segment?) -> Bool {
    guard let previous, previous.holdsAnswer(reading), kind(previous.match) == .text else {
      return false
    }
    return line.isSentence && !line.looksLikeQuestion && match.score < Limits.likeEnough
      && line.from(match.answerStart).isBlank
  }

  /// "Year group:" over "Nursery": the second could be a label by its words, and has nothing of one.
  private func isAnswer(_ line: Line, _ match: LabelIndex.Match, to previous: Segment?) -> Bool {
    // "SEN: none / SEN Support / EHCP" over "SEN Support", which alone asks for a yes.
    if let previous, kind(previous.match) == .senStatus,
      previous.answer.lines.count <= Limits.titleLines,
      SENStatusAnswer.behindStages(AnswerText(lines: previous.answer.lines + [line])) != nil
    {
      return true
    }
    guard let previous, !previous.holdsAnswer(reading), !line.startsBold else { return false }
    // "My special needs:" over "No SEN ☐  SEN Support ☒".
    if line.offersBoxes, kind(previous.match) == .senStatus || meaning(previous.match).isYesNo {
      return true
    }
    // "How do we know?" in bold over "Yes – see tracker: 3 points up", which is not.
    if previous.label.isWholeByLook, match.score < 1 { return true }
    // "What I want to tell you" over "Likes: mud kitchen, singing": the question has no colon, and the child's
    // words have.
    if match.score < Limits.likeEnough, case .other = meaning(match), line.beforeColon != nil,
      previous.label.beforeColon == nil, kind(previous.match) == .text,
      meaning(previous.match).field?.isIdentity == false
    {
      return true
    }
    // "In my own words" over "I like science.", which other forms may ask so.
    if meaning(previous.match) == .field(.childsViews), line.isSentence, !line.looksLikeQuestion,
      !line.endsWithColon
    {
      return true
    }
    guard line.from(match.answerStart).isBlank else { return false }
    let ends = [":", "?"]
    // "Things that have changed" over "No changes".
    if meaning(match) == meaning(previous.match), match.score < 1 { return true }
    return
      (previous.label.startsBold
      || ends.contains { previous.label.text.trimmedBlanks.hasSuffix($0) })
      && !ends.contains { line.text.trimmedBlanks.hasSuffix($0) }
  }
}
