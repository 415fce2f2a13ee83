import COCR

/// Words with a line through them, told on the pixels: of "Yes / No" on paper, the struck word is the
/// answer that was not meant.
struct StruckWords {
  /// How much of its width one row of a word must cover: between letters, and in them, is always some paper,
  /// but in bold ones that touch.
  private static let coverage = 0.985
  /// Where in the height of a word a line through it lies: below the bar of a "t", above the foot of an "e".
  private static let middle = 0.38...0.72

  /// A page with its lines, which strokes through words are.
  let dark: Picture

  func areStruck(_ words: [Tesseract.Word]) -> [Bool] {
    words.map { word in
      // The bar through a "Yes" is read as that of the yen.
      word.text.hasPrefix("¥")
        || word.text.count > 1 && word.box.width > word.box.height && isStruck(word.box)
    }
  }

  private func isStruck(_ box: PixelBox) -> Bool {
    let first = box.y + Int(Double(box.height) * StruckWords.middle.lowerBound)
    let last = box.y + Int(Double(box.height) * StruckWords.middle.upperBound)
    return (first...max(first, last)).contains { y in
      let row = PixelBox(x: box.x, y: y, width: box.width, height: 1)
      return dark.darkness(row) >= StruckWords.coverage
    }
  }
}
