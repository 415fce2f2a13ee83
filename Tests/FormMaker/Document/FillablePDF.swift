/// A drawn form as a fillable PDF: labels as text, what is entered as the values of form fields
/// (ISO 32000-1, 12.7).
struct FillablePDF {
  /// What the fields are called. The tools that make such forms number them unless somebody minds.
  enum Naming: CaseIterable { case numbered, meaningful, numberedWithHints }

  private static let margin = 45.0
  private static let paper = (width: 595.0, height: 842.0)

  private let naming: Naming
  private var file = PDFFile()
  private var fonts = ""
  private var helvetica = 0
  private var tree = 0
  private var pages: [Int] = []
  private var fields: [Int] = []
  private var names: Set<String> = []
  private var count = 0
  /// The page being drawn.
  private var content = ""
  private var widgets: [Int] = []
  private var y = margin
  /// The words before a field, which name it.
  private var lastText = ""

  static func write(_ document: Document, _ naming: Naming) -> [UInt8] {
    var writer = FillablePDF(naming: naming)
    return writer.write(document)
  }

  private init(naming: Naming) { self.naming = naming }

  private mutating func write(_ document: Document) -> [UInt8] {
    tree = file.reserve()
    let encoding = file.add(Helvetica.encoding)
    let faces = [("Helv", "Helvetica"), ("HeBo", "Helvetica-Bold")].map { name, font in
      let number = file.add(
        "<</Type/Font/Subtype/Type1/BaseFont/\(font)/Encoding \(encoding) 0 R>>")
      return "/\(name) \(number) 0 R"
    }
    let dingbats = file.add("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>")
    fonts = "<</Font<<\(faces.joined())/ZaDb \(dingbats) 0 R>>>>"
    for laid in FillableLayout.lay(document.blocks, width: Self.paper.width - 2 * Self.margin) {
      draw(laid)
    }
    endPage()
    let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
    file.set(tree, "<</Type/Pages/Kids[\(kids)]/Count \(pages.count)>>")
    let all = fields.map { "\($0) 0 R" }.joined(separator: " ")
    let root = file.add(
      "<</Type/Catalog/Pages \(tree) 0 R/AcroForm<</Fields[\(all)]/DR \(fonts)/DA(/Helv 0 Tf 0 g)>>>>"
    )
    return file.bytes(root: root)
  }

  // MARK: Pages

  private mutating func draw(_ laid: Laid) {
    switch laid {
    case .line(let line):
      makeRoom(line.height)
      draw(line, x: Self.margin, y: y)
      y += line.height
    case .grid(let rows):
      for row in rows {
        makeRoom(row.height)
        draw(row, x: Self.margin, y: y)
        y += row.height
      }
    }
  }

  private mutating func makeRoom(_ height: Double) {
    if y + height > Self.paper.height - Self.margin, y > Self.margin { endPage() }
  }

  private mutating func endPage() {
    let stream = file.add("<<", stream: Array(content.utf8))
    let list = widgets.map { "\($0) 0 R" }.joined(separator: " ")
    pages.append(
      file.add(
        "<</Type/Page/Parent \(tree) 0 R/MediaBox[0 0 595 842]/Resources \(fonts)"
          + "/Contents \(stream) 0 R/Annots[\(list)]>>"))
    (content, widgets, y) = ("", [], Self.margin)
  }

  private mutating func draw(_ row: Laid.GridRow, x: Double, y: Double) {
    for cell in row.cells {
      let (left, right) = (x + cell.x, x + cell.x + cell.width)
      stroke(left, y, left, y + row.height)
      stroke(right, y, right, y + row.height)
      stroke(left, y + row.height, right, y + row.height)
      if !cell.isOpen { stroke(left, y, right, y) }
      var place = y + 3
      for laid in cell.content {
        switch laid {
        case .line(let line): draw(line, x: left + 3, y: place)
        case .grid(let rows):
          var inner = place
          for row in rows {
            draw(row, x: left + 3, y: inner)
            inner += row.height
          }
        }
        place += laid.height
      }
    }
  }

  private mutating func stroke(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    content += "0.5 w \(at(x1, y1)) m \(at(x2, y2)) l S\n"
  }

