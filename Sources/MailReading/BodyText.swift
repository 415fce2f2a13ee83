internal import PepCore

/// The text of a message as a reader sees it: its text parts in their order, each plain where there
/// is a plain form, else from HTML.
///
/// One by one and not "all plain parts, else all HTML parts": mailing lists and mail gateways add a
/// plain footer to a message that is only HTML, and the footer alone would be the whole text then.
struct BodyText {
  private struct Segment {
    var plain = ""
    var html = ""
  }

  private var segments: [Segment] = []
  private var isAlternative = false
  private(set) var links: [String] = []
  private var blocks: [Block] = []
  private var saysMoreThanText = false

  /// What the HTML parts say beyond their text; nil where that is nothing.
  var marked: [Block]? { saysMoreThanText ? blocks : nil }

  mutating func beginAlternative() {
    segments.append(Segment())
    isAlternative = true
  }

  mutating func endAlternative() { isAlternative = false }

  mutating func add(plain: String) {
    add { $0.plain += ($0.plain.isEmpty ? "" : "\n") + plain }
  }

  mutating func add(html: String) {
    let read = HTMLText(html)
    links += read.links.prefix(max(0, Limits.links - links.count))
    blocks += read.blocks.blocks
    if read.blocks.saysMoreThanText { saysMoreThanText = true }
    add { $0.html += ($0.html.isEmpty ? "" : "\n") + read.text }
  }

  private mutating func add(_ change: (inout Segment) -> Void) {
    if !isAlternative || segments.isEmpty { segments.append(Segment()) }
    change(&segments[segments.count - 1])
  }

  private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  private var whole: String {
    segments.map { isBlank($0.plain) ? $0.html : $0.plain }.filter { !isBlank($0) }
      .joined(separator: "\n")
  }

  var isFromHTML: Bool {
    segments.allSatisfy { isBlank($0.plain) } && segments.contains { !isBlank($0.html) }
  }

  func text(limit: Int) -> (text: String, isCut: Bool) {
    let text = whole
    guard text.utf8.count > limit else { return (text, false) }
    return (String(decoding: text.utf8.prefix(limit), as: UTF8.self), true)
  }
}
