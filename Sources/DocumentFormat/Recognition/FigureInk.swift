import COCR

/// Signs of figures counted on the pixels: a point between two figures that the reader passed over
/// makes them ten times as much.
struct FigureInk {
  private let areas: [PixelBox]

  init(_ clear: Picture) {
    let areas = clear.dark(below: 170)?.darkAreas(limit: Limits.darkAreas) ?? []
    self.areas = areas.filter { $0.width > 1 && $0.height > 1 }
  }

  /// Figures of more dark areas than they have signs are doubt. Dirt and hyphens behind the last
  /// figure do not change it.
  func doubted(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    words.map { word in
      guard word.hasFigures else { return word }
      let inside = areas.filter { word.box.inset(-1).holds($0) }
      let high = inside.filter { $0.height * 2 > word.box.height }.map(\.x)
      guard let first = high.min(), let last = high.max(),
        inside.count(where: { (first...last).contains($0.x) })
          > word.text.reduce(0, { $0 + FigureInk.parts($1) })
      else { return word }
      var word = word
      word.isBorneOut = false
      return word
    }
  }

  /// Dark areas of a sign.
  private static func parts(_ sign: Character) -> Int {
    switch sign {
    case "%": 3
    case "i", "j", ":", ";", "=", "!", "?", "“", "”": 2
    default: 1
    }
  }
}

extension PixelBox {
  fileprivate func holds(_ other: PixelBox) -> Bool {
    other.x >= x && other.y >= y && other.x + other.width <= x + width
      && other.y + other.height <= y + height
  }
}
