/// Text in the making, with HTML's rules for white space: breaks are owed until text follows them,
/// so that nested blocks make one line end and not five.
struct TextLines {
  /// Inside `<pre>`.
  var keepsBlanks = false
  private var done = ""
  private var owesBreak = false
  private var owesTab = false
  private var owesBlank = false
  private var cellsInRow = 0
  /// For each open `<blockquote>`, whether it is shown as a quotation.
  private var quotes: [Bool] = []

  var text: String {
    var result = Substring(done)
    while result.last?.isWhitespace == true { result.removeLast() }
    return String(result)
  }

  mutating func append(_ piece: String) {
    for scalar in piece.unicodeScalars {
      let isBlank = scalar == " " || scalar == "\u{A0}" || ("\t"..."\r").contains(scalar)
      if keepsBlanks, scalar == "\n" {
        lineBreak()
      } else if isBlank, !keepsBlanks {
        owesBlank = true
      } else {
        settle()
        done.unicodeScalars.append(isBlank ? " " : scalar)
      }
    }
  }

  mutating func block() { owesBreak = true }

  mutating func lineBreak() {
    if owesBreak || owesTab { settle() }
    startLine()
    owesBlank = false
  }

  mutating func row() {
    owesBreak = true
    owesTab = false
    cellsInRow = 0
  }

  /// A tab wins over the breaks of the paragraphs that Word puts into each cell.
  mutating func cell() {
    if cellsInRow > 0 {
      owesTab = true
      owesBreak = false
    }
    cellsInRow += 1
  }

  mutating func beginQuote(isShown: Bool) { quotes.append(isShown) }

  /// - Returns: whether the quotation that ends is shown as one.
  mutating func endQuote() -> Bool { quotes.popLast() ?? false }

  private var isAtLineStart: Bool { done.isEmpty || done.utf8.last == 10 }

  private mutating func settle() {
    if owesTab {
      done += "\t"
    } else if owesBreak, !isAtLineStart {
      startLine()
    } else if owesBlank, !isAtLineStart, done.utf8.last != 9 {
      done += " "
    }
    if isAtLineStart { done += quoteMark }
    owesTab = false
    owesBreak = false
    owesBlank = false
  }

  private var quoteMark: String {
    String(repeating: "> ", count: min(quotes.count(where: { $0 }), 20))
  }

  private mutating func startLine() { done += "\n" }
}
