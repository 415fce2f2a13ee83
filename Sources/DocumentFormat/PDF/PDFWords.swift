import CPoppler
import PepCore

/// The words of a page with their boxes and fonts.
struct PDFWords {
  private let fonts: [(end: Int, font: PDFFont, size: Double)]
  private let boxes: UnsafeBufferPointer<PopplerRectangle>
  private var pieces: [Piece] = []
  private var word = String.UnicodeScalarView()
  private var wordBox: Box?
  private var look: Run.Marks = []
  /// In heights of the letters: poppler parts spaced letters of one word itself.
  private static let widestLetterSpace = 0.4

  /// nil where the page has no text.
  static func pieces(of page: OpaquePointer, limit: Int) -> [Piece] {
    guard let text = poppler_page_get_text(page) else { return [] }
    defer { g_free(text) }
    var rectangles: UnsafeMutablePointer<PopplerRectangle>?
    var count: guint = 0
    guard poppler_page_get_text_layout(page, &rectangles, &count) != 0, let rectangles else {
      return []
    }
    defer { g_free(rectangles) }
    var words = PDFWords(
      fonts: fonts(of: page),
      boxes: UnsafeBufferPointer(start: rectangles, count: Int(count)))
    words.cut(String(cString: text), limit: limit)
    return words.pieces
  }

  private init(
    fonts: [(end: Int, font: PDFFont, size: Double)],
    boxes: UnsafeBufferPointer<PopplerRectangle>
  ) {
    self.fonts = fonts
    self.boxes = boxes
  }

  private static func fonts(
    of page: OpaquePointer
  ) -> [(end: Int, font: PDFFont, size: Double)] {
    guard let list = poppler_page_get_text_attributes(page) else { return [] }
    defer { poppler_page_free_text_attributes(list) }
    var known: [String: PDFFont] = [:]
    var fonts: [(end: Int, font: PDFFont, size: Double)] = []
    var item: UnsafeMutablePointer<GList>? = list
    while let here = item {
      if let attributes = pep_attributes(here)?.pointee {
        let name = attributes.font_name.map { String(cString: $0) } ?? ""
        let font = known[name] ?? PDFFont(name)
        known[name] = font
        fonts.append((Int(attributes.end_index), font, attributes.font_size))
      }
      item = here.pointee.next
    }
    return fonts
  }

  /// poppler gives one box for each Unicode scalar of the text, blanks and line ends included.
  private mutating func cut(_ text: String, limit: Int) {
    var font = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard index < boxes.count, pieces.count < limit else { break }
      while font < fonts.count, fonts[font].end < index { font += 1 }
      let style = font < fonts.count ? fonts[font] : (end: Int.max, font: PDFFont(""), size: 0.0)
      take(scalar, boxes[index], style.font)
    }
    close()
  }

  private mutating func take(
    _ scalar: Unicode.Scalar, _ rectangle: PopplerRectangle, _ font: PDFFont
  ) {
    if scalar.properties.isWhitespace || scalar.value < 0x20 {
      close()
      return
    }
    guard let plain = font.plain(scalar) else { return }
    let box = Box(
      left: min(rectangle.x1, rectangle.x2), top: min(rectangle.y1, rectangle.y2),
      right: max(rectangle.x1, rectangle.x2), bottom: max(rectangle.y1, rectangle.y2))
    let isSign = plain == SymbolFont.ticked || plain == SymbolFont.unticked
    // No blank stands between the words of some neighbouring columns.
    if let wordBox,
      look != font.marks || isSign || wordBox.sharedHeight(box) < 0.3
        || box.left - wordBox.right > PDFWords.widestLetterSpace * box.height
        || wordBox.right - box.left > box.height
    {
      close()
    }
    look = font.marks
    word.append(plain)
    wordBox = wordBox?.union(box) ?? box
    if isSign { close() }
  }

  private mutating func close() {
    if let wordBox, !word.isEmpty { pieces.append(Piece(String(word), wordBox, look)) }
    word = String.UnicodeScalarView()
    wordBox = nil
  }
}
