import PepCore

/// An archive seen as an office program sees it (ECMA-376 part 2): parts with content types, found
/// from the package's relationships. Part names are free; only the relationships say which part is
/// the document.
struct OfficePackage {
  enum Kind: Equatable {
    case word(DocumentFormatName)
    case openDocument
    case other(String)
    /// A zip that is no office file.
    case plainZip
    /// A document of a kind that nothing here reads: XPS, Apple's Pages.
    case unsupported
  }

  let kind: Kind
  let archive: ZipArchive
  /// Name of the main part, without a leading slash.
  let mainPart: String

  init(_ archive: ZipArchive) throws(UnreadableDocument) {
    self.archive = archive
    guard let list = try archive.member("[Content_Types].xml") else {
      mainPart = ""
      kind = try OfficePackage.kindWithoutTypes(archive)
      return
    }
    let types = ContentTypes()
    try XMLScanner.scan(list, into: types, names: archive.xmlNames)
    let roots = try OfficePackage.relationships(of: "", in: archive)
    let named = roots.first { $0.kind == "officeDocument" }.map { ZipArchive.folded($0.target) }
    guard let main = named ?? types.mainWordPart else {
      mainPart = ""
      kind =
        roots.contains { $0.kind == "fixedrepresentation" } ? .unsupported : .other("office file")
      return
    }
    mainPart = main
    kind = OfficePackage.kind(ofType: types.type(of: main))
  }

  struct Relationship {
    var id: String
    /// Last step of the type's address; the steps before it differ between transitional and strict.
    var kind: String
    /// Part name, resolved against its source.
    var target: String
  }

  /// What a part refers to inside the package; links to the outside are left out.
  func relationships(of part: String) throws(UnreadableDocument) -> [Relationship] {
    try OfficePackage.relationships(of: part, in: archive)
  }

  private static func relationships(
    of part: String, in archive: ZipArchive
  ) throws(UnreadableDocument) -> [Relationship] {
    let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = part[..<cut]
    let name = "\(folder)_rels/\(part[cut...]).rels"
    guard let bytes = try archive.member(name) else { return [] }
    let reader = RelationshipList(folder: String(folder))
    try XMLScanner.scan(bytes, into: reader, names: archive.xmlNames)
    return reader.found
  }

  private static func kindWithoutTypes(_ archive: ZipArchive) throws(UnreadableDocument) -> Kind {
    guard let mark = try archive.member("mimetype") else {
      let isPages = archive.has("Index/Document.iwa") || archive.has("index.xml.gz")
      return isPages || archive.has("Index.zip") ? .unsupported : .plainZip
    }
    let type = String(decoding: mark.prefix(200), as: UTF8.self)
    guard type.hasPrefix("application/vnd.oasis.opendocument") else { return .plainZip }
    if type.contains("spreadsheet") { return .other("spreadsheet") }
    if type.contains("presentation") { return .other("slides") }
    return .openDocument
  }

  private static func kind(ofType type: String) -> Kind {
    // The ordinary one first: looking for a word in a string takes as long as reading thirty paragraphs.
    if type == ContentTypes.document { return .word(.docx) }
    if type.contains("spreadsheetml") || type.contains("ms-excel") { return .other("spreadsheet") }
    if type.contains("presentationml") || type.contains("powerpoint") { return .other("slides") }
    if type.contains("visio") { return .other("drawing") }
    return .word(type.contains("macroEnabled") ? .docm : .docx)
  }
}

/// `[Content_Types].xml`.
private final class ContentTypes: XMLSink {
  static let document =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

  private var byPart: [String: String] = [:]
  private var byExtension: [String: String] = [:]
  private(set) var mainWordPart: String?

  override func start(_ element: Element, _ attributes: Attributes, in parent: Element) -> Bool {
    guard let type = attributes[.contentType]?.string else { return true }
    if element == .override, let name = attributes[.partName]?.string {
      let part = ZipArchive.folded(name)
      byPart[part] = type
      // Looking at the end first costs little, and a form has twenty parts.
      if type.hasSuffix("main+xml"),
        type == ContentTypes.document || type.contains("wordprocessingml.document.main")
      {
        mainWordPart = part
      }
    } else if element == .defaultType, let end = attributes[.fileExtension]?.string {
      byExtension[end.lowercased()] = type
    }
    return true
  }

  func type(of part: String) -> String {
    let end = part.split(separator: ".").last.map(String.init) ?? ""
    return byPart[part] ?? byExtension[end] ?? ""
  }
}

private final class RelationshipList: XMLSink {
  private(set) var found: [OfficePackage.Relationship] = []
  private let folder: String

  init(folder: String) { self.folder = folder }

  override func start(_ element: Element, _ attributes: Attributes, in parent: Element) -> Bool {
    guard element == .relationship, let target = attributes[.target]?.string,
      let type = attributes[.relationshipType]?.string,
      attributes[.targetMode]?.string != "External"
    else { return true }
    found.append(
      .init(
        id: attributes[.relationshipID]?.string ?? "",
        kind: type.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(type[$0...].dropFirst()) }
          ?? type,
        target: resolved(target)))
    return true
  }

  /// Targets are relative to the folder of the source, or absolute with a leading slash.
  private func resolved(_ target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps: [Substring] = []
    for step in (folder + target).split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}
