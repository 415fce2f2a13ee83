/// Targets and spending as people type them into a mail: a number on a line of its own, and below it
/// "Target: …", "How: …", the same labels again under the next number; or all of them in one line, parted by
/// upright strokes; or under a heading that names their parts. They are the rows of a table.
struct NumberedBlocks {
  struct Found {
    /// What stands before the labels in their line.
    var title: String?
    var labels: [String]
    var rows: [[String]]
    /// Index of the first line behind them.
    var end: Int
  }

  private static let longestLabel = 40
  private let lines: [Substring]

  init(_ lines: [Substring]) { self.lines = lines }

  /// Lines of the same labels in cells, "Target: … | How: … | Who: …", which are rows as well.
  func piped(at index: Int) -> Found? {
    guard let first = cells(at: index), first.count >= 2 else { return nil }
    var found = Found(labels: first.map(\.label), rows: [], end: index)
    while let row = cells(at: found.end), row.map(\.label) == found.labels {
      found.rows.append(row.map(\.answer))
      found.end += 1
    }
    return found
  }

  /// "TARGETS (target / action / who / by when)" over lines with as many parts, "1) Read daily / Mentor / …".
  func headed(at index: Int) -> Found? {
    let head = String(lines[index]).trimmedBlanks.split(separator: "(")
    guard head.count == 2, let close = head[1].firstIndex(of: ")"),
      ["", ":"].contains(head[1][head[1].index(after: close)...])
    else { return nil }
    let labels = parts(head[1][..<close])
    guard labels.count >= 3 else { return nil }
    var found = Found(
      title: String(head[0]).trimmedBlanks, labels: labels, rows: [], end: index + 1)
    while found.end < lines.count {
      let row = parts(lines[found.end].replacing(/^\s*\(?\d{1,2}[.)]\s+/, with: ""))
      guard row.count == labels.count else { break }
      found.rows.append(row)
      found.end += 1
    }
    return found.rows.isEmpty ? nil : found
  }

  private func parts(_ line: Substring) -> [String] {
    line.split(separator: " / ").map { String($0).trimmedBlanks }
  }

  private func cells(at index: Int) -> [(label: String, answer: String)]? {
    guard index < lines.count, lines[index].contains("|") else { return nil }
    let cells = lines[index].split(separator: "|").map(labelled)
    guard !cells.contains(where: { $0 == nil }) else { return nil }
    // "Target 1: …", "Target 2: …"
    return cells.compactMap { $0 }.map { label, answer in
      (label.replacing(/\s?\d{1,2}$/, with: ""), answer)
    }
  }

  /// The blocks that begin with this line, nil where it is no number or two questions do not follow.
  func found(at index: Int) -> Found? {
    guard let first = block(at: index), first.answers.count >= 2 else { return nil }
    let labels = first.answers.map(\.label)
    var found = Found(labels: labels, rows: [first.answers.map(\.answer)], end: first.end)
    while let next = block(at: skipBlank(found.end)),
      Set(next.answers.map(\.label)).isSubset(of: labels)
    {
      found.rows.append(
        labels.map { label in
          next.answers.first { $0.label == label }?.answer ?? ""
        })
      found.end = next.end
    }
    return found
  }

  private func block(
    at index: Int
  ) -> (answers: [(label: String, answer: String)], end: Int)? {
    guard index < lines.count, isNumber(lines[index]) else { return nil }
    var answers: [(label: String, answer: String)] = []
    var end = index + 1
    while end < lines.count, let answer = labelled(lines[end]) {
      if answers.contains(where: { $0.label == answer.label }) { return nil }
      answers.append(answer)
      end += 1
    }
    return answers.isEmpty ? nil : (answers, end)
  }

  private func isNumber(_ line: Substring) -> Bool {
    String(line).trimmedBlanks.wholeMatch(of: /\(?\d{1,2}[.)]?/) != nil
  }

  private func labelled(_ line: Substring) -> (label: String, answer: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let label = String(line[..<colon]).trimmedBlanks
    guard (1...Self.longestLabel).contains(label.count) else { return nil }
    return (label, String(line[line.index(after: colon)...]).trimmedBlanks)
  }

  private func skipBlank(_ index: Int) -> Int {
    lines[index...].firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? lines.count
  }
}
