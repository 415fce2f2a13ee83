import PepCore

/// Joins lines into paragraphs, as wrapping took them apart.
///
/// A label of three lines must come out as one line of text, and two labels one below the other as
/// two. The sign is the margin: a line goes on in the next one if that one's first word would not
/// have fitted behind it.
struct ParagraphBuilder {
  private(set) var paragraphs: [Paragraph] = []
  /// Where text in this column ends at the latest.
  let rightEdge: Double
  let page: PageLook
  private var runs: [Run] = []
  private var last: (chunk: Chunk, box: Box)?
  private var size = 0.0

  init(rightEdge: Double, page: PageLook) {
    self.rightEdge = rightEdge
    self.page = page
  }

  /// Takes the next line, its wide gaps as tabs.
  mutating func add(_ line: TextLine) {
    for (index, chunk) in line.chunks.enumerated() {
      if index > 0, let last, startsLabel(chunk, after: last.chunk) {
        close()
      } else if index > 0 {
        append(separator: "\t", chunk.pieces)
        last = (chunk, chunk.box)
        continue
      }
      if index == 0, let last, !goesOn(last.chunk, into: chunk) { close() }
      append(separator: runs.isEmpty ? "" : joint(before: chunk), chunk.pieces)
      last = (chunk, chunk.box)
    }
  }

  mutating func finish() -> [Block] {
    close()
    return paragraphs.map { .paragraph($0) }
  }

  /// "Name: …      Role: …" in one cell are two answers, not one with a gap.
  private func startsLabel(_ chunk: Chunk, after last: Chunk) -> Bool {
    chunk.text.contains(":") && last.text.contains(":")
  }

  private func goesOn(_ chunk: Chunk, into next: Chunk) -> Bool {
    if chunk.isField || next.isField { return false }
    let size = max(min(chunk.size, next.size), 1)
    guard let first = next.pieces.first, next.box.top - chunk.box.bottom <= size * 0.75 else {
      return false
    }
    // A hint in brackets belongs to its label, though it is seldom as bold.
    if first.text.hasPrefix("("), !ParagraphBuilder.isBullet(first.text) { return true }
    guard chunk.endsBold == first.isBold, !chunk.isHint else { return false }
    if chunk.hasOpenBracket { return true }
    if max(chunk.size, next.size) > size * 1.35 { return false }
    if ParagraphBuilder.isBullet(first.text) { return false }
    if chunk.isOpenEnded, next.startsLowercase, chunk.box.width > size * 8 { return true }
    return chunk.box.right + size * 0.25 + ParagraphBuilder.unbreakable(next) > rightEdge - size
      * 0.2
  }

  /// Width of what must stay on one line: the first word, and all of a date, whose blanks do not break.
  private static func unbreakable(_ chunk: Chunk) -> Double {
    let count = chunk.text.first?.isNumber == true && chunk.pieces[0].text.count <= 4 ? 3 : 1
    let words = chunk.pieces.prefix(count)
    return (words.last?.box.right ?? 0) - chunk.box.left
  }

  private static func isBullet(_ text: String) -> Bool {
    if ["•", "·", "▪", "–", "-", "*", "○", "☐", "☒"].contains(text) { return true }
    // "(a)" and "(iii)", but not the "(£)" behind a label.
    if text.hasPrefix("("), text.hasSuffix(")"), (3...5).contains(text.count),
      text.dropFirst().dropLast().allSatisfy({ $0.isLetter || $0.isNumber })
    {
      return true
    }
    let digits = text.prefix { $0.isNumber }.count
    return (1...2).contains(digits) && text.count == digits + 1 && ".)".contains(text.last ?? " ")
  }

  /// A word broken at its own hyphen or stroke goes on without a blank, and so does one that is wider
  /// than its column: it stands there alone, and its next letter had no room.
  private func joint(before chunk: Chunk) -> String {
    if let last = last?.chunk, last.pieces.count == 1, last.text.count >= 6,
      last.text.allSatisfy(\.isLetter), chunk.startsLowercase,
      rightEdge - last.box.right < last.size * 0.5
    {
      return ""
    }
    guard let text = runs.last?.text, text.count > 1, text.last == "-" || text.last == "/",
      text.dropLast().last?.isLetter == true, chunk.text.first?.isLetter == true
    else { return " " }
    return ""
  }

  private mutating func append(separator: String, _ pieces: [Piece]) {
    for (index, piece) in pieces.enumerated() {
      let space = index == 0 ? separator : isGlued(pieces[index - 1], piece) ? "" : " "
      size = max(size, piece.size)
      if !runs.isEmpty, runs[runs.count - 1].marks == piece.marks,
        runs[runs.count - 1].control == piece.control
      {
        runs[runs.count - 1].text += space + piece.text
      } else {
        if !space.isEmpty, !runs.isEmpty { runs[runs.count - 1].text += space }
        runs.append(Run(piece.text, piece.marks, control: piece.control))
      }
    }
  }

  /// Words that a change of font cut in two have no gap at all.
  private func isGlued(_ left: Piece, _ right: Piece) -> Bool {
    !left.isField && !right.isField && !left.isWholeWord && left.size > 0
      && right.box.left - left.box.right < 0.06 * left.size
  }

  private mutating func close() {
    if !runs.isEmpty {
      let level = size >= page.bodySize * 1.5 ? 1 : size >= page.bodySize * 1.2 ? 2 : nil
      paragraphs.append(Paragraph(runs, headingLevel: level, page: page.number))
    }
    runs = []
    last = nil
    size = 0
  }
}
