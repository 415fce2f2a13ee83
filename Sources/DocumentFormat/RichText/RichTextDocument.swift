import PepCore

/// A Rich Text file: RTF, also where it is named .doc, which Word writes and opens without a word.
struct RichTextDocument {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  func facts() throws(UnreadableDocument) -> DocumentFacts {
    let reader = RichTextReader(bytes)
    try reader.read()
    let body = reader.finishedBody()
    let header = shown(reader, .header)
    let footer = shown(reader, .footer)
    return DocumentFacts(
      format: .rtf, blocks: header + body + footer + shown(reader, .note),
      remarks: reader.remarks.sorted { $0.rawValue < $1.rawValue })
  }

  /// Headers that Word shows: those of a first page or of facing pages may lie in the file switched
  /// off, and every section repeats its own.
  private func shown(_ reader: RichTextReader, _ place: Paragraph.Place) -> [Block] {
    var seen: Set<[Block]> = []
    return reader.around.filter { story in
      guard story.place == place else { return false }
      switch story.pages {
      case .all: return true
      case .first: return reader.hasTitlePage
      case .facing: return reader.hasFacingPages
      }
    }.map(\.blocks).filter { place == .note || seen.insert($0).inserted }.flatMap { $0 }
  }
}
