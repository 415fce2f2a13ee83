import PepCore
import Testing

@testable import DocumentFormat

/// Marks, dirt and lines of figures on pixels, at 200 dots per inch.
struct ScanMarksTests {
  private static let scale = 200.0 / 72

  /// A page without lines and boxes, and strokes drawn on it.
  private struct Sheet {
    static let (width, height) = (300, 100)
    private var bytes: [UInt8]

    init(paper: UInt8 = 255) {
      bytes = [UInt8](repeating: paper, count: Sheet.width * Sheet.height)
    }

    mutating func dot(_ x: Int, _ y: Int, _ grey: UInt8 = 20) {
      bytes[y * Sheet.width + x] = min(bytes[y * Sheet.width + x], grey)
    }

    mutating func fill(_ xs: ClosedRange<Int>, _ ys: ClosedRange<Int>, _ grey: UInt8 = 20) {
      for x in xs { for y in ys { dot(x, y, grey) } }
    }

    /// A stroke of three pixels from one place to another.
    mutating func stroke(_ from: (Int, Int), _ to: (Int, Int)) {
      let steps = max(abs(to.0 - from.0), abs(to.1 - from.1))
      for step in 0...steps {
        let x = from.0 + (to.0 - from.0) * step / steps
        let y = from.1 + (to.1 - from.1) * step / steps
        fill(x - 1...x + 1, y - 1...y + 1)
      }
    }

    mutating func tick(_ x: Int, _ y: Int) {
      stroke((x, y + 13), (x + 6, y + 20))
      stroke((x + 6, y + 20), (x + 18, y))
    }

    mutating func cross(_ x: Int, _ y: Int) {
      stroke((x, y), (x + 14, y + 16))
      stroke((x + 14, y), (x, y + 16))
    }

    mutating func brackets(_ x: Int, _ y: Int, room: Int) {
      fill(x...x + 2, y...y + 26)
      let right = x + room + 12
      fill(right + 4...right + 6, y...y + 26)
      for end in [y, y + 25] {
        fill(x...x + 6, end...end + 1)
        fill(right...right + 6, end...end + 1)
      }
    }

    var picture: Picture? {
      Picture(
        Bitmap(
          width: Sheet.width, height: Sheet.height, bytes: bytes, scale: ScanMarksTests.scale))
    }

    func marks() -> [String]? {
      picture.map { picture in
        TickMarks(picture, scale: ScanMarksTests.scale).pieces
          .sorted { $0.box.left < $1.box.left }.map(\.text)
      }
    }
  }

  // MARK: Ticks and brackets

  @Test func `a lone tick is told by its shape`() {
    var sheet = Sheet()
    sheet.tick(40, 30)
    sheet.tick(160, 50)
    #expect(sheet.marks() == ["✓", "✓"])
  }

  /// A v, a y, a stroke, an L and a 7, and a tick that has a letter for a neighbour.
  @Test func `letters and strokes are no ticks`() {
    var sheet = Sheet()
    sheet.stroke((20, 30), (28, 50))
    sheet.stroke((28, 50), (36, 30))
    sheet.stroke((60, 30), (68, 46))
    sheet.stroke((76, 30), (62, 58))
    sheet.stroke((110, 50), (122, 30))
    sheet.stroke((150, 30), (150, 50))
    sheet.stroke((150, 50), (162, 50))
    sheet.stroke((190, 30), (204, 30))
    sheet.stroke((204, 30), (194, 50))
    sheet.tick(240, 30)
    sheet.fill(262...264, 30...50)
    #expect(sheet.marks() == [])
  }

  @Test func `choices between brackets, and a word between brackets`() {
    var sheet = Sheet()
    sheet.brackets(20, 30, room: 2)
    sheet.brackets(80, 30, room: 20)
    sheet.cross(91, 33)
    sheet.brackets(140, 30, room: 20)
    sheet.tick(150, 32)
    sheet.brackets(200, 30, room: 40)
    sheet.fill(212...214, 33...49)
    sheet.fill(222...236, 33...49)
    #expect(sheet.marks() == ["[ ]", "[x]", "[x]"])
  }

  // MARK: Dirt

  @Test func `a pixel of dirt goes, a point of small print stays`() throws {
    var sheet = Sheet(paper: 200)
    sheet.dot(50, 50)
    sheet.fill(150...151, 50...51, 30)
    let picture = try #require(sheet.picture)
    Specks.remove(from: picture, scale: ScanMarksTests.scale)
    let left = try #require(picture.dark(below: 150)).darkAreas(limit: 10)
    #expect(left == [PixelBox(x: 150, y: 50, width: 2, height: 2)])
  }

  // MARK: Lines

  /// A border, the bars of two sevens below it, and a part of another line.
  @Test func `strokes of figures beside a line are no part of it`() {
    let border = PixelBox(x: 0, y: 20, width: 280, height: 2)
    let bars = PixelBox(x: 60, y: 26, width: 28, height: 3)
    let part = PixelBox(x: 60, y: 60, width: 28, height: 2)
    let left = ScannedLines.withoutStrokes([border, bars, part], true, ScanMarksTests.scale)
    #expect(left == [border, part])
  }

  /// The sides of a table within a table: the inner one broken where the page lay askew.
  @Test func `the broken end of a border beside another border is a part of it`() {
    let outer = PixelBox(x: 0, y: 0, width: 2, height: 280)
    let inner = PixelBox(x: 15, y: 0, width: 2, height: 240)
    let end = PixelBox(x: 16, y: 241, width: 2, height: 40)
    let stroke = PixelBox(x: 16, y: 100, width: 2, height: 28)
    let left = ScannedLines.withoutStrokes(
      [outer, inner, end, stroke], false, ScanMarksTests.scale)
    #expect(left == [outer, inner, end])
  }

