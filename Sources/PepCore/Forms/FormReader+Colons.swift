// Labels that a colon stands in, with the answer elsewhere.

extension Pass {
  /// "Grown-ups fill in: care record no." asks for the number.
  func identityBehindColon(
    _ line: Line, _ first: LabelIndex.Match
  ) -> LabelIndex.Match? {
    // "Room / year: Nursery" is answered.
    guard line.standsAsLabel, meaning(first) != .field(.childYearGroup),
      let colon = line.beforeColon,
      let inner = catalogue.index.matches(line.from(colon).asLabel, allowed: isAllowed),
      meaning(inner).field?.isIdentity == true,
      inner.score >= Limits.likeEnough || inner.lead > first.lead,
      line.from(colon + inner.answerStart).isBlank
    else { return nil }
    var match = inner
    match.answerStart = line.bytes.count
    return match
  }

  /// "Times sent home (suspended) since the last meeting: 0": the words go on behind the bracket.
  func bracketBeforeColon(_ line: Line) -> LabelIndex.Match? {
    guard let colon = line.beforeColon ?? line.behindGap, line.asksOpenly,
      line.bytes[..<colon].contains(UInt8(ascii: "("))
    else { return nil }
    var head = line.prefix(colon).asLabel
    head.mayBeParted = false
    guard var match = catalogue.index.matches(head, allowed: isAllowed),
      head.from(match.answerStart).isBlank
    else { return nil }
    match.answerStart = colon
    return match
  }

  /// "Matters arising: what has changed since we met" asks what stands behind the colon.
  func askedBehindColon(_ line: Line, _ first: LabelIndex.Match) -> LabelIndex.Match? {
    guard line.asksBehindColon, let colon = line.beforeColon,
      var match = catalogue.index.matches(line.from(colon).asLabel, allowed: isAllowed),
      match.score >= Limits.likeEnough || match.lead > first.lead
    else { return nil }
    match.answerStart = line.bytes.count
    return match
  }

  /// "SEND funding: purpose and use" in bold, in a form that has no answers in the lines of its questions.
  private func namesItsPoints(_ line: Line, _ match: LabelIndex.Match) -> Bool {
    let behind = line.from(match.answerStart)
    // "If progress is acceptable: the evidence" as a heading.
    if line.isHeading, !line.isEntered, behind.namesWhatIsWanted { return true }
    return !usesColons && line.isBold && !line.isEntered && kind(match) == .text
      && line.beforeColon != nil && behind.words.count >= 2
      && behind.text.trimmedBlanks.first?.isLowercase == true
      && !behind.text.contains(where: { $0.isNumber || $0 == "." })
  }

  /// "Extra Funding: Purpose And Plan: Extra tuition": word by word a label for this as far as its second colon, or as
  /// it is in bold.
  private func knownFront(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match? {
    guard match.answerStart < line.bytes.count, !line.isEntered else { return nil }
    let colon = line.from(match.answerStart).beforeColon.map { match.answerStart + $0 }
    return [line.boldEnd, colon].compactMap(\.self)
      .first { end in
        end > match.answerStart && end < line.bytes.count
          && catalogue.index.isKnown(line.prefix(end), as: meaning(match))
      }.map(match.upTo)
  }

  func wholeByLook(_ line: Line, _ match: LabelIndex.Match) -> LabelIndex.Match {
    if let front = knownFront(line, match) { return front }
    guard
      line.isWholeByLook || line.asksBehindColon || namesItsPoints(line, match)
        || catalogue.index.isKnown(line, as: meaning(match))
    else { return match }
    // "Attendance: 94%", all of it in bold.
    let behind = AnswerText(lines: [line.from(match.answerStart)])
    if let kind = kind(match), kind != .text, isSettled(reading.read(behind, as: kind)) {
      return match
    }
    if let field = meaning(match).field, field.isIdentity, hasShape(behind, of: field) {
      return match
    }
    var whole = match
    whole.answerStart = line.bytes.count
    return whole
  }
}

extension Line {
  /// "What the pupil told us: Please can I go on the ski trip?": a child's wish may be a question. On a form that
  /// speaks as the child ("My views: what do I enjoy?") only one that begs is the child's.
  func asksForItself(behind label: Line) -> Bool {
    guard !isBold, text.contains("?"), words.contains(where: { Self.ofOneself.contains($0.folded) })
    else { return false }
    let front = label.words.filter { $0.end <= label.bytes.count - bytes.count }
    return words.first.map { Self.begging.contains($0.folded) } == true
      || !front.contains { Self.asChild.contains($0.folded) }
  }

  /// "What the pupil told us" is the school's.
  private static let asChild: Set<String> = ["i", "i'd", "id", "i'm", "im", "i'll", "my", "me"]
  private static let ofOneself = asChild.union(["we", "us", "our"])
  private static let begging: Set<String> = ["can", "could", "may", "please", "would"]

  /// "Update for this term: anything new at home or at school?", "Matters arising: what has changed" in bold: the
  /// colon stands in the question.
  var asksBehindColon: Bool {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return asksBehindDash }
    let behind = words.filter { $0.start > colon }
    guard behind.count >= 2, let first = behind.first?.folded else { return false }
    // "Changes: has moved to a new carer" is answered, and with a question mark it would ask.
    let text = text.trimmedBlanks
    let endsAsking = text.hasSuffix("?") || text.hasSuffix("? *")
    // "SEND funding: how it is being used" in plain type has the form's own words behind its colon, too.
    let asksHow = (standsAsLabel || isHeading) && from(colon + 1).namesPoint
    // "Goal 1: I will…" is to be ended beside it.
    if standsAsLabel, !isEntered, text.hasSuffix("…") || text.hasSuffix("...") { return true }
    guard behind.count >= 4 else { return asksHow }
    return asksHow || isBold && Self.asking.contains(first)
      || endsAsking && (Self.asking.contains(first) || Self.askingAtTheEnd.contains(first))
  }

  /// "SEND funding – how it helps this young person".
  private var asksBehindDash: Bool {
    guard standsAsLabel,
      let gap = zip(words, words.dropFirst()).prefix(Limits.longestBeforeColon).first(where: {
        LabelEnd.isParting(bytes[$0.end..<$1.start])
      })
    else { return false }
    return from(gap.1.start).namesPoint
  }

  /// "how it is being used": a few words that ask, from a small letter on and with no sign in them.
  private var namesPoint: Bool {
    (2...8).contains(words.count) && words.first.map { Self.asksFor.contains($0.folded) } == true
      && !text.contains(where: { $0.isNumber || ".!,’'\"".contains($0) })
      && text.trimmedBlanks.first?.isLowercase == true
  }

  private static let asksFor: Set<String> = ["how", "what", "which", "describe", "explain", "give"]
  private static let asking: Set<String> = [
    "what", "how", "who", "when", "where", "which", "why", "any", "anything",
  ]
  private static let askingAtTheEnd: Set<String> = [
    "has", "have", "is", "are", "does", "do", "did", "was", "were", "please",
  ]
}
