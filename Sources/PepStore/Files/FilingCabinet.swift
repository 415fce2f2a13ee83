import FoundationEssentials
import PepCore

/// Messages and documents by content, and the links by which people find them.
///
/// Files are written without a sync; `sync()` makes all of them durable at once, before the commit
/// that names them. It syncs the file system as a whole: for a mail with a document that took 10 ms
/// where a sync of each file and folder took 40, and for a hundred files a seventh of the time.
struct FilingCabinet {
  let layout: StoreLayout
  let files: any FileSystem
  private var knownFolders: Set<String> = []
  /// The folders of papers, and of those that belong to no child.
  static let papers = "papers"
  static let noChild = "no child"
  private var isUnsynced = false
  /// Bytes that are written at once.
  private static let piece = 1 << 20

  init(_ layout: StoreLayout, _ files: any FileSystem) {
    self.layout = layout
    self.files = files
  }

  mutating func keep(received bytes: some DataProtocol, digest: String) throws {
    guard ContentDigest.isDigest(digest) else { throw StoreError.unsafeName }
    try keep(bytes, digest, at: layout.received(digest))
  }

  mutating func keep(
    document bytes: some DataProtocol, digest: String, fileExtension: String
  ) throws {
    guard Self.isSafe(fileExtension), ContentDigest.isDigest(digest) else {
      throw StoreError.unsafeName
    }
    try keep(bytes, digest, at: layout.document(digest, fileExtension))
  }

  private mutating func keep(_ bytes: some DataProtocol, _ digest: String, at path: String) throws {
    let folder = Self.folder(of: path)
    try makeFolder(folder)
    // Also where it is there already: its last writer may have died before the sync.
    isUnsynced = true
    // Equal size is not enough: after a power cut a file that was never synced may hold zeros.
    if try files.size(of: path) == bytes.count,
      try files.readAll(path).map({ ContentDigest.hex(of: $0) }) == digest
    {
      return
    }
    let temporary = path + ".new"
    // In pieces: a second copy of a whole message would be the most that the daemon ever holds.
    try files.write(Data(bytes.prefix(Self.piece)), to: temporary)
    var rest = bytes.dropFirst(Self.piece)
    while !rest.isEmpty {
      try files.append(Data(rest.prefix(Self.piece)), to: temporary)
      rest = rest.dropFirst(Self.piece)
    }
    try files.rename(temporary, to: path)
  }

  func received(_ digest: String) throws -> Data? { try files.readAll(layout.received(digest)) }

  func hasDocument(_ digest: String, named fileName: String) throws -> Bool {
    try files.size(of: path(of: digest, named: fileName)) != nil
  }

  func hasReceived(_ digest: String) throws -> Bool {
    try files.size(of: layout.received(digest)) != nil
  }

  func document(_ digest: String, named fileName: String) throws -> Data? {
    try files.readAll(path(of: digest, named: fileName))
  }

  /// Where a document lies; its extension is that of the name we gave it.
  func path(of digest: String, named fileName: String) -> String {
    layout.document(digest, Self.fileExtension(of: fileName))
  }

  static func fileExtension(of fileName: String) -> String {
    fileName.lastIndex(of: ".").map { String(fileName[fileName.index(after: $0)...]) } ?? "bin"
  }

  /// Links the documents that these changes file. Done before the commit: a link too many does no
  /// harm and is found again, a link too few would hide a document from its co-ordinator.
  mutating func linkDocuments(of changes: [RegisterChange]) throws {
    for change in changes {
      switch change {
      case .documentFiled(let plan, let document):
        try link(document, child: plan.child, folder: plan.term.description)
      case .paperFiled(let paper):
        try link(paper.document, child: paper.child ?? Self.noChild, folder: Self.papers)
      default: break
      }
    }
  }

  mutating func link(_ document: FiledDocument, child: String, folder: String) throws {
    guard [child, folder, document.fileName].allSatisfy(Self.isSafe) else {
      throw StoreError.unsafeName
    }
    guard try hasDocument(document.digest, named: document.fileName) else {
      throw StoreError.documentMissing(digest: document.digest)
    }
    let target = path(of: document.digest, named: document.fileName)
    let place = "\(layout.cabinet)/\(child)/\(folder)"
    try makeFolder(place)
    let destination = "../../../" + layout.shown(target)
    for number in 1...Int.max {
      let path = place + "/" + Self.name(document.fileName, number)
      let found = try files.destination(ofLink: path)
      if found == destination { break }
      if found != nil { continue }
      try files.makeLink(path, to: destination)
      break
    }
    isUnsynced = true
  }

  /// `Part B.docx`, `Part B (2).docx`, …
  private static func name(_ fileName: String, _ number: Int) -> String {
    guard number > 1 else { return fileName }
    guard let dot = fileName.lastIndex(of: ".") else { return "\(fileName) (\(number))" }
    return "\(fileName[..<dot]) (\(number))\(fileName[dot...])"
  }

  static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 200
      && !name.unicodeScalars.contains { $0 == "/" || $0.value < 0x20 || $0.value == 0x7f }
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 > path.startIndex ? String(path[..<$0]) : "/" } ?? "."
  }

  private mutating func makeFolder(_ path: String) throws {
    guard !knownFolders.contains(path) else { return }
    try files.makeFolder(path)
    knownFolders.insert(path)
  }

  /// Makes everything kept so far durable.
  mutating func sync() throws {
    guard isUnsynced else { return }
    try files.syncEverything(at: layout.root)
    isUnsynced = false
  }
}
