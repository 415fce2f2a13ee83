/// Writes a drawn form as WordprocessingML, with the clutter that Word itself leaves: revision
/// numbers, proofing marks, runs split in the middle of a word.
struct WordWriter {
  private var dice: Dice
  /// How often a run is split as Word does after editing.
  private let clutter: Double
  private var nextID = 100

  init(dice: Dice, clutter: Double) {
    self.dice = dice
    self.clutter = clutter
  }

  mutating func body(_ blocks: [Block]) -> String {
    blocks.map { block in
      switch block {
      case .paragraph(let paragraph): write(paragraph)
      // Word wants a paragraph between tables, or they grow together.
      case .table(let table): write(table) + "<w:p/>"
      }
    }.joined()
  }

  private mutating func write(_ paragraph: Paragraph) -> String {
    let style = paragraph.heading > 0 ? "<w:pStyle w:val=\"Heading\(paragraph.heading)\"/>" : ""
    let rsid = dice.hex(8).uppercased()
    return
      "<w:p w:rsidR=\"\(rsid)\" w:rsidRDefault=\"\(rsid)\"><w:pPr>\(style)<w:spacing w:after=\"60\"/></w:pPr>"
      + paragraph.runs.map { write($0) }.joined() + "</w:p>"
  }

  private mutating func write(_ table: Table) -> String {
    let columns = table.columns(of: 9600).map { Int($0) }
    let grid = columns.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
    let rows = table.rows.map { row in
      var column = 0
      let cells = row.map { cell in
        let last = min(columns.count, column + cell.span)
        defer { column = last }
        return write(cell, columns[min(column, last)..<last].reduce(0, +))
      }
      // LibreOffice loses the rows of an inner table at the foot of a page that the row may not leave.
      let whole = row.contains(where: \.holdsTable) ? "" : "<w:trPr><w:cantSplit/></w:trPr>"
      return "<w:tr w:rsidR=\"\(dice.hex(8).uppercased())\">\(whole)" + cells.joined() + "</w:tr>"
    }
    return
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>"
      + "<w:tblGrid>\(grid)</w:tblGrid>" + rows.joined() + "</w:tbl>"
  }

  private mutating func write(_ cell: Cell, _ width: Int) -> String {
    let span = cell.span > 1 ? "<w:gridSpan w:val=\"\(cell.span)\"/>" : ""
    let merge: String
    switch cell.merge {
    case .none: merge = ""
    case .begins: merge = "<w:vMerge w:val=\"restart\"/>"
    case .goesOn: merge = "<w:vMerge/>"
    }
    let blocks = cell.blocks.isEmpty ? "<w:p/>" : body(cell.blocks)
    return
      "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>\(span)\(merge)</w:tcPr>\(blocks)</w:tc>"
  }

  // MARK: Runs

  private mutating func write(_ run: Run) -> String {
    switch run.holder {
    case nil: return pieces(run)
    case .wingdings(let code):
      return "<w:r><w:rPr/><w:sym w:font=\"Wingdings\" w:char=\"\(code)\"/></w:r>"
    case .text: return control("<w:text w:multiLine=\"1\"/>", run)
    case .dropDown:
      return control(
        "<w:dropDownList><w:listItem w:value=\"Choose an item.\"/><w:listItem w:displayText=\"\(escaped(run.text))\" w:value=\"\(escaped(run.text))\"/></w:dropDownList>",
        run)
    case .date(let day):
      let full = day.map { " w:fullDate=\"\($0.iso)T00:00:00Z\"" } ?? ""
      return control(
        "<w:date\(full)><w:dateFormat w:val=\"dd/MM/yyyy\"/><w:lid w:val=\"en-GB\"/></w:date>", run)
    case .tick(let on):
      return control("<w14:checkbox><w14:checked w14:val=\"\(on ? 1 : 0)\"/></w14:checkbox>", run)
    case .legacyText: return legacy("<w:textInput/>", "FORMTEXT", run)
    case .legacyDropDown:
      return legacy(
        "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Choose an item.\"/><w:listEntry w:val=\"\(escaped(run.text))\"/></w:ddList>",
        "FORMDROPDOWN", run)
    case .legacyTick(let on):
      return legacy(
        "<w:checkBox><w:sizeAuto/><w:default w:val=\"0\"/><w:checked w:val=\"\(on ? 1 : 0)\"/></w:checkBox>",
        "FORMCHECKBOX", run)
    }
  }

  private mutating func control(_ kind: String, _ run: Run) -> String {
    nextID += 1
    let prompt = run.look.contains(.placeholder) ? "<w:showingPlcHdr/>" : ""
    return
      "<w:sdt><w:sdtPr><w:id w:val=\"\(nextID)\"/>\(prompt)\(kind)</w:sdtPr><w:sdtContent>\(pieces(run))</w:sdtContent></w:sdt>"
  }

  private mutating func legacy(_ data: String, _ instruction: String, _ run: Run) -> String {
    // Drop-downs and check boxes show their state without a result.
    let result =
      instruction == "FORMTEXT"
      ? "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        + pieces(Run(run.text.isEmpty ? "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}" : run.text)) : ""
    nextID += 1
    return
      "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"F\(nextID)\"/><w:enabled/><w:calcOnExit w:val=\"0\"/>\(data)</w:ffData></w:fldChar></w:r>"
      + "<w:r><w:instrText xml:space=\"preserve\"> \(instruction) </w:instrText></w:r>\(result)<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
  }

  /// One run, or several where Word would have split it.
  private mutating func pieces(_ run: Run) -> String {
    var texts = [Substring(run.text)]
    if run.text.count > 6, dice.chance(clutter) {
      let cut = run.text.index(run.text.startIndex, offsetBy: dice.within(2...run.text.count - 2))
      texts = [run.text[..<cut], run.text[cut...]]
    }
    let properties = properties(run.look)
    let written = texts.map { text in
      let rsid = texts.count > 1 ? " w:rsidRPr=\"\(dice.hex(8).uppercased())\"" : ""
      return "<w:r\(rsid)><w:rPr>\(properties)</w:rPr>\(tag(String(text), run.look))</w:r>"
    }.joined(separator: "<w:proofErr w:type=\"spellStart\"/>")
    let author = "w:id=\"\(nextID)\" w:author=\"A Reviewer\" w:date=\"2026-10-01T09:00:00Z\""
    if run.look.contains(.inserted) { return "<w:ins \(author)>\(written)</w:ins>" }
    if run.look.contains(.deleted) { return "<w:del \(author)>\(written)</w:del>" }
    return written
  }

  private func tag(_ text: String, _ look: Look) -> String {
    let name = look.contains(.deleted) ? "w:delText" : "w:t"
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "<\(name) xml:space=\"preserve\">\(escaped(String($0)))</\(name)>" }.joined(
        separator: "<w:br/>")
  }

  private func properties(_ look: Look) -> String {
    var text = ""
    if look.contains(.placeholder) { text += "<w:rStyle w:val=\"PlaceholderText\"/>" }
    text += "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>"
    if look.contains(.bold) { text += "<w:b/>" }
    if look.contains(.italic) { text += "<w:i/>" }
    if look.contains(.struck) { text += "<w:strike/>" }
    text += "<w:sz w:val=\"20\"/>"
    if look.contains(.highlight) { text += "<w:highlight w:val=\"yellow\"/>" }
    if look.contains(.underline) { text += "<w:u w:val=\"single\"/>" }
    return text
  }
}

func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;")
}
