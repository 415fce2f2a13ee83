import COCR

/// Ticks and choices between brackets, told by their shapes: a recogniser has seen few of either, so
/// it passes a lone tick over and takes brackets for letters.
struct TickMarks {
  private struct Found {
    var area: PixelBox
    var text: String
  }

  private var found: [Found] = []
  private let scale: Double

  /// Points: heights of a tick and of a bracket, and how far apart the two of a pair stand.
  private static let ticks = 4.5...15.0
  private static let brackets = 6.0...18.0
  private static let between = 1.0...14.0

  /// At the first level brackets may touch what is between them, at the second ticks are too thin.
  private static let levels = [170, 120]

  /// `clear` is a page without its lines and boxes.
  init(_ clear: Picture, scale: Double) {
    self.scale = scale
    for level in TickMarks.levels {
      guard let dark = clear.dark(below: level) else { continue }
      let all = dark.darkAreas(limit: Limits.darkAreas)
      if all.count == Limits.darkAreas { continue }
      // What is smaller is dirt, or a point.
      let areas = all.filter { Double($0.height) >= 2 * scale || Double($0.width) >= 2 * scale }
      for pair in TickMarks.pairs(areas, dark, scale) { add(pair) }
      guard level == TickMarks.levels[0] else { continue }
      for area in areas
      where TickMarks.ticks.contains(Double(area.height) / scale)
        && Shape(dark, area).isTick && TickMarks.standsAlone(area, dark)
      {
        add(Found(area: area, text: "✓"))
      }
    }
  }

  private mutating func add(_ mark: Found) {
    if !found.contains(where: { $0.area.touches(mark.area) }) { found.append(mark) }
  }

  /// A letter or figure has its neighbours beside it, and a tick a space.
  private static func standsAlone(_ area: PixelBox, _ dark: Picture) -> Bool {
    let gap = max(area.height * 3 / 8, 2)
    return [area.x - gap, area.x + area.width].allSatisfy { x in
      dark.darkness(PixelBox(x: x, y: area.y, width: gap, height: area.height)) == 0
    }
  }

  // MARK: Brackets

  private static func pairs(_ areas: [PixelBox], _ dark: Picture, _ scale: Double) -> [Found] {
    let high = areas.filter { area in
      brackets.contains(Double(area.height) / scale) && area.width * 2 <= area.height
    }
    let closing = high.filter { Shape(dark, $0).isBracket(open: false) }
    return high.filter { Shape(dark, $0).isBracket(open: true) }.compactMap { left in
      let right = closing.filter { $0.x > left.x && areLevel(left, $0) }.min { $0.x < $1.x }
      guard let right else { return nil }
      let room = right.x - left.x - left.width
      guard between.contains(Double(room) / scale) else { return nil }
      let inner = areas.filter { area in
        area.x >= left.x + left.width && area.x + area.width <= right.x
          && area.y < left.y + left.height && area.y + area.height > left.y
      }
      if inner.isEmpty { return Found(area: left.joined(right), text: "[ ]") }
      // Whatever else stands between brackets is a word.
      guard inner.count == 1 else { return nil }
      let mark = Shape(dark, inner[0])
      return mark.isCross || mark.isTick ? Found(area: left.joined(right), text: "[x]") : nil
    }
  }

  private static func areLevel(_ left: PixelBox, _ right: PixelBox) -> Bool {
    let slack = max(left.height / 6, 2)
    return abs(left.y - right.y) <= slack && abs(left.height - right.height) <= slack
  }

  var pieces: [Piece] { found.map { Piece($0.text, $0.area.box(scale), size: 0) } }

  func erase(from grey: Picture) {
    for mark in found { grey.fill(mark.area.inset(-1), with: 255) }
  }
}

/// Where the ink of a sign lies within its box, of 1 from left to right and from top to bottom.
private struct Shape {
  /// Of each column and each row: from the first dark pixel to the last; nil where there is none.
  private var columns: [ClosedRange<Double>?] = []
  private var rows: [ClosedRange<Double>?] = []
  private let dark: Picture
  private let area: PixelBox

