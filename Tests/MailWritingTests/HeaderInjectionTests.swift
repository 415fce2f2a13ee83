import MailReading
import MailWriting
import PepCore
import Testing

struct HeaderInjectionTests {
  private static let breaks = ["\r\n", "\n", "\r", "\r\n\r\n", "\u{85}", "\u{2028}", "\0", "\u{B}"]

  @Test(arguments: breaks)
  func `text for people cannot end its header`(lineEnd: String) throws {
    let attack = "x\(lineEnd)Bcc: victim@evil.example"
    var mail = OutgoingMail.sample()
    mail.subject = attack
    mail.from.name = attack
    mail.to[0].name = attack
    mail.replyTo[0].name = attack
    mail.attachments = [.init(fileName: attack, contentType: "text/csv", bytes: [])]
    let written = String(decoding: try MailWriter.bytes(of: mail), as: UTF8.self)
    #expect(!written.contains("\r\nBcc"))
    let facts = readBack(Array(written.utf8)).facts
    #expect(facts.subject == "x Bcc: victim@evil.example")
    #expect(facts.to.map(\.address) == ["j.fields@elmbrook.example"])
    #expect(facts.attachments.map(\.name) == ["x Bcc: victim@evil.example"])
  }

  @Test(arguments: breaks)
  func `text for machines with a line end is refused`(lineEnd: String) {
    let attack = "x\(lineEnd)Bcc:v"
    #expect(throws: MailWritingError.self) { try write { $0.messageID = attack } }
    #expect(throws: MailWritingError.self) { try write { $0.inReplyTo = attack } }
    #expect(throws: MailWritingError.self) { try write { $0.references = [attack] } }
    #expect(throws: MailWritingError.self) { try write { $0.headers = [("X-Loop", attack)] } }
    #expect(throws: MailWritingError.self) { try write { $0.headers = [(attack, "x")] } }
    #expect(throws: MailWritingError.self) {
      try write { $0.to[0].address = "a@b.example" + attack }
    }
    #expect(throws: MailWritingError.self) {
      try write {
        $0.attachments = [.init(fileName: "a", contentType: "text/" + attack, bytes: [])]
      }
    }
  }

  @Test(arguments: [
    ("", MailWritingError.Fault.empty), ("a b@c.example", .blank), ("a@b.example>", .bracket),
    ("<a@b.example>", .bracket), ("a@b.example,c@d.example", .bracket), ("ab.example", .noAt),
    ("a@", .noAt), ("a@b@c", .noAt), ("jörg@b.example", .notASCII),
    ("a\t@b.example", .controlCharacter),
    (String(repeating: "a", count: 300) + "@b.example", .tooLong),
  ])
  func `an address that is none is refused and not repeated`(
    address: String, fault: MailWritingError.Fault
  ) {
    let error = #expect(throws: MailWritingError.self) {
      try write { $0.to.append(.init(address: address)) }
    }
    #expect(error == .address(header: "To", position: 1, fault: fault))
    if !address.isEmpty { #expect(!"\(error as Any)".contains(address)) }
  }

  @Test(arguments: ["Bcc", "to", "FROM", "Content-Type", "Resent-To", "Message-ID"])
  func `a further header cannot be one that the letter has already`(name: String) {
    #expect(throws: MailWritingError.reservedHeader(position: 0)) {
      try write { $0.headers = [(name, "x@y.example")] }
    }
  }

  @Test(arguments: ["", "X Y", "X:", "Ü", "X\u{0}"])
  func `a further header needs a name`(name: String) {
    #expect(throws: MailWritingError.self) { try write { $0.headers = [(name, "x")] } }
  }

  @Test(arguments: ["", "  ", "Jörg", String(repeating: "x", count: 2_000)])
  func `a further header needs a value that can travel`(value: String) {
    #expect(throws: MailWritingError.self) { try write { $0.headers = [("X-Loop", value)] } }
  }

  @Test(arguments: ["text", "text/", "/csv", "text/csv; x=y", "multipart/mixed", "message/rfc822"])
  func `an attachment needs a plain type`(type: String) {
    #expect(throws: MailWritingError.attachmentType(position: 0)) {
      try write { $0.attachments = [.init(fileName: "a", contentType: type, bytes: [])] }
    }
  }

  @Test func `a letter without a recipient or with an impossible date is refused`() {
    #expect(throws: MailWritingError.noRecipient) { try write { $0.to = [] } }
    #expect(throws: MailWritingError.date) { try write { $0.dateSeconds = .max } }
    #expect(throws: MailWritingError.date) { try write { $0.dateOffsetMinutes = 5_000 } }
  }

  private func write(_ change: (inout OutgoingMail) -> Void) throws {
    var mail = OutgoingMail.sample()
    change(&mail)
    _ = try MailWriter.bytes(of: mail)
  }
}
