import COCR

/// The ruled lines of a scan: thin, long, and darker than what lies on both sides of them.
///
/// A border is half a point wide, so a scanner makes it a pale grey that no threshold for text keeps;
/// and shading is dark, but not thin. Comparing each place with its surroundings shows the one and
/// hides the other.
struct ScannedLines {
  private(set) var rules: [Rule] = []
  /// The pixels of all lines of one direction.
  private var masks: [Picture] = []

  init(_ grey: Picture, scale: Double) {
    for direction in [Rule.Direction.across, .down] {
      find(direction, in: grey, scale)
    }
  }

  /// How much darker a line must be; the grain of paper makes about 15.
  private static let contrast = 30
  /// Lengths in points: of an unbroken part, and of a whole line.
  private static let shortestPart = 9.0
  private static let shortestAcross = 24.0
  private static let shortestDown = 12.0

  private mutating func find(_ direction: Rule.Direction, in grey: Picture, _ scale: Double) {
    let isAcross = direction == .across
    let reach = l_int32((3.2 * scale).rounded()) | 1
    let part = l_int32(ScannedLines.shortestPart * scale)
    guard
      let thin = Picture(
        pixTophat(grey.pix, isAcross ? 1 : reach, isAcross ? reach : 1, l_int32(L_TOPHAT_BLACK))),
      let pale = Picture(pixInvert(nil, thin.pix)),
      let dark = pale.dark(below: 255 - ScannedLines.contrast),
      let mask = Picture(pixOpenBrick(nil, dark.pix, isAcross ? part : 1, isAcross ? 1 : part))
    else { return }
    let all = mask.darkAreas(limit: Limits.edges)
    // So many are a photograph's grain.
    if all.count == Limits.edges { return }
    let areas = ScannedLines.withoutStrokes(all, isAcross, scale)
    let shortest = isAcross ? ScannedLines.shortestAcross : ScannedLines.shortestDown
    let found = Rule.joined(areas.map { ScannedLines.rule(direction, $0.box(scale)) })
      .filter { $0.length >= shortest }
    rules += found
    guard let lines = Picture(pixCreateTemplate(mask.pix)) else { return }
    for area in areas {
      let rule = ScannedLines.rule(direction, area.box(scale))
      let isPart = found.contains {
        abs($0.position - rule.position) < 3 && $0.start <= rule.start && $0.end >= rule.end
      }
      if isPart { lines.copy(area, from: mask) }
    }
    masks.append(lines)
  }

  /// The bars of two sevens that touch are as long as a part of a line, but the line itself goes on
  /// above them.
  static func withoutStrokes(_ areas: [PixelBox], _ isAcross: Bool, _ scale: Double) -> [PixelBox] {
    func span(_ box: PixelBox) -> Span {
      isAcross
        ? (box.x, box.x + box.width, box.y + box.height / 2)
        : (box.y, box.y + box.height, box.x + box.width / 2)
    }
    let long = areas.map(span).filter { Double($0.end - $0.start) >= longestStroke * scale }
    return areas.filter { area in
      let own = span(area)
      let isShort = Double(own.end - own.start) < longestStroke * scale
      return !isShort || long.contains { goesOn($0, own, scale) }
        || !long.contains { line in
          line.start <= own.start && line.end >= own.end
            && Double(abs(line.middle - own.middle)) >= apart * scale
            && Double(abs(line.middle - own.middle)) <= nearby * scale
        }
    }
  }

  private typealias Span = (start: Int, end: Int, middle: Int)

  /// The last part of a border that lies beside another one: it is broken where the page was turned.
  private static func goesOn(_ line: Span, _ part: Span, _ scale: Double) -> Bool {
    let gap = max(part.start - line.end, line.start - part.end)
    return Double(abs(line.middle - part.middle)) < apart * scale
      && gap >= -2 && Double(gap) <= seam * scale
  }

  /// Points: a border that is broken goes on so soon.
  private static let seam = 1.5
  /// Points: strokes of letters are shorter, and lie so far from a line that is none of theirs.
  private static let longestStroke = 18.0
  private static let apart = 0.9
  private static let nearby = 6.0

  private static func rule(_ direction: Rule.Direction, _ box: Box) -> Rule {
    direction == .across
      ? Rule(direction: .across, position: box.middle, start: box.left, end: box.right)
      : Rule(direction: .down, position: box.centre, start: box.top, end: box.bottom)
  }

  func erase(from grey: Picture) {
    for mask in masks {
      // The grey seam of a line would be read as dots, so a pixel more is taken on each side.
      if let wide = Picture(pixDilateBrick(nil, mask.pix, 3, 3)) {
        pixSetMasked(grey.pix, wide.pix, 255)
      }
    }
  }
}