  init(_ dark: Picture, _ area: PixelBox) {
    (self.dark, self.area) = (dark, area)
    func isDark(_ x: Int, _ y: Int) -> Bool {
      dark.darkness(PixelBox(x: area.x + x, y: area.y + y, width: 1, height: 1)) > 0
    }
    func span(_ count: Int, _ isDark: (Int) -> Bool) -> ClosedRange<Double>? {
      guard let first = (0..<count).first(where: isDark),
        let last = (0..<count).last(where: isDark)
      else { return nil }
      return (Double(first) + 0.5) / Double(count)...(Double(last) + 0.5) / Double(count)
    }
    columns = (0..<area.width).map { x in span(area.height) { isDark(x, $0) } }
    rows = (0..<area.height).map { y in span(area.width) { isDark($0, y) } }
  }

  private func inColumns(_ from: Double, _ to: Double) -> [ClosedRange<Double>] {
    Shape.part(columns, from, to)
  }

  private static func part(
    _ spans: [ClosedRange<Double>?], _ from: Double, _ to: Double
  ) -> [ClosedRange<Double>] {
    let count = Double(spans.count)
    let start = min(Int(from * count), spans.count - 1)
    return spans[start..<max(Int((to * count).rounded(.up)), start + 1)].compactMap { $0 }
  }

  private static func middle(_ spans: [ClosedRange<Double>]) -> Double {
    spans.reduce(0) { $0 + ($1.lowerBound + $1.upperBound) / 2 } / Double(max(spans.count, 1))
  }

  /// A short arm down from the left and a long one up to the right.
  var isTick: Bool {
    guard area.width * 2 >= area.height, area.width <= area.height * 2,
      let foot = rows.last ?? nil
    else { return false }
    let (low, left, right) = (
      (foot.lowerBound + foot.upperBound) / 2, inColumns(0, 0.15), inColumns(0.8, 1)
    )
    let rise = [(0.5, 0.65), (0.65, 0.8), (0.85, 1)].map { Shape.middle(inColumns($0.0, $0.1)) }
    return low > 0.13 && low < 0.6 && left.allSatisfy { $0.lowerBound > 0.28 }
      && left.contains { $0.lowerBound < 0.88 } && right.allSatisfy { $0.upperBound < 0.5 }
      && rise[0] > rise[1] + 0.05 && rise[1] > rise[2] + 0.05
  }

  /// Two strokes from corner to corner.
  var isCross: Bool {
    guard area.width * 2 >= area.height, area.width <= area.height * 2 else { return false }
    func isInk(_ x: Double, _ y: Double) -> Bool {
      let (width, height) = (Double(area.width), Double(area.height))
      return dark.darkness(
        PixelBox(
          x: area.x + Int((x - 0.1) * width), y: area.y + Int((y - 0.1) * height),
          width: Int((0.2 * width).rounded(.up)), height: Int((0.2 * height).rounded(.up)))) > 0.1
    }
    return isInk(0.5, 0.5) && isInk(0.12, 0.12) && isInk(0.88, 0.12) && isInk(0.12, 0.88)
      && isInk(0.88, 0.88) && !isInk(0.5, 0.1) && !isInk(0.5, 0.9) && !isInk(0.1, 0.5)
      && !isInk(0.9, 0.5)
  }

  func isBracket(open: Bool) -> Bool {
    let isMirrored = !open
    let upright = isMirrored ? inColumns(0.6, 1) : inColumns(0, 0.4)
    let inner = Shape.part(rows, 0.25, 0.75)
    let ends = [Array(rows.prefix(3)), Array(rows.suffix(3))].map { $0.compactMap { $0 } }
    return upright.contains { $0.upperBound - $0.lowerBound > 0.88 }
      && inner.allSatisfy { isMirrored ? $0.lowerBound > 0.35 : $0.upperBound < 0.65 }
      && ends.allSatisfy { rows in
        rows.contains { isMirrored ? $0.lowerBound < 0.35 : $0.upperBound > 0.65 }
      }
  }
}
