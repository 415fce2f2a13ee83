import MailReading
import MailWriting
import PepCore
import Testing

struct MailWriterTests {
  @Test func `what was written is read back the same`() throws {
    var mail = OutgoingMail.sample()
    mail.html = "<p>Dear Jörg,</p><p>Please send section 4.</p>"
    mail.attachments = [OutgoingMail.document]
    let read = readBack(try MailWriter.bytes(of: mail))
    let facts = read.facts
    #expect(
      facts.from == [MailAddress(name: "Virtual School – PEP", address: "pep@somerset.example")])
    #expect(facts.to == [MailAddress(name: "Fields, Jörg", address: "j.fields@elmbrook.example")])
    #expect(facts.subject == mail.subject)
    #expect(facts.date == MessageDate(seconds: 1_791_190_800, offsetMinutes: 60))
    #expect(facts.messageID == mail.messageID)
    #expect(facts.inReplyTo == ["1@elmbrook.example"])
    #expect(facts.subject == mail.subject)
    #expect(facts.references == mail.references)
    #expect(facts.headers(named: "auto-submitted") == ["auto-generated"])
    #expect(facts.body == mail.text)
    #expect(!facts.bodyIsFromHTML)
    #expect(read.facts.attachments.map(\.name) == ["PEP – Jörg (Part B).docx"])
    #expect(read.facts.attachments.map(\.declaredType) == [OutgoingMail.document.contentType])
    #expect(read.decoded == [OutgoingMail.document.bytes])
    #expect(facts.defects.isEmpty)
  }

  @Test(arguments: [
    "one line", "no end\nof line", "CRLF\r\nlines\r\n", "a\rb", "tabs\tand blanks  \n \n",
    "ünï © 漢字 🙂\n", String(repeating: "x", count: 5_000), "From here\n>From there\n",
    "--=_mixed_1\n--\n.\n..\n", "nul\0inside",
  ])
  func `any text arrives as it is, with a line end after it`(text: String) throws {
    var mail = OutgoingMail.sample()
    mail.text = text
    let lines = text.replacing("\0", with: "").replacing("\r\n", with: "\n").replacing(
      "\r", with: "\n")
    let expected = lines.hasSuffix("\n") ? lines : lines + "\n"
    #expect(readBack(try MailWriter.bytes(of: mail)).facts.body == expected)
    mail.attachments = [OutgoingMail.document]
    #expect(readBack(try MailWriter.bytes(of: mail)).facts.body == expected)
  }

  @Test func `the bytes are 7-bit in short lines that end with CRLF`() throws {
    var mail = OutgoingMail.sample()
    mail.text = String(repeating: "ü", count: 2_000)
    mail.html = "<p>" + String(repeating: "x", count: 2_000)
    mail.subject = String(repeating: "Plänë ", count: 100)
    mail.attachments = [OutgoingMail.document]
    let bytes = try MailWriter.bytes(of: mail)
    #expect(bytes.allSatisfy { $0 < 0x80 })
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.dropLast().allSatisfy { $0.last == 13 && $0.count <= 999 })
    #expect(lines.last?.isEmpty == true)
    #expect(!bytes.split(separator: 13).dropFirst().contains { $0.first != 10 })
  }

  @Test(arguments: [
    "Mo Fields", "Fields, Mo", "Mo \"M\" Fields", "Back\\slash", "Jörg", "Dash – here",
    "=?utf-8?q?x?=",
    "dot. and (comment)", String(repeating: "漢字🙂 ", count: 30) + "end",
    String(repeating: "x", count: 150), "a@b.example", "", "'",
  ])
  func `any name and any subject come back as they were`(text: String) throws {
    var mail = OutgoingMail.sample()
    mail.subject = text
    mail.from.name = text
    mail.to.append(.init(name: text, address: "x@y.example"))
    let facts = readBack(try MailWriter.bytes(of: mail)).facts
    #expect(facts.subject == text)
    #expect(facts.from.map(\.name) == [text.isEmpty ? nil : text])
    #expect(facts.to.map(\.address) == ["j.fields@elmbrook.example", "x@y.example"])
    #expect(facts.defects.isEmpty)
  }

  @Test func `long headers are folded`() throws {
    var mail = OutgoingMail.sample()
    mail.subject = String(repeating: "Plänë ", count: 40) + "–"
    mail.references = (0..<100).map { "\($0)-abcdefghijklmnop@elmbrook.example" }
    mail.to = (0..<100).map { .init(name: "Person \($0)", address: "p\($0)@elmbrook.example") }
    let bytes = try MailWriter.bytes(of: mail)
    #expect(bytes.split(separator: 10).allSatisfy { $0.count <= 79 })
    let facts = readBack(bytes).facts
    #expect(facts.subject == mail.subject)
    #expect(facts.references == mail.references)
    #expect(facts.to.map(\.name) == mail.to.map(\.name))
  }

  @Test func `the same letter gives the same bytes, from any task`() async throws {
    var mail = OutgoingMail.sample()
    mail.html = "<p>x</p>"
    mail.attachments = [OutgoingMail.document]
    let letter = mail
    let first = try MailWriter.bytes(of: letter)
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<50 { group.addTask { try MailWriter.bytes(of: letter) } }
      for try await bytes in group { #expect(bytes == first) }
    }
  }

  @Test func `texts are UTF-8 whatever they hold`() throws {
    var mail = OutgoingMail.sample()
    mail.html = "<p>Jörg</p>"
    let written = String(decoding: try MailWriter.bytes(of: mail), as: UTF8.self)
    #expect(written.matches(of: /charset="?utf-8"?\r\n/).count == 2)
    #expect(!written.lowercased().contains("iso-8859"))
  }

  @Test func `two letters have different boundaries`() throws {
    var mail = OutgoingMail.sample()
    mail.html = "<p>x</p>"
    let first = String(decoding: try MailWriter.bytes(of: mail), as: UTF8.self)
    mail.messageID = "chase-4F2B@somerset.example"
    let second = String(decoding: try MailWriter.bytes(of: mail), as: UTF8.self)
    func boundary(_ text: String) -> Substring? { text.firstMatch(of: /=_alternative_\w+/)?.output }
    #expect(boundary(first) != nil)
    #expect(boundary(first) != boundary(second))
  }

  @Test(arguments: [
    (0 as Int64, 0, "Thu, 01 Jan 1970 00:00:00 +0000"),
    (1_791_190_800, 60, "Mon, 05 Oct 2026 10:00:00 +0100"),
    (1_709_164_799, -330, "Wed, 28 Feb 2024 18:29:59 -0530"),
    (-1, 0, "Wed, 31 Dec 1969 23:59:59 +0000"),
  ])
  func `the date is written with its offset`(seconds: Int64, offset: Int, text: String) throws {
    var mail = OutgoingMail.sample()
    mail.dateSeconds = seconds
    mail.dateOffsetMinutes = offset
    let written = String(decoding: try MailWriter.bytes(of: mail), as: UTF8.self)
    #expect(written.contains("\r\nDate: \(text)\r\n"))
  }
}
