// What stands in a table beside its questions and answers, or shows what the table is.

extension FormOutline {
  /// Sentences of lines outside the tables that explain at least two codes.
  var keysOfCodes: [String] {
    items.flatMap { item -> [String] in
      guard case .line(let line) = item, line.text.count(where: { $0 == "=" }) >= 2 else {
        return []
      }
      return line.text.split(separator: ".").map(String.init).filter { sentence in
        sentence.count { $0 == "=" } >= 2
      }
    }
  }

  /// "Question | School's response | Notes for completion": the form's own words in the last column are no
  /// answers, and a form with nothing else in it is blank.
  mutating func dropNotes() {
    for index in items.indices {
      guard case .grid(var grid) = items[index] else { continue }
      grid.dropNotes()
      items[index] = .grid(grid)
    }
  }

  /// "I want to get better at", "My helper", "By when", and further down the same labels again.
  mutating func noteRepeatedBlocks() {
    let labels = items.map { item in
      if case .grid(let grid) = item { grid.blockLabels } else { [String]?.none }
    }
    let counts = Dictionary(labels.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
    for index in items.indices {
      guard let key = labels[index], counts[key, default: 0] >= 2,
        case .grid(var grid) = items[index]
      else { continue }
      grid.isRepeated = true
      items[index] = .grid(grid)
    }
  }
}

extension Grid {
  /// The first column of a table of three labels and more, each with one cell beside it.
  fileprivate var blockLabels: [String]? {
    guard rows.count >= 3, rows.allSatisfy({ $0.count == 2 && !$0[0].isBlank }) else { return nil }
    return rows.map { Wording.key($0[0].text) }
  }

  fileprivate mutating func dropNotes() {
    guard let head = rows.firstIndex(where: { $0.count >= 3 }),
      let notes = rows[head].last, head <= 1, notes.headsNotes,
      rows[head].dropFirst().contains(where: \.isHeadOfAnswers)
    else { return }
    let width = rows[head].count
    for row in rows.indices where row > head && rows[row].count == width {
      rows[row].removeLast()
    }
    // The title of the section stands where the questions do.
    let title = rows[head][0]
    if width == 3 { rows[head] = [title] }
  }
}

extension GridCell {
  fileprivate var headsNotes: Bool {
    let words = Wording.folded(text)
    // "How to fill this in".
    return heads(Self.ofNotes) || words.starts(with: ["how", "to"]) && words.count <= 6
  }
  var isHeadOfAnswers: Bool { heads(Self.ofAnswers) }

  private func heads(_ names: Set<String>) -> Bool {
    let words = Wording.folded(text)
    return (1...5).contains(words.count) && words.contains(where: names.contains)
  }

  private static let ofNotes: Set<String> = [
    "notes", "guidance", "help", "hint", "hints", "instructions", "tips", "prompt", "prompts",
  ]
  private static let ofAnswers: Set<String> = [
    "response", "responses", "answer", "answers", "reply", "entry", "details", "information",
  ]
}
