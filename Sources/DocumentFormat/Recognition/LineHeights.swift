/// Height of the type of a line, told by its words and what letters stand in each: a word of capitals
/// has less ink above each other than one of all kinds, and would look like another size.
struct LineHeights {
  /// In pixels, of each line that the reader numbered.
  private var heights: [Int: Double] = [:]

  init(_ words: [Tesseract.Word]) {
    for (line, words) in Dictionary(grouping: words, by: \.line) where line > 0 {
      let all = words.filter { !WordMending.isFlat($0) }.map(LineHeights.alone).sorted()
      // The reader may draw two lines into one, so its own height of a line says less.
      heights[line] = all.isEmpty ? nil : all[(all.count - 1) / 2]
    }
  }

  /// In pixels.
  func ofType(_ word: Tesseract.Word) -> Double {
    heights[word.line]
      ?? (WordMending.isFlat(word) ? Double(word.lineHeight) : LineHeights.alone(word))
  }

  /// Of sans-serif type: small letters are 0.52 of its size high, capitals and figures 0.72, and 0.21
  /// goes below the line.
  private static func alone(_ word: Tesseract.Word) -> Double {
    let goesBelow = word.text.contains { "gjpqyQ()[]{}|@".contains($0) }
    let isHigh = word.text.contains { !"acegmnopqrsuvwxyz.,;:-–—+=~".contains($0) }
    return Double(word.box.height) * 0.93 / ((isHigh ? 0.72 : 0.52) + (goesBelow ? 0.21 : 0))
  }
}
