import COCR

/// Dirt of the glass: dots of a pixel, which a recogniser takes for points, and which break the
/// outlines of boxes.
///
/// A point of the smallest print holds twice as much ink, and no point may be lost: without it 9.5 is
/// another figure.
enum Specks {
  /// Points: sides of a speck, and the ink of one as an area of black.
  private static let side = 1.1
  private static let ink = 0.3
  /// Evened paper is grey of 200, and its grain 20 darker.
  private static let level = 172

  static func remove(from grey: Picture, scale: Double) {
    let areas = grey.dark(below: level)?.darkAreas(limit: Limits.darkAreas) ?? []
    // So many are a photograph's grain.
    if areas.count == Limits.darkAreas { return }
    let side = Int((Specks.side * scale).rounded())
    for area in areas where area.width <= side && area.height <= side {
      let around = area.inset(-1)
      let paper = grey.paper(area.inset(-2))
      if grey.blackness(around, paper: paper) < ink * scale * scale {
        grey.fill(around, with: UInt32(paper))
      }
    }
  }
}
