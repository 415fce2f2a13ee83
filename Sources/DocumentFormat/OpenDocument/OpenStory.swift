import PepCore

/// The text of an OpenDocument: of the body, or of the headers and footers in `styles.xml`.
final class OpenStory: XMLSink {
  private struct Surroundings {
    var place: Paragraph.Place
    var paragraph: ParagraphDraft?
    var paragraphLook: Look
    var looks: [Look]
  }

  let styles: OpenStyles
  private let budget: TextBudget
  private let isBody: Bool
  private(set) var isOpenDocument = false
  var remarks: Set<DocumentFacts.Remark> = []
  private(set) var headers: [Block] = []
  private(set) var footers: [Block] = []
  private(set) var notes: [Block] = []

  private var holders: [[Block]] = [[]]
  private var outer: [Surroundings] = []
  private var place: Paragraph.Place = .body
  var paragraph: ParagraphDraft?
  private var headingLevel: Int?
  private var paragraphLook = Look()
  private var looks: [Look] = []
  private var tables: [TableDraft] = []
  private var collapsesSpace = true
  /// For each open paragraph, whether it stands in a shape of another.
  private var shapes: [Bool] = []

  var fields: [OpenField] = []
  var forms = OpenForms()

  init(_ styles: OpenStyles, isBody: Bool, _ budget: TextBudget) {
    self.styles = styles
    self.isBody = isBody
    self.budget = budget
  }

  var blocks: [Block] { holders[0] }

  override func start(_ element: Element, _ attributes: Attributes, in parent: Element) -> Bool {
    switch element {
    case .openDocument: isOpenDocument = true
    case .p, .openHeading: beginParagraph(element, attributes)
    case .span: looks.append(spanLook(attributes))
    case .s:
      let count = min(max(attributes[.count]?.integer ?? 1, 1), 200)
      write(String(repeating: " ", count: count))
    case .tab: if paragraph != nil { write("\t") }
    case .lineBreak: write("\n")
    case .openTable: return beginTable()
    case .tableRow: if let last = tables.indices.last { tables[last].beginRow() }
    case .tableCell: beginCell(attributes)
    case .coveredCell: coverCells(attributes)
    case .section: return !(attributes[.display].map { $0 == "none" } ?? false)
    case .style, .noteCitation, .rubyReading, .title, .desc, .annotation: return false
    case .trackedChanges:
      remarks.insert(.trackedChanges)
      return false
    case .hiddenText, .hiddenParagraph: return false
    case .image: remarks.insert(.picturesIgnored)
    case .object: remarks.insert(.embeddedObjectsIgnored)
    default: return startOther(element, attributes, in: parent)
    }
    return true
  }

  private func startOther(
    _ element: Element, _ attributes: Attributes, in parent: Element
  ) -> Bool {
    switch element {
    case .noteBody: begin(.note)
    case .textBox: begin(.textBox)
    case .header, .headerFirst: begin(.header)
    case .footer, .footerFirst: begin(.footer)
    // Pages on the left repeat what those on the right say, or are switched off.
    case .headerLeft, .footerLeft: return false
    default: startField(element, attributes, in: parent)
    }
    return true
  }

  override func end(_ element: Element, in parent: Element) {
    switch element {
    case .p, .openHeading: endParagraph()
    case .span: _ = looks.popLast()
    case .tableCell:
      let blocks = closeHolder()
      guard let last = tables.indices.last else { return holders[holders.count - 1] += blocks }
      tables[last].endCell(blocks)
    case .tableRow: if let last = tables.indices.last { tables[last].endRow() }
    case .openTable:
      guard let table = tables.popLast(), !table.rows.isEmpty else { return }
      holders[holders.count - 1].append(.table(Table(rows: table.rows)))
    case .noteBody, .textBox, .header, .headerFirst, .footer, .footerFirst: endPlace()
    default: endField(element)
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard paragraph != nil else { return }
    // Blanks of the file are one space (ODF 1.3 part 3, 6.1.2); more are written as `text:s`.
    var shown: [UInt8] = []
    for byte in bytes {
      let isBlank = byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
      if !isBlank || !collapsesSpace { shown.append(isBlank ? 0x20 : byte) }
      collapsesSpace = isBlank
    }
    writeSeen(shown)
  }

  // MARK: Text

  private func spanLook(_ attributes: Attributes) -> Look {
    let name = attributes[.styleName]?.string
    return styles.look(family: "text", name).over(looks.last ?? paragraphLook)
  }

  func write(_ text: String) {
    guard paragraph != nil else { return }
    collapsesSpace = false
    writeSeen(Array(text.utf8))
  }

  /// What a control shows; a blank after it is a blank.
  func put(_ text: String, _ marks: Run.Marks, _ name: String?) {
    collapsesSpace = false
    paragraph?.append(text.utf8, marks, name)
  }

  private func writeSeen(_ bytes: [UInt8]) {
    let look = looks.last ?? paragraphLook
    guard !bytes.isEmpty, look.hidden != true else { return }
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: String(decoding: bytes, as: UTF8.self).unicodeScalars.lazy.compactMap { scalar in
        look.symbols.map { $0.sign(scalar) } ?? Signs.plain(scalar)
      })
    append(String(scalars), look.marks)
  }

