import MailReading
import PepCore
import Testing

struct DamagedMailTests {
  private static let pdf = SampleMail.file("Content-Type: application/pdf; name=a.pdf")

  @Test func `a multipart without its end is read and marked`() {
    let mail = read(SampleMail.mixed(SampleMail.text, Self.pdf, isClosed: false))
    #expect(mail.names == ["a.pdf"])
    #expect(mail.facts.defects == [.unterminatedMultipart])
  }

  @Test(arguments: ["", "; boundary=\"\"", "; boundary=\"another\""])
  func `a multipart with a wrong boundary is read by the boundary it uses`(boundary: String) {
    let content = "--b\n\(SampleMail.text)\n--b\n\(Self.pdf)\n--b--\n"
    let mail = read(SampleMail.bytes("Content-Type: multipart/mixed\(boundary)\n\n" + content))
    #expect(mail.names == ["a.pdf"])
    #expect(mail.facts.body == "Please find attached.")
    #expect(mail.facts.defects.contains(.unterminatedMultipart))
  }

  @Test func `alternatives with a wrong boundary are still one text`() {
    let content = "--b\n\(SampleMail.text)\n--b\nContent-Type: text/html\n\n<p>Same</p>\n--b--\n"
    let mail = read(
      SampleMail.bytes("Content-Type: multipart/alternative; boundary=other\n\n" + content))
    #expect(mail.facts.body == "Please find attached.")
  }

  @Test(arguments: [
    ("{\\rtf1 half a form", false), ("%PDF half a form", false), ("%PDF whole %%EOF\n", true),
    ("PK whole or not, its reader knows", true),
  ])
  func `the last document of a message that broke off is believed only with its own end`(
    content: String, isBelieved: Bool
  ) {
    let part = "Content-Type: application/octet-stream; name=a\n\n" + content
    let facts = DocumentFacts(format: .docx, blocks: [])
    for isClosed in [true, false] {
      let mail = read(SampleMail.mixed(part, part, isClosed: isClosed), as: .document(facts))
      let last: AttachmentContent =
        isClosed || isBelieved ? .document(facts) : .unreadable(.truncated)
      #expect(mail.facts.attachments.map(\.content) == [.document(facts), last])
    }
  }

  @Test func `a multipart that is only text is text`() {
    let mail = read(SampleMail.bytes("Content-Type: multipart/mixed; boundary=b\n\nJust words\n"))
    #expect(mail.facts.body == "Just words\n")
  }

  @Test(arguments: ["JVBE!Rg==", "JVBERg", "JVBERg==JVBERg=="])
  func `broken base64 is read as far as it goes and marked`(content: String) {
    let part =
      "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n" + content
    let mail = read(SampleMail.mixed(SampleMail.text, part))
    #expect(mail.names == ["a.pdf"])
    #expect(mail.decoded.first?.starts(with: "%PDF".utf8) == true)
    #expect(mail.facts.defects == [.brokenEncoding])
  }

  @Test func `a message cut at any byte is read without harm`() {
    let whole = SampleMail.mixed(
      SampleMail.text, Self.pdf, "Content-Type: message/rfc822\n\nSubject: s\n\nx")
    for length in whole.indices {
      #expect(read(Array(whole[..<length])).facts.attachments.count <= 2)
    }
  }
}
