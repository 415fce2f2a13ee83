/// Codes that a question explains: "On track? (1 yes, 2 no)", "SEND: (a) none (b) SEN Support (c) EHC plan".
enum CodedChoice {
  /// What the code in the answer stands for, in the words of the question; nil where the answer is no such code, or
  /// the question explains fewer than two.
  static func decoded(_ answer: AnswerText, by question: String) -> AnswerText? {
    let code = answer.written.trimmedBlanks.trimmingBrackets.lowercased()
    guard (1...2).contains(code.utf8.count) else { return nil }
    let meanings = codes(in: question)
    guard meanings.count >= 2, Set(meanings.map(\.code)).count == meanings.count,
      let meaning = meanings.first(where: { $0.code == code }), let line = answer.lines.first
    else { return nil }
    return AnswerText(lines: [Line(runs: [Run(meaning.words)]).placed(line.position)])
  }

  static func explainsCodes(_ question: String) -> Bool { codes(in: question).count >= 2 }

  static func codes(in question: String) -> [(code: String, words: String)] {
    let ways: [Regex<(Substring, Substring, Substring)>] = [
      // (a) yes (b) no
      /\(([A-Za-z0-9])\) ?([^()]+)/,
      // 0 = no SEN, 1 = SEN Support; N: none / K: support
      /\b([A-Za-z0-9]) ?[=:–-] ?([^,;\/()]+)/,
      // 1 yes, 2 no
      /\b([0-9]) (yes|no)\b/,
    ]
    return ways.map { way in
      question.matches(of: way).map { match in
        (code: String(match.1).lowercased(), words: String(match.2).trimmedBlanks)
      }
    }.first { $0.count >= 2 } ?? []
  }
}

extension String {
  /// "(b)" as "b".
  fileprivate var trimmingBrackets: String {
    String(drop { $0 == "(" }.reversed().drop { [")", "."].contains($0) }.reversed())
  }
}
