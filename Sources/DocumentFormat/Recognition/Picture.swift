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
    guard part.width > 0, part.height > 0, let data = pixGetData(pix) else { return 0 }
    let words = Int(pixGetWpl(pix))
    var greys: [Int] = []
    for y in part.y..<part.y + part.height {
      let row = data + y * words
      for x in part.x..<part.x + part.width {
        greys.append(Int(row[x >> 2] >> (24 - 8 * UInt32(x & 3)) & 255))
      }
    }
    greys.sort()
    let paper = max(greys[greys.count * 3 / 4] - Picture.grain, 1)
    let ink = greys.prefix { $0 < paper }.reduce(0) { $0 + paper - $1 }
    return Double(ink) / Double(paper * greys.count)
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
