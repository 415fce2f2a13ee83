import COCR

/// Ink that the reader passed over: a lone figure or tick in a cell of its own is too little for it to
/// be a line of text. What is blank by mistake is the worst of all readings.
struct UnreadInk {
  /// Points: heights of the ink of a word, and how near to each other its letters stand.
  private static let heights = 4.0...20.0
  private static let reach = 3.5
  private static let longest = 160.0

  /// Points of ink that may stick out of the words read from it: less than a figure is wide.
  private static let overhang = 2.5

  private let areas: [PixelBox]
  private let scale: Double

  init(_ clear: Picture, scale: Double) {
    self.scale = scale
    let dark = clear.dark(below: 170)
    let joined = dark.flatMap {
      Picture(pixCloseSafeBrick(nil, $0.pix, l_int32(UnreadInk.reach * scale), 1))
    }
    areas = (joined?.darkAreas(limit: Limits.darkAreas) ?? []).filter { area in
      UnreadInk.heights.contains(Double(area.height) / scale) && area.width * 4 > area.height
        && Double(area.width) <= UnreadInk.longest * scale
    }
  }

  /// Places of ink of the size of words, where no word and no box was read. What stands side by side
  /// is one place: the two figures of "7.5" are joined by a point that is too small to be seen alone.
  func places(besides words: [Tesseract.Word]) -> [Tesseract.Word] {
    let read = words.filter { $0.confidence >= Limits.leastConfidence || $0.isBorneOut == true }
      .map { $0.box.inset(-3) }
    var places: [PixelBox] = []
    for area in areas.sorted(by: { $0.x < $1.x }) where !read.contains(where: { $0.touches(area) })
    {
      let index = places.firstIndex { place in
        var reach = place
        reach.width += place.height
        return reach.touches(area)
      }
      if let index {
        places[index] = places[index].joined(area)
      } else {
        places.append(area)
      }
    }
    return places.map { Tesseract.Word(text: "", box: $0, confidence: 0, lineHeight: $0.height) }
  }

  /// Of "7.5" the reader may see the 7 alone: a figure with more ink beside it than was read is doubt.
  func doubted(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    var words = words
    let most = Int(UnreadInk.overhang * scale)
    for area in areas {
      let here = words.indices.filter { words[$0].box.touches(area) }
      guard here.contains(where: { words[$0].hasFigures }),
        let left = here.map({ words[$0].box.x }).min(),
        let right = here.map({ words[$0].box.x + words[$0].box.width }).max(),
        left - area.x > most || area.x + area.width - right > most
      else { continue }
      for index in here where words[index].hasFigures { words[index].isBorneOut = false }
    }
    return words
  }
}
