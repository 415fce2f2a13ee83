/// HTML to the text that a reader of it sees, for rules that look for words, dates and figures.
///
/// One pass, no tree, no repair: mail HTML is rarely valid, and nothing here may take longer than
/// the text is long. Block elements and `<br>` end a line, table cells are parted by a tab, and what
/// a mail program marks as quoted gets `> ` as in plain mail, so that replies can be told from what
/// they quote.
struct HTMLText {
  private(set) var links: [String] = []
  private var source: [UInt8]
  private var at = 0
  private var out = TextLines()
  private(set) var blocks = HTMLBlocks()

  init(_ html: String) {
    source = Array(html.utf8)
    while at < source.count { readNext() }
  }

  var text: String { out.text }

  private mutating func readNext() {
    guard source[at] == UInt8(ascii: "<") else {
      let end = source[at...].firstIndex(of: UInt8(ascii: "<")) ?? source.count
      append(HTMLEntities.decoded(source[at..<end]))
      at = end
      return
    }
    if starts(with: "<!--") {
      skip(past: "-->")
    } else if at + 1 < source.count,
      source[at + 1] == UInt8(ascii: "!") || source[at + 1] == UInt8(ascii: "?")
    {
      skip(past: ">")
    } else if let tag = HTMLTag(source, at: at) {
      at = tag.end
      handle(tag)
    } else {
      append("<")
      at += 1
    }
  }

  private mutating func append(_ piece: String) {
    blocks.append(piece, keepingBlanks: out.keepsBlanks)
    out.append(piece)
  }

  private mutating func handle(_ tag: HTMLTag) {
    switch tag.name {
    case "style", "script", "title":
      if !tag.isClosing {
        skip(past: "</" + tag.name)
        skip(past: ">")
      }
    case "br":
      out.lineBreak()
      blocks.lineBreak()
    case "td", "th": if !tag.isClosing { out.cell() }
    case "tr":
      out.row()
    case "a":
      if let link = tag.attribute("href"), links.count < Limits.links,
        ["http://", "https://"].contains(where: link.lowercased().hasPrefix)
      {
        links.append(link)
      }
    case "pre": out.keepsBlanks = !tag.isClosing
    case "blockquote":
      quote(tag)
      out.block()
    default:
      if Self.blockElements.contains(tag.name) {
        out.block()
        blocks.endParagraph()
      }
    }
    blocks.handle(tag)
  }

  /// Only what a mail program marks is a quotation: people use `<blockquote>` to indent as well.
  private mutating func quote(_ tag: HTMLTag) {
    if tag.isClosing {
      if out.endQuote() { blocks.quote(false) }
    } else {
      let isCited =
        tag.attribute("type") == "cite" || tag.attribute("class")?.contains("gmail_quote") == true
      out.beginQuote(isShown: isCited)
      if isCited { blocks.quote(true) }
    }
  }

  private static let blockElements: Set<String> = [
    "address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "option", "p", "section", "table", "tbody", "tfoot", "thead", "ul",
  ]

  private func starts(with mark: String) -> Bool { source[at...].starts(with: mark.utf8) }

  /// Past the next `mark`, in whatever case; to the end where there is none, as browsers do.
  private mutating func skip(past mark: String) {
    let wanted = Array(mark.utf8)
    while at + wanted.count <= source.count {
      if wanted.indices.allSatisfy({ lowercased(source[at + $0]) == wanted[$0] }) {
        at += wanted.count
        return
      }
      at += 1
    }
    at = source.count
  }
}

func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
