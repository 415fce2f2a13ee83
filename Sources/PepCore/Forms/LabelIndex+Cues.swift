// Labels in words that nobody here has seen, by what they must speak of to ask for a thing.

extension LabelIndex {
  /// The entry whose cues tell the label part of the line best; nil where two meanings do equally.
  func byCue(
    _ line: Line, at place: PlaceInForm, allowed: (LabelEntry) -> Bool
  ) -> (match: Match, strength: Int)? {
    let end = LabelEnd.labelWords(line)
    let count = line.labelWords.count
    guard end > 0, !line.prefix(line.labelWords[end - 1].end).offersBoxes, !line.tellsOfSomebody,
      line.looksLikeQuestion || line.standsAsLabel || end < count
    else { return nil }
    // "What is the funding for? 1" opens the first of several blocks.
    if line.endsWithNumber,
      let (entry, strength, lead) = told(
        LabelEnd.wordsOutsideBrackets(line), allowed, learning: line.asksOpenly ? place : nil)
    {
      return (
        Match(entry: entry, answerStart: line.bytes.count, score: Limits.cueScore, lead: lead),
        strength
      )
    }
    if end <= Limits.longestLabel, end < count || end <= 5 || !line.isSentence,
      let (entry, strength, lead) = told(
        line.labelWords[..<end].map(\.folded), allowed, learning: line.asksOpenly ? place : nil,
        bracket: LabelEnd.bracketWords(line, behind: end), isQuestion: line.endsAsQuestion),
      let start = LabelEnd.answerStart(line, afterWord: end - 1)
    {
      return (Match(entry: entry, answerStart: start, score: Limits.cueScore, lead: lead), strength)
    }
    return end < count ? wholeByCue(line, at: place, allowed: allowed) : nil
  }

  /// "Key changes (home, school) since the last review", "If acceptable: supporting evidence": the whole
  /// line is the label, and its answer stands elsewhere.
  func wholeByCue(
    _ line: Line, at place: PlaceInForm, allowed: (LabelEntry) -> Bool
  ) -> (match: Match, strength: Int)? {
    guard line.labelWords.count <= Limits.longestLabel, line.isWholeLabel else { return nil }
    // "Suspended for (days)": a word in brackets may be the one that tells.
    let short = line.labelWords.count <= 6 ? line.labelWords.map(\.folded) : []
    // "Who: class teacher" is a label and its answer, though the words together could be one.
    // "OK – proof", all of it in bold before the cell of its answer, is one label, and "Money for needs: how used".
    let isSetAsOne =
      line.isBold && line.standsAsLabel && line.beforeColon == nil || line.asksBehindColon
    let learning =
      line.asksOpenly && (LabelEnd.isOneLabel(line) || isSetAsOne) ? place : nil
    guard
      let (entry, strength, lead) =
        told(
          LabelEnd.wordsOutsideBrackets(line), allowed, learning: learning,
          isQuestion: line.endsAsQuestion)
        ?? told(short, allowed, learning: learning)
    else { return nil }
    let match = Match(
      entry: entry, answerStart: line.bytes.count, score: Limits.cueScore, lead: lead)
    return (match, strength)
  }

  /// The cues of what a wording made of the line agree, or there are none.
  func isTold(_ line: Line, as meaning: LabelEntry.Meaning) -> Bool {
    let words = LabelEnd.wordsOutsideBrackets(line)
    let entries = entries.filter { $0.meaning == meaning && !$0.cues.isEmpty }
    return entries.isEmpty || entries.contains { $0.cueStrength(words) != nil }
  }

  /// Asks how it will be seen that a target is met, in whatever section.
  func isMeasure(_ line: Line) -> Bool {
    let words = line.labelWords.map(\.folded)
    return entries.contains {
      $0.meaning == .other("targets.measure") && $0.cueStrength(words) != nil
    }
  }

  /// Asks so by its cues or its very words.
  func headsMeasure(_ line: Line) -> Bool {
    isMeasure(line) || headed(line).contains(.other("targets.measure"))
  }

  private func told(
    _ words: [String], _ allowed: (LabelEntry) -> Bool, learning: PlaceInForm?,
    bracket: [String] = [], isQuestion: Bool = false
  ) -> (entry: Int, strength: Int, lead: Double)? {
    // "What we will buy 2" is the label of one row of several, and "… of Key Stage 3 or 4?" of none.
    let isNumbered =
      words.count > 1 && !isQuestion
      && words.last.flatMap { Int($0) }.map { (1...9).contains($0) } ?? false
    if !isNumbered, let place = learning, let learned = learnedEntry(words, bracket, place, allowed)
    {
      return learned
    }
    var best: (entry: Int, strength: Int)?
    var isTie = false
    for (index, entry) in entries.enumerated()
    where entry.meaning.isColumn == isNumbered && allowed(entry) {
      guard let strength = entry.cueStrength(words) else { continue }
      if let known = best, strength <= known.strength {
        if strength == known.strength, entry.meaning != entries[known.entry].meaning {
          isTie = true
        }
      } else {
        best = (index, strength)
        isTie = false
      }
    }
    return isTie ? nil : best.map { ($0.entry, $0.strength, Limits.learnedLead) }
  }

