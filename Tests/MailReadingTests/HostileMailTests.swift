import MailReading
import PepCore
import Testing

struct HostileMailTests {
  /// Each cost seconds or gigabytes before there were limits; the bound is loose for slow machines.
  private static func quick(_ message: [UInt8]) -> MessageFacts {
    let clock = ContinuousClock()
    let start = clock.now
    let facts = read(message).facts
    #expect(clock.now - start < .seconds(20))
    return facts
  }

  @Test func `ten thousand multiparts inside one another are too many and too deep`() {
    let levels = (0..<10_000).map {
      "Content-Type: multipart/mixed; boundary=\"b\($0)\"\n\n--b\($0)\n"
    }
    let facts = Self.quick(SampleMail.bytes(levels.joined()))
    #expect(facts.defects.contains(.tooManyParts))
    #expect(facts.defects.contains(.tooDeep))
    #expect(facts.messageID == "1@elmbrook.example")
  }

  @Test func `messages inside one another are opened to the limit`() {
    let facts = Self.quick(
      SampleMail.bytes(String(repeating: "Content-Type: message/rfc822\n\n", count: 200_000)))
    #expect(facts.defects.contains(.tooDeep))
    #expect(facts.attachments.count < 30)
  }

  @Test func `of three thousand attachments the first three hundred are looked at`() {
    let parts = String(
      repeating: "--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n", count: 3_000)
    let facts = Self.quick(
      SampleMail.bytes("Content-Type: multipart/mixed; boundary=b\n\n" + parts + "--b--\n"))
    #expect(facts.attachments.count == 300)
    #expect(facts.defects.contains(.tooManyParts))
  }

  @Test func `five million empty parts cost next to nothing`() {
    let parts = String(repeating: "--b\n\n", count: 5_000_000)
    let facts = Self.quick(
      SampleMail.bytes("Content-Type: multipart/mixed; boundary=b\n\n" + parts))
    #expect(facts.defects.contains(.tooManyParts))
  }

  @Test func `a million headers are cut`() {
    let facts = Self.quick(SampleMail.bytes(String(repeating: "a: b\n", count: 1_000_000) + "\nx"))
    #expect(facts.defects.contains(.tooLarge))
    #expect(facts.subject == "PEP")
  }

  @Test func `files without number in one text are counted like parts`() {
    let files = String(repeating: "begin 644 a\n#0V%T\nend\n", count: 20_000)
    let facts = Self.quick(SampleMail.bytes("\n" + files))
    #expect(facts.attachments.count < 300)
    #expect(facts.defects.contains(.tooManyParts))
  }

  @Test func `a text of megabytes is cut and said to be`() {
    let facts = Self.quick(SampleMail.bytes("\n" + String(repeating: "word \n", count: 500_000)))
    #expect(facts.body.utf8.count == 256 * 1024)
    #expect(facts.defects == [.tooLarge])
  }

  @Test func `a large forwarded message in base64 is not taken for headers`() {
    let inner = "Subject: s\n\n" + String(repeating: "words and words\n", count: 30_000)
    let part =
      "Content-Type: message/rfc822; name=a.eml\nContent-Transfer-Encoding: base64\n\n"
      + Base64.text(Array(inner.utf8))
    let facts = Self.quick(SampleMail.mixed(SampleMail.text, part))
    #expect(facts.attachments.map(\.name) == ["a.eml"])
    #expect(facts.defects.isEmpty)
  }
}
