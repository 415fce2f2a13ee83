import PepCore

/// Reads RTF from its first brace to its last. What it keeps is what a reader of the page sees after
/// "accept all changes".
final class RichTextReader {
  private var tokens: RichTextTokens
  var state = RichTextState()
  private var states: [RichTextState] = []
  private var isOptional = false
  /// Bytes that follow `\u` for programs without Unicode.
  private var toSkip = 0
  private var surrogate: UInt16?

  var story = RichTextStory(place: .body)
  var outerStories: [RichTextStory] = []
  private(set) var around: [(place: Paragraph.Place, pages: RichTextStory.Pages, blocks: [Block])] =
    []
  var fields: [RichTextField] = []
  var rowShape = TableFlow.RowShape()
  var nextCell = TableFlow.CellShape(right: 0)

  var fonts = RichTextFonts()
  var styles = RichTextStyles()
  private let budget = TextBudget()
  /// Bytes of text at hand, in the code page of their font.
  private var pending: [UInt8] = []
  private(set) var remarks: Set<DocumentFacts.Remark> = []
  private(set) var hasTitlePage = false
  private(set) var hasFacingPages = false
  private var failure: UnreadableReason?

  init(_ bytes: UnsafeRawBufferPointer) { tokens = RichTextTokens(bytes) }

  func read() throws(UnreadableDocument) {
    var isClosed = false
    var isOpened = false
    while let token = tokens.next(), !isClosed {
      take(token)
      if let failure { throw UnreadableDocument(failure) }
      if case .open = token { isOpened = true }
      // What follows the last brace is no part of the document.
      isClosed = isOpened && states.isEmpty
    }
    flush()
    // Half a form would look like a form with gaps.
    if !isClosed { throw UnreadableDocument(.truncated) }
  }

  func finishedBody() -> [Block] {
    if !story.paragraph.bytes.isEmpty { endParagraph() }
    return story.flow.finished()
  }

  func note(_ remark: DocumentFacts.Remark) { remarks.insert(remark) }

  // MARK: Tokens

  private func take(_ token: RichTextTokens.Token) {
    switch token {
    case .byte(let byte), .hex(let byte):
      isOptional = false
      if toSkip > 0 { toSkip -= 1 } else { takeByte(byte) }
    case .open:
      flush()
      toSkip = 0
      guard states.count < Limits.groupDepth else { return failure = .overLimit }
      states.append(state)
      state.ending = state.destination == .styles ? .style : .nothing
      isOptional = false
    case .close:
      flush()
      toSkip = 0
      endGroup()
    case .symbol(let symbol): takeSymbol(symbol)
    case .unknownWord:
      flush()
      if toSkip > 0 { toSkip -= 1 }
      if isOptional { state.destination = .hidden }
      isOptional = false
    case .word(let word, let number): takeWord(word, number)
    }
  }

  private func takeSymbol(_ symbol: UInt8) {
    if toSkip > 0, symbol != UInt8(ascii: "*") {
      toSkip -= 1
      return
    }
    if ![UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(symbol) { flush() }
    switch symbol {
    case UInt8(ascii: "*"): isOptional = true
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): takeByte(symbol)
    case UInt8(ascii: "~"): write("\u{A0}")
    case UInt8(ascii: "_"): write("-")
    // A backslash at the end of a line ends the paragraph.
    case 10, 13: if state.destination == .text { endParagraph() }
    case 9: write("\t")
    default: break
    }
  }

