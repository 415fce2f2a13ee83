// What is asked only where a choice was answered one way: "Yes, because", "If not: what is being done".

extension Pass {
  /// "(If yes) What have you seen?" behind "Is progress acceptable?" asks for the evidence, "Not yet – extra
  /// help" for the measures, and "If yes, what for?" behind the question about the allocation for the detail.
  func branch(_ line: Line) -> LabelIndex.Match? {
    let isSet =
      line.mayOpenBranch && order.asksForEitherAnswer
      || (line.opensCondition || line.asksWhy || line.namesBothBranches || line.quotedChoice != nil)
        && (line.startsBold || line.standsAsLabel || line.looksLikeQuestion
          || line.isBareCondition)
    guard isSet, !line.isEntered, !line.offersBoxes, let field = branchField(line),
      order.next(of: line) != field
    else { return nil }
    let end = line.isWholeByLook ? line.bytes.count : line.behindBranch
    return catalogue.index.match(of: .field(field), answerStart: end)
  }

  private func branchField(_ line: Line) -> FieldName? {
    switch lastAsked {
    case .acceptableProgress, .progressEvidence, .progressMeasures:
      switch line.branch {
      case .yes: .progressEvidence
      case .no: .progressMeasures
      case .both: progress
      case nil: nil
      }
    // "If acceptable: evidence", with another question between it and the progress.
    case .premiumAboveAllocation where line.speaksOfProgress && line.branch != .both:
      line.branch.map { $0 == .yes ? .progressEvidence : .progressMeasures }
    case .premiumAboveAllocation where line.branch == .yes || line.asksWhy:
      .premiumAboveAllocationDetail
    default: nil
    }
  }

  /// One box for both: what it holds is told by the answer before it.
  var progress: FieldName? {
    switch candidates.last(where: { $0.field == .acceptableProgress })?.answer {
    case .value(.bool(true)): .progressEvidence
    case .value(.bool(false)): .progressMeasures
    default: nil
    }
  }
}

enum Branch { case yes, no, both }

extension Grid {
  /// "Where satisfactory: data and commentary" and "Where not satisfactory: interventions begun", each over a cell
  /// of its own: progress was not both, so what stands behind the colons is no answer.
  mutating func markBranches() {
    let heads = rows.indices.dropLast().filter { row in
      rows[row].count == 1 && rows[row + 1].count == 1
        && rows[row][0].lines.filter { !$0.isBlank }.count == 1
        && rows[row][0].headLine.map { line in
          // "If SEN Support or EHCP: how the funding is used" is no branch.
          line.opensCondition && line.branch != nil
            && line.beforeColon.map { !line.from($0).isBlank } ?? false
        } ?? false
    }
    let branches = heads.compactMap { rows[$0][0].headLine?.branch }
    guard heads.count == 2, branches == [.yes, .no], heads[1] > heads[0] + 1 else { return }
    for row in heads {
      for line in rows[row][0].lines.indices { rows[row][0].lines[line].isWholeByLook = true }
    }
  }
}

extension Line {
  /// The answer that a label speaks of, by its first words; both, where it goes on with the other.
  var branch: Branch? {
    if namesBothBranches { return .both }
    if let quotedChoice { return quotedChoice }
    let all = wordsBehindLetter.map(\.folded)
    let isCondition = all.first.map(Self.conditions.contains) == true
    // "If highlighted yes", "If you answered no", "If 31 = Y", "Where B.11 is NO".
    let words =
      all.prefix(1)
      + all.dropFirst().drop {
        isCondition
          && (Self.chosen.contains($0) || Numbering.is($0) || $0.utf8.count == 1 && $0 <= "h")
      }
    let lead = isCondition ? 1 : 0
    guard words.count > lead, words.count <= Limits.longestLabel else { return nil }
    // "YES / NO" is what there is to choose from.
    if lead == 0, words.count > 1, Self.noes.union(Self.yeses).contains(words[1]) { return nil }
    let opens: Branch
    if Self.noes.contains(words[lead]) {
      opens = .no
    } else if Self.yeses.contains(words[lead]) {
      // "Where it is not, …", "If it isn't, …".
      let isDenied = words.dropFirst(2).prefix(2).contains(where: Self.denials.contains)
      opens = lead == 1 && isDenied ? .no : .yes
    } else {
      return nil
    }
    let others = zip(words.dropFirst(lead + 1), words.dropFirst(lead + 2))
    let goesOn = others.contains { Self.conditions.contains($0) && Self.noes.contains($1) }
    return goesOn && opens == .yes ? .both : opens
  }

  /// "Give the evidence (if yes) or the measures taken (if no)".
  var namesBothBranches: Bool {
    let words = labelWords.map(\.folded)
    guard words.count <= Limits.longestLabel else { return false }
    // "How do you know, or, if it is not, what has been put in place?"
    let text = words.joined(separator: " ")
    if words.contains(where: { ["know", "evidence", "proof"].contains($0) }),
      text.contains("if it is not") || text.contains("or if not")
    {
      return true
    }
    let pairs = zip(words, words.dropFirst()).filter { Self.conditions.contains($0.0) }.map(\.1)
    return pairs.contains { ["yes", "y"].contains($0) }
      && pairs.contains { ["no", "n"].contains($0) }
  }

