import PepCore

/// One flow of text of a Word file: the body, a header, the notes. Elements come in, blocks come out.
///
/// What is read is what a reader of the page sees after "accept all changes": deleted and moved-away
/// text, hidden text, comments, instructions of fields and the second of two alternative drawings
/// are never entered.
final class WordStory: XMLSink {
  struct Reference {
    enum Pages { case all, first, even }
    var id: String
    var place: Paragraph.Place
    var pages: Pages
  }

  let styles: WordStyles
  let budget: TextBudget
  var remarks: Set<DocumentFacts.Remark> = []
  private(set) var isWordDocument = false
  /// Headers and footers of the sections, in order; those of a first page only where it differs.
  private(set) var references: [Reference] = []
  private var sectionReferences: [Reference] = []
  private var sectionHasFirstPage = false

  /// Blocks being gathered, the innermost holder (cell, text box, story) last.
  @exclusivity(unchecked) private var holders: [[Block]] = [[]]
  private var outer: [Surroundings] = []
  private var alternativeTaken: [Bool] = []
  @exclusivity(unchecked) private var carried: (paragraph: ParagraphDraft, depth: Int)?

  // What the text at hand stands in. A text box begins all of it anew.
  @exclusivity(unchecked) var place: Paragraph.Place
  @exclusivity(unchecked) var paragraph: ParagraphDraft?
  @exclusivity(unchecked) var paragraphLook: Look?
  @exclusivity(unchecked) var run = RunDraft()
  @exclusivity(unchecked) var properties = PropertiesOf.nothing
  @exclusivity(unchecked) var fields: [FieldDraft] = []
  @exclusivity(unchecked) var controls: [ControlDraft] = []
  /// Controls outside the innermost table row; they wrap labels as well as answers.
  @exclusivity(unchecked) var wrappers = 0
  @exclusivity(unchecked) var tables: [TableDraft] = []
  var rowWrappers: [Int] = []
  @exclusivity(unchecked) var textAtHand: [UInt8]?
  @exclusivity(unchecked) var keepsSpace = false

  enum PropertiesOf { case nothing, run, paragraphMark }

  struct RunDraft {
    var look = Look()
    var style: String?
    var seen: (marks: Run.Marks, symbols: SymbolFont?, isHidden: Bool)?
  }

  private struct Surroundings {
    var place: Paragraph.Place
    var paragraph: ParagraphDraft?
    var paragraphLook: Look?
    var run: RunDraft
    var fields: [FieldDraft]
    var wrappers: Int
  }

  init(_ styles: WordStyles, place: Paragraph.Place, _ budget: TextBudget) {
    self.styles = styles
    self.place = place
    self.budget = budget
  }

  var blocks: [Block] { holders[0] }

  // MARK: Elements

  override func start(_ element: Element, _ attributes: Attributes, in parent: Element) -> Bool {
    switch element {
    case .t: beginText(attributes)
    case .r: run = RunDraft()
    case .p: beginParagraph()
    case .rPr: return beginRunProperties(in: parent)
    case .pStyle:
      paragraph?.style = attributes[.val]?.string
      paragraphLook = nil
    case .outlineLvl: paragraph?.outlineLevel = attributes[.val]?.integer
    case .rStyle: if properties == .run { run.style = attributes[.val]?.string }
    case .tab, .br, .cr, .ptab, .sym, .noBreakHyphen:
      if parent == .r { takeSign(element, attributes) }
    case .tbl, .tr, .tc, .gridSpan, .gridBefore, .vMerge, .hMerge, .cellDel, .cellMerge:
      startTablePart(element, attributes)
    case .del, .moveFrom: return startDeletion(in: parent)
    case .ins: remarks.insert(.trackedChanges)
    case .sdt, .alias, .tag, .showingPlcHdr, .dropDownList, .comboBox, .docPartObj, .docPartList,
      .group, .picture, .citation, .bibliography, .repeatingSection, .repeatingSectionItem,
      .checkbox, .uncheckedState:
      startControlPart(element, attributes, in: parent)
    case .fldChar, .ffData, .checkBox, .ddList, .textInput, .listEntry, .result, .defaultValue,
      .checked, .name:
      startFieldPart(element, attributes, in: parent)
    case .document: isWordDocument = true
    default: return startOther(element, attributes)
    }
    return true
  }

  private func startOther(_ element: Element, _ attributes: Attributes) -> Bool {
    switch element {
    case .pPrChange, .rPrChange, .tblPrChange, .tblPrExChange, .trPrChange, .tcPrChange,
      .sectPrChange, .tblGridChange, .numberingChange:
      remarks.insert(.trackedChanges)
      return false
    case .tblPr, .tblPrEx, .tblGrid, .tabs, .numPr, .instrText, .rubyText: return false
    case .txbxContent: beginTextBox()
    case .alternateContent: alternativeTaken.append(false)
    case .choice, .fallback: return takeAlternative()
    case .blip, .imagedata: remarks.insert(.picturesIgnored)
    case .altChunk, .oleObject, .chart, .relIds: remarks.insert(.embeddedObjectsIgnored)
    case .headerReference, .footerReference: takeReference(element, attributes)
    case .titlePg: sectionHasFirstPage = attributes.isOn
    case .footnote, .endnote:
      // Separators are drawn lines, kept in the file as notes with a type.
      return attributes[.type].map { $0 == "normal" } ?? true
    default: if properties == .run { run.look.take(element, attributes) }
    }
    return true
  }

