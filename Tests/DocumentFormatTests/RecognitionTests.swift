import Testing

@testable import DocumentFormat

/// What is made of words as a recogniser gives them.
struct RecognitionTests {
  private func word(
    _ text: String, x: Int = 0, width: Int = 100, confidence: Double = 95, line: Int = 1
  ) -> Tesseract.Word {
    Tesseract.Word(
      text: text, box: PixelBox(x: x, y: 0, width: width, height: 20), confidence: confidence,
      lineHeight: 26, line: line)
  }

  // MARK: A second look

  @Test func `two equal readings settle a doubt, spaces apart`() {
    let settled = SecondLook.settled([[word("anhour")], [word("an"), word("hour")]])
    #expect(settled?.map(\.text) == ["an", "hour"])
    #expect(settled?.allSatisfy { $0.isBorneOut == true } == true)
  }

  @Test func `readings that differ are doubt`() {
    let readings = [[word("87", confidence: 60)], [word("81", confidence: 88)]]
    #expect(SecondLook.settled(readings) == nil)
    let unsettled = SecondLook.unsettled(readings)
    #expect(unsettled.map(\.text) == ["81"])
    #expect(unsettled.map(\.isBorneOut) == [false])
  }

  @Test func `a third reading settles what two could not`() {
    let settled = SecondLook.settled([[word("81")], [word("87")], [word("87")]])
    #expect(settled?.map(\.text) == ["87"])
  }

  @Test func `two guesses settle no figure`() {
    let guesses = [
      [word("81", confidence: 60)], [word("87", confidence: 8)], [word("87", confidence: 11)],
    ]
    #expect(SecondLook.settled(guesses) == nil)
    #expect(SecondLook.unsettled(guesses).map(\.text) == ["81"])
    let letters = [[word("Cost", confidence: 9)], [word("Cost", confidence: 8)]]
    #expect(SecondLook.settled(letters)?.map(\.text) == ["Cost"])
  }

  /// Of "Yr 4" both larger looks saw "Yr".
  @Test func `a figure that one reading saw is not lost`() {
    #expect(SecondLook.settled([[word("Yr4")], [word("Yr")], [word("Yr")]]) == nil)
    #expect(SecondLook.settled([[word("1t")], [word("It")], [word("It")]]) != nil)
  }

  @Test func `of equal readings the likelier is taken, which has its words at the right places`() {
    let readings = [
      [word("yr4", confidence: 66)], [word("Yr4", confidence: 84)],
      [word("Yr", confidence: 8), word("4", confidence: 9)],
    ]
    #expect(SecondLook.settled(readings)?.map(\.confidence) == [84])
  }

  @Test func `crosses of all sizes are one cross`() {
    #expect(SecondLook.settled([[word("xX")], [word("Xx")]]) != nil)
    #expect(SecondLook.settled([[word("xX")], [word("X2")]]) == nil)
  }

  /// The second line of "11 / 01" and "/ 2027".
  @Test func `a stroke that leans more or less does not put the year beside it in doubt`() {
    let readings = [
      [word("12027", confidence: 34)], [word("/", confidence: 64), word("2027")],
      [word("|", confidence: 41), word("2027", confidence: 87)],
    ]
    let settled = SecondLook.settled(readings)
    #expect(settled?.map(\.text) == ["/", "2027"])
  }

  @Test func `of readings that differ in one word the others are certain`() {
    let readings = [
      [word("14"), word("Oct", confidence: 40)], [word("14"), word("0ct", confidence: 50)],
    ]
    #expect(SecondLook.unsettled(readings).map(\.isBorneOut) == [true, false])
  }

  @Test(arguments: [
    ("Yr", "4", 40.0, true), ("Yri", "", 95, true), ("Yr", "s", 95, true),
    ("Year", "12", 95, false),
    ("Year", "12", 95, false), ("Year", "group", 95, false), ("Years", "", 95, false),
    ("Yr", "4", 95, false), ("Yrg9", "", 95, true),
  ]) func `figures of a year group are read again where they are none, or in doubt`(
    year: String, next: String, confidence: Double, isRead: Bool
  ) {
    var words = [word(year, width: 30)]
    if !next.isEmpty { words.append(word(next, x: 40, width: 12, confidence: confidence)) }
    let group = YearFigures.group(at: 0, in: words)
    #expect((group != nil) == isRead)
  }

  @Test func `words in doubt side by side are read together`() {
    let groups = SecondLook.groups([
      word("sure", x: 0), word("an", x: 110, confidence: 50), word("hour", x: 220, confidence: 50),
      word("far", x: 500, confidence: 50), word("below", x: 610, confidence: 50, line: 2),
    ])
    #expect(groups.map { $0.map(\.text) } == [["sure"], ["an", "hour"], ["far"], ["below"]])
  }

  @Test func `a word inside the box of another is read with it`() {
    let groups = SecondLook.groups([
      word("06", x: 0, width: 82, confidence: 89), word("/", x: 36, width: 10),
      word("08", x: 57, width: 24), word("2010", x: 108),
    ])
    #expect(groups.map { $0.map(\.text) } == [["06", "/", "08"], ["2010"]])
  }

  @Test func `what is left of a border is no word`() {
    let words = [
      word("time", width: 35), word("7", x: 40, width: 78, confidence: 37),
      word("for", x: 130, width: 30), word("5", x: 170, width: 12, confidence: 37),
    ]
    #expect(WordMending.mended(words).map(\.text) == ["time", "for", "5"])
  }

