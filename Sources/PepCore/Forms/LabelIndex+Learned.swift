// Labels in words that nobody here has seen, by what was learned from other labels.

extension LabelIndex {
  func learnedEntry(
    _ words: [String], _ bracket: [String], _ place: PlaceInForm, _ allowed: (LabelEntry) -> Bool
  ) -> (entry: Int, strength: Int, lead: Double)? {
    // A label that can hardly be anything else is that question under whatever heading it stands.
    guard let guess = guess(words, bracket, place),
      let entry = entry(for: guess.meaning, { guess.lead >= Limits.surelyLearned || allowed($0) })
    else { return nil }
    return (entry, guess.lead >= Limits.clearlyLearned ? Limits.strongCue : 2, guess.lead)
  }

  /// A label whose answer tells what it asks for.
  func match(of meaning: LabelEntry.Meaning, answerStart: Int) -> Match? {
    entry(for: meaning) { _ in true }.map {
      Match(entry: $0, answerStart: answerStart, score: Limits.likeEnough)
    }
  }

  /// The same label with another meaning.
  func match(
    _ match: Match, as meaning: LabelEntry.Meaning, _ allowed: (LabelEntry) -> Bool
  ) -> Match? {
    guard let entry = entry(for: meaning, allowed) else { return nil }
    var other = match
    other.entry = entry
    return other
  }

  /// Examples of what is not recorded have no entry of their own.
  private func entry(for meaning: LabelEntry.Meaning, _ allowed: (LabelEntry) -> Bool) -> Int? {
    entries.firstIndex { $0.meaning == meaning && allowed($0) }
      ?? (meaning.field == nil ? entries.firstIndex { $0.meaning == .other("unrecorded") } : nil)
  }

  /// What stands in a bracket may be a hint, or what matters: "Pupil reference (UPN)".
  private func guess(
    _ words: [String], _ bracket: [String], _ place: PlaceInForm
  ) -> LearnedLabels.Guess? {
    let bare = learned.guess(words, at: place)
    guard !bracket.isEmpty, !Self.tellsHow(bracket),
      let whole = learned.guess(words + bracket, at: place)
    else {
      return bare
    }
    if let bare, whole.meaning != bare.meaning, whole.lead >= Limits.bracketLead { return whole }
    // "Why the council looks after me (legal status)": the bracket alone says it.
    if (bare?.lead ?? 0) < Limits.bracketLead, let told = learned.guess(bracket, at: place),
      told.lead >= Limits.clearlyLearned
    {
      return told
    }
    return (bare?.lead ?? 0) >= whole.lead ? bare : whole
  }

  /// "(to be completed with a trusted adult)", "(please attach the plan)": how a question is answered.
  private static func tellsHow(_ bracket: [String]) -> Bool {
    bracket.starts(with: ["to", "be"]) || bracket.first == "please"
  }

  /// "Attendance % (previous academic year)" begins with a wording and asks another thing.
  func turnedByBracket(_ line: Line, _ match: Match) -> Match? {
    let end = min(LabelEnd.labelWords(line), LabelEnd.wordsBeforeBracket(line))
    let bracket = LabelEnd.bracketWords(line, behind: end)
    if bracket.allSatisfy({ ["yes", "no", "if", "y", "n"].contains($0) }), !bracket.isEmpty {
      return ofBranch(line, match, end)
    }
    let isIdentity = entries[match.entry].meaning.field?.isIdentity == true
    guard !bracket.isEmpty, !Self.tellsHow(bracket), line.asksOpenly,
      let whole = learned.guess(line.labelWords[..<end].map(\.folded) + bracket),
      // "Name (as on the school roll)" is still the name.
      whole.lead >= (isIdentity ? Limits.surelyLearned : Limits.bracketLead),
      whole.meaning != entries[match.entry].meaning,
      let entry = entry(for: whole.meaning, { _ in true })
    else { return nil }
    return Match(
      entry: entry, answerStart: match.answerStart, score: Limits.cueScore, lead: whole.lead)
  }

  /// "Measures (No)", "Evidence (if yes)": asked where progress was judged so; a bare "Measures" asks how a target
  /// is measured.
  private func ofBranch(_ line: Line, _ match: Match, _ end: Int) -> Match? {
    guard case .other = entries[match.entry].meaning, end == 1 else { return nil }
    let bracket = LabelEnd.bracketWords(line, behind: end)
    let isNo = bracket.contains("no") || bracket.contains("n")
    // "Attended (Y/N)" is asked for either.
    if isNo, bracket.contains("yes") || bracket.contains("y") { return nil }
    return self.match(match, as: .field(isNo ? .progressMeasures : .progressEvidence)) { _ in true }
  }