  override func end(_ element: Element, in parent: Element) {
    switch element {
    case .t: endText()
    case .p: endParagraph()
    case .rPr: properties = .nothing
    case .tbl, .tr, .tc: endTablePart(element)
    case .sdt: endControl()
    case .txbxContent: endTextBox()
    case .alternateContent: _ = alternativeTaken.popLast()
    case .sectPr: endSection()
    case .document, .body: flushCarried()
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    textAtHand?.append(contentsOf: bytes)
  }

  // MARK: Paragraphs

  private func beginRunProperties(in parent: Element) -> Bool {
    switch parent {
    case .r: properties = .run
    case .pPr: properties = .paragraphMark
    default: return false
    }
    return true
  }

  private func beginParagraph() {
    if let carried, carried.depth == holders.count {
      paragraph = carried.paragraph
      self.carried = nil
    } else {
      flushCarried()
      paragraph = ParagraphDraft()
    }
    paragraphLook = nil
    run = RunDraft()
    let start = paragraph?.bytes.count ?? 0
    for index in fields.indices { fields[index].start = start }
  }

  private func endParagraph() {
    writePendingBox()
    if let start = fields.last(where: { $0.kind == .text && $0.isInResult })?.start {
      paragraph?.dropBlank(from: start)
    }
    guard var ended = paragraph else { return }
    paragraph = nil
    if ended.isJoinedToNext {
      ended.isJoinedToNext = false
      carried = (ended, holders.count)
    } else {
      add(ended)
    }
  }

  private func add(_ ended: ParagraphDraft) {
    guard budget.spend(bytes: ended.bytes.count, paragraphs: 1) else {
      stopReason = .overLimit
      return
    }
    let level = ended.outlineLevel.map(WordStyles.level) ?? styles.headingLevel(of: ended.style)
    let paragraph = ended.finished(place: place, headingLevel: level)
    holders[holders.count - 1].append(.paragraph(paragraph))
    holders[holders.count - 1] += ended.anchored
  }

  /// A paragraph whose end was deleted, and after which none came: it stands for itself. One without
  /// text is gone altogether.
  func flushCarried() {
    guard let carried else { return }
    self.carried = nil
    if !carried.paragraph.bytes.isEmpty || !carried.paragraph.anchored.isEmpty {
      add(carried.paragraph)
    }
  }

  /// `w:del` around runs drops them; inside properties it says that the paragraph mark or the row
  /// was deleted.
  private func startDeletion(in parent: Element) -> Bool {
    remarks.insert(.trackedChanges)
    if parent == .rPr, properties == .paragraphMark { paragraph?.isJoinedToNext = true }
    if parent == .trPr, let last = tables.indices.last { tables[last].rowIsDeleted = true }
    return false
  }

  // MARK: Holders

  func openHolder() {
    flushCarried()
    holders.append([])
  }

  func closeHolder() -> [Block] {
    flushCarried()
    return holders.count > 1 ? holders.removeLast() : []
  }

  func add(_ blocks: [Block]) {
    flushCarried()
    holders[holders.count - 1] += blocks
  }

  private func beginTextBox() {
    outer.append(
      Surroundings(
        place: place, paragraph: paragraph, paragraphLook: paragraphLook, run: run,
        fields: fields, wrappers: wrappers))
    openHolder()
    (place, paragraph, fields, wrappers) = (.textBox, nil, [], controls.count)
  }

  private func endTextBox() {
    guard let last = outer.popLast() else { return }
    let blocks = closeHolder()
    (place, paragraph, paragraphLook) = (last.place, last.paragraph, last.paragraphLook)
    (run, fields, wrappers) = (last.run, last.fields, last.wrappers)
    if paragraph != nil {
      paragraph?.anchored += blocks
    } else {
      holders[holders.count - 1] += blocks
    }
  }

  /// The same drawing is written twice, for new and for old programs; reading both would double it.
  private func takeAlternative() -> Bool {
    guard let last = alternativeTaken.indices.last, !alternativeTaken[last] else { return false }
    alternativeTaken[last] = true
    return true
  }

  // MARK: Sections

  private func takeReference(_ element: Element, _ attributes: Attributes) {
    guard let id = attributes[.id]?.string else { return }
    let pages: Reference.Pages =
      switch attributes[.type]?.string {
      case "first": .first
      case "even": .even
      default: .all
      }
    let place: Paragraph.Place = element == .headerReference ? .header : .footer
    sectionReferences.append(Reference(id: id, place: place, pages: pages))
  }

  private func endSection() {
    references += sectionReferences.filter { $0.pages != .first || sectionHasFirstPage }
    sectionReferences = []
    sectionHasFirstPage = false
  }
}
