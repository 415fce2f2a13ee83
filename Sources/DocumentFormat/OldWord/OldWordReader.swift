import PepCore

/// Walks the characters of one story after the other and makes blocks of them.
final class OldWordReader {
  private struct OpenField {
    var draft = FieldDraft()
    var instruction: [UInt16] = []
  }

  private let document: OldWordDocument
  private let styles: OldWordStyles
  private let characters: OldWordProperties
  private let paragraphs: OldWordProperties
  private let budget = TextBudget()
  private(set) var remarks: Set<DocumentFacts.Remark> = []

  private var place = Paragraph.Place.body
  private var flow = TableFlow()
  private var draft = ParagraphDraft()
  private var fields: [OpenField] = []
  /// Units of text at hand, all of one look.
  private var pending: [UInt16] = []
  private var look: OldWordLook
  private var lookStretch: Int?
  private var lookStyle = -1
  private var paragraph = OldWordParagraph()
  private var paragraphStretch: Int?

  init(_ document: OldWordDocument) {
    self.document = document
    styles = OldWordStyles(document.part(1), fonts: document.part(15))
    characters = OldWordProperties(document.part(12), document.main, isOfParagraphs: false)
    paragraphs = OldWordProperties(document.part(13), document.main, isOfParagraphs: true)
    look = OldWordLook([], paragraphStyle: 0, styles)
  }

  func blocks(_ range: Range<Int>, _ place: Paragraph.Place) throws(UnreadableDocument) -> [Block] {
    self.place = place
    flow = TableFlow()
    draft = ParagraphDraft()
    fields = []
    try document.pieces.each(in: range) { unit, place throws(UnreadableDocument) in
      self.prepare(at: place)
      try self.take(unit)
    }
    flush()
    if !draft.bytes.isEmpty { try endParagraph(depth: 0) }
    return flow.finished()
  }

  /// Looks up what is said of the place; most characters are said the same of as the one before.
  private func prepare(at place: Int) {
    if let known = paragraphStretch, holds(paragraphs.stretches[known], place) {
    } else {
      paragraphStretch = paragraphs.stretch(at: place)
      paragraph =
        paragraphStretch.map {
          OldWordParagraph(paragraphs.stretches[$0].properties, document.data)
        } ?? OldWordParagraph()
    }
    if let known = lookStretch, lookStyle == paragraph.style,
      holds(characters.stretches[known], place)
    {
      return
    }
    flush()
    lookStretch = characters.stretch(at: place)
    lookStyle = paragraph.style
    look = OldWordLook(
      lookStretch.map { characters.stretches[$0].properties } ?? [],
      paragraphStyle: paragraph.style, styles)
    if look.isDeleted || look.isInserted { remarks.insert(.trackedChanges) }
  }

  private func holds(_ stretch: OldWordProperties.Stretch, _ place: Int) -> Bool {
    stretch.start <= place && place < stretch.end
  }

  // MARK: Characters

  private func take(_ unit: UInt16) throws(UnreadableDocument) {
    switch unit {
    case 0x0D, 0x07, 0x0C: try takeMark(unit)
    case 0x13:
      flush()
      guard fields.count < Limits.fieldDepth else { throw UnreadableDocument(.overLimit) }
      fields.append(OpenField())
    case 0x14: separateField()
    case 0x15: endField()
    case 0x01: takePicture()
    case 0x0B, 0x0E: pending.append(0x0A)
    case 0x1E: pending.append(0x2D)
    case 0x09: pending.append(unit)
    case 0x28 where look.isSpecial && look.symbol != nil:
      flush()
      if let symbol = look.symbol { write(String(symbol)) }
    case 0x08: remarks.insert(.picturesIgnored)
    // Notes, comments, separators and soft hyphens are marks without text.
    case 0..<0x20: break
    default: pending.append(unit)
    }
  }

  private func takePicture() {
    flush()
    guard let at = look.formData, let last = fields.indices.last else {
      if look.isSpecial { remarks.insert(.picturesIgnored) }
      return
    }
    OldWordFormField.read(document.data, at: at, into: &fields[last].draft)
  }

  /// Writes the text at hand under its look.
  private func flush() {
    guard !pending.isEmpty else { return }
    let units = pending
    pending.removeAll(keepingCapacity: true)
    if let last = fields.indices.last, !fields[last].draft.isInResult {
      if fields[last].instruction.count < 1_000 { fields[last].instruction += units }
      return
    }
    write(String(decoding: units, as: UTF16.self))
  }

