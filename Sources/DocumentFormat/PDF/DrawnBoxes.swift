import PepCore

/// Check boxes that a program drew as lines, since it keeps no letter for them: four sides of the
/// height of a line of text, with a cross or a tick inside or nothing.
///
/// They are looked for on the page's pixels, as its lines are. A field of a table looks much the same,
/// but its lines go on beyond it.
struct DrawnBoxes {
  private(set) var boxes: [Box] = []
  private let bitmap: Bitmap
  private let words: [Piece]

  /// Length of a side in points.
  private static let sides = 5.5...16.5
  /// Brightness below which a pixel belongs to a line: a hairline between two rows of pixels is pale.
  private static let dark = 215
  private static let slack = 1

  /// So small a page makes boxes of round letters, so none is looked for inside a word.
  init(_ bitmap: Bitmap, among words: [Piece]) {
    self.bitmap = bitmap
    self.words = words.filter { !CheckMarks.isMark($0) }
    find()
  }

  /// The side of a box divides nothing.
  func draws(_ rule: Rule) -> Bool {
    boxes.contains { box in
      let reach = 2 / bitmap.scale
      let (start, end) =
        rule.direction == .across ? (box.left, box.right) : (box.top, box.bottom)
      let (low, high) =
        rule.direction == .across ? (box.top, box.bottom) : (box.left, box.right)
      return rule.position >= low - reach && rule.position <= high + reach
        && rule.start >= start - reach && rule.end <= end + reach
    }
  }

  /// An upright line of the height of a box, in pixels.
  private struct Side {
    var x: Int
    var top: Int
    var bottom: Int
    var length: Int { bottom - top }
  }

  private mutating func find() {
    let sides = uprights()
    for (index, left) in sides.enumerated() {
      // Sorted by column, so the other side comes behind, at about the height's distance.
      for right in sides[(index + 1)...] {
        let width = right.x - left.x
        if width * 4 > left.length * 5 + 4 { break }
        guard width * 5 >= left.length * 4 - 4, abs(left.top - right.top) <= DrawnBoxes.slack,
          abs(left.bottom - right.bottom) <= DrawnBoxes.slack, isClosed(left, right)
        else { continue }
        add(left, right)
        break
      }
    }
  }

  private mutating func add(_ left: Side, _ right: Side) {
    let scale = bitmap.scale
    let box = Box(
      left: Double(left.x) / scale, top: Double(left.top) / scale,
      right: Double(right.x + 1) / scale, bottom: Double(left.bottom + 1) / scale)
    // A thick line has several uprights.
    guard !boxes.contains(where: { $0.contains(box) || box.contains($0) }),
      !words.contains(where: { $0.box.contains(box) })
    else { return }
    boxes.append(box)
  }

  /// Both level sides are there, and one of them ends with the box: a field's border may lie on the
  /// other.
  private func isClosed(_ left: Side, _ right: Side) -> Bool {
    let ends = [left.top, left.bottom].map { y -> Bool? in
      guard (left.x...right.x).allSatisfy({ isDark($0, near: y) }) else { return nil }
      return !isDark(left.x - 3, near: y) && !isDark(right.x + 3, near: y)
    }
    return !ends.contains(nil) && ends.contains(true)
  }

  private func isDark(_ x: Int, near y: Int) -> Bool {
    guard x >= 0, x < bitmap.width else { return false }
    return (max(y - DrawnBoxes.slack, 0)...min(y + DrawnBoxes.slack, bitmap.height - 1))
      .contains { Int(bitmap.bytes[$0 * bitmap.width + x]) < DrawnBoxes.dark }
  }

  /// Runs of dark pixels down a column, by column.
  private func uprights() -> [Side] {
    let shortest = Int(DrawnBoxes.sides.lowerBound * bitmap.scale)
    let longest = Int(DrawnBoxes.sides.upperBound * bitmap.scale)
    var starts = [Int](repeating: -1, count: bitmap.width)
    var found: [Side] = []
    bitmap.bytes.withUnsafeBufferPointer { pixels in
      let bytes = UnsafeRawBufferPointer(pixels)
      for y in 0...bitmap.height {
        let row = y * bitmap.width
        var next = 0
        while next < bitmap.width {
          let x = next
          // White below white: nothing begins or ends.
          if y > 0, y < bitmap.height, x + 8 <= bitmap.width, bytes.eight(at: row + x) == .max,
            bytes.eight(at: row - bitmap.width + x) == .max
          {
            next += 8
            continue
          }
          next += 1
          if y < bitmap.height, Int(pixels[row + x]) < DrawnBoxes.dark {
            if starts[x] < 0 { starts[x] = y }
          } else if starts[x] >= 0 {
            if (shortest...longest).contains(y - starts[x]), found.count < Limits.uprights {
              found.append(Side(x: x, top: starts[x], bottom: y - 1))
            }
            starts[x] = -1
          }
        }
      }
    }
    return found.sorted { ($0.x, $0.top) < ($1.x, $1.top) }
  }
}
