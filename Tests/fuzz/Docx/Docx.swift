import FuzzDriver

@testable import DocumentFixtures
@testable import DocumentFormat

/// Word files and OpenDocument text. An archive is read as it came; anything else is XML that is put
/// into an archive here, because no chance finds the checksum of a changed member.
@main enum Docx {
  static func main() {
    DocumentReader.prepare()
    FuzzDriver.run { bytes in
      if bytes.starts(with: [0x50, 0x4B]) {
        guard FileKind(of: bytes) == .zip else { return }
        _ = DocumentReader.read(bytes)
        _ = DocumentReader.members(of: [UInt8](bytes), limit: 1 << 20)
      } else {
        _ = DocumentReader.read(file(of: bytes))
      }
    }
  }

  /// The parts stand one after the other with NUL bytes between them: of a Word file the body, the
  /// styles and a footnotes part; of an OpenDocument text, which begins with its root element,
  /// content and styles.
  private static func file(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
    guard !part(0).hasPrefix("<office:") else { return openDocument(part(0), styles: part(1)) }
    var file = WordFile(part(0))
    file.styles = part(1)
    if !part(2).isEmpty {
      file.parts = [("footnotes", "footnotes", file.part("footnotes", part(2)))]
    }
    return file.bytes
  }

  private static func openDocument(_ content: String, styles: String) -> [UInt8] {
    var zip = ZipFile()
    zip.add("mimetype", "application/vnd.oasis.opendocument.text")
    zip.add("META-INF/manifest.xml", "<m/>")
    zip.add("content.xml", content)
    if !styles.isEmpty { zip.add("styles.xml", styles) }
    return zip.bytes
  }
}
