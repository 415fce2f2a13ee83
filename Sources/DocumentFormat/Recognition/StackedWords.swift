import COCR

/// Words that the reader drew over two lines: a lone figure between two long questions is too little to
/// be a line for it, so it goes into the word above or below and is lost with it.
///
/// Such words are left out, and what stands there is read again as ink that was passed over.
enum StackedWords {
  /// In heights of the page's usual word.
  private static let height = 1.6
  private static let band = 0.5

  static func leftOut(_ words: [Tesseract.Word], _ dark: Picture) -> [Tesseract.Word] {
    let heights = words.map(\.box.height).sorted()
    guard !heights.isEmpty else { return words }
    let usual = Double(heights[heights.count / 2])
    let isStacked = words.map { word in
      Double(word.box.height) > height * usual
        && bands(word.box, dark).count { Double($0) >= band * usual } > 1
    }
    let lines = Set(zip(words, isStacked).filter(\.1).map(\.0.line))
    let lineHeights = words.map(\.lineHeight).sorted()
    return zip(words, isStacked).filter { !$0.1 }.map { word, _ in
      var word = word
      // Else the words that are left would be specks in a line so high.
      if lines.contains(word.line) {
        word.lineHeight = min(word.lineHeight, lineHeights[lineHeights.count / 2])
      }
      return word
    }
  }

  /// Heights of the stretches of rows that hold ink.
  private static func bands(_ box: PixelBox, _ dark: Picture) -> [Int] {
    var bands: [Int] = []
    var isInked = false
    for y in box.y..<box.y + box.height {
      let row = PixelBox(x: box.x, y: y, width: box.width, height: 1)
      guard dark.darkness(row) > 0 else {
        isInked = false
        continue
      }
      if isInked { bands[bands.count - 1] += 1 } else { bands.append(1) }
      isInked = true
    }
    return bands
  }
}
