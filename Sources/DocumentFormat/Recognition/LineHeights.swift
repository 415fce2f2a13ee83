/// Height of the type of a line, whatever letters stand in it: one of small letters alone has half the
/// ink above and below each other that one of all kinds has, and would look like another size.
struct LineHeights {
  private var factors: [Int: Double] = [:]

  init(_ words: [Tesseract.Word]) {
    for (line, words) in Dictionary(grouping: words, by: \.line) {
      factors[line] = LineHeights.factor(words.map(\.text).joined())
    }
  }

  /// In pixels.
  func ofType(_ word: Tesseract.Word) -> Double {
    // Else the reader drew two lines into one. A dash is lower than any line.
    let isOneLine = word.lineHeight <= word.box.height * 9 / 4 || WordMending.isFlat(word)
    return isOneLine
      ? Double(word.lineHeight) * (factors[word.line] ?? 1)
      : Double(word.box.height) * LineHeights.factor(word.text)
  }

  /// Of sans-serif type: small letters are 0.52 of its size high, capitals and figures 0.72, and 0.21
  /// goes below the line.
  static func factor(_ text: String) -> Double {
    let goesBelow = text.contains { "gjpqyQ()[]{},;/|@".contains($0) }
    let isHigh = text.contains {
      $0.isUppercase || $0.isNumber || "bdfhijklt()[]{}/|@“”‘’?!".contains($0)
    }
    let height = (isHigh ? 0.72 : 0.52) + (goesBelow ? 0.21 : 0)
    return 0.93 / height
  }
}
