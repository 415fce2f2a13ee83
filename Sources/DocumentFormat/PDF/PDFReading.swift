import CPoppler
import PepCore

/// The reading of one PDF: page by page, within limits, by the text layer or by recognition.
struct PDFReading {
  private let document: OpaquePointer
  private let paper = Paper()
  private var pages: [PageContent] = []
  private var words = 0
  /// Pages that are pictures, and were not read.
  private var unreadPictures = 0
  private var recognisedPages = 0
  private var isCut = false

  init(_ document: OpaquePointer) { self.document = document }

  mutating func content() throws(UnreadableDocument) -> AttachmentContent {
    let count = Int(poppler_document_get_n_pages(document))
    guard count > 0 else { throw UnreadableDocument(.damaged) }
    for number in 1...min(count, Limits.pages) {
      guard words < Limits.words else {
        isCut = true
        break
      }
      guard let page = poppler_document_get_page(document, CInt(number - 1)) else { continue }
      defer { g_object_unref(UnsafeMutableRawPointer(page)) }
      try read(page, number)
      // The rest would be read for nothing.
      if unreadPictures > 0, !Recognition.isWanted { throw UnreadableDocument(Recognition.unread) }
    }
    paper.giveBack()
    isCut = isCut || count > Limits.pages
    return try finished()
  }

  private mutating func read(
    _ page: OpaquePointer, _ number: Int
  ) throws(UnreadableDocument) {
    var width = 0.0
    var height = 0.0
    poppler_page_get_size(page, &width, &height)
    guard width > 0, height > 0 else { return }
    // Beyond that, places are no numbers to count pixels with.
    guard max(width, height) <= Limits.pageSide else { throw UnreadableDocument(.overLimit) }
    let size = Box(left: 0, top: 0, right: width, bottom: height)
    var content = PageContent(pieces: [], rules: [], size: size, number: number)
    content.pieces = PDFWords.pieces(of: page, limit: Limits.words - words)
      .filter {
        $0.box.right > 0 && $0.box.left < width && $0.box.bottom > 0 && $0.box.top < height
          && $0.box.isWithin(Limits.pageSide)
      }
    let fields = PDFFormFields(page, size: size)
    if content.pieces.count < Limits.wordsOfText, fields.pieces.isEmpty,
      PDFPictures.fill(page, size)
    {
      readPicture(page, &content)
    } else {
      PDFDrawing(page, content.size, fields, on: paper).add(to: &content)
    }
    words += content.pieces.count
    pages.append(content)
  }

  private mutating func readPicture(_ page: OpaquePointer, _ content: inout PageContent) {
    guard Recognition.isAvailable, recognisedPages < Limits.recognisedPages,
      let read = Recognition.read(page, content.size, content.number)
    else {
      unreadPictures += 1
      return
    }
    recognisedPages += 1
    content = read
  }

  private func finished() throws(UnreadableDocument) -> AttachmentContent {
    if words == 0 { throw UnreadableDocument(unreadPictures > 0 ? Recognition.unread : .empty) }
    if isPlaceholder { throw UnreadableDocument(.unsupportedFormat) }
    // What stands on a page that nobody read would be asked for as if it were not there.
    if unreadPictures > 0, !Recognition.isAvailable { throw UnreadableDocument(Recognition.unread) }
    if isCut || unreadPictures > 0 { throw UnreadableDocument(.overLimit) }
    return .document(
      DocumentFacts(
        format: .pdf, method: recognisedPages > 0 ? .recognised : .text,
        blocks: PageLayout.blocks(pages)))
  }

  /// A form of Adobe's XFA kind shows this page to every other reader; its own content is not drawn.
  private var isPlaceholder: Bool {
    guard pages.count == 1, words < 150 else { return false }
    let text = pages[0].pieces.map { $0.text.lowercased() }.joined(separator: " ")
    return text.hasPrefix("please wait") && text.contains("pdf viewer")
  }
}
