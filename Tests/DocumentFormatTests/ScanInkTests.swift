import PepCore
import Testing

@testable import DocumentFormat

/// What a recogniser passes over, mistakes or cannot know, told on the pixels.
struct ScanInkTests {
  private static let scale = 200.0 / 72

  /// Paper with figures of ink, at 200 dots per inch.
  private struct Sheet {
    static let (width, height) = (400, 160)
    private var bytes = [UInt8](repeating: 255, count: Sheet.width * Sheet.height)

    mutating func fill(_ xs: Range<Int>, _ ys: Range<Int>, _ grey: UInt8 = 20) {
      for x in xs { for y in ys { bytes[y * Sheet.width + x] = grey } }
    }

    /// Letters as pairs of uprights with paper between.
    mutating func word(_ xs: Range<Int>, _ ys: Range<Int>) {
      for x in stride(from: xs.lowerBound, to: xs.upperBound, by: 7) {
        fill(x..<min(x + 3, xs.upperBound), ys)
      }
    }

    func picture() throws -> Picture {
      try #require(
        Picture(
          Bitmap(width: Sheet.width, height: Sheet.height, bytes: bytes, scale: ScanInkTests.scale))
      )
    }
  }

  private func word(
    _ text: String, _ x: Int, _ y: Int, width: Int = 60, height: Int = 24, line: Int = 1
  ) -> Tesseract.Word {
    Tesseract.Word(
      text: text, box: PixelBox(x: x, y: y, width: width, height: height), confidence: 95,
      lineHeight: height, line: line)
  }

  // MARK: Ink of no word

  @Test(arguments: [20, 190] as [UInt8])
  func `ink and pencil of which no word was made keep their place`(grey: UInt8) throws {
    var sheet = Sheet()
    sheet.fill(50..<110, 40..<60, grey)
    let pieces = IllegibleInk.pieces(try sheet.picture(), besides: [], scale: Self.scale)
    #expect(pieces.map(\.text) == [Run.illegible])
    #expect(pieces.map(\.marks) == [.doubtful])
  }

  @Test func `what was read, grain, dirt and dashes are no such ink`() throws {
    var sheet = Sheet()
    sheet.fill(50..<110, 40..<60)
    sheet.fill(200..<300, 40..<60, 240)
    sheet.fill(50..<52, 100..<102)
    sheet.fill(100..<115, 110..<113)
    let read = [word("Amber", 48, 38)]
    #expect(IllegibleInk.pieces(try sheet.picture(), besides: read, scale: Self.scale).isEmpty)
  }

  @Test func `one upright stroke in a line of words is I, in doubt`() throws {
    var sheet = Sheet()
    sheet.word(20..<80, 40..<64)
    sheet.fill(94..<98, 40..<64)
    sheet.fill(300..<304, 40..<64)
    let pieces = IllegibleInk.pieces(
      try sheet.picture(), besides: [word("what", 20, 40)], scale: Self.scale)
    #expect(pieces.sorted { $0.box.left < $1.box.left }.map(\.text) == ["I", Run.illegible])
    #expect(pieces.allSatisfy { $0.marks.contains(.doubtful) })
  }

  // MARK: Words over two lines

  @Test func `a word drawn over two lines is left out, and its line is as high as others`() throws {
    var sheet = Sheet()
    sheet.word(20..<60, 20..<44)
    sheet.word(20..<60, 60..<84)
    var beside = word("sessions", 100, 60)
    beside.lineHeight = 64
    let other = word("Changes", 20, 120, line: 2)
    let words =
      [word("How", 20, 20, height: 64), beside, other]
      + ["since", "met"].map { word($0, 120, 120, line: 2) }
    let left = StackedWords.leftOut(words, try #require(try sheet.picture().dark(below: 160)))
    #expect(left.map(\.text) == ["sessions", "Changes", "since", "met"])
    #expect(left.first?.lineHeight == 24)
  }

  @Test func `large print is no word over two lines`() throws {
    var sheet = Sheet()
    sheet.word(20..<120, 20..<84)
    let words = [word("PEP", 20, 20, height: 64), word("a", 20, 120), word("b", 90, 120)]
    let left = StackedWords.leftOut(words, try #require(try sheet.picture().dark(below: 160)))
    #expect(left.count == 3)
  }

  // MARK: Struck words

  @Test func `a line through a word strikes it`() throws {
    var sheet = Sheet()
    sheet.word(20..<80, 20..<44)
    sheet.word(120..<180, 20..<44)
    sheet.fill(118..<182, 32..<34)
    let dark = try #require(try sheet.picture().dark(below: 160))
    let words = [word("Yes", 20, 20), word("No", 120, 20)]
    #expect(StruckWords(dark: dark).areStruck(words) == [false, true])
  }

  @Test func `a line under a word, or over it, does not strike it`() throws {
    var sheet = Sheet()
    sheet.word(20..<80, 20..<44)
    sheet.fill(18..<82, 42..<44)
    sheet.fill(18..<82, 20..<23)
    let dark = try #require(try sheet.picture().dark(below: 160))
    #expect(StruckWords(dark: dark).areStruck([word("Yes", 20, 20)]) == [false])
  }

  // MARK: Single strokes

  @Test(arguments: [("l", "I"), ("|", "I"), ("“|", "“I"), ("l’m", "I’m"), ("all", "all")])
  func `a word of one upright stroke is I`(read: String, typed: String) {
    #expect(Typing.asTyped(read) == typed)
  }
}
