import PepCore

/// An OpenDocument text (.odt): `content.xml` for the text, `styles.xml` for how it looks and for the
/// headers and footers of its pages.
enum OpenDocument {
  static func content(of archive: ZipArchive) throws(UnreadableDocument) -> AttachmentContent {
    // A password encrypts the parts one by one and leaves the list of them readable.
    if let list = try archive.member("META-INF/manifest.xml"),
      list.withUnsafeBytes({ $0.contains("encryption-data".utf8) })
    {
      return .sealed(.officePassword)
    }
    guard let main = try archive.member("content.xml") else {
      throw UnreadableDocument(archive.has("encrypted-package") ? .unsupportedFormat : .damaged)
    }
    let styles = OpenStyles()
    let names = archive.xmlNames
    let common = try archive.member("styles.xml")
    if let common { try XMLScanner.scan(common, into: styles, names: names) }
    let budget = TextBudget()
    // Headers use the automatic styles of their own part, so they are read before those of the text.
    let pages = OpenStory(styles, isBody: false, budget)
    if let common { try XMLScanner.scan(common, into: pages, names: names) }
    try XMLScanner.scan(main, into: styles, names: names)
    let body = OpenStory(styles, isBody: true, budget)
    try XMLScanner.scan(main, into: body, names: names)
    guard body.isOpenDocument else { throw UnreadableDocument(.damaged) }
    let remarks = body.remarks.union(pages.remarks)
    return .document(
      DocumentFacts(
        format: .odt, blocks: pages.headers + body.blocks + pages.footers + body.notes,
        remarks: remarks.sorted { $0.rawValue < $1.rawValue }))
  }
}
