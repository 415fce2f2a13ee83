/// What a recogniser of letters cannot know, put right from where its words stand.
enum WordMending {
  static func mended(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    let kept = words.compactMap(mended)
    // Sans-serif type hardly bends an apostrophe, so of one page's some are read as straight; but who
    // typed one curly mark had a program that made them all so.
    guard kept.contains(where: { $0.text.contains("’") }) else { return kept }
    return kept.map { word in
      var word = word
      word.text = String(word.text.map { $0 == "'" ? "’" : $0 })
      return word
    }
  }

  /// nil for a speck or the remains of a line, which are read as single signs.
  private static func mended(_ word: Tesseract.Word) -> Tesseract.Word? {
    var word = word
    // Lines are gone from the picture, so an upright bar is the word "I".
    if word.text == "|" { word.text = "I" }
    let hasLetters = word.text.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    if !hasLetters, word.confidence < Limits.signConfidence { return nil }
    if word.confidence < Limits.leastConfidence { return nil }
    // The lowest letters are half as high as their line.
    if hasLetters, word.box.height * 3 < word.lineHeight { return nil }
    // A dash is read as the long one whatever its length: the long one is as wide as the type is high.
    if word.text == "—", word.box.width * 4 < word.lineHeight * 3 { word.text = "–" }
    // A speck beside a figure is read as a hyphen; one that was typed has something on its other side.
    if word.text.hasSuffix("-"), word.text.count > 1, word.text.dropLast().allSatisfy(\.isNumber) {
      word.text.removeLast()
    }
    return word
  }
}