  private func beginParagraph(_ element: Element, _ attributes: Attributes) {
    // The text of a drawn shape stands inside the paragraph that the shape is anchored in.
    let isInShape = paragraph != nil
    shapes.append(isInShape)
    if isInShape { begin(.textBox) }
    let style = attributes[.styleName]?.string
    paragraph = ParagraphDraft()
    paragraphLook = styles.look(family: "paragraph", style)
    looks = []
    collapsesSpace = true
    headingLevel = styles.headingLevel(of: style)
    if element == .openHeading { headingLevel = attributes[.outlineLevel]?.integer ?? 1 }
    for index in fields.indices { fields[index].draft.start = 0 }
  }

  private func endParagraph() {
    defer { if shapes.popLast() == true { endPlace() } }
    guard let ended = paragraph else { return }
    paragraph = nil
    guard budget.spend(bytes: ended.bytes.count, paragraphs: 1) else {
      stopReason = .overLimit
      return
    }
    if shapes.last == true, ended.bytes.isEmpty, ended.anchored.isEmpty { return }
    holders[holders.count - 1].append(
      .paragraph(ended.finished(place: place, headingLevel: headingLevel)))
    holders[holders.count - 1] += ended.anchored
  }

  // MARK: Tables

  private func beginTable() -> Bool {
    tables.append(TableDraft())
    if tables.count > Limits.tableDepth { stopReason = .overLimit }
    return true
  }

  private func beginCell(_ attributes: Attributes) {
    holders.append([])
    guard let last = tables.indices.last else { return }
    tables[last].cell.columns = attributes[.spannedColumns]?.integer ?? 1
    tables[last].covered = max((attributes[.spannedColumns]?.integer ?? 1) - 1, 0)
  }

  /// Covered cells to the right of a spanning cell belong to it; others continue the one above.
  private func coverCells(_ attributes: Attributes) {
    holders.append([])
    guard let last = tables.indices.last else { return _ = closeHolder() }
    let count = min(max(attributes[.repeatedColumns]?.integer ?? 1, 1), Limits.columns)
    _ = closeHolder()
    let swallowed = min(count, tables[last].covered)
    tables[last].covered -= swallowed
    guard count > swallowed else { return }
    tables[last].cell.columns = count - swallowed
    tables[last].cell.continuesAbove = true
    tables[last].endCell([])
  }

  private func closeHolder() -> [Block] { holders.count > 1 ? holders.removeLast() : [] }

  // MARK: Places

  private func begin(_ next: Paragraph.Place) {
    outer.append(
      Surroundings(
        place: place, paragraph: paragraph, paragraphLook: paragraphLook, looks: looks))
    holders.append([])
    (place, paragraph, looks) = (next, nil, [])
  }

  private func endPlace() {
    guard let last = outer.popLast() else { return }
    let blocks = closeHolder()
    let ended = place
    (place, paragraph) = (last.place, last.paragraph)
    (paragraphLook, looks) = (last.paragraphLook, last.looks)
    switch ended {
    case .header: if !isBody, !blocks.allSatisfy(headers.contains) { headers += blocks }
    case .footer: if !isBody, !blocks.allSatisfy(footers.contains) { footers += blocks }
    case .note: notes += blocks
    default:
      if paragraph == nil { holders[holders.count - 1] += blocks }
      paragraph?.anchored += blocks
    }
  }
}
