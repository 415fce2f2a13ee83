import PepCore

/// Forms for cases, written so that a reader of the case sees the form:
///
///     # Heading
///     Label | answer | label | answer        a table row; rows that follow each other are one table
///     Some text                              a paragraph
///     *bold*  ~struck~  ^highlighted^  {prompt}  [entered]
///     a // b                                 two paragraphs of one cell
enum FormText {
  static func document(_ text: String, format: DocumentFormatName = .docx) -> DocumentFacts {
    var blocks: [Block] = []
    var rows: [[Cell]] = []
    func closeTable() {
      if !rows.isEmpty { blocks.append(.table(Table(rows: rows))) }
      rows = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = String(line).trimmedBlanks
      if line.contains("|") {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(cell)
        rows.append(cells.count > 1 && line.hasSuffix("|") ? Array(cells.dropLast()) : cells)
      } else {
        closeTable()
        if line.hasPrefix("#") {
          blocks.append(
            .paragraph(
              Paragraph([Run(String(line.dropFirst()).trimmedBlanks, .bold)], headingLevel: 1)))
        } else if !line.isEmpty {
          blocks.append(.paragraph(Paragraph(runs(line))))
        }
      }
    }
    closeTable()
    return DocumentFacts(format: format, blocks: blocks)
  }

  private static func cell(_ text: Substring) -> Cell {
    let parts = String(text).components(of: "//")
    return Cell(parts.map { .paragraph(Paragraph(runs($0.trimmedBlanks))) })
  }

  private static func runs(_ text: String) -> [Run] {
    var runs: [Run] = []
    var current = ""
    var marks: Run.Marks = []
    func close() {
      if !current.isEmpty { runs.append(Run(current, marks)) }
      current = ""
    }
    let signs: [Character: Run.Marks] = [
      "*": .bold, "~": .struck, "^": .highlighted, "{": [.prompt, .entered],
      "}": [.prompt, .entered], "[": .entered, "]": .entered,
    ]
    for character in text {
      guard let mark = signs[character] else {
        current.append(character)
        continue
      }
      close()
      marks.formSymmetricDifference(mark)
    }
    close()
    return runs
  }
}

extension String {
  /// Cut at a separator, which the standard library alone cannot do for more than one character.
  func components(of separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
