import PepCore

/// A .docx or .docm: the parts in the order in which a reader of the page would meet them. Headers
/// stand first because forms put the child's name or the form's revision there.
struct WordDocument {
  private let package: OfficePackage
  private let format: DocumentFormatName

  init(_ package: OfficePackage, as format: DocumentFormatName) {
    self.package = package
    self.format = format
  }

  func facts() throws(UnreadableDocument) -> DocumentFacts {
    guard let main = try package.archive.member(package.mainPart) else {
      throw UnreadableDocument(.damaged)
    }
    let relationships = try package.relationships(of: package.mainPart)
    let styles = WordStyles()
    var remarks: Set<DocumentFacts.Remark> = format == .docm ? [.macrosIgnored] : []
    try scan("styles", relationships, into: styles, &remarks)

    let budget = TextBudget()
    let body = WordStory(styles, place: .body, budget)
    try XMLScanner.scan(main, into: body, names: package.archive.xmlNames)
    guard body.isWordDocument else { throw UnreadableDocument(.damaged) }

    var around: [Paragraph.Place: [Block]] = [:]
    for reference in try shownReferences(of: body, relationships) {
      let story = WordStory(styles, place: reference.place, budget)
      try scan(part: reference.part, into: story, &remarks)
      around[reference.place, default: []] += story.blocks
      remarks.formUnion(story.remarks)
    }
    for kind in ["footnotes", "endnotes"] {
      let story = WordStory(styles, place: .note, budget)
      try scan(kind, relationships, into: story, &remarks)
      around[.note, default: []] += story.blocks
    }
    remarks.formUnion(body.remarks)
    return DocumentFacts(
      format: format,
      blocks: (around[.header] ?? []) + body.blocks + (around[.footer] ?? [])
        + (around[.note] ?? []),
      remarks: remarks.sorted { $0.rawValue < $1.rawValue })
  }

  // MARK: Parts beside the main one

  private func scan(
    _ kind: String, _ relationships: [OfficePackage.Relationship], into sink: XMLSink,
    _ remarks: inout Set<DocumentFacts.Remark>
  ) throws(UnreadableDocument) {
    guard let part = relationships.first(where: { $0.kind == kind })?.target else { return }
    try scan(part: part, into: sink, &remarks)
  }

  /// A broken header must not hide a whole form, but it is told; a forbidden or oversized one is
  /// refused like the main part.
  private func scan(
    part: String, into sink: XMLSink, _ remarks: inout Set<DocumentFacts.Remark>
  ) throws(UnreadableDocument) {
    do {
      guard let bytes = try package.archive.member(part) else { return }
      try XMLScanner.scan(bytes, into: sink, names: package.archive.xmlNames)
    } catch {
      guard error.reason == .damaged else { throw error }
      remarks.insert(.truncated)
    }
  }

  /// Headers and footers that Word shows: one for the first page or for even pages lies in the file
  /// also when it is switched off, and may hold what nobody sees (another child's name).
  private func shownReferences(
    of body: WordStory, _ relationships: [OfficePackage.Relationship]
  ) throws(UnreadableDocument) -> [(place: Paragraph.Place, part: String)] {
    let references = body.references
    var evenToo = false
    if references.contains(where: { $0.pages == .even }) {
      evenToo = try hasEvenPages(relationships)
    }
    var seen: Set<String> = []
    return references.compactMap { reference in
      guard reference.pages != .even || evenToo,
        let part = relationships.first(where: { $0.id == reference.id })?.target,
        seen.insert(part).inserted
      else { return nil }
      return (reference.place, part)
    }
  }

  private func hasEvenPages(
    _ relationships: [OfficePackage.Relationship]
  ) throws(UnreadableDocument) -> Bool {
    guard let part = relationships.first(where: { $0.kind == "settings" })?.target,
      let settings = try package.archive.member(part)
    else { return false }
    return settings.withUnsafeBytes { $0.contains("evenAndOddHeaders".utf8) }
  }
}

/// What one document may yield, over all of its parts.
final class TextBudget {
  private var bytes = Limits.textBytes
  private var paragraphs = Limits.paragraphs

  /// False when the document has used up what it may.
  func spend(bytes: Int, paragraphs: Int) -> Bool {
    self.bytes -= bytes
    self.paragraphs -= paragraphs
    return self.bytes >= 0 && self.paragraphs >= 0
  }
}
