import DocumentFixtures
import PepCore
import Testing

/// The hostile list, by the real reader under its locks: each item is told for what it is, good mail
/// beside it is read, and the reader's memory has an end. One after the other, for the memory of the
/// machine that tests.
@Suite(.serialized) struct HostileMailTests {
  private func told(
    _ name: String, _ file: [UInt8], deadline: Int = 28
  ) async throws -> AttachmentContent {
    try await HostileReading.content(name, file, deadline: deadline)
  }

  // MARK: Archives

  @Test func `a zip bomb`() async throws {
    #expect(try await told("zip bomb", HostileFile.zipBomb) == .unreadable(.overLimit))
  }

  @Test func `a zip bomb that lies about its size`() async throws {
    let content = try await told("lying zip bomb", HostileFile.lyingZipBomb)
    #expect(content == .unreadable(.damaged) || content == .unreadable(.overLimit))
  }

  @Test func `zips in zips`() async throws {
    let facts = try await HostileReading.read("zips in zips", mail(HostileFile.zipsInZips))
    let bombs = facts.attachments.filter { $0.content == .unreadable(.overLimit) }
    #expect(bombs.count == 100)
    #expect(facts.attachments.reduce(0) { $0 + $1.size } < 64 << 20)
  }

  @Test func `a hundred thousand parts`() async throws {
    #expect(try await told("100,000 parts", HostileFile.manyParts) == .unreadable(.overLimit))
  }

  // MARK: XML

  @Test func `an XML bomb`() async throws {
    #expect(try await told("XML bomb", HostileFile.xmlBomb) == .unreadable(.forbiddenXML))
  }

  /// Nothing can count them before libxml2 has read the whole tag, so the deadline ends it.
  @Test func `a start tag of 600,000 attributes`() async throws {
    let attributes = (0..<600_000).map { "a\($0)=\"\"" }.joined(separator: " ")
    let content = try await told(
      "600,000 attributes", WordFile("<w:p \(attributes)/>").bytes, deadline: 14)
    #expect(content == .unreadable(.readerFailed))
  }

  @Test func `an external entity`() async throws {
    #expect(
      try await told("external entity", HostileFile.externalEntity) == .unreadable(.forbiddenXML))
  }

  /// Honest forms have them too: a template on the school's server, a link. They are never followed;
  /// the document is what it is without them.
  @Test func `an external relationship`() async throws {
    let content = try await told("external relationship", HostileFile.externalRelationship)
    #expect(HostileReading.isForm(content))
  }

  // MARK: Mail

  @Test func `three thousand attachments`() async throws {
    let many = [[UInt8]](repeating: Array("x".utf8), count: 3_000)
    let facts = try await HostileReading.read(
      "3,000 attachments", mail([HostileReading.form] + many))
    #expect(facts.defects.contains(.tooManyParts))
    #expect((200...300).contains(facts.attachments.count))
    #expect(HostileReading.isForm(facts.attachments[0].content))
  }

  @Test func `three thousand forms`() async throws {
    let many = [[UInt8]](repeating: HostileReading.form, count: 3_000)
    let facts = try await HostileReading.read("3,000 forms", mail(many))
    #expect(facts.defects.contains(.tooManyParts))
    #expect(facts.attachments.allSatisfy { HostileReading.isForm($0.content) })
  }

  /// Not hostile: as much as a server takes, and still within the reader's memory.
  @Test func `a form as large as mail may be`() async throws {
    var file = WordFile(table(row(cell("Attendance"), cell("94%"))))
    file.media = [("image1.jpeg", noise(44 << 20))]
    #expect(HostileReading.isForm(try await told("mail of 60 MB", file.bytes)))
  }

  /// Bytes that no archive makes smaller.
  private func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 1
    return (0..<count / 8).flatMap { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return withUnsafeBytes(of: state ^ state >> 29) { Array($0) }
    }
  }

  @Test func `MIME ten thousand deep`() async throws {
    let levels = (0..<10_000).map {
      "Content-Type: multipart/mixed; boundary=\"b\($0)\"\r\n\r\n--b\($0)\r\n"
    }
    let head = "From: office@school.example\r\nMIME-Version: 1.0\r\n"
    let facts = try await HostileReading.read(
      "MIME 10,000 deep", Array((head + levels.joined()).utf8))
    #expect(facts.defects.contains(.tooDeep) && facts.defects.contains(.tooManyParts))
  }

  @Test func `messages ten thousand deep`() async throws {
    let head = "From: office@school.example\r\nMIME-Version: 1.0\r\n"
    let levels = String(repeating: "Content-Type: message/rfc822\r\n\r\n", count: 10_000)
    let facts = try await HostileReading.read(
      "messages 10,000 deep", Array((head + levels).utf8))
    #expect(facts.defects.contains(.tooDeep))
  }

  /// The form behind it is whole, but nothing says where the broken one ends.
  @Test func `base64 that breaks off`() async throws {
    let whole = String(decoding: mail(HostileReading.form), as: UTF8.self)
    let cut = whole.prefix(whole.count - 900)
    let facts = try await HostileReading.read("truncated base64", Array(cut.utf8))
    #expect(facts.defects.contains(.unterminatedMultipart))
    #expect(facts.attachments.map(\.content) == [.unreadable(.truncated)])
  }

  // MARK: Files that are none

  @Test func `a program that calls itself a form`() async throws {
    let content = try await told("exe named .docx", HostileFile.program)
    #expect(content == .unreadable(.unsupportedFormat))
  }

  @Test func `empty files`() async throws {
    #expect(try await told("empty file", []) == .unreadable(.empty))
    #expect(try await told("empty zip", ZipFile().bytes) == .unreadable(.empty))
    let header = Array("%PDF-1.7\n".utf8)
    #expect(try await told("empty PDF", header) == .unreadable(.truncated))
    #expect(try await told("blanks", Array("  \r\n".utf8)) == .other("text"))
  }
}
