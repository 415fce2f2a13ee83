import COCR

/// A picture in leptonica's hands, freed with its last owner.
final class Picture {
  let pix: UnsafeMutablePointer<PIX>

  /// Takes over a picture that a leptonica function made; nil where it made none.
  init?(_ pix: UnsafeMutablePointer<PIX>?) {
    guard let pix else { return nil }
    self.pix = pix
  }

  deinit {
    var owned: UnsafeMutablePointer<PIX>? = pix
    pixDestroy(&owned)
  }

  var width: Int { Int(pixGetWidth(pix)) }
  var height: Int { Int(pixGetHeight(pix)) }

  func inGrey() -> Picture? { Picture(pixConvertTo8(pix, 0)) }

  func scaled(by factor: Double) -> Picture? {
    Picture(pixScale(pix, l_float32(factor), l_float32(factor)))
  }

  func turned(quarters: Int) -> Picture? {
    Picture(pixRotateOrth(pix, l_int32(quarters & 3)))
  }

  /// Evened paper is grey of 200, and what was erased from it is white: without the step between the
  /// two, which is read as strokes of letters.
  func whitened() -> Picture? { Picture(pixGammaTRC(nil, pix, 1, 0, 190)) }

  /// One bit for each pixel, set where it is dark.
  func dark(below level: Int) -> Picture? { Picture(pixThresholdToBinary(pix, l_int32(level))) }

  func closed(_ size: Int) -> Picture? {
    Picture(pixCloseSafeBrick(nil, pix, l_int32(size), l_int32(size)))
  }

  /// Boxes of the connected dark areas, as left, top, width and height in pixels.
  func darkAreas(limit: Int) -> [PixelBox] {
    guard let boxes = pixConnCompBB(pix, 8) else { return [] }
    defer {
      var owned: UnsafeMutablePointer<BOXA>? = boxes
      boxaDestroy(&owned)
    }
    var areas: [PixelBox] = []
    for index in 0..<min(boxaGetCount(boxes), l_int32(limit)) {
      var x: l_int32 = 0
      var y: l_int32 = 0
      var width: l_int32 = 0
      var height: l_int32 = 0
      boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height)
      areas.append(PixelBox(x: Int(x), y: Int(y), width: Int(width), height: Int(height)))
    }
    return areas
  }

  /// Takes over the pixels of a rectangle.
  func copy(_ box: PixelBox, from other: Picture) {
    let (x, y) = (l_int32(box.x), l_int32(box.y))
    pixRasterop(
      pix, x, y, l_int32(box.width), l_int32(box.height), l_int32(PIX_SRC), other.pix, x, y)
  }

  /// Of a picture of one bit: how much of a rectangle is dark, 0 to 1.
  func darkness(_ box: PixelBox) -> Double {
    let part = box.cut(width, height)
    guard part.width > 0, part.height > 0 else { return 0 }
    var dark = 0
    let words = Int(pixGetWpl(pix))
    guard let data = pixGetData(pix) else { return 0 }
    for y in part.y..<part.y + part.height {
      let row = data + y * words
      for x in part.x..<part.x + part.width {
        dark += Int(row[x >> 5] >> (31 - UInt32(x & 31)) & 1)
      }
    }
    return Double(dark) / Double(part.width * part.height)
  }
}

extension Picture {
  /// How far below the brightest quarter of paper its grain goes.
  private static let grain = 12

  /// Of a grey picture: how dark a rectangle is, 0 for paper and 1 for black.
  func ink(_ box: PixelBox) -> Double {
    let part = box.cut(width, height)
    guard part.width > 0, part.height > 0 else { return 0 }
    let paper = max(self.paper(box) - Picture.grain, 1)
    return blackness(box, paper: paper) / Double(part.width * part.height)
  }

  /// The grey that a quarter of a rectangle is not darker than.
  func paper(_ box: PixelBox) -> Int {
    let greys = greys(box).sorted()
    return greys.isEmpty ? 255 : max(Int(greys[greys.count * 3 / 4]), 1)
  }

  /// How many pixels of black would hold a rectangle's ink, as far as it is darker than `paper`.
  func blackness(_ box: PixelBox, paper: Int) -> Double {
    Double(greys(box).reduce(0) { $0 + max(0, paper - Int($1)) }) / Double(paper)
  }

  /// How much of a rectangle's width or height, whichever is more, one stretch goes over of what is
  /// `contrast` darker than its paper.
  func extent(_ box: PixelBox, contrast: Int) -> Double {
    let part = box.cut(width, height)
    let greys = greys(box)
    guard !greys.isEmpty else { return 0 }
    let limit = paper(box) - contrast
    let touched = greys.indices.filter { Int(greys[$0]) < limit }
    let across = Picture.longestRun(of: Set(touched.map { $0 % part.width }))
    let down = Picture.longestRun(of: Set(touched.map { $0 / part.width }))
    return max(Double(across) / Double(part.width), Double(down) / Double(part.height))
  }

  private static func longestRun(of places: Set<Int>) -> Int {
    var longest = 0
    var run = 0
    var last: Int?
    for place in places.sorted() {
      run = last == place - 1 ? run + 1 : 1
      longest = max(longest, run)
      last = place
    }
    return longest
  }

  /// Row by row.
  private func greys(_ box: PixelBox) -> [UInt8] {
    let part = box.cut(width, height)
    guard part.width > 0, part.height > 0, let data = pixGetData(pix) else { return [] }
    let words = Int(pixGetWpl(pix))
    var greys: [UInt8] = []
    for y in part.y..<part.y + part.height {
      let row = data + y * words
      for x in part.x..<part.x + part.width {
        greys.append(UInt8(truncatingIfNeeded: row[x >> 2] >> (24 - 8 * UInt32(x & 3))))
      }
    }
    return greys
  }

  func fill(_ box: PixelBox, with grey: UInt32) {
    let area = box.cut(width, height)
    guard
      let rectangle = boxCreate(
        l_int32(area.x), l_int32(area.y), l_int32(area.width), l_int32(area.height))
    else { return }
    pixSetInRectArbitrary(pix, rectangle, grey)
    var owned: UnsafeMutablePointer<BOX>? = rectangle
    boxDestroy(&owned)
  }
}

struct PixelBox: Equatable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  func cut(_ columns: Int, _ rows: Int) -> PixelBox {
    let left = min(max(x, 0), columns)
    let top = min(max(y, 0), rows)
    return PixelBox(
      x: left, y: top, width: min(max(x + width, left), columns) - left,
      height: min(max(y + height, top), rows) - top)
  }

  func touches(_ other: PixelBox) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  func inset(_ by: Int) -> PixelBox {
    PixelBox(x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by)
  }

  func box(_ scale: Double) -> Box {
    Box(
      left: Double(x) / scale, top: Double(y) / scale, right: Double(x + width) / scale,
      bottom: Double(y + height) / scale)
  }
}
