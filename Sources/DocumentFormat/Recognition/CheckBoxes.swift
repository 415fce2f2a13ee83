import COCR
import PepCore

/// Check boxes found on the pixels: two upright strokes as high as they stand apart, with a line from
/// one to the other at both ends. What is inside tells whether it was ticked.
///
/// They are not looked for as connected areas, since many a box touches the border of its cell.
struct CheckBoxes {
  private struct Found {
    var area: PixelBox
    /// Ink inside, of 1 where all is black.
    var ink: Double
    /// How much of its width or height that ink touches.
    var extent: Double

    var isEmpty: Bool { ink < CheckBoxes.mostOfEmpty || extent <= CheckBoxes.widestSpeck }
    var isTicked: Bool {
      ink >= CheckBoxes.leastOfTicked && extent >= CheckBoxes.narrowestTick
    }
  }

  private var found: [Found] = []
  private let scale: Double

  /// Outlines are thinner than letters and pale in a scan, so several levels of grey are tried, and
  /// gaps of a pixel are closed.
  private static let levels = [150, 160, 172, 185]
  /// Points: sides of a box, width of its line, and how far an upright must go without a break.
  private static let sides = 6.8...16.0
  private static let stroke = 1.3
  private static let unbroken = 4.5
  /// Ink of a box: empty ones have less than 0.003, one with a thin pale cross 0.015, with a printed
  /// one 0.3. In between, nobody can tell.
  private static let mostOfEmpty = 0.005
  private static let leastOfTicked = 0.008
  /// A tick or cross goes over most of its box, dirt is a speck in it; and how much darker than the
  /// paper either must be, whose grain makes 20.
  private static let widestSpeck = 0.2
  private static let narrowestTick = 0.4
  private static let contrast = 30

  init(_ grey: Picture, scale: Double) {
    self.scale = scale
    for level in CheckBoxes.levels {
      guard let rough = grey.dark(below: level), let dark = rough.closed(3) else { continue }
      for area in CheckBoxes.framed(dark, scale)
      where !found.contains(where: { $0.area.touches(area) }) && CheckBoxes.isOutline(area, dark)
        && CheckBoxes.standsAlone(area, rough)
      {
        let inner = area.inset(max(area.width / 5, 3))
        found.append(
          Found(
            area: area, ink: grey.ink(inner),
            extent: grey.extent(inner, contrast: CheckBoxes.contrast)))
      }
    }
  }

  /// The areas between two upright strokes that may be the sides of a box.
  private static func framed(_ dark: Picture, _ scale: Double) -> [PixelBox] {
    guard let upright = Picture(pixOpenBrick(nil, dark.pix, 1, l_int32(unbroken * scale))) else {
      return []
    }
    let strokes = upright.darkAreas(limit: Limits.uprights)
      .filter { stroke in
        Double(stroke.width) <= CheckBoxes.stroke * scale
          && sides.contains(Double(stroke.height) / scale)
      }
      .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    var areas: [PixelBox] = []
    for (index, left) in strokes.enumerated() {
      for right in strokes[(index + 1)...] {
        let width = right.x + right.width - left.x
        if Double(width) > sides.upperBound * scale { break }
        let slack = max(left.height, right.height) / 5
        let top = max(left.y, right.y)
        let bottom = min(left.y + left.height, right.y + right.height)
        guard abs(left.y - right.y) <= slack, abs(left.height - right.height) <= slack,
          abs(width - (bottom - top)) * 4 <= width
        else { continue }
        areas.append(PixelBox(x: left.x, y: top, width: width, height: bottom - top))
        break
      }
    }
    return areas
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
    // The sides of a box that lay askew are drawn in steps, which leave the outermost pixels white.
    let corner = band + 1
    for x in [area.x, area.x + area.width - corner] {
      for y in [area.y, area.y + area.height - corner]
      where dark.darkness(PixelBox(x: x, y: y, width: corner, height: corner)) < 0.35 {
        return false
      }
    }
    return true
  }

  private static func isSide(_ range: Range<Int>, _ isDark: (Int) -> Bool) -> Bool {
    range.count(where: isDark) * 10 >= range.count * 9
  }

  /// Bold letters make a box with their neighbours; a box has room on both its sides. And a round
  /// letter bulges above and below its uprights, where a box has nothing or the border of its cell.
  private static func standsAlone(_ area: PixelBox, _ dark: Picture) -> Bool {
    let gap = max(area.width / 10, 2)
    let middle = area.y + area.height / 5
    let hasRoom = [area.x - gap - 1, area.x + area.width + 1].allSatisfy { x in
      dark.darkness(PixelBox(x: x, y: middle, width: gap, height: area.height * 3 / 5)) == 0
    }
    return hasRoom
      && [-3, -2, area.height + 1, area.height + 2].allSatisfy { y in
        let row = PixelBox(x: area.x, y: area.y + y, width: area.width, height: 1)
        let darkness = dark.darkness(row)
        return darkness < 0.15 || darkness > 0.85
      }
  }

  var pieces: [Piece] {
    found.map { box in
      let sign = box.ink < CheckBoxes.leastOfTicked ? SymbolFont.unticked : SymbolFont.ticked
      return Piece(
        String(box.isEmpty ? SymbolFont.unticked : sign), box.area.box(scale),
        box.isEmpty || box.isTicked ? [] : .doubtful, size: 0)
    }
  }

  func erase(from grey: Picture) {
    for box in found { grey.fill(box.area.inset(-2), with: 255) }
  }
}
