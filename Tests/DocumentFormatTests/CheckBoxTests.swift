import PepCore
import Testing

@testable import DocumentFormat

/// Check boxes on pixels, at 200 dots per inch.
struct CheckBoxTests {
  private static let scale = 200.0 / 72

  /// Evened paper, and what is drawn on it.
  private struct Sheet {
    private var bytes = [UInt8](repeating: 200, count: 240 * 100)

    mutating func dot(_ x: Int, _ y: Int, _ grey: UInt8) {
      bytes[y * 240 + x] = min(bytes[y * 240 + x], grey)
    }

    mutating func line(_ xs: ClosedRange<Int>, _ ys: ClosedRange<Int>) {
      for x in xs { for y in ys { dot(x, y, 40) } }
    }

    /// Its top is drawn by somebody else where `isOpen`.
    mutating func box(_ x: Int, _ y: Int, isOpen: Bool = false) {
      line(x...x + 1, y...y + 29)
      line(x + 28...x + 29, y...y + 29)
      line(x...x + 29, y + 28...y + 29)
      if !isOpen { line(x...x + 29, y...y + 1) }
    }

    func signs() -> [String] {
      let bitmap = Bitmap(width: 240, height: 100, bytes: bytes, scale: CheckBoxTests.scale)
      guard let picture = Picture(bitmap) else { return [] }
      return CheckBoxes(picture, scale: CheckBoxTests.scale).pieces
        .sorted { $0.box.left < $1.box.left }
        .map { ($0.marks.contains(.doubtful) ? "doubtful " : "") + $0.text }
    }
  }

  @Test func `a box that uses the border of its cell`() {
    var sheet = Sheet()
    sheet.line(0...239, 20...21)
    sheet.box(30, 20, isOpen: true)
    sheet.box(120, 40)
    #expect(sheet.signs() == ["☐", "☐"])
  }

  /// Each pixel of the picture once, by its corners.
  @Test func `a box that lay askew has steps at its corners`() {
    var sheet = Sheet()
    sheet.line(30...49, 30...31)
    sheet.line(31...50, 31...32)
    sheet.line(30...31, 30...50)
    sheet.line(49...50, 32...49)
    sheet.line(30...48, 49...50)
    sheet.box(120, 30)
    #expect(sheet.signs() == ["☐", "☐"])
  }

  @Test func `a thin pale cross`() {
    var sheet = Sheet()
    sheet.box(30, 30)
    sheet.box(120, 30)
    for step in 3...26 {
      sheet.dot(30 + step, 30 + step, 140)
      sheet.dot(59 - step, 30 + step, 140)
    }
    #expect(sheet.signs() == ["☒", "☐"])
  }

  @Test func `specks of dirt in a box are no tick, and a blot is doubt`() {
    var sheet = Sheet()
    for x in [30, 120, 190] { sheet.box(x, 30) }
    for (x, y) in [(38, 40), (44, 47), (50, 37)] { sheet.line(x...x + 2, y...y + 1) }
    sheet.line(130...134, 40...45)
    #expect(sheet.signs() == ["☐", "doubtful ☒", "☐"])
  }

  @Test func `grain is no tick`() {
    var sheet = Sheet()
    sheet.box(30, 30)
    for step in 0..<24 * 24 where step % 2 == 0 {
      sheet.dot(33 + step % 24, 33 + step / 24, 188)
    }
    #expect(sheet.signs() == ["☐"])
  }

  /// A bold H between its neighbours, and brackets: uprights with no line from one to the other.
  @Test func `letters are no boxes`() {
    var sheet = Sheet()
    sheet.line(30...32, 30...52)
    sheet.line(48...50, 30...52)
    sheet.line(30...50, 40...42)
    sheet.box(120, 30)
    sheet.line(152...153, 30...59)
    #expect(sheet.signs().isEmpty)
  }
}
