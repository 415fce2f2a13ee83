import PepCore

/// Headers and footers: lines at the edge of a page that stand on other pages as well. In the middle
/// of the text they would cut answers in two.
struct PageMargins {
  struct Parted {
    var header: [Paragraph] = []
    var body: [Piece] = []
    var footer: [Paragraph] = []
  }

  private var counts: [String: Int] = [:]
  private let needed: Int

  init(_ pages: [PageContent]) {
    needed = pages.count > 1 ? 2 : Int.max
    for page in pages {
      let keys = PageMargins.edgeLines(page).map { PageMargins.key($0.line, isTop: $0.isTop) }
      for key in Set(keys) { counts[key, default: 0] += 1 }
    }
  }

  func parted(_ page: PageContent) -> Parted {
    var parted = Parted()
    var taken: [Box] = []
    for (line, isTop) in margins(page) {
      let pieces = line.chunks.flatMap(\.pieces)
      taken += pieces.map(\.box)
      let paragraph = Paragraph(
        [Run(line.chunks.map(\.text).joined(separator: "\t"))], place: isTop ? .header : .footer,
        page: page.number)
      if isTop { parted.header.append(paragraph) } else { parted.footer.append(paragraph) }
    }
    parted.body = taken.isEmpty ? page.pieces : page.pieces.filter { !taken.contains($0.box) }
    return parted
  }

  /// From the edges inwards, as far as lines repeat: an answer ("Yes") that ends one page and stands near
  /// the top of the next is text.
  private func margins(_ page: PageContent) -> [(line: TextLine, isTop: Bool)] {
    let edge = PageMargins.edgeLines(page)
    let top = edge.filter(\.isTop).sorted { $0.line.box.middle < $1.line.box.middle }
    let bottom = edge.filter { !$0.isTop }.sorted { $0.line.box.middle > $1.line.box.middle }
    return top.prefix { isMargin($0.line, isTop: true) }
      + bottom.prefix { isMargin($0.line, isTop: false) }.reversed()
  }

  private func isMargin(_ line: TextLine, isTop: Bool) -> Bool {
    let key = PageMargins.key(line, isTop: isTop)
    if counts[key, default: 0] >= needed { return true }
    return !isTop && PageMargins.countsPages(key)
  }

  /// "Page 1 of 4" needs no second page to be known.
  private static func countsPages(_ key: String) -> Bool {
    key.contains("page #") && key.utf8.count < 80
  }

  /// Figures count the pages, so they are all alike.
  private static func key(_ line: TextLine, isTop: Bool) -> String {
    (isTop ? "top " : "bottom ")
      + String(
        line.chunks.map(\.text).joined(separator: " ").lowercased().map { $0.isNumber ? "#" : $0 })
  }

  /// The first and last lines of a page, where they stand near its edge and in no table; and the last of all where it
  /// counts the pages, which a browser sets right below the text.
  private static func edgeLines(_ page: PageContent) -> [(line: TextLine, isTop: Bool)] {
    let top = page.size.top + page.size.height * 0.11
    let bottom = page.size.bottom - page.size.height * 0.11
    let words = page.pieces.filter { !$0.isField }
    let last = TextLine.lines(of: words).last
    let edge =
      last.map { countsPages(key($0, isTop: false)) ? min(bottom, $0.box.top - 1) : bottom }
      ?? bottom
    let near = words.filter { $0.box.bottom < top || $0.box.top > edge }
    return TextLine.lines(of: near).filter { line in
      !page.rules.contains {
        $0.direction == .down && $0.start < line.box.middle && $0.end > line.box.middle
          && $0.position > line.box.left - 30 && $0.position < line.box.right + 30
      }
    }.map { ($0, $0.box.top <= edge) }
  }
}
