internal import PepCore

/// HTML as the blocks that a Word file would give: paragraphs, tables within tables, and the marks
/// that carry an answer. A form is often pasted into a message because the attachment would not go.
///
/// Fed by `HTMLText` with the same tags, so that both read one message alike.
struct HTMLBlocks {
  private var levels = [HTMLTableLevel()]
  private var runs: [Run] = []
  private var marks = HTMLMarks()
  private var owesBlank = false
  private var quoteDepth = 0
  private var bytesLeft = Limits.bodyBytes
  private var cellsLeft = Limits.cells
  /// Tables beyond the limit, whose text is kept and whose cells are not told apart.
  private var flattened = 0
  /// Something stands here that the text alone does not tell.
  private(set) var saysMoreThanText = false

  var blocks: [Block] {
    var copy = self
    while copy.levels.count > 1 { copy.endTable() }
    copy.endParagraph()
    return copy.levels[0].blocks
  }

  // MARK: Text

  mutating func append(_ text: String, keepingBlanks: Bool) {
    var piece = ""
    for scalar in text.unicodeScalars {
      let isBlank = scalar == " " || scalar == "\u{A0}" || ("\t"..."\r").contains(scalar)
      if keepingBlanks, scalar == "\n" {
        piece += "\n"
        owesBlank = false
      } else if isBlank {
        owesBlank = true
      } else {
        if owesBlank, !(piece.isEmpty && isAtLineStart) { piece += " " }
        owesBlank = false
        piece.unicodeScalars.append(scalar)
      }
    }
    add(marks.isSymbolFont ? HTMLMarks.boxes(piece) : piece)
  }

  mutating func lineBreak() {
    owesBlank = false
    if !runs.isEmpty { add("\n") }
  }

  private var isAtLineStart: Bool { runs.last?.text.last.map(\.isNewline) ?? true }

  private mutating func add(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= bytesLeft else { return }
    bytesLeft -= text.utf8.count
    if runs.isEmpty, quoteDepth > 0 { runs.append(Run("> ")) }
    // One of "YES / NO" in bold is an answer.
    if !marks.current.isEmpty { saysMoreThanText = true }
    if let last = runs.last, last.marks == marks.current {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Run(text, marks.current))
    }
  }

  mutating func endParagraph() {
    owesBlank = false
    while let last = runs.last, last.text.allSatisfy(\.isNewline) { runs.removeLast() }
    guard !runs.isEmpty else { return }
    add(.paragraph(Paragraph(runs)))
    runs = []
  }

  private mutating func add(_ block: Block) {
    // What stands in a table and in none of its cells (a caption) stands before it.
    let open = levels.lastIndex { $0.isOpen } ?? 0
    levels[open].blocks.append(block)
  }

  // MARK: Tags

  mutating func handle(_ tag: HTMLTag) {
    switch tag.name {
    case "table": tag.isClosing ? endTable() : beginTable()
    case "tr":
      endParagraph()
      if levels.count > 1, flattened == 0 { levels[levels.count - 1].endRow() }
    case "td", "th": tag.isClosing ? endCell() : beginCell(tag)
    case "input": addBox(tag)
    default: marks.handle(tag)
    }
  }

  mutating func quote(_ isOpening: Bool) {
    endParagraph()
    quoteDepth = max(0, quoteDepth + (isOpening ? 1 : -1))
  }

  private mutating func addBox(_ tag: HTMLTag) {
    guard ["checkbox", "radio"].contains(tag.attribute("type")?.lowercased()) else { return }
    saysMoreThanText = true
    if owesBlank, !isAtLineStart { add(" ") }
    add(tag.attribute("checked") == nil ? "☐" : "☒")
    owesBlank = true
  }

  private mutating func beginTable() {
    endParagraph()
    guard levels.count <= Limits.tableDepth else {
      flattened += 1
      return
    }
    saysMoreThanText = true
    levels.append(HTMLTableLevel(isTable: true))
  }

  private mutating func endTable() {
    endParagraph()
    if flattened > 0 {
      flattened -= 1
    } else if levels.count > 1 {
      let table = levels.removeLast().table
      if !table.rows.isEmpty { add(.table(table)) }
    }
  }

  private mutating func beginCell(_ tag: HTMLTag) {
    endParagraph()
    guard levels.count > 1, flattened == 0, cellsLeft > 0 else { return }
    cellsLeft -= 1
    let columns = tag.attribute("colspan").flatMap { Int($0) } ?? 1
    let rows = tag.attribute("rowspan").flatMap { Int($0) } ?? 1
    levels[levels.count - 1].beginCell(
      columns: min(max(1, columns), Limits.columns), rows: min(max(1, rows), Limits.rowSpan))
    marks.beginCell(isHeading: tag.name == "th")
  }

  private mutating func endCell() {
    endParagraph()
    if levels.count > 1, flattened == 0 { levels[levels.count - 1].endCell() }
  }
}
