import PepCore

/// Ink that no word was made of: handwriting, a stamp, a figure too faint for the reader. Its place
/// says that something stands there, or a school would be asked for what it wrote by hand.
enum IllegibleInk {
  /// Points. What is lower or thinner is dirt or a dash, what is higher a picture or the edge of the
  /// glass.
  private static let heights = 4.0...90.0
  private static let least = 0.8
  private static let reach = 3.0

  /// Pencil is far lighter than print; the grain of paper is lighter still.
  private static let level = 215

  /// `clear` is a page without its lines, boxes and ticks; `words` are all that was read of it.
  static func pieces(
    _ clear: Picture, besides words: [Tesseract.Word], scale: Double
  ) -> [Piece] {
    guard let dark = clear.dark(below: level),
      let areas = dark.closed(Int(reach * scale))?.darkAreas(limit: Limits.darkAreas),
      areas.count < Limits.darkAreas
    else { return [] }
    // A comma, an accent or the tail of a letter belongs to the word beside it.
    let read = words.map { $0.box.inset(-max($0.lineHeight / 4, 3)) }
    let unread = areas.filter { area in
      heights.contains(Double(area.height) / scale) && Double(area.width) >= least * scale
        && !read.contains { $0.touches(area) }
    }
    return unread.map { area in
      Piece(isI(area, words) ? "I" : Run.illegible, area.box(scale), .doubtful)
    }
  }

  /// One upright stroke in a line of words is the word "I", which is too little for the reader. Still it is
  /// doubt: it may be a figure.
  private static func isI(_ area: PixelBox, _ words: [Tesseract.Word]) -> Bool {
    area.width * 3 <= area.height
      && words.contains { word in
        let gap = max(
          word.box.x - area.x - area.width, area.x - word.box.x - word.box.width)
        return gap < word.box.height && abs(word.box.height - area.height) * 2 < area.height
          && abs(word.box.y - area.y) * 2 < area.height
      }
  }
}
