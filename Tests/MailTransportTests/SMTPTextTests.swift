import Testing

@testable import MailTransport

@Suite struct SMTPTextTests {
  @Test(arguments: [
    ("a\r\n", "a\r\n.\r\n"),
    ("a", "a\r\n.\r\n"),
    (".\r\n..b\r\nc.d\r\n", "..\r\n...b\r\nc.d\r\n.\r\n"),
    ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"),
    ("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"),
    ("a\n\r\nb\r\n", "a\r\n\r\nb\r\n.\r\n"),
    ("", ".\r\n"),
  ])
  func `no line of a letter can end it`(_ mail: String, _ wire: String) {
    #expect(String(decoding: SMTPText.dataLines(Array(mail.utf8)), as: UTF8.self) == wire)
  }

  @Test(arguments: [
    "", "a", "a@", "@b", "a@b@c", "a b@c.example", "a@c.example>\r\nRCPT TO:<v@x.example",
    "<a@b.example>", "a@b.example\0", "ä@b.example", "\"a\"@b.example", "a@b.example\n",
  ])
  func `an address that could be more than one is refused`(_ address: String) {
    #expect(!SMTPText.isUsable(address))
  }

  @Test func `ordinary addresses are taken`() {
    #expect(SMTPText.isUsable("o'brien+pep=1@school.somerset.example"))
    #expect(SMTPText.isUsable("", emptyAllowed: true))
  }

  @Test func `an envelope id is written as RFC 3461 wants it`() {
    #expect(SMTPText.xtext("a+b=c d/ä") == "a+2Bb+3Dc+20d/+C3+A4")
  }
}
