import DocumentFixtures
import DocumentFormat
import PepCore
import Testing

struct FileKindTests {
  private func read(_ bytes: [UInt8]) -> AttachmentContent { DocumentReader.read(bytes) }

  @Test func `nothing is empty`() { #expect(read([]) == .unreadable(.empty)) }

  @Test func `a program is no document, whatever it is called`() {
    #expect(
      read([0x4D, 0x5A, 0x90, 0] + [UInt8](repeating: 0, count: 500))
        == .unreadable(.unsupportedFormat))
  }

  @Test func `pictures have a size`() {
    let png: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 2, 0, 0, 0, 1, 0]
    #expect(read(png) == .picture(width: 512, height: 256))
    let jpeg: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 200, 1, 1, 0x11, 0]
    #expect(read(jpeg) == .picture(width: 200, height: 100))
    #expect(read(Array("GIF89a".utf8) + [10, 0, 20, 0]) == .picture(width: 10, height: 20))
  }

  @Test func `PDF and RTF are not read yet, and a locked PDF is sealed`() {
    #expect(read(Array("%PDF-1.7\n".utf8)) == .unreadable(.unsupportedFormat))
    #expect(read(Array("{\\rtf1 hello}".utf8)) == .unreadable(.unsupportedFormat))
    #expect(read(Array("%PDF-1.7\ntrailer << /Encrypt 5 0 R >>".utf8)) == .sealed(.pdfPassword))
  }

  @Test func `text and tables of text are something else`() {
    #expect(read(Array("Dear all".utf8)) == .other("text"))
    #expect(read(Array("name,dob\na,b\n".utf8)) == .other("spreadsheet"))
  }

  @Test(arguments: [
    ("EncryptedPackage", AttachmentContent.sealed(.officePassword)),
    ("WordDocument", .unreadable(.unsupportedFormat)), ("Workbook", .other("spreadsheet")),
  ])
  func `an OLE file is what its streams say`(stream: String, expected: AttachmentContent) {
    #expect(read(CompoundFixture(stream: stream).bytes) == expected)
  }

  @Test func `a zip of files is not read yet`() {
    var zip = ZipFile()
    zip.add("form.txt", "x")
    #expect(read(zip.bytes) == .unreadable(.unsupportedFormat))
  }

  @Test func `macros are told and not read`() throws {
    var file = WordFile(p(r("a")))
    file.hasMacros = true
    let read = try facts(file)
    #expect(read.format == .docm)
    #expect(read.remarks == [.macrosIgnored])
  }

  @Test func `the main part is found wherever it lies, strict or not`() throws {
    var file = WordFile(p(r("a")))
    file.mainPart = "odd/place/main.xml"
    file.isStrict = true
    #expect(lines(try facts(file).blocks) == ["a"])
  }
}

/// The smallest OLE file with one named stream: a header, an allocation table, a directory.
struct CompoundFixture {
  let bytes: [UInt8]

  init(stream: String) {
    var file = [UInt8](repeating: 0, count: 512 * 3)
    file.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    file[30] = 9
    for at in 76..<512 { file[at] = 0xFF }
    file.replaceSubrange(76..<80, with: [0, 0, 0, 0])
    file.replaceSubrange(48..<52, with: [1, 0, 0, 0])
    file.replaceSubrange(516..<520, with: [0xFE, 0xFF, 0xFF, 0xFF])
    let name: [UInt8] = stream.utf8.reduce(into: []) { $0 += [$1, 0] } + [0, 0]
    file.replaceSubrange(1_024..<1_024 + name.count, with: name)
    file[1_024 + 64] = UInt8(name.count)
    bytes = file
  }
}