  /// All words of the line as one label.
  func learnedWhole(_ line: Line, at place: PlaceInForm) -> Match? {
    guard let guess = learned.guess(line.labelWords.map(\.folded), at: place),
      let entry = entry(for: guess.meaning, { _ in true })
    else { return nil }
    return Match(
      entry: entry, answerStart: line.bytes.count, score: Limits.cueScore, lead: guess.lead)
  }

  /// "If above: rationale": word by word a label for this, with its colon.
  func isKnown(_ line: Line, as meaning: LabelEntry.Meaning) -> Bool {
    !line.isEntered && learned.example(line.labelWords.map(\.folded)) == meaning
  }

  /// "Measures to address progress" in plain type, below "Evidence of progress" and no answer to it.
  func plainExample(_ line: Line, allowed: (LabelEntry) -> Bool) -> Match? {
    guard !line.isEntered, !line.startsBold, line.labelWords.count >= 3, LabelEnd.isOneLabel(line),
      let meaning = learned.example(line.labelWords.map(\.folded)), meaning.field != nil,
      !meaning.isColumn, let entry = entry(for: meaning, allowed)
    else { return nil }
    return Match(entry: entry, answerStart: line.bytes.count, score: Limits.cueScore)
  }

  func isUnseen(_ word: String) -> Bool { learned.isUnseen(word) }

  /// What a label that was guessed may ask for as well.
  func rivals(_ line: Line, _ match: Match) -> Set<FieldName>? {
    let words = line.labelWords.filter { $0.end <= match.answerStart }.map(\.folded)
    return learned.rivals(words)
  }

  /// The column of one field that a heading is likely to be.
  func learnedColumn(
    _ words: [String], of field: FieldName
  ) -> (column: FieldKind.Column, lead: Double)? {
    guard let guess = learnedColumns[field]?.guess(words),
      case .column(_, let column) = guess.meaning
    else { return nil }
    return (column, guess.lead)
  }
}

extension Line {
  /// It stands or is set as labels are, and nothing of it was typed in: an answer may speak of the same
  /// things ("No exclusions", "On track").
  var asksOpenly: Bool {
    if underlinedTail != nil { return true }
    guard runs.allSatisfy({ !$0.marks.contains(.entered) }), !opensWithBracket else { return false }
    if standsAsLabel || looksLikeQuestion { return true }
    let end = LabelEnd.labelWords(self)
    guard end > 0, end < labelWords.count else { return false }
    // "Is development moving on as we would hope, from where the child began? Yes"
    if opensAsQuestion, end <= Limits.longestLabel, sign(behind: end) == UInt8(ascii: "?") {
      return true
    }
    // "She drew the forest area and said: “This is where I'm happiest.”" is somebody's sentence.
    if behindGap != nil { return true }
    guard end <= Limits.longestBeforeColon else { return false }
    if sign(behind: end) != nil { return true }
    let gap = bytes[labelWords[end - 1].end..<labelWords[end].start]
    return gap.contains(UInt8(ascii: ":")) || gap.contains(UInt8(ascii: "?")) || gap.contains(9)
  }

  /// The colon or question mark behind so many words of the label, brackets apart: "How we know (observations,
  /// assessment): …".
  private func sign(behind end: Int) -> UInt8? {
    var rest = bytes[LabelEnd.behindQuotes(bytes, labelWords[end - 1].end)...].drop { $0 <= 0x20 }
    if rest.first == UInt8(ascii: "("), let close = rest.firstIndex(of: UInt8(ascii: ")")) {
      rest = rest[(close + 1)...].drop { $0 <= 0x20 }
    }
    return rest.first.flatMap { [UInt8(ascii: ":"), UInt8(ascii: "?")].contains($0) ? $0 : nil }
  }

  private var opensAsQuestion: Bool {
    words.first.map { Self.interrogatives.contains($0.folded) } ?? false
  }

  private static let interrogatives: Set<String> = [
    "is", "are", "has", "have", "does", "do", "did", "will", "would", "can", "could", "was", "were",
    "what", "which", "who", "whose", "when", "where", "how", "why",
  ]

  /// It holds a question and behind it something that may answer it, however both are set.
  var asksAndAnswers: Bool {
    let end = LabelEnd.labelWords(self)
    return end > 1 && end < labelWords.count && end <= Limits.longestLabel
      && sign(behind: end) != nil
  }

  /// "(write 'None' if there have been none)": a hint to the question above.
  private var opensWithBracket: Bool { bytes.first { $0 > 0x20 } == UInt8(ascii: "(") }

}
