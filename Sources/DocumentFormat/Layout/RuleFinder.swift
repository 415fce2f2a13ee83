/// Grey pixels, row by row; 255 is white.
struct Bitmap {
  let width: Int
  let height: Int
  var bytes: [UInt8]
  /// Pixels per point.
  let scale: Double
}

/// Finds the straight lines and the edges of shaded areas on a page.
///
/// A PDF's own drawing commands are out of reach through poppler's interface, and a scan has none, so
/// both are looked at as pixels: where the brightness changes from one row to the next for a long
/// stretch, there is a line across. A thin line shows two such edges, which count as one.
struct RuleFinder {
  private let bitmap: Bitmap
  /// Change of brightness that makes an edge; the palest borders of Word differ by 38 from white.
  private let contrast: Int
  /// Breaks in an edge where another line crosses it, in pixels.
  private let bridge = 4

  init(_ bitmap: Bitmap, contrast: Int = 18) {
    self.bitmap = bitmap
    self.contrast = contrast
  }

  /// The shortest lines, in points: a bar of a title's letter is shorter across, and its stem down.
  private static let shortestAcross = 17.0
  private static let shortestDown = 9.5

  /// Strokes of letters and sides of boxes must be left out before edges are joined: brackets one
  /// below the other would make a line longer than any letter.
  func rules(leavingOut isOther: (Rule) -> Bool = { _ in false }) -> [Rule] {
    var found = Collector(scale: bitmap.scale)
    scanAcross(&found)
    scanDown(&found)
    return found.rules(leavingOut: isOther)
  }

  private func scanAcross(_ found: inout Collector) {
    let shortest = Int(RuleFinder.shortestAcross * bitmap.scale)
    bitmap.bytes.withUnsafeBufferPointer { pixels in
      let bytes = UnsafeRawBufferPointer(pixels)
      for y in 1..<max(bitmap.height, 1) {
        let above = (y - 1) * bitmap.width
        let below = y * bitmap.width
        var run = Run()
        var next = 0
        while next < bitmap.width {
          let x = next
          // Most of a page is paper: where no edge goes on and nothing changes there is nothing to see.
          if run.sign == 0, x + 8 <= bitmap.width,
            bytes.eight(at: above + x) == bytes.eight(at: below + x)
          {
            next += 8
            continue
          }
          next += 1
          let change = Int(pixels[below + x]) - Int(pixels[above + x])
          if run.takes(change, contrast, at: x, bridge) { continue }
          found.add(.across, y, run, shortest)
          run.begin(change, contrast, at: x)
        }
        found.add(.across, y, run, shortest)
      }
    }
  }

  /// Row by row as well, with one run per column: walking down columns would miss the cache.
  private func scanDown(_ found: inout Collector) {
    let shortest = Int(RuleFinder.shortestDown * bitmap.scale)
    var runs = [Run](repeating: Run(), count: bitmap.width)
    // 1 where an edge goes on, so that eight columns are asked at once.
    var goesOn = [UInt8](repeating: 0, count: bitmap.width)
    bitmap.bytes.withUnsafeBufferPointer { pixels in
      let bytes = UnsafeRawBufferPointer(pixels)
      runs.withUnsafeMutableBufferPointer { runs in
        goesOn.withUnsafeMutableBufferPointer { goesOn in
          for y in 0..<bitmap.height {
            let row = y * bitmap.width
            var next = 1
            while next < bitmap.width {
              let x = next
              if x + 8 <= bitmap.width, bytes.eight(at: row + x) == bytes.eight(at: row + x - 1),
                UnsafeRawBufferPointer(goesOn).eight(at: x) == 0
              {
                next += 8
                continue
              }
              next += 1
              let change = Int(pixels[row + x]) - Int(pixels[row + x - 1])
              if runs[x].sign == 0, abs(change) < contrast { continue }
              if runs[x].takes(change, contrast, at: y, bridge) { continue }
              found.add(.down, x, runs[x], shortest)
              runs[x].begin(change, contrast, at: y)
              goesOn[x] = runs[x].sign == 0 ? 0 : 1
            }
          }
        }
        for x in runs.indices { found.add(.down, x, runs[x], shortest) }
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Eight pixels in a row, to be compared with eight others.
  @inline(__always)
  func eight(at offset: Int) -> UInt64 { loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
}

extension RuleFinder {
  /// An edge while it goes on.
  fileprivate struct Run {
    /// Brighter or darker behind it; 0 where there is no edge.
    var sign = 0
    var start = 0
    var last = 0

    @inline(__always)
    mutating func takes(_ change: Int, _ contrast: Int, at position: Int, _ bridge: Int) -> Bool {
      if sign > 0 ? change >= contrast : sign < 0 && -change >= contrast {
        last = position
        return true
      }
      if sign == 0 { return abs(change) < contrast }
      return abs(change) < contrast && position - last <= bridge
    }

    mutating func begin(_ change: Int, _ contrast: Int, at position: Int) {
      sign = change >= contrast ? 1 : -change >= contrast ? -1 : 0
      start = position
      last = position
    }
  }

  /// Joins the edges of one line.
  fileprivate struct Collector {
    let scale: Double
    private var found: [Rule] = []
    /// Too many edges are a photograph, not a form.
    private var isFull: Bool { found.count >= Limits.edges }

    init(scale: Double) { self.scale = scale }

    mutating func add(_ direction: Rule.Direction, _ position: Int, _ run: Run, _ shortest: Int) {
      guard run.sign != 0, run.last - run.start + 1 >= shortest, !isFull else { return }
      found.append(
        Rule(
          direction: direction, position: Double(position) / scale,
          start: Double(run.start) / scale, end: Double(run.last + 1) / scale))
    }

    func rules(leavingOut isOther: (Rule) -> Bool) -> [Rule] {
      if isFull { return [] }
      let kept = found.filter { !isOther($0) }
      return Rule.joined(kept.filter { $0.direction == .across })
        + Rule.joined(kept.filter { $0.direction == .down })
    }
  }
}

extension Rule {
  /// Joins rules of one direction that lie on each other or follow each other.
  static func joined(_ rules: [Rule], reach: Double = 2.4) -> [Rule] {
    var joined: [Rule] = []
    var open = 0
    for rule in rules.sorted(by: { ($0.position, $0.start) < ($1.position, $1.start) }) {
      while open < joined.count, rule.position - joined[open].position > 2 * reach { open += 1 }
      let same = joined.indices[open...].first {
        rule.position - joined[$0].position <= reach && rule.start <= joined[$0].end + reach
          && rule.end >= joined[$0].start - reach
      }
      if let same {
        joined[same].start = min(joined[same].start, rule.start)
        joined[same].end = max(joined[same].end, rule.end)
      } else {
        joined.append(rule)
      }
    }
    return joined
  }
}