  private mutating func draw(_ line: Laid.Line, x: Double, y: Double) {
    var words = ""
    for piece in line.pieces {
      switch piece {
      case .text(let text, let face, let offset):
        words += (words.isEmpty ? "" : " ") + text
        content +=
          "BT /\(face.rawValue) \(FillableLayout.size) Tf \(at(x + offset, y + 9.5)) Td "
          + "\(Helvetica.shown(text)) Tj ET\n"
      case .field(let entry, let offset, let width, let height):
        if !words.isEmpty { lastText = words }
        words = ""
        field(entry, left: x + offset, top: y, width, height)
      }
    }
    if !words.isEmpty { lastText = words }
  }

  private func at(_ x: Double, _ y: Double) -> String {
    "\(rounded(x)) \(rounded(Self.paper.height - y))"
  }

  private func rounded(_ n: Double) -> Double { (n * 100).rounded() / 100 }

  // MARK: Fields

  private mutating func field(
    _ entry: Laid.Entry, left: Double, top: Double, _ width: Double, _ height: Double
  ) {
    count += 1
    let place = "[\(at(left, top + height)) \(at(left + width, top))]"
    let hint =
      naming == .numberedWithHints && !lastText.isEmpty ? "/TU\(Helvetica.value(lastText))" : ""
    let details: String
    switch entry.kind {
    case .text:
      let isLong = height > FillableLayout.leading + 1
      details =
        "/FT/Tx/Ff \(isLong ? 4096 : 0)/V\(Helvetica.value(entry.text))/DA(/Helv 9.5 Tf 0 g)"
        + "/AP<</N \(appearance(entry.text, width, height)) 0 R>>"
    case .choice:
      let others = ["Choose an item.", "Yes", "No"].filter { $0 != entry.text }
      let options = ([entry.text] + others).map { Helvetica.value($0) }.joined()
      // A combo box (flag 18).
      details =
        "/FT/Ch/Ff 131072/Opt[\(options)]/V\(Helvetica.value(entry.text))/DA(/Helv 9.5 Tf 0 g)"
        + "/AP<</N \(appearance(entry.text, width, height)) 0 R>>"
    case .tick(let on):
      let state = on ? "/Yes" : "/Off"
      details =
        "/FT/Btn/V\(state)/AS\(state)/MK<</CA(4)/BC[0]>>/DA(/ZaDb 0 Tf 0 g)"
        + "/AP<</N<</Yes \(box(ticked: true)) 0 R/Off \(box(ticked: false)) 0 R>>>>"
    }
    let number = file.add(
      "<</Type/Annot/Subtype/Widget/F 4/T\(Helvetica.value(name(entry)))/Rect\(place)\(hint)\(details)>>"
    )
    fields.append(number)
    widgets.append(number)
  }

  private mutating func name(_ entry: Laid.Entry) -> String {
    var kind = "Text"
    if case .choice = entry.kind { kind = "Dropdown" }
    if case .tick = entry.kind { kind = "Check Box" }
    guard naming == .meaningful else { return "\(kind)\(count)" }
    let words = lastText.split { !$0.isLetter && !$0.isNumber }.prefix(5)
    var name = words.joined(separator: "_")
    if name.isEmpty { name = kind }
    // Two fields of one name would be one field.
    if !names.insert(name).inserted { name += "_\(count)" }
    return name
  }

  private mutating func appearance(_ text: String, _ width: Double, _ height: Double) -> Int {
    let lines = Helvetica.lines(text, width - 6, .regular, FillableLayout.size)
    let shown = lines.enumerated().map { index, line in
      "1 0 0 1 2 \(rounded(height - 10 - Double(index) * FillableLayout.leading)) Tm \(Helvetica.shown(line)) Tj"
    }
    return form(
      "/Tx BMC q BT /Helv \(FillableLayout.size) Tf 0 g \(shown.joined(separator: " ")) ET Q EMC",
      width, height)
  }

  private mutating func box(ticked: Bool) -> Int {
    let tick = ticked ? " BT /ZaDb 9 Tf 0 g 1 2 Td (4) Tj ET" : ""
    return form("q 0.5 w 0.25 0.25 9.5 9.5 re S\(tick) Q", 10, 10)
  }

  private mutating func form(_ operators: String, _ width: Double, _ height: Double) -> Int {
    file.add(
      "<</Type/XObject/Subtype/Form/BBox[0 0 \(rounded(width)) \(rounded(height))]/Resources \(fonts)",
      stream: Array(operators.utf8))
  }
}
