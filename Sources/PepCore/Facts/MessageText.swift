/// The text of a message seen as a document, for forms and answers typed into it.
package enum MessageText {
  /// Lines become paragraphs; a line cut by " | " becomes a row of cells, as people type tables, and lines
  /// of as many cells below each other one table.
  package static func document(_ text: String) -> DocumentFacts {
    var blocks: [Block] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let below = AnswersBelow(lines)
    let numbered = NumberedBlocks(lines)
    var end = 0
    for (index, line) in lines.enumerated() {
      if index < end || below.areWithin.contains(index) { continue }
      if let found = numbered.found(at: index) ?? numbered.piped(at: index)
        ?? numbered.headed(at: index)
      {
        if let title = found.title { blocks.append(.paragraph(Paragraph([Run(title)]))) }
        let rows = [found.labels] + found.rows
        blocks.append(.table(Table(rows: rows.map { row in row.map { cell([$0[...]]) } })))
        end = found.end
        continue
      }
      if let answer = below.answers[index] {
        blocks.append(.table(Table(rows: [[cell([line]), cell(answer)]])))
        continue
      }
      let cells = cells(line)
      if cells.count > 1 {
        let row = cells.map { Cell([.paragraph(Paragraph([Run($0)]))]) }
        if case .table(var table)? = blocks.last, table.rows[0].count == row.count, row.count > 2 {
          table.rows.append(row)
          blocks[blocks.count - 1] = .table(table)
        } else {
          blocks.append(.table(Table(rows: [row])))
        }
      } else {
        let trimmed = String(line).trimmedBlanks
        blocks.append(.paragraph(Paragraph(trimmed.isEmpty ? [] : [Run(trimmed)])))
      }
    }
    return DocumentFacts(format: .messageText, blocks: blocks)
  }

  private static func cell(_ lines: [Substring]) -> Cell {
    Cell(lines.map { .paragraph(Paragraph([Run(String($0).trimmedBlanks)])) })
  }

  /// What may be a form in the message, above the quotation: its HTML with tables and marks where it
  /// has any, and its plain text.
  static func documents(_ facts: MessageFacts) -> [DocumentFacts] {
    let marked = facts.bodyBlocks.map { blocks in
      DocumentFacts(
        format: .messageText, blocks: ReplyText.above(unwrapped(blocks).flatMap(lines)))
    }
    return [marked, document(ReplyText.above(facts.body))].compactMap(\.self)
  }

  /// A paragraph's lines, each a paragraph, or a row of cells as in plain text.
  private static func lines(_ block: Block) -> [Block] {
    guard case .paragraph(let paragraph) = block else { return [block] }
    return Line.cut(paragraph).flatMap { line -> [Block] in
      line.text.utf8.contains(UInt8(ascii: "|"))
        ? document(line.text).blocks : [.paragraph(Paragraph(line.runs))]
    }
  }

  /// Without the tables that only lay out the page: one cell that holds everything.
  private static func unwrapped(_ blocks: [Block]) -> [Block] {
    blocks.flatMap { block -> [Block] in
      guard case .table(let table) = block, table.rows.count == 1, table.rows[0].count == 1
      else { return [block] }
      let inner = table.rows[0][0].blocks
      let holdsTable = inner.contains { if case .table = $0 { true } else { false } }
      return holdsTable || inner.count > 8 ? unwrapped(inner) : [block]
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    guard line.utf8.contains(UInt8(ascii: "|")) else { return [String(line)] }
    // A blank cell within keeps its place, and the strokes around a row begin none.
    let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0).trimmedBlanks }
    let first = cells.firstIndex { !$0.isEmpty } ?? 0
    let last = cells.lastIndex { !$0.isEmpty } ?? 0
    return Array(cells[min(first, 1)...max(last, min(first, 1), cells.count - 2)])
  }
}

/// Separates what somebody wrote from what they quoted: "Only the text above the quotation answers."
package enum ReplyText {
  package static func above(_ body: String) -> String {
    var kept: [Substring] = []
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if beginsQuotation(line, after: kept.last) { break }
      kept.append(line)
    }
    return kept.joined(separator: "\n")
  }

  /// Everything from the quotation on.
  package static func quoted(_ body: String) -> String {
    String(body.dropFirst(above(body).count))
  }

  /// As `above`, of HTML's paragraphs.
  static func above(_ blocks: [Block]) -> [Block] {
    var last: Substring?
    for (index, block) in blocks.enumerated() {
      guard case .paragraph(let paragraph) = block else { continue }
      for line in paragraph.text.split(separator: "\n") {
        if beginsQuotation(line, after: last) { return Array(blocks[..<index]) }
        last = line
      }
    }
    return blocks
  }

  private static func beginsQuotation(_ line: Substring, after last: Substring?) -> Bool {
    let text = String(line).trimmedBlanks
    if text.hasPrefix(">") { return true }
    if text.hasPrefix("-----Original Message-----") || text.hasPrefix("----- Original Message") {
      return true
    }
    if text.hasPrefix("________________________________") { return true }
    let lower = text.lowercased()
    if lower.hasPrefix("on "), lower.hasSuffix("wrote:") { return true }
    if lower.hasPrefix("from:"),
      lower.contains("@") || last.map({ String($0).trimmedBlanks.isEmpty }) == true
    {
      return true
    }
    return lower.hasPrefix("begin forwarded message")
      || lower.hasPrefix("---------- forwarded message")
  }
}
