import Foundation
import MailReading
import PepCore
import Testing

struct BodyTests {
  @Test func `the plain alternative is the text and the links come from the other`() {
    let mail = read(
      SampleMail.mixed(
        SampleMail.text,
        "Content-Type: text/html\n\n<p>Other</p><a href=\"https://forms.example/x?a=1&amp;b=2\">x</a>",
        type: "alternative"))
    #expect(mail.facts.body == "Please find attached.")
    #expect(!mail.facts.bodyIsFromHTML)
    #expect(mail.facts.links == ["https://forms.example/x?a=1&b=2"])
    #expect(mail.facts.attachments.isEmpty)
  }

  @Test func `a blank plain alternative gives way to the HTML`() {
    let mail = read(
      SampleMail.mixed(
        "Content-Type: text/plain\n\n \n", "Content-Type: text/html\n\n<p>Words</p>",
        type: "alternative"))
    #expect(mail.facts.body == "Words")
    #expect(mail.facts.bodyIsFromHTML)
  }

  @Test func `a plain footer does not hide an HTML letter`() {
    let mail = read(
      SampleMail.mixed(
        "Content-Type: text/html\n\n<p>Letter</p>", "Content-Type: text/plain\n\nFooter"))
    #expect(mail.facts.body == "Letter\nFooter")
  }

  @Test(
    arguments: [
      ("utf-8", [0xC3, 0xA9], "é"), ("iso-8859-1", [0xE9], "é"), ("windows-1252", [0x93], "“"),
      ("koi8-r", [0xC1], "а"), ("us-ascii", [0xC3, 0xA9], "é"), ("us-ascii", [0xE9], "é"),
      ("utf-8", [0xE9], "é"), ("utf-16le", [0xE9, 0x00], "é"), ("no-such-set", [0xC3, 0xA9], "é"),
      ("", [0x92], "’"),
    ] as [(String, [UInt8], String)])
  func `text is decoded whatever its character set claims`(
    charset: String, bytes: [UInt8], text: String
  ) {
    let mail = read(
      SampleMail.bytes("Content-Type: text/plain; charset=\"\(charset)\"\n\n") + bytes)
    #expect(mail.facts.body == text)
    #expect(mail.facts.defects.contains(.unknownCharset) == (charset == "no-such-set"))
  }

  @Test func `the library of a set of single bytes is let go when its table is made`() throws {
    #expect(read(SampleMail.bytes(SampleMail.text)).facts.body == "Please find attached.")
    let file = FileHandle(forReadingAtPath: "/proc/self/maps")
    let mappings = String(decoding: try file?.readToEnd() ?? Data(), as: UTF8.self)
    #expect(mappings.contains("/EUC-KR.so"))
    #expect(!mappings.contains("/KOI8-R.so"))
  }

  @Test func `flowing lines are joined and quotations kept apart`() {
    let mail = read(
      SampleMail.bytes(
        "Content-Type: text/plain; format=flowed\n\nOne \nline.\n> quoted \n> words\n From here\n-- \nMo"
      ))
    #expect(mail.facts.body == "One line.\n> quoted words\nFrom here\n-- \nMo")
  }

  @Test func `quoted-printable that is broken is read as far as it goes`() {
    let mail = read(
      SampleMail.bytes("Content-Transfer-Encoding: quoted-printable\n\n50=20% =ZZ done=\n."))
    #expect(mail.facts.body == "50 % =ZZ done.")
  }

  @Test func `lines that look like a mail server's answers are text`() {
    let text = "A004 OK FETCH completed\n)\n* BYE\n."
    #expect(read(SampleMail.bytes("\n" + text)).facts.body == text)
  }

  @Test func `control characters do not reach the text`() {
    #expect(read(SampleMail.bytes("\na\u{0}b\u{1B}[31mc\r\nd\re")).facts.body == "ab[31mc\nd\ne")
  }
}