  private func write(_ text: String) {
    guard look.look.hidden != true, !look.isDeleted, fields.allSatisfy(\.draft.isInResult) else {
      return
    }
    var scalars = String.UnicodeScalarView()
    let symbols = look.look.symbols
    scalars.append(
      contentsOf: text.unicodeScalars.lazy.compactMap { scalar in
        symbols.map { $0.sign(scalar) } ?? Signs.plain(scalar)
      })
    let shown = String(scalars)
    guard let field = fields.last(where: { $0.draft.kind != .plain })?.draft else {
      return draft.append(shown.utf8, look.look.marks, nil)
    }
    // The result of a box or a list is a leftover; its state says what is shown.
    guard field.kind == .text else { return }
    draft.append(shown.utf8, look.look.marks.union(.entered), field.name)
  }

  // MARK: Fields

  private func separateField() {
    flush()
    guard let last = fields.indices.last else { return }
    nameKind(of: last)
    fields[last].draft.isInResult = true
    fields[last].draft.start = draft.bytes.count
  }

  /// A form field whose state is missing is still one.
  private func nameKind(of index: Int) {
    guard fields[index].draft.kind == .plain else { return }
    let instruction = String(decoding: fields[index].instruction, as: UTF16.self)
    if instruction.contains("FORMTEXT") { fields[index].draft.kind = .text }
    if instruction.contains("FORMCHECKBOX") { fields[index].draft.kind = .checkBox }
    if instruction.contains("FORMDROPDOWN") { fields[index].draft.kind = .choice }
  }

  private func endField() {
    flush()
    guard let last = fields.indices.last else { return }
    nameKind(of: last)
    let field = fields.removeLast().draft
    guard fields.allSatisfy(\.draft.isInResult), look.look.hidden != true, !look.isDeleted else {
      return
    }
    switch field.kind {
    case .plain: break
    case .text: draft.dropBlank(from: field.start)
    case .checkBox:
      let isTicked = field.isChecked ?? field.isCheckedAtFirst
      let sign = isTicked ? SymbolFont.ticked : SymbolFont.unticked
      draft.append(String(sign).utf8, .entered, field.name)
    case .choice:
      guard let entry = field.entry else { return }
      let added: Run.Marks = entry.isChosen ? [.entered, .chosen] : [.entered, .prompt]
      draft.append(entry.text.utf8, added, field.name)
    }
  }

  // MARK: Ends of paragraphs, cells and rows

  private func takeMark(_ unit: UInt16) throws(UnreadableDocument) {
    flush()
    let depth = paragraph.tableDepth
    if unit == 0x07 {
      // A row ends with a mark of its own, after that of its last cell.
      if paragraph.isRowEnd { return endRow(depth: 1) }
      try endParagraph(depth: 1)
      return flow.endCell(depth: 1)
    }
    if depth > 1, paragraph.isRowEnd { return endRow(depth: depth) }
    // The mark of a paragraph was deleted: the next one goes on in it.
    if unit == 0x0D, look.isDeleted, depth == 0 { return }
    if unit == 0x0C, draft.bytes.isEmpty { return }
    try endParagraph(depth: depth)
    if depth > 1, paragraph.isInnerCellEnd { flow.endCell(depth: depth) }
  }

  private func endRow(depth: Int) {
    draft = ParagraphDraft()
    flow.endRow(depth: depth, paragraph.row, isDeleted: look.isDeleted)
  }

  private func endParagraph(depth: Int) throws(UnreadableDocument) {
    if let field = fields.last(where: { $0.draft.kind == .text && $0.draft.isInResult }) {
      draft.dropBlank(from: field.draft.start)
    }
    for index in fields.indices { fields[index].draft.start = 0 }
    let ended = draft
    draft = ParagraphDraft()
    guard budget.spend(bytes: ended.bytes.count, paragraphs: 1) else {
      throw UnreadableDocument(.overLimit)
    }
    let level =
      paragraph.outlineLevel.flatMap(WordStyles.level) ?? styles.headingLevel(of: paragraph.style)
    flow.add([.paragraph(ended.finished(place: place, headingLevel: level))], depth: depth)
  }
}
