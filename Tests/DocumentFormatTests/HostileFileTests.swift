import DocumentFixtures
import DocumentFormat
import PepCore
import Testing

struct HostileFileTests {
  private func read(_ file: WordFile) -> AttachmentContent { DocumentReader.read(file.bytes) }

  @Test func `a document type is refused before any entity is looked at`() {
    var file = WordFile(p(r("&x;")))
    file.prologue = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    #expect(read(file) == .unreadable(.forbiddenXML))
  }

  @Test func `entities that multiply are refused`() {
    var file = WordFile(p(r("&b;")))
    file.prologue = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
    #expect(read(file) == .unreadable(.forbiddenXML))
  }

  @Test func `a part that unpacks to more than its limit is refused`() {
    var zip = ZipFile()
    zip.add("[Content_Types].xml", [UInt8](repeating: 0x20, count: 17 << 20))
    #expect(zip.bytes.count < 100_000)
    #expect(DocumentReader.read(zip.bytes) == .unreadable(.overLimit))
  }

  @Test func `a directory that lies about a size never yields a cut document`() {
    let whole = WordFile(p(r("a"))).bytes
    let honest = DocumentReader.read(whole)
    for claimed: UInt8 in [0, 1, 100, 255] {
      let read = DocumentReader.read(lying(whole, claimed))
      #expect(read == honest || read == .unreadable(.damaged))
    }
  }

  /// The central directory's entry of the main part claims that it unpacks to so many bytes.
  private func lying(_ bytes: [UInt8], _ claimed: UInt8) -> [UInt8] {
    var bytes = bytes
    let name = Array("word/document.xml".utf8)
    for at in bytes.indices.dropLast(name.count + 46).reversed()
    where bytes[at..<at + 4].elementsEqual([0x50, 0x4B, 1, 2])
      && bytes[at + 46..<at + 46 + name.count].elementsEqual(name)
    {
      bytes.replaceSubrange(at + 24..<at + 28, with: [claimed, 0, 0, 0])
      break
    }
    return bytes
  }

  @Test func `100,000 members are too many`() {
    var zip = ZipFile()
    for number in 0..<100_000 { zip.add("m\(number)", "") }
    #expect(DocumentReader.read(zip.bytes) == .unreadable(.overLimit))
  }

  @Test func `two members of one name are damage`() {
    var zip = ZipFile()
    zip.add("word/document.xml", "<a/>")
    zip.add("Word/Document.xml", "<b/>")
    #expect(DocumentReader.read(zip.bytes) == .unreadable(.damaged))
  }

  @Test func `tables within tables end somewhere`() {
    let deep = (0..<60).reduce(p(r("x"))) { inner, _ in
      "<w:tbl><w:tr><w:tc>\(inner)</w:tc></w:tr></w:tbl>"
    }
    #expect(read(WordFile(deep)) == .unreadable(.overLimit))
    let deeper = String(repeating: "<w:x>", count: 100_000)
    #expect(read(WordFile(deeper)) == .unreadable(.damaged))
  }

  @Test func `too many attributes and too many names are refused`() {
    let attributes = (0..<2_000).map { "a\($0)=\"\"" }.joined(separator: " ")
    #expect(read(WordFile("<w:p \(attributes)/>")) == .unreadable(.overLimit))
    let names = (0..<10_000).map { "<w:n\($0)/>" }.joined()
    #expect(read(WordFile(names)) == .unreadable(.overLimit))
  }

  @Test func `more text than any plan has is refused`() {
    let line = String(repeating: "x", count: 100_000)
    let body = (0..<50).map { _ in p(r(line)) }.joined()
    #expect(read(WordFile(body)) == .unreadable(.overLimit))
  }

  @Test func `a file cut off on its way is told as such`() {
    let whole = WordFile(p(r("a"))).bytes
    #expect(DocumentReader.read(Array(whole.dropLast(200))) == .unreadable(.truncated))
  }

  @Test func `XML that ends in the middle is damage`() {
    #expect(read(WordFile("<w:p><w:r>")) == .unreadable(.damaged))
  }

  @Test func `structures out of place lose no text`() throws {
    let body = "<w:tc>\(p(r("a")))</w:tc><w:trPr><w:del/></w:trPr>\(p(r("b")))"
    #expect(try lines(body) == ["a", "b"])
  }

  @Test func `no cut or flipped byte brings the reader down`() {
    let whole = WordFile(table(row(cell("a"), cell("b"))) + p(r("c"))).bytes
    for at in stride(from: 0, to: whole.count, by: 7) {
      var broken = whole
      broken[at] ^= 0xFF
      _ = DocumentReader.read(broken)
      _ = DocumentReader.read(Array(whole[..<at]))
    }
  }
}
