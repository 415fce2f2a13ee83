/// The text of a message seen as a document, for forms and answers typed into it.
package enum MessageText {
  /// Lines become paragraphs; a line cut by " | " becomes a row of cells, as people type tables.
  package static func document(_ text: String) -> DocumentFacts {
    var blocks: [Block] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let cells = cells(line)
      if cells.count > 1 {
        blocks.append(
          .table(Table(rows: [cells.map { Cell([.paragraph(Paragraph([Run($0)]))]) }])))
      } else {
        let trimmed = String(line).trimmedBlanks
        blocks.append(.paragraph(Paragraph(trimmed.isEmpty ? [] : [Run(trimmed)])))
      }
    }
    return DocumentFacts(format: .messageText, blocks: blocks)
  }

  private static func cells(_ line: Substring) -> [String] {
    guard line.utf8.contains(UInt8(ascii: "|")) else { return [String(line)] }
    return line.split(separator: "|", omittingEmptySubsequences: true)
      .map { String($0).trimmedBlanks }.filter { !$0.isEmpty }
  }
}

/// Separates what somebody wrote from what they quoted: "Only the text above the quotation answers."
package enum ReplyText {
  package static func above(_ body: String) -> String {
    var kept: [Substring] = []
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if beginsQuotation(line, after: kept) { break }
      kept.append(line)
    }
    return kept.joined(separator: "\n")
  }

  /// Everything from the quotation on.
  package static func quoted(_ body: String) -> String {
    String(body.dropFirst(above(body).count))
  }

  private static func beginsQuotation(_ line: Substring, after kept: [Substring]) -> Bool {
    let text = String(line).trimmedBlanks
    if text.hasPrefix(">") { return true }
    if text.hasPrefix("-----Original Message-----") || text.hasPrefix("----- Original Message") {
      return true
    }
    if text.hasPrefix("________________________________") { return true }
    let lower = text.lowercased()
    if lower.hasPrefix("on "), lower.hasSuffix("wrote:") { return true }
    if lower.hasPrefix("from:"),
      lower.contains("@") || kept.last.map({ String($0).trimmedBlanks.isEmpty }) == true
    {
      return true
    }
    return lower.hasPrefix("begin forwarded message")
      || lower.hasPrefix("---------- forwarded message")
  }
}
