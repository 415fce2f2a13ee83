import CArchive
import PepCore

/// A zip archive in memory. The central directory is the truth, as for office programs; what local
/// headers say beside it is not read. Names are compared as OPC does: without case, with `/`.
///
/// Every pass walks the whole directory, so the members that a Word file usually has are unpacked
/// in the first pass; a second one is made only for files with unusual names.
final class ZipArchive {
  private(set) var isEncrypted = false
  /// For its parts that are XML.
  let xmlNames = XMLDictionary()
  private let bytes: UnsafeRawBufferPointer
  private var names: Set<String> = []
  private var members: [String: [UInt8]] = [:]
  private var budget = Limits.unpackedBytes

  init(_ bytes: UnsafeRawBufferPointer) throws(UnreadableDocument) {
    self.bytes = bytes
    guard ZipArchive.hasDirectory(bytes) else { throw UnreadableDocument(.truncated) }
    try walk { ZipArchive.isUsual($0) }
    if names.isEmpty { throw UnreadableDocument(.empty) }
  }

  func has(_ name: String) -> Bool { names.contains(ZipArchive.folded(name)) }

  /// The unpacked bytes of a member; nil where there is none of that name.
  func member(_ name: String) throws(UnreadableDocument) -> [UInt8]? {
    let name = ZipArchive.folded(name)
    if let member = members[name] { return member }
    guard names.contains(name) else { return nil }
    names = []
    try walk { $0 == name }
    return members[name]
  }

  static func folded(_ name: String) -> String {
    let name = name.hasPrefix("/") ? String(name.dropFirst()) : name
    return String(
      decoding: name.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
        case UInt8(ascii: "\\"): UInt8(ascii: "/")
        default: byte
        }
      }, as: UTF8.self)
  }

  /// The end record stands in the last 64 KB; without it the file was cut off on its way.
  private static func hasDirectory(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let tail = UnsafeRawBufferPointer(rebasing: bytes.suffix(66_000))
    return tail.contains("PK\u{5}\u{6}".utf8)
  }

  private static func isUsual(_ name: String) -> Bool {
    switch name {
    case "[content_types].xml", "_rels/.rels", "mimetype", "word/document.xml", "word/styles.xml",
      "word/_rels/document.xml.rels", "content.xml", "styles.xml",
      "meta-inf/manifest.xml", "word/footnotes.xml", "word/endnotes.xml":
      true
    default:
      (name.hasPrefix("word/header") || name.hasPrefix("word/footer")) && name.hasSuffix(".xml")
    }
  }

  // MARK: Walking

  private func walk(wanted: (String) -> Bool) throws(UnreadableDocument) {
    guard let archive = archive_read_new() else { throw UnreadableDocument(.overLimit) }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      throw UnreadableDocument(.damaged)
    }
    var entry: OpaquePointer?
    var count = 0
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
        throw UnreadableDocument(.damaged)
      }
      count += 1
      if count > Limits.archiveEntries { throw UnreadableDocument(.overLimit) }
      guard let raw = archive_entry_pathname(entry) else { continue }
      let name = ZipArchive.folded(String(cString: raw))
      // Two members of one name are read differently by different programs: a way to show a person
      // one form and a machine another.
      guard names.insert(name).inserted else { throw UnreadableDocument(.damaged) }
      if archive_entry_is_data_encrypted(entry) != 0 {
        isEncrypted = true
      } else if wanted(name) {
        members[name] = try unpack(archive, claimed: Int(archive_entry_size(entry)))
      }
    }
  }

  /// Reads to the end of the data, whatever size the directory claims: libarchive compares size and
  /// checksum there, and a file that lies about either is damaged.
  private func unpack(
    _ archive: OpaquePointer, claimed: Int
  ) throws(UnreadableDocument) -> [UInt8] {
    let limit = min(Limits.partBytes, budget)
    if claimed > limit { throw UnreadableDocument(.overLimit) }
    var content = [UInt8](repeating: 0, count: max(claimed, 0) + 1)
    var filled = 0
    while true {
      let got = content.withUnsafeMutableBytes { buffer in
        archive_read_data(archive, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      }
      if got < 0 { throw UnreadableDocument(.damaged) }
      if got == 0 { break }
      filled += got
      if filled > limit { throw UnreadableDocument(.overLimit) }
      if filled == content.count {
        content.append(contentsOf: repeatElement(0, count: max(filled, 4_096)))
      }
    }
    budget -= filled
    content.removeLast(content.count - filled)
    return content
  }
}
