import DocumentFixtures
import PepCore
import Testing

struct WordTextTests {
  @Test func `runs that Word cut in pieces are one again`() throws {
    let pieces = p(r("Desig") + "<w:proofErr/>" + r("nated ") + r("teacher"))
    #expect(try runs(pieces) == [Run("Designated teacher")])
  }

  @Test func `emphasis is kept and a false toggle is off`() throws {
    let body = p(
      r("a", "<w:b/>") + r("b", "<w:b w:val=\"0\"/>") + r("c", "<w:dstrike/>")
        + r("d", "<w:highlight w:val=\"yellow\"/>") + r("e", "<w:shd w:fill=\"FFFFFF\"/>")
        + r("f", "<w:shd w:fill=\"FFFF00\"/>") + r("g", "<w:u w:val=\"single\"/><w:i/>"))
    #expect(
      try runs(body) == [
        Run("a", .bold), Run("b"), Run("c", .struck), Run("d", .highlighted), Run("e"),
        Run("f", .highlighted), Run("g", [.underlined, .italic]),
      ])
  }

  @Test func `styles give bold and strike through what they are based on`() throws {
    let styles = """
      <w:style w:type="paragraph" w:styleId="strong"><w:rPr><w:b/></w:rPr></w:style>
      <w:style w:type="character" w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>
      <w:style w:type="character" w:styleId="child"><w:basedOn w:val="gone"/></w:style>
      <w:style w:type="character" w:styleId="also"><w:rPr><w:b/></w:rPr></w:style>
      """
    let body = p(
      r("a") + r("b", "<w:rStyle w:val=\"child\"/>") + r("c", "<w:rStyle w:val=\"also\"/>"),
      "<w:pStyle w:val=\"strong\"/>")
    #expect(
      try runs(body, styles: styles) == [
        Run("a", .bold), Run("b", [.bold, .struck]), Run("c"),
      ])
  }

  @Test func `styles that are based on each other end`() throws {
    let styles = """
      <w:style w:type="character" w:styleId="a"><w:basedOn w:val="b"/></w:style>
      <w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style>
      """
    let read = try runs(p(r("x", "<w:rStyle w:val=\"a\"/>")), styles: styles)
    #expect(read == [Run("x", .bold)])
  }

  @Test func `hidden text is not read`() throws {
    #expect(try lines(p(r("seen") + r(" hidden", "<w:vanish/>"))) == ["seen"])
  }

  @Test func `breaks, tabs and hyphens become characters`() throws {
    let signs = """
      <w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d\u{AD}e</w:t>\
      <w:softHyphen/></w:r>
      """
    #expect(try lines(p(signs)) == ["a\nb\tc-de"])
  }

  @Test func `space at the ends counts only where it is preserved`() throws {
    #expect(try lines(p("<w:r><w:t> a </w:t></w:r>" + r(" b "))) == ["a b "])
  }

  @Test(arguments: [
    ("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>", "☒"),
    ("<w:sym w:font=\"Wingdings\" w:char=\"F06F\"/>", "☐"),
    ("<w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/>", "☒"),
    ("<w:sym w:font=\"Wingdings 2\" w:char=\"F0A3\"/>", "☐"),
    ("<w:sym w:font=\"Webdings\" w:char=\"F061\"/>", "☒"),
    ("<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\u{A8}</w:t>", "☐"),
    ("<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>l</w:t>", ""),
    ("<w:t>☑ ✓ ✔</w:t>", "☒ ☒ ☒"),
    ("<w:t>□</w:t>", "☐"),
  ])
  func `every drawn box is ticked or not`(content: String, expected: String) throws {
    #expect(try lines(p("<w:r>\(content)</w:r>")) == [expected])
  }

  @Test func `heading levels come from outline and style`() throws {
    var file = WordFile(
      p(r("a"), "<w:pStyle w:val=\"x\"/>") + p(r("b"), "<w:outlineLvl w:val=\"2\"/>") + p(r("c")))
    file.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"x\"><w:name w:val=\"heading 2\"/></w:style>"
    let levels = try facts(file).blocks.map { block -> Int? in
      guard case .paragraph(let paragraph) = block else { return nil }
      return paragraph.headingLevel
    }
    #expect(levels == [2, 3, nil])
  }

  @Test func `tracked changes are read as accepted`() throws {
    let body = p(
      r("Attendance ") + "<w:del><w:r><w:delText>80</w:delText></w:r></w:del>"
        + "<w:ins>\(r("94"))</w:ins><w:moveFrom>\(r("x"))</w:moveFrom>")
    let read = try facts(WordFile(body))
    #expect(lines(read.blocks) == ["Attendance 94"])
    #expect(read.remarks == [.trackedChanges])
  }

  @Test func `a deleted paragraph mark joins two paragraphs`() throws {
    let body = p(r("one "), "<w:rPr><w:del/></w:rPr>") + p(r("two")) + p(r("three"))
    #expect(try lines(body) == ["one two", "three"])
  }

  @Test func `an alternative drawing is read once and its text box follows the paragraph`() throws {
    let box = "<w:txbxContent>\(p(r("in the box")))</w:txbxContent>"
    let body = p(
      "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">\(box)</mc:Choice>"
        + "<mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent></w:r>" + r("anchor"))
    let blocks = try facts(WordFile(body)).blocks
    #expect(lines(blocks) == ["anchor", "in the box"])
    guard case .paragraph(let inner) = blocks[1] else { throw NotADocument(content: .other("")) }
    #expect(inner.place == .textBox)
  }

  @Test func `a tick of an emoji font is read from the alternative that holds text`() throws {
    let tick = """
      <w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="x"/>\
      </mc:Choice><mc:Fallback><w:t>☑</w:t></mc:Fallback></mc:AlternateContent></w:r>
      """
    #expect(try lines(p(tick)) == ["☒"])
  }

  @Test func `headers, footers and notes are placed around the body`() throws {
    var file = WordFile(
      p(r("body")) + """
        <w:sectPr><w:headerReference w:type="default" r:id="h"/><w:headerReference \
        w:type="first" r:id="unused"/><w:footerReference w:type="default" r:id="f"/></w:sectPr>
        """)
    let note =
      "<w:footnote w:type=\"separator\">\(p(r("-")))</w:footnote><w:footnote>\(p(r("n")))</w:footnote>"
    file.parts = [
      ("header", "h", file.part("hdr", p(r("top")))),
      ("header", "unused", file.part("hdr", p(r("another child")))),
      ("footer", "f", file.part("ftr", p(r("bottom")))),
      ("footnotes", "notes", file.part("footnotes", note)),
    ]
    #expect(lines(try facts(file).blocks) == ["top", "body", "bottom", "n"])
  }

  @Test func `results of fields are text and their instructions are not`() throws {
    let body = p(
      field("", "HYPERLINK \"https://school.example\"", r("our site")) + r(", ")
        + "<w:fldSimple w:instr=\"DATE\">\(r("5 October"))</w:fldSimple>")
    #expect(try lines(body) == ["our site, 5 October"])
  }
}