  /// "Grounds for a “Yes” at 2" speaks of one answer; "“Yes” or “No”" is what there is to choose from.
  fileprivate var quotedChoice: Branch? {
    // "Reasons given for “yes”: He is making steady progress."
    if let colon = beforeColon, !from(colon).isBlank { return prefix(colon).quotedChoice }
    guard !isSentence, words.count <= Limits.longestLabel else { return nil }
    let quoted = words.dropFirst().filter { word in
      ["yes", "no"].contains(word.folded)
        && Self.isQuote(bytes[..<word.start].suffix(3))
        && Self.isQuote(bytes[word.end...].prefix(3))
    }
    if quoted.count == 1 { return quoted[0].folded == "yes" ? .yes : .no }
    // "Observations that support a yes", "Plans that follow from a no".
    let end = words.suffix(2).map(\.folded)
    guard quoted.isEmpty, end.first == "a" || end.first == "an" else { return nil }
    return end.last == "yes" ? .yes : end.last == "no" ? .no : nil
  }

  private static func isQuote(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains { "“”‘’\"'".contains($0) }
  }

  fileprivate var speaksOfProgress: Bool {
    words.contains { word in
      ["acceptable", "satisfactory", "progress", "evidence", "measures"].contains(word.folded)
    }
  }

  private var asksInOneWord: Bool {
    words.first.map { ["why", "reason", "reasons", "detail", "details"].contains($0.folded) }
      ?? false
  }

  /// "Why:", "Reason", "Detail", and no more.
  fileprivate var asksWhy: Bool {
    asksInOneWord && words.filter { $0.end <= behindBranch }.count <= 3
  }

  /// "Yes, because" in bold; "Yes" alone is an answer, and so may a sentence be.
  var mayOpenBranch: Bool {
    startsBold && !isEntered && !offersBoxes && !isSentence && words.count >= 2
  }

  /// "If yes", "(where not)".
  var opensCondition: Bool {
    wordsBehindLetter.first.map { Self.conditions.contains($0.folded) } ?? false
  }

  /// "If N, measures": no answer consists of that.
  var isBareCondition: Bool {
    opensCondition && words.count > 2 && words.count <= 5 && from(words[1].end).namesWhatIsWanted
  }

  /// "(a) Where it is: how do you know?", of several questions that are one.
  private var wordsBehindLetter: ArraySlice<Word> {
    words.dropFirst(text.prefixMatch(of: /\s*\(?[A-Ha-h][.)]\s/) != nil ? 1 : 0)
  }

  /// Offset of what stands behind the label in its line, where it does.
  fileprivate var behindBranch: Int {
    // "Where yes: what tells you so: Reading age is 12", the question in bold and its answer not.
    let label = runs.prefix { $0.marks.contains(.bold) }.reduce(0) { $0 + $1.text.utf8.count }
    let namesPoint = words.last { $0.end <= label }.map { Self.wanted.contains($0.folded) } ?? false
    // "IF ACCEPTABLE – EVIDENCE Reads a book a week", in bold as far as the question goes.
    if label > 0, !isBold,
      bytes[..<label].last(where: { $0 > 0x20 }) == UInt8(ascii: ":") || namesPoint
    {
      return label
    }
    let needed = asksInOneWord ? 1 : 2
    // The first colon behind two words; one further on is the answer's own.
    let colon = bytes.indices.first { index in
      bytes[index] == UInt8(ascii: ":") && words.filter { $0.end <= index }.count >= needed
    }
    // "If so: on what do you base this?" is asked as a whole.
    guard !isBold, let colon, !from(colon + 1).isBlank,
      bytes.last(where: { $0 > 0x20 }) != UInt8(ascii: "?"),
      // "If not acceptable: measures" names what is wanted.
      !from(colon + 1).namesWhatIsWanted
    else { return bytes.count }
    return colon + 1
  }

  /// "purpose", "evidence", "measures and reasons": words that no answer consists of.
  var namesWhatIsWanted: Bool {
    !words.isEmpty && words.allSatisfy { Self.wanted.contains($0.folded) }
  }

  private static let wanted: Set<String> = [
    "evidence", "measures", "detail", "details", "reason", "reasons", "actions", "interventions",
    "explanation", "and", "the", "purpose", "use", "uses", "how", "why", "what", "description",
    "justification",
  ]
  private static let conditions: Set<String> = ["if", "where", "when"]
  private static let chosen: Set<String> = [
    "highlighted", "ticked", "circled", "marked", "selected", "chosen", "answered", "you", "have",
    "the", "answer", "is", "said", "question", "to", "at",
  ]
  private static let yeses: Set<String> = [
    "yes", "y", "so", "acceptable", "satisfied", "satisfactory", "adequate", "it", "they", "good",
  ]
  private static let denials: Set<String> = ["not", "isn", "isnt", "aren", "arent"]
  private static let noes: Set<String> = [
    "no", "n", "not", "unacceptable", "unsatisfied", "unsatisfactory", "inadequate",
  ]
}
