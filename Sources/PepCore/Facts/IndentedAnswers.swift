/// Questions at the margin with their answers indented below them, as people type a form into a mail.
struct IndentedAnswers {
  /// By the index of the question's line: the lines of its answer, none where it is blank.
  private(set) var answers: [Int: [Substring]] = [:]
  /// Indices of the lines that are answers.
  private(set) var areWithin: Set<Int> = []

  /// Fewer are an address or a quotation.
  private static let least = 4
  private static let longestQuestion = 120

  init(_ lines: [Substring]) {
    for (index, line) in lines.enumerated()
    where Self.mayAsk(line, after: index > 0 ? lines[index - 1] : "") {
      let below = lines[(index + 1)...].prefix { Self.isIndented($0) }
      // "1." over "Target: …", "How: …" is a block of several questions.
      guard !below.isEmpty, !below.contains(where: Self.isLabelled) else { continue }
      answers[index] = below.filter { !$0.allSatisfy(\.isWhitespace) }
      areWithin.formUnion(below.indices)
    }
    if answers.values.count(where: { !$0.isEmpty }) < Self.least {
      (answers, areWithin) = ([:], [])
    }
  }

  private static func mayAsk(_ line: Substring, after last: Substring) -> Bool {
    last.allSatisfy(\.isWhitespace) && line.first?.isWhitespace == false
      && line.count <= longestQuestion && line.contains(where: \.isLetter)
      && !line.hasSuffix(".") && !line.hasSuffix(",") && !line.contains("|")
  }

  /// A line of nothing but blanks is where an answer would have been typed.
  private static func isIndented(_ line: Substring) -> Bool {
    line.hasPrefix("  ") || line.hasPrefix("\t")
  }

  private static func isLabelled(_ line: Substring) -> Bool {
    guard let colon = line.firstIndex(of: ":") else { return false }
    let head = line[..<colon]
    return head.count <= 30 && head.contains(where: \.isLetter)
  }
}
