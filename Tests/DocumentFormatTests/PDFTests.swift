import DocumentFixtures
import DocumentFormat
import PepCore
import Testing

@Suite struct PDFTests {
  init() { DocumentReader.prepare() }

  private func blocks(_ bytes: [UInt8]) throws -> [Block] {
    guard case .document(let facts) = DocumentReader.read(bytes) else {
      Issue.record("no document")
      return []
    }
    return facts.blocks
  }

  private func rows(_ bytes: [UInt8]) throws -> [[String]] {
    try blocks(bytes).flatMap { block -> [[String]] in
      guard case .table(let table) = block else { return [] }
      return table.rows.map { $0.map(\.words) }
    }
  }

  @Test func `a label of two lines and its answer stand in neighbouring cells`() throws {
    var pdf = SamplePDF()
    pdf.grid(columns: [50, 200, 500], rows: [50, 90, 130])
    pdf.text("Number of sessions missed", x: 55, y: 62, font: "B")
    pdf.text("this year", x: 55, y: 75, font: "B")
    pdf.text("4", x: 205, y: 62)
    pdf.text("Reasons", x: 55, y: 102, font: "B")
    #expect(
      try rows(pdf.bytes()) == [["Number of sessions missed this year", "4"], ["Reasons", ""]])
  }

  @Test func `merged cells cover their columns`() throws {
    var pdf = SamplePDF()
    pdf.grid(columns: [50, 200, 500], rows: [80, 110])
    pdf.line(50, 50, to: 500, 50)
    pdf.line(50, 50, to: 50, 80)
    pdf.line(500, 50, to: 500, 80)
    pdf.text("Attendance", x: 55, y: 65, font: "B")
    pdf.text("Year to date", x: 55, y: 95)
    pdf.text("96.4", x: 205, y: 95)
    guard case .table(let table) = try #require(try blocks(pdf.bytes()).first) else { return }
    #expect(table.rows.map { $0.map(\.columns) } == [[2], [1, 1]])
  }

  @Test func `without lines the gaps make the cells`() throws {
    var pdf = SamplePDF()
    for (index, row) in [("Date of birth:", "3 May 2014"), ("UPN:", "Z999301113136")].enumerated() {
      pdf.text(row.0, x: 50, y: 60 + 25 * Double(index), font: "B")
      pdf.text(row.1, x: 220, y: 60 + 25 * Double(index))
    }
    #expect(
      try rows(pdf.bytes()) == [["Date of birth:", "3 May 2014"], ["UPN:", "Z999301113136"]])
  }

  @Test func `a word that a line goes through is struck`() throws {
    var pdf = SamplePDF()
    pdf.text("Yes No", x: 50, y: 60, size: 12)
    pdf.line(50, 56, to: 70.5, 56)
    guard case .paragraph(let line) = try #require(try blocks(pdf.bytes()).first) else { return }
    #expect(line.runs.filter { $0.marks.contains(.struck) }.map(\.text) == ["Yes "])
  }

  @Test func `a line on one page strikes no word of the next`() throws {
    let line = { (words: String, left: Double, right: Double) in
      "BT /P 12 Tf 50 782 Td (\(words)) Tj ET 0.5 w \(left) 786 m \(right) 786 l S\n"
    }
    let page = { (contents: Int) in
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents \(contents) 0 R"
        + "/Resources<</Font<</P 7 0 R>>>>>>"
    }
    let streams = [line("Yes No", 50, 70.5), line("Yet So", 71, 87)].map {
      "<</Length \($0.utf8.count)>>\nstream\n\($0)endstream"
    }
    let pdf = SamplePDF.file(
      ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"]
        + [page(5), page(6)] + streams
        + ["<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"])
    let struck = try blocks(pdf).map { block in
      guard case .paragraph(let line) = block else { return "" }
      return line.runs.filter { $0.marks.contains(.struck) }.map(\.text).joined()
    }
    #expect(struck.map { $0.filter { $0 != " " } } == ["Yes", "So"])
  }

  @Test func `a word with a line under it alone is underlined`() throws {
    var pdf = SamplePDF()
    pdf.text("Yes No", x: 50, y: 60, size: 12)
    pdf.line(74, 61.5, to: 90, 61.5)
    guard case .paragraph(let line) = try #require(try blocks(pdf.bytes()).first) else { return }
    #expect(line.runs.filter { $0.marks.contains(.underlined) }.map(\.text) == ["No"])
  }

  @Test func `boxes drawn as lines are check boxes`() throws {
    var pdf = SamplePDF()
    pdf.grid(columns: [50, 200, 500], rows: [50, 80])
    pdf.text("Excluded?", x: 55, y: 62, font: "B")
    pdf.box(x: 206, y: 51, side: 10.5, isCrossed: true)
    pdf.text("Yes", x: 220, y: 61)
    pdf.box(x: 246, y: 51, side: 10.5)
    pdf.text("No", x: 260, y: 61)
    #expect(try rows(pdf.bytes()) == [["Excluded?", "\u{2612} Yes \u{2610} No"]])
  }

  @Test func `a cross typed into a drawn box is its state, a figure is not`() throws {
    var pdf = SamplePDF()
    pdf.box(x: 50, y: 50, side: 12)
    pdf.text("X", x: 52.5, y: 60)
    pdf.text("Agreed", x: 68, y: 60)
    pdf.box(x: 50, y: 90, side: 12)
    pdf.text("7", x: 53, y: 100)
    #expect(try blocks(pdf.bytes()).flatMap(\.allRuns).map(\.text) == ["\u{2612} Agreed", "7"])
  }

  @Test func `letters are no lines of the table they stand in`() throws {
    var pdf = SamplePDF()
    pdf.grid(columns: [50, 200, 500], rows: [50, 66, 82])
    pdf.text("Attendance (%)", x: 51.5, y: 61, font: "B")
    pdf.text("96.4", x: 205, y: 61)
    pdf.text("mmmmm nnnnn (£)", x: 51.5, y: 77, font: "B")
    pdf.text("mmmmm", x: 205, y: 77)
    #expect(try rows(pdf.bytes()).map(\.count) == [2, 2])
  }

  @Test func `a hint in brackets goes on in its label's paragraph`() throws {
    var pdf = SamplePDF()
    pdf.grid(columns: [50, 200, 500], rows: [50, 80])
    pdf.text("SEN status", x: 55, y: 62, font: "B")
    pdf.text("(delete as appropriate)", x: 55, y: 74)
    pdf.text("EHCP", x: 205, y: 62)
    #expect(
      try blocks(pdf.bytes()).first?.firstCell == ["SEN status (delete as appropriate)"])
  }

  @Test func `form fields are entries beside their labels`() throws {
    var pdf = SamplePDF()
    pdf.text("Attendance (%)", x: 50, y: 60, font: "B")
    pdf.field("Text1", "/FT/Tx/V(96.4)/TU(Attendance)", x: 250, y: 62, width: 100)
    pdf.text("Excluded?", x: 50, y: 90, font: "B")
    pdf.text("Yes", x: 250, y: 90)
    pdf.field(
      "Check1", "/FT/Btn/V/On/AS/On/AP<</N<</On 4 0 R/Off 4 0 R>>>>", x: 270, y: 92, width: 12)
    let bytes = pdf.bytes()
    #expect(try rows(bytes) == [["Attendance (%)", "96.4"], ["Excluded?", "Yes ☒"]])
    let runs = try blocks(bytes).flatMap(\.allRuns)
    #expect(runs.first { $0.text == "96.4" } == Run("96.4", [.entered], control: "Attendance"))
  }

  @Test
  func `a field of several lines stands on the line of its label, wherever that is beside it`()
    throws
  {
    var pdf = SamplePDF()
    pdf.text("Evidence of progress", x: 50, y: 118)
    pdf.field("A", "/FT/Tx/Ff 4096/V(Grade 4 in mocks)", x: 250, y: 120, width: 200, height: 50)
    pdf.text("Measures", x: 50, y: 178)
    pdf.field("B", "/FT/Tx/Ff 4096/V()", x: 250, y: 180, width: 200, height: 50)
    pdf.text("Views of the pupil, given above their field", x: 250, y: 200)
    pdf.text("Page 1 of 2", x: 50, y: 250)
    pdf.field("C", "/FT/Tx/Ff 4096/V(I like art.)", x: 250, y: 260, width: 200, height: 50)
    let text = try blocks(pdf.bytes()).flatMap(\.allRuns).map(\.text).joined(separator: "|")
    #expect(text.contains("Evidence of progress|Grade 4 in mocks|Measures"), "\(text)")
    #expect(text.contains("above their field|I like art."), "\(text)")
  }

  /// In one word, "half-term" would be asked of a school that wrote it.
  @Test func `words of neighbouring columns that stand close are two`() throws {
    var pdf = SamplePDF()
    for (index, row) in [("Who", "When"), ("Ms J Achebe", "half-term")].enumerated() {
      let y = 60 + 25 * Double(index)
      pdf.text("Target", x: 50, y: y)
      pdf.text(row.0, x: 200, y: y, size: 10)
      pdf.text(row.1, x: 264, y: y, size: 10)
    }
    #expect(
      try rows(pdf.bytes()) == [
        ["Target", "Who", "When"], ["Target", "Ms J Achebe", "half-term"],
      ])
  }

  @Test func `the last line of a page that counts pages is a footer wherever it stands`() throws {
    var pdf = SamplePDF()
    pdf.text("Reason for exceeding allocation", x: 50, y: 60)
    pdf.text("Printed 22/10/2026 16:04 Page 1", x: 50, y: 200)
    let places = try blocks(pdf.bytes()).compactMap { block -> Paragraph.Place? in
      guard case .paragraph(let line) = block else { return nil }
      return line.place
    }
    #expect(places == [.body, .footer])
  }

  @Test func `damaged and endless files are refused`() {
    var pdf = SamplePDF()
    pdf.text("Name", x: 50, y: 60)
    let cut = Array(pdf.bytes().prefix(40))
    #expect(DocumentReader.read(cut) == .unreadable(.truncated))
    let loop = SamplePDF.file([
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>",
    ])
    guard case .unreadable = DocumentReader.read(loop) else {
      Issue.record("a tree that holds itself was read")
      return
    }
  }

  @Test func `a password is asked for, not guessed`() {
    let key = String(repeating: "A", count: 32)
    let locked = SamplePDF.file(
      ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"],
      trailer: "/ID[(0)(0)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(\(key))/U(\(key))>>")
    #expect(DocumentReader.read(locked) == .sealed(.pdfPassword))
  }

  @Test func `the placeholder of an XFA form is no form`() {
    var pdf = SamplePDF()
    pdf.text("Please wait... If this message is not eventually replaced,", x: 50, y: 60)
    pdf.text("your PDF viewer may not be able to display this document.", x: 50, y: 75)
    #expect(DocumentReader.read(pdf.bytes()) == .unreadable(.unsupportedFormat))
  }
}

extension Block {
  var allRuns: [Run] {
    switch self {
    case .paragraph(let paragraph): paragraph.runs
    case .table(let table): table.rows.flatMap { $0.flatMap { $0.blocks.flatMap(\.allRuns) } }
    }
  }
}

extension Block {
  /// The paragraphs of a table's first cell.
  fileprivate var firstCell: [String] {
    guard case .table(let table) = self, let cell = table.rows.first?.first else { return [] }
    return lines(cell.blocks)
  }
}

extension Cell {
  var words: String { blocks.flatMap(\.allRuns).map(\.text).joined() }
}
