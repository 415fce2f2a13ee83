/// A rectangle on a page in points, the origin at the top left.
struct Box: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var middle: Double { (top + bottom) / 2 }
  var centre: Double { (left + right) / 2 }

  func contains(_ other: Box) -> Bool {
    other.centre >= left && other.centre <= right && other.middle >= top && other.middle <= bottom
  }

  func union(_ other: Box) -> Box {
    Box(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  /// How much of the lower of the two heights is shared: 1 for boxes on one line of text.
  func sharedHeight(_ other: Box) -> Double {
    let shared = min(bottom, other.bottom) - max(top, other.top)
    return shared / max(min(height, other.height), 0.1)
  }

  /// Whether every edge is a number, and no farther from the corner than this.
  func isWithin(_ distance: Double) -> Bool {
    [left, top, right, bottom].allSatisfy { abs($0) <= distance }
  }

  func overlapsAcross(_ other: Box) -> Bool { left < other.right && other.left < right }
}
