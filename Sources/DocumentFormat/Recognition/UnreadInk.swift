import COCR

/// Ink that the reader passed over: a lone figure or tick in a cell of its own is too little for it to
/// be a line of text. What is blank by mistake is the worst of all readings.
enum UnreadInk {
  /// Points: heights of the ink of a word, and how near to each other its letters stand.
  private static let heights = 4.0...20.0
  private static let reach = 3.5
  private static let longest = 160.0

  /// Places of ink of the size of words, where no word and no box was read.
  static func places(
    in clear: Picture, besides words: [Tesseract.Word], scale: Double
  ) -> [Tesseract.Word] {
    guard let dark = clear.dark(below: 170),
      let joined = Picture(
        pixCloseSafeBrick(nil, dark.pix, l_int32(reach * scale), 1))
    else { return [] }
    let read = words.filter { $0.confidence >= Limits.leastConfidence }.map { $0.box.inset(-3) }
    return joined.darkAreas(limit: Limits.darkAreas).filter { area in
      heights.contains(Double(area.height) / scale) && area.width * 4 > area.height
        && Double(area.width) <= longest * scale && !read.contains { $0.touches(area) }
    }.map { Tesseract.Word(text: "", box: $0, confidence: 0, lineHeight: $0.height) }
  }
}