  // MARK: Figures

  private func word(
    _ text: String, _ box: PixelBox, confidence: Double = 95, line: Int = 1, lineHeight: Int = 26
  ) -> Tesseract.Word {
    Tesseract.Word(
      text: text, box: box, confidence: confidence, lineHeight: lineHeight, line: line)
  }

  @Test func `a point between two figures that was not read is doubt`() throws {
    var sheet = Sheet()
    sheet.fill(20...32, 30...50)
    sheet.fill(36...38, 48...50)
    sheet.fill(42...54, 30...50)
    let ink = FigureInk(try #require(sheet.picture))
    let box = PixelBox(x: 20, y: 30, width: 35, height: 21)
    let words = ink.doubted([word("25", box), word("2.5", box), word("is", box)])
    #expect(words.map(\.isBorneOut) == [false, nil, nil])
  }

  /// "2027-" at the end of a line, where its hyphen was taken for dirt.
  @Test func `the hyphen of a broken date is no point`() throws {
    var sheet = Sheet()
    for x in [20, 36, 52, 68] { sheet.fill(x...x + 12, 30...50) }
    sheet.fill(84...91, 41...43)
    sheet.fill(94...96, 38...39)
    let ink = FigureInk(try #require(sheet.picture))
    let words = ink.doubted([word("2027", PixelBox(x: 20, y: 30, width: 78, height: 21))])
    #expect(words.map(\.isBorneOut) == [nil])
  }

  // MARK: Words

  @Test func `a word cut between two columns is one`() {
    let words = WordGaps.joined([
      word("suspensi", PixelBox(x: 498, y: 30, width: 127, height: 26), line: 32),
      word("other", PixelBox(x: 498, y: 80, width: 60, height: 26), line: 33),
      word("ons", PixelBox(x: 627, y: 30, width: 57, height: 26), line: 47),
      word("12", PixelBox(x: 685, y: 30, width: 30, height: 26), line: 48),
    ])
    #expect(words.map(\.text) == ["suspensions", "other", "12"])
  }

  /// The reader drew the first line and the one above it into one.
  @Test func `words of capitals and of all letters have type of one size`() {
    let first = [("Date", 20), ("of", 20), ("next", 19), ("PEP", 20)].enumerated().map {
      word(
        $1.0, PixelBox(x: $0 * 60, y: 30, width: 50, height: $1.1), line: 1, lineHeight: 43)
    }
    let second = word("meeting", PixelBox(x: 0, y: 60, width: 90, height: 26), line: 2)
    let heights = LineHeights(first + [second])
    #expect(first.map { abs(heights.ofType($0) - 26) < 1 } == [true, true, true, true])
    #expect(abs(heights.ofType(second) - 26) < 1)
  }

  @Test(arguments: [(6, "-"), (14, "–")])
  func `a wide hyphen is a dash`(width: Int, text: String) {
    #expect(WordMending.asTyped("-", width: width, typeHeight: 27) == text)
  }

  // MARK: Bold

  @Test func `one word of doubtful look is like its line`() {
    let looks = StrokeWeight.looks(
      [1, 1, -0.4, 1], [false, false, false, false], before: nil)
    #expect(looks == [true, true, true, true])
  }

  @Test func `an answer behind its label has a look of its own`() {
    let looks = StrokeWeight.looks(
      [0.9, 0.7, -0.3, -0.1], [false, true, false, false], before: nil)
    #expect(looks == [true, true, false, false])
  }

  @Test func `a word that tells nothing goes on as the line above it`() {
    #expect(StrokeWeight.looks([-0.1], [false], before: true) == [true])
    #expect(StrokeWeight.looks([-0.1], [false], before: nil) == [false])
  }

  // MARK: Choices

  @Test func `a gap before the next box of a choice begins no column`() {
    func piece(_ text: String, _ left: Double, _ right: Double) -> Piece {
      Piece(text, Box(left: left, top: 0, right: right, bottom: 10), size: 10)
    }
    let choice = TextLine.lines(of: [
      piece("Excluded?", 0, 50), piece("☐", 54, 64), piece("Yes", 67, 85), piece("☒", 105, 115),
      piece("No", 118, 130),
    ])
    #expect(choice.map(\.isChoice) == [true])
    let columns = TextLine.lines(of: [piece("Invited", 0, 40), piece("☒", 105, 115)])
    #expect(columns.map(\.isChoice) == [false])
  }

  /// A word wider than its column is broken without a hyphen.
  @Test(arguments: [
    (right: 95.0, "Educational establishment"), (right: 80.0, "Educational establish ment"),
  ]) func `a word broken for want of room is one word`(right: Double, text: String) {
    var builder = ParagraphBuilder(
      rightEdge: 97, page: PageLook(number: 1, bodySize: 10))
    for (index, (word, right)) in [
      ("Educational", 90.0), ("establish", right), ("ment", 50.0),
    ].enumerated() {
      let top = Double(index) * 12
      let box = Box(left: 20, top: top, right: right, bottom: top + 10)
      for line in TextLine.lines(of: [Piece(word, box, [], size: 10)]) { builder.add(line) }
    }
    let written = builder.finish().flatMap { block -> [String] in
      if case .paragraph(let paragraph) = block {
        [paragraph.runs.map(\.text).joined()]
      } else {
        []
      }
    }
    #expect(written.joined(separator: " ") == text)
  }
}
