import DocumentFixtures
import PepCore
import Testing

struct WordFormTests {
  @Test func `a text control is an entry under its alias`() throws {
    let body = p(r("Name: ") + control("<w:alias w:val=\"Child\"/><w:tag w:val=\"c\"/>", r("Ada")))
    #expect(try runs(body) == [Run("Name: "), Run("Ada", .entered, control: "Child")])
  }

  @Test func `a control that shows its prompt holds no answer`() throws {
    let body = p(control("<w:tag w:val=\"t\"/><w:showingPlcHdr/>", r("Click here to enter text.")))
    #expect(
      try runs(body) == [Run("Click here to enter text.", [.entered, .prompt], control: "t")])
  }

  @Test func `a drop-down's choice is marked`() throws {
    let body = p(control("<w:dropDownList/>", r("Year 9")))
    #expect(try runs(body) == [Run("Year 9", [.entered, .chosen])])
  }

  @Test(arguments: [
    ("1", "☒", "☒"), ("0", "☐", "☐"), ("0", "", "☐"), ("1", "", "☒"), ("0", "☒", "☒"),
  ])
  func `a check box shows what is drawn, else its state`(
    state: String, sign: String, expected: String
  ) throws {
    let body = p(
      control(
        "<w14:checkbox><w14:checked w14:val=\"\(state)\"/></w14:checkbox>",
        sign.isEmpty ? "" : r(sign)))
    #expect(try runs(body) == [Run(expected, .entered)])
  }

  @Test func `controls around paragraphs, cells and rows are seen through`() throws {
    let around = control("<w:alias w:val=\"block\"/>", p(r("a")))
    let cellLevel = control("<w:alias w:val=\"cell\"/>", cell("c"))
    let rowLevel = control("<w:alias w:val=\"row\"/>", row(cell("label"), cellLevel))
    let blocks = try facts(WordFile(around + table(rowLevel))).blocks
    guard case .paragraph(let first) = blocks[0], case .table(let table) = blocks[1],
      case .paragraph(let label) = table.rows[0][0].blocks[0],
      case .paragraph(let answer) = table.rows[0][1].blocks[0]
    else { throw NotADocument(content: .other("")) }
    #expect(first.runs == [Run("a", .entered, control: "block")])
    #expect(label.runs == [Run("label")])
    #expect(answer.runs == [Run("c", .entered, control: "cell")])
  }

  @Test func `a legacy text field is an entry, and blank it is nothing`() throws {
    let filled = field("<w:name w:val=\"Text1\"/><w:textInput/>", "FORMTEXT", r("94%"))
    let blank = field("<w:textInput/>", "FORMTEXT", r("\u{2002}\u{2002}") + r("\u{2002}", "<w:b/>"))
    #expect(
      try runs(p(r("A: ") + filled + blank + r("."))) == [
        Run("A: "), Run("94%", .entered, control: "Text1"), Run("."),
      ])
  }

  @Test(arguments: [
    ("<w:checked/>", "☒"), ("<w:checked w:val=\"0\"/>", "☐"), ("<w:default w:val=\"1\"/>", "☒"),
    ("<w:default w:val=\"1\"/><w:checked w:val=\"0\"/>", "☐"), ("", "☐"),
  ])
  func `a legacy check box has a state, else a default`(data: String, expected: String) throws {
    let body = p(field("<w:checkBox>\(data)</w:checkBox>", "FORMCHECKBOX", ""))
    #expect(try runs(body) == [Run(expected, .entered)])
  }

  @Test func `a legacy box that is struck through is marked so`() throws {
    let box = field("<w:checkBox/>", "FORMCHECKBOX", "").replacing(
      "<w:r><w:fldChar w:fldCharType=\"end\"/>",
      with: "<w:r><w:rPr><w:strike/></w:rPr><w:fldChar w:fldCharType=\"end\"/>")
    #expect(try runs(p(box)) == [Run("☐", [.entered, .struck])])
  }

  @Test func `a legacy list shows the entry of its result`() throws {
    let entries = "<w:listEntry w:val=\"No\"/><w:listEntry w:val=\"Yes\"/>"
    func list(_ data: String) -> String {
      p(field("<w:ddList>\(data)\(entries)</w:ddList>", "FORMDROPDOWN", r("leftover")))
    }
    #expect(try runs(list("<w:result w:val=\"1\"/>")) == [Run("Yes", [.entered, .chosen])])
    #expect(try runs(list("<w:default w:val=\"0\"/>")) == [Run("No", [.entered, .chosen])])
    #expect(try runs(list("")) == [Run("No", [.entered, .prompt])])
    #expect(try runs(list("<w:result w:val=\"7\"/>")) == [])
  }

  @Test func `merged cells keep their place in the grid`() throws {
    let body = table(
      row(cell("a", "<w:vMerge w:val=\"restart\"/>"), cell("b", "<w:gridSpan w:val=\"2\"/>")),
      row(cell("", "<w:vMerge/>"), cell("c"), cell("d")))
    guard case .table(let read) = try facts(WordFile(body)).blocks[0] else {
      throw NotADocument(content: .other(""))
    }
    #expect(read.rows[0].map(\.columns) == [1, 2])
    #expect(read.rows[1].map(\.continuesAbove) == [true, false, false])
  }

  @Test func `nested tables stay in their cell and deleted rows are gone`() throws {
    let inner = "<w:tc>\(table(row(cell("x"), cell("y"))))\(p(""))</w:tc>"
    let deleted = "<w:tr><w:trPr><w:del/></w:trPr>\(cell("old"))</w:tr>"
    #expect(try lines(table(row(cell("a"), inner), deleted)) == ["[a|[x|y]/]"])
  }
}
