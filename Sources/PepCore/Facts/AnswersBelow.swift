/// Questions with their answers below them, as people type a form into a mail: the answers indented, or each
/// question and its answer between blank lines.
struct AnswersBelow {
  /// By the index of the question's line: the lines of its answer, none where it is blank.
  private(set) var answers: [Int: [Substring]] = [:]
  /// Indices of the lines that are answers.
  private(set) var areWithin: Set<Int> = []

  /// Fewer are an address or a quotation, or paragraphs of a letter.
  private static let leastIndented = 4
  private static let leastPaired = 6
  private static let longestQuestion = 120
  /// Prose is broken further right.
  private static let shortest = 60

  init(_ lines: [Substring]) {
    for (isIndented, least) in [(true, Self.leastIndented), (false, Self.leastPaired)] {
      find(lines, isIndented: isIndented)
      let count = answers.values.count { !$0.isEmpty }
      // Where most questions have their answers behind them, what stands below one is the next.
      let isHabit = isIndented || lines.count(where: Self.isAnsweredInLine) * 3 < count
      if count >= least, isHabit { return }
      (answers, areWithin) = ([:], [])
    }
  }

  private mutating func find(_ lines: [Substring], isIndented: Bool) {
    for (index, line) in lines.enumerated()
    where Self.mayAsk(line, after: index > 0 ? lines[index - 1] : "") {
      let below = lines[(index + 1)...].prefix {
        isIndented ? Self.isIndented($0) : !Self.isBlank($0)
      }
      // "1." over "Target: …", "How: …" is a block of several questions.
      guard !below.isEmpty, !below.contains(where: { Self.isLabelled($0) || $0.contains("|") }),
        isIndented || !Self.isLabelled(line) && !Self.headsSection(line, below)
      else { continue }
      answers[index] = below.filter { !Self.isBlank($0) }
      areWithin.formUnion(below.indices)
    }
  }

  /// "PUPIL" over questions and their answers, each in a line of its own and none as long as prose.
  private static func headsSection(_ line: Substring, _ below: ArraySlice<Substring>) -> Bool {
    !line.contains(where: \.isLowercase) && below.count >= 3
      && below.count(where: { $0.count <= shortest }) * 2 >= below.count
  }

  /// "*Voice*": a heading, as bold becomes in plain text.
  private static func isStarred(_ line: Substring) -> Bool {
    line.count > 2 && line.hasPrefix("*") && line.hasSuffix("*")
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  private static func mayAsk(_ line: Substring, after last: Substring) -> Bool {
    (isBlank(last) || isStarred(last)) && !isStarred(line) && line.first?.isWhitespace == false
      && line.count <= longestQuestion && line.contains(where: \.isLetter)
      && !line.hasSuffix(".") && !line.hasSuffix(",") && !line.contains("|")
  }

  /// A line of nothing but blanks is where an answer would have been typed.
  private static func isIndented(_ line: Substring) -> Bool {
    line.hasPrefix("  ") || line.hasPrefix("\t")
  }

  private static func isAnsweredInLine(_ line: Substring) -> Bool {
    !line.contains("|") && line.firstMatch(of: /[:?]\s+\S/) != nil
  }

  private static func isLabelled(_ line: Substring) -> Bool {
    guard let colon = line.firstIndex(of: ":") else { return false }
    let head = line[..<colon]
    // "Yes: evidence and rate" is a question.
    if ["yes", "no", "if yes", "if no"].contains(head.lowercased()) { return false }
    return head.count <= 30 && head.contains(where: \.isLetter)
  }
}
