import DocumentFixtures
import DocumentFormat
import PepCore
import Testing

/// What a file of this body says.
func facts(_ file: WordFile) throws -> DocumentFacts {
  guard case .document(let facts) = DocumentReader.read(file.bytes) else {
    throw NotADocument(content: DocumentReader.read(file.bytes))
  }
  return facts
}

struct NotADocument: Error { let content: AttachmentContent }

/// Paragraphs as their text, tables as `[a|b]` per row.
func lines(_ blocks: [Block]) -> [String] {
  blocks.flatMap { block -> [String] in
    switch block {
    case .paragraph(let paragraph): [paragraph.text]
    case .table(let table):
      table.rows.map { row in
        "[" + row.map { lines($0.blocks).joined(separator: "/") }.joined(separator: "|") + "]"
      }
    }
  }
}

func lines(_ body: String) throws -> [String] { lines(try facts(WordFile(body)).blocks) }

/// The runs of a body that is one paragraph.
func runs(_ body: String, styles: String = "") throws -> [Run] {
  var file = WordFile(body)
  file.styles = styles
  return try facts(file).blocks.flatMap { block -> [Run] in
    guard case .paragraph(let paragraph) = block else { return [] }
    return paragraph.runs
  }
}
