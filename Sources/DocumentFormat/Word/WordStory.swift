import PepCore

/// One flow of text of a Word file: the body, a header, the notes. Elements come in, blocks come
/// out.
///
/// What is read is what a reader of the page sees after "accept all changes": deleted and
/// moved-away text, hidden text, comments, instructions of fields and the second of two alternative
/// drawings are never entered.
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
  var references: [Reference] = []
  var sectionReferences: [Reference] = []
  var sectionHasFirstPage = false

  /// Blocks being gathered, the innermost holder (cell, text box, story) last.
  @exclusivity(unchecked) var holders: [[Block]] = [[]]
  var outer: [Surroundings] = []
  var alternativeTaken: [Bool] = []
  @exclusivity(unchecked) var carried: (paragraph: ParagraphDraft, depth: Int)?

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

  struct Surroundings {
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
      takeSign(element, attributes)
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
    case .choice, .fallback: return takeAlternative(attributes)
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
}
