import COCR

/// Words with a line through them, told on the pixels: of "Yes / No" on paper, the struck word is the
/// answer that was not meant.
struct StruckWords {
  /// How much of a word's width the line covers. Between letters there is always some paper.
  private static let coverage = 0.97
  /// Where in the height of a word a line through it lies.
  private static let middle = 0.3...0.75

  /// A page with its lines, which strokes through words are.
  let dark: Picture

  func areStruck(_ words: [Tesseract.Word]) -> [Bool] {
    words.map { word in word.text.count > 1 && word.box.width > word.box.height && isStruck(word.box) }
  }

  private func isStruck(_ box: PixelBox) -> Bool {
    let first = box.y + Int(Double(box.height) * StruckWords.middle.lowerBound)
    let last = box.y + Int(Double(box.height) * StruckWords.middle.upperBound)
    // A page that lay askew has the line in one row here and in the next there.
    let thickness = max(box.height / 8, 2)
    return (first...max(first, last - thickness)).contains { y in
      let covered = (box.x..<box.x + box.width).count { x in
        dark.darkness(PixelBox(x: x, y: y, width: 1, height: thickness)) > 0
      }
      return Double(covered) >= StruckWords.coverage * Double(box.width)
    }
  }
}