  // MARK: Gaps

  /// "09 / 7", where the reader drew the stroke into the box of the figures or a pixel short.
  @Test(arguments: [
    ([(0, 52), (30, 22), (70, 12)], [0, 40, 70], [28, 12, 12]),
    ([(0, 39), (40, 12), (50, 32)], [0, 40, 70], [39, 12, 12]),
    ([(0, 28), (40, 12), (70, 12)], [0, 40, 70], [28, 12, 12]),
  ]) func `words end where the gap between them is`(
    boxes: [(Int, Int)], lefts: [Int], widths: [Int]
  ) throws {
    var bytes = [UInt8](repeating: 255, count: 200 * 20)
    for x in [0, 16, 40, 70] { for y in 0..<20 { for i in 0..<12 { bytes[y * 200 + x + i] = 0 } } }
    let page = Picture(Bitmap(width: 200, height: 20, bytes: bytes, scale: 1))
    let dark = try #require(page?.dark(below: 170))
    let words = WordGaps.bounded(
      zip(["09", "/", "7"], boxes).map { word($0, x: $1.0, width: $1.1) }, dark)
    #expect(words.map(\.box.x) == lefts)
    #expect(words.map(\.box.width) == widths)
  }

  @Test func `words run together part at their gaps`() {
    // "hour" has 4.5 letters' width, "a" 0.6 and "week" 2.4 of the sum.
    let parts = WordGaps.parted(word("houraweek", width: 149), at: [53..<62, 75..<84])
    #expect(parts.map(\.text) == ["hour", "a", "week"])
    #expect(parts.map(\.box.x) == [0, 62, 84])
  }

  @Test(arguments: ["2011", "school.", "(it"])
  func `no gap parts figures, or a sign from its word`(text: String) {
    let gap = text == "school." ? 90..<98 : text == "(it" ? 30..<55 : 46..<54
    #expect(WordGaps.parted(word(text), at: [gap]).map(\.text) == [text])
  }

  @Test func `wide type has wide gaps everywhere, and none is a space`() {
    #expect(WordGaps.spaces(among: [10..<17, 30..<39], least: 8).isEmpty)
    #expect(WordGaps.spaces(among: [10..<12, 30..<39], least: 8) == [30..<39])
  }

  // MARK: Signs

  @Test(arguments: [
    ("I've", "I’ve"), ("'None'", "‘None’"), ("[]", "[ ]"), ("Yes[]", "Yes[ ]"), ("[xj", "[x]"),
    ("Tl", "T1"), ("Al", "Al"), ("\"more", "“more"), ("lfeoma", "Ifeoma"), ("lt", "It"),
    ("ltd", "ltd"), ("diggers!\"", "diggers!”"),
  ])
  func `signs as they were typed`(read: String, typed: String) {
    #expect(Typing.asTyped(read) == typed)
  }

  @Test func `a tick read as a letter is a tick`() {
    let words = WordMending.mended([word("vv", confidence: 26), word("xX", confidence: 38)])
    #expect(words.map(\.text) == ["✓", "x"])
    #expect(words.allSatisfy { $0.isBorneOut == true })
  }

  @Test func `a speck beside a figure makes it doubt`() {
    var speck = word(".", x: 24, width: 3, confidence: 20)
    speck.box = PixelBox(x: 24, y: 17, width: 3, height: 3)
    let words = WordMending.mended([
      word("7", x: 10, width: 12), speck, word("5", x: 30, width: 12),
      word("94", x: 400, width: 30),
    ])
    #expect(words.map(\.text) == ["7", "5", "94"])
    #expect(words.map(\.isBorneOut) == [false, false, nil])
  }

  @Test func `a box read as a round letter is doubt`() {
    let words = WordMending.mended([word("O"), word("Yes"), word("x"), word("No")])
    #expect(words.first?.isBorneOut == false)
  }

  /// An empty pair of brackets that is lost makes the other choice the only one.
  @Test func `an empty pair of brackets is kept`() {
    #expect(WordMending.mended([word("{[]", confidence: 39)]).map(\.text) == ["[ ]"])
  }

  @Test func `remains of a border are no dash`() {
    var remains = word("—", width: 13, confidence: 63)
    remains.box.height = 35
    #expect(WordMending.isRemains(remains))
    var dash = word("—", width: 14, confidence: 21)
    dash.box.height = 3
    #expect(!WordMending.isRemains(dash))
    #expect(WordMending.mended([dash]).map(\.text) == ["–"])
  }

  // MARK: Pupil numbers

  @Test(arguments: [
    ("T997513630602", "T997513630602", true), ("7997513630602", "T997513630602", true),
    ("£997383724801", "E997383724801", true), ("T997513630603", "T997513630603", false),
    ("9997513630602", "9997513630602", false),
  ])
  func `a pupil number is borne out by its letter`(read: String, text: String, isSure: Bool) {
    let number = PupilNumber(read)
    #expect(number?.text == text)
    #expect(number?.isSure == isSure)
  }

  @Test func `other words are no pupil numbers`() {
    #expect(PupilNumber("0117496000123") == nil || PupilNumber("0117496000123")?.isSure == false)
    #expect(PupilNumber("Attendance") == nil)
  }
}
