import COCR

/// Reads single words again by themselves and larger, which is another way to their letters: where
/// both readings of a figure agree it is not doubtful, and where they differ it is.
struct SecondLook {
  private let grey: Picture
  private let tesseract: Tesseract
  private let resolution: Int
  private var left = Limits.wordsReadAgain

  init(_ grey: Picture, _ tesseract: Tesseract, resolution: Int) {
    self.grey = grey
    self.tesseract = tesseract
    self.resolution = resolution
  }

  mutating func isSure(_ word: Tesseract.Word) -> Bool {
    let isLikely = word.confidence >= Limits.sureOfFigures
    // The shape of a word of letters and figures says too little for a second look to bear it out.
    guard word.confidence < Limits.certain, word.confidence >= Limits.leastAgreeing, left > 0,
      word.text.utf8.allSatisfy({ !(0x41...0x5A).contains($0) && !(0x61...0x7A).contains($0) })
    else { return isLikely }
    left -= 1
    guard let again = read(word) else { return isLikely }
    return again == word.text
  }

  private static let enlargement = 2.0

  /// nil where it sees nothing, as is common with a single figure.
  private func read(_ word: Tesseract.Word) -> String? {
    let margin = max(word.lineHeight / 4, 4)
    let area = word.box.inset(-margin).cut(grey.width, grey.height)
    guard
      let rectangle = boxCreate(
        l_int32(area.x), l_int32(area.y), l_int32(area.width), l_int32(area.height))
    else { return nil }
    var owned: UnsafeMutablePointer<BOX>? = rectangle
    defer { boxDestroy(&owned) }
    guard let part = Picture(pixClipRectangle(grey.pix, rectangle, nil)),
      let large = part.scaled(by: SecondLook.enlargement)
    else { return nil }
    let words = tesseract.words(
      in: large, resolution: Int(Double(resolution) * SecondLook.enlargement), mode: PSM_SINGLE_LINE
    )
    let text = (words ?? []).map(\.text).joined()
    return text.isEmpty ? nil : text
  }
}