  /// The column of one field that a heading is likely to be, by its cues.
  func columnByCue(
    _ line: Line, of field: FieldName, in section: String?
  ) -> FieldKind.Column? {
    let words = line.labelWords.map(\.folded)
    guard words.count <= Limits.longestHeading else { return nil }
    // "Who will do this?" asks for a person, however it goes on.
    if words.first == "who" { return field == .targets ? .who : nil }
    var found: [FieldKind.Column: Int] = [:]
    for entry in entries {
      guard case .column(field, let column) = entry.meaning,
        section.map(entry.notInSections.contains) != true,
        let strength = entry.cueStrength(words)
      else { continue }
      found[column] = max(strength, found[column] ?? 0)
    }
    let learned = learnedColumn(words, of: field)
    if let learned, found.isEmpty || learned.lead >= Limits.surerByFar { return learned.column }
    guard let best = found.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }),
      found.filter({ $0.value == best.value }).count == 1
    else { return nil }
    return best.key
  }
}

extension Line {
  /// "☐ Yes ☒ No": answers to choose from, however they sound.
  var offersBoxes: Bool { text.unicodeScalars.contains(where: Signs.isSign) }

  /// "Lucas is meeting the targets in most subjects: history 5, art 6.": a sentence of an answer, with a colon in it.
  var tellsOfSomebody: Bool {
    guard !startsBold, !isEntered, let colon = beforeColon else { return false }
    let told = words.prefix { $0.end <= colon }
    guard told.count >= 5, let first = told.first, !Self.openers.contains(first.folded) else {
      return false
    }
    // "Martha drew a picture of the pond and said: “That's where I go”".
    return isSentence && ["is", "are", "was", "has", "can"].contains(told[1].folded)
      || ["said", "added", "explained"].contains(told[told.count - 1].folded)
  }

  private static let openers: Set<String> = [
    "what", "how", "who", "why", "which", "where", "when", "if", "there", "this", "that", "it",
    "is", "are", "was", "has", "can", "progress", "attendance", "in", "as", "child", "pupil",
    "student",
    "the",
  ]

  /// "☒ On track ☐ Not on track": what there is to choose from, though its words could be the question.
  var opensWithBox: Bool {
    text.unicodeScalars.first { !$0.properties.isWhitespace }.map(Signs.isSign) ?? false
  }

  /// "No SEN / SEN Support / EHCP".
  var offersWords: Bool {
    let strokes = zip(bytes, bytes.dropFirst()).filter { $0 == 0x20 && $1 == UInt8(ascii: "/") }
    return strokes.count >= 2 && words.contains { Self.choices.contains($0.folded) }
  }

  private static let choices: Set<String> = [
    "sen", "send", "ehcp", "ehc", "yes", "no", "none", "support", "k", "e", "n", "y",
  ]

  var endsAsQuestion: Bool { text.trimmedBlanks.hasSuffix("?") }

  /// A small number behind the words, set like them.
  var endsWithNumber: Bool {
    guard labelWords.count > 2, standsAsLabel, let last = labelWords.last,
      let number = Int(last.folded), (1...9).contains(number), last.end == bytes.count
    else { return false }
    // "Suspensions since last review – 2" holds its answer.
    let gap = bytes[labelWords[labelWords.count - 2].end..<last.start]
    guard !gap.contains(UInt8(ascii: ":")), !(mayBeParted && LabelEnd.isParting(gap)) else {
      return false
    }
    return runs.allSatisfy { !$0.marks.contains(.entered) }
      && (isBold || !startsBold)
  }

  /// It ends as a question does; or it stands where labels do, and nothing in it parts a label from an
  /// answer.
  fileprivate var isWholeLabel: Bool {
    guard runs.allSatisfy({ !$0.marks.contains(.entered) }), !isSentence else { return false }
    let text = text.trimmedBlanks
    if text.hasSuffix(":") || text.hasSuffix("?") { return true }
    // "11. Attendance (per cent) so far this year" in bold is one, too.
    guard standsAsLabel || isBold && opensNumbered else { return false }
    // "Pupil Premium Plus: amount claimed" is a label, "Attendance: 94%" a label and its answer.
    guard
      let colon = bytes.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "?") })
    else { return true }
    let behind = words.filter { $0.start > colon }
    return !behind.isEmpty
      && !behind.contains { $0.folded.utf8.contains { (0x30...0x39).contains($0) } }
  }
}

extension LabelEntry {
  /// Of the strongest cue that fits the words.
  fileprivate func cueStrength(_ words: [String]) -> Int? {
    cues.filter { $0.fits(words) }.map(\.strength).max()
  }
}