  private func takeWord(_ word: RichTextWord, _ number: Int?) {
    if toSkip > 0, word != .u {
      toSkip -= 1
      if word == .bin { tokens.skip(number ?? 0) }
      return
    }
    // Text is written under the look that it came with.
    flush()
    if isOptional {
      isOptional = false
      if !word.isKnownAsOptional { return state.destination = .hidden }
    }
    switch word {
    case .bin: tokens.skip(number ?? 0)
    case .u: takeUnit(number ?? 0)
    case .uc: state.unicodeSkip = min(max(number ?? 1, 0), 16)
    case .ud: if state.destination == .twice { state.destination = .text }
    case _ where state.destination == .hidden: break
    case .upr: state.destination = .twice
    case _ where word.isHidden: hide(word)
    case .titlepg: hasTitlePage = true
    case .facingp: hasFacingPages = true
    default: takeMeaning(word, number)
    }
  }

  private func hide(_ word: RichTextWord) {
    if word == .pict { note(.picturesIgnored) }
    if word == .objdata { note(.embeddedObjectsIgnored) }
    state.destination = .hidden
  }

  private func endGroup() {
    let ended = state
    guard let outer = states.popLast() else { return }
    switch ended.ending {
    case .nothing, .listEntry: break
    case .story: endStory()
    case .field: endField()
    case .style: if ended.destination == .styles { styles.endStyle(ended) }
    }
    state = outer
  }

  // MARK: Text

  private func takeUnit(_ number: Int) {
    let unit = UInt16(truncatingIfNeeded: number)
    toSkip = state.unicodeSkip
    if UTF16.isLeadSurrogate(unit) {
      surrogate = unit
      return
    }
    let units = UTF16.isTrailSurrogate(unit) ? [surrogate ?? 0xFFFD, unit] : [unit]
    surrogate = nil
    write(String(decoding: units, as: UTF16.self))
  }

  private func takeByte(_ byte: UInt8) {
    switch state.destination {
    case .hidden, .twice: break
    default: pending.append(byte)
    }
  }

  /// Writes the bytes at hand. Called before anything that changes how they look or where they go.
  func flush() {
    guard !pending.isEmpty else { return }
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    write(fonts.page(of: state.font).string(bytes))
  }

  func write(_ text: String) {
    switch state.destination {
    case .hidden, .twice, .formField: break
    case .fonts: fonts.add(text, to: state.font)
    case .colours: for sign in text where sign == ";" { fonts.endColour() }
    case .styles: styles.add(text)
    case .instruction: addInstruction(text)
    case .fieldName: if let last = fields.indices.last { fields[last].field.name = text }
    case .listEntry: addListEntry(text)
    case .text: writeShown(text)
    }
  }

  // MARK: Paragraphs

  func endParagraph(isAtCellEnd: Bool = false) {
    var ended = story.paragraph
    story.paragraph = ParagraphDraft()
    if let field = openTextField { ended.dropBlank(from: field.start) }
    for index in fields.indices { fields[index].field.start = 0 }
    guard budget.spend(bytes: ended.bytes.count, paragraphs: 1) else { return failure = .overLimit }
    let level = state.outlineLevel.flatMap(WordStyles.level) ?? styles.headingLevel(of: state.style)
    let depth = isAtCellEnd ? max(state.tableDepth, 1) : state.tableDepth
    story.flow.add(
      [.paragraph(ended.finished(place: story.place, headingLevel: level))] + ended.anchored,
      depth: depth)
  }

  // MARK: Stories

  func beginStory(_ place: Paragraph.Place, _ pages: RichTextStory.Pages = .all) {
    guard outerStories.count < Limits.storyDepth else { return state.destination = .hidden }
    outerStories.append(story)
    story = RichTextStory(place: place, pages: pages, fieldsBefore: fields.count)
    state.destination = .text
    state.ending = .story
    state.resetParagraph()
    state.resetLook(font: fonts.defaultFont)
  }

  private func endStory() {
    guard let outer = outerStories.popLast() else { return }
    if !story.paragraph.bytes.isEmpty { endParagraph() }
    let ended = story
    let blocks = story.flow.finished()
    story = outer
    if ended.place == .textBox {
      story.paragraph.anchored += blocks
    } else {
      around.append((ended.place, ended.pages, blocks))
    }
  }
}
