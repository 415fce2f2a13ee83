import COCR
import PepCore

/// Check boxes found on the pixels: dark outlines of the size of a letter with four straight sides.
/// What is inside tells whether it was ticked.
struct CheckBoxes {
  private struct Found {
    var area: PixelBox
    var isTicked: Bool
  }

  private var found: [Found] = []
  private let scale: Double

  /// Outlines are thinner than letters and pale in a scan, so several levels of grey are tried, and
  /// gaps of a pixel are closed.
  private static let levels = [150, 185, 210]

  init(_ grey: Picture, scale: Double) {
    self.scale = scale
    let sides = Int(5.0 * scale)...Int(16.0 * scale)
    for level in CheckBoxes.levels {
      guard let rough = grey.dark(below: level), let dark = rough.closed(3) else { continue }
      for area in dark.darkAreas(limit: Limits.darkAreas)
      where sides.contains(area.width) && sides.contains(area.height)
        && abs(area.width - area.height) * 4 <= max(area.width, area.height)
        && !found.contains(where: { $0.area.touches(area) }) && CheckBoxes.isOutline(area, dark)
      {
        let inner = area.inset(max(area.width / 5, 3))
        found.append(Found(area: area, isTicked: dark.darkness(inner) > 0.09))
      }
    }
  }

  /// Letters such as D and O have curves where a box has its corners.
  private static func isOutline(_ area: PixelBox, _ dark: Picture) -> Bool {
    let band = max(area.width / 8, 2)
    let across = [area.y, area.y + area.height - band]
    let down = [area.x, area.x + area.width - band]
    for y in across
    where !isSide(
      0..<area.width,
      { x in
        dark.darkness(PixelBox(x: area.x + x, y: y, width: 1, height: band)) > 0
      })
    { return false }
    for x in down
    where !isSide(
      0..<area.height,
      { y in
        dark.darkness(PixelBox(x: x, y: area.y + y, width: band, height: 1)) > 0
      })
    { return false }
    for x in down {
      for y in across
      where dark.darkness(PixelBox(x: x, y: y, width: band, height: band)) < 0.2 { return false }
    }
    return true
  }

  private static func isSide(_ range: Range<Int>, _ isDark: (Int) -> Bool) -> Bool {
    range.count(where: isDark) * 10 >= range.count * 8
  }

  var pieces: [Piece] {
    found.map { box in
      let sign = box.isTicked ? SymbolFont.ticked : SymbolFont.unticked
      return Piece(String(sign), box.area.box(scale), size: 0)
    }
  }

  func erase(from grey: Picture) {
    for box in found {
      let area = box.area.inset(-2).cut(grey.width, grey.height)
      guard
        let rectangle = boxCreate(
          l_int32(area.x), l_int32(area.y), l_int32(area.width), l_int32(area.height))
      else { continue }
      pixSetInRectArbitrary(grey.pix, rectangle, 255)
      var owned: UnsafeMutablePointer<BOX>? = rectangle
      boxDestroy(&owned)
    }
  }
}
