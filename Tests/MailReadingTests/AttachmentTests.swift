import MailReading
import PepCore
import Testing

struct AttachmentTests {
  @Test(arguments: [
    ("Content-Type: application/pdf; name=\"a.pdf\"", "a.pdf"),
    (
      "Content-Type: application/octet-stream\nContent-Disposition: inline; filename=a.pdf", "a.pdf"
    ),
    ("Content-Type: application/pdf; name=a b.pdf", "a b.pdf"),
    ("Content-Disposition: attachment; filename=\"a.pdf\"", "a.pdf"),
    ("Content-Type: text/plain; name=\"notes.txt\"", "notes.txt"),
    ("Content-Type: text/html; name=\"form.html\"", "form.html"),
    ("Content-Type: nonsense; name=\"a.pdf\"", "a.pdf"),
    ("Content-Type: application/pdf; name*0*=utf-8''J%C3%B6rg; name*1=\" B.pdf\"", "Jörg B.pdf"),
    ("Content-Type: application/pdf; name=\"=?utf-8?q?J=C3=B6rg.pdf?=\"", "Jörg.pdf"),
    ("Content-Disposition: attachment; filename*=iso-8859-1''%C9vie_a%20b.pdf", "Évie_a b.pdf"),
    ("Content-Type: application/pdf; name==?utf-8?b?SsO2cmcucGRm?=", "Jörg.pdf"),
    ("Content-Type: application/pdf; name=\"Jörg.pdf\"", "Jörg.pdf"),
    ("Content-Type: application/pdf; name=\"=?utf-8?b?SsO2?=\n =?utf-8?b?cmcucGRm?=\"", "Jörg.pdf"),
    ("Content-Type: application/pdf; x=\"; name=y\"; NAME = \"a.pdf\"", "a.pdf"),
    ("Content-Type: application/pdf; name=\"C:\\\\Users\\\\mo\\\\a.pdf\"", "a.pdf"),
    ("Content-Type: application/pdf; name=\"../../etc/a.pdf\"", "a.pdf"),
    ("Content-Type: application/pdf; name=\"a\u{202E}fdp.exe\"", "afdp.exe"),
  ])
  func `an attachment is found and named however it is declared`(header: String, name: String) {
    let mail = read(SampleMail.mixed(SampleMail.text, SampleMail.file(header)))
    #expect(mail.names == [name])
    #expect(mail.decoded == [Array("%PDF".utf8)])
    #expect(mail.facts.body == "Please find attached.")
  }

  @Test(arguments: [
    "Content-Type: application/pdf", "Content-Type: application/pdf; name=\"\"",
    "Content-Type: application/pdf; name=\"..\"", "Content-Disposition: attachment",
  ])
  func `an attachment without a usable name has none and is still listed`(header: String) {
    let mail = read(SampleMail.mixed(SampleMail.text, SampleMail.file(header)))
    #expect(mail.names == [nil])
    #expect(mail.facts.attachments.first?.content == .other("document"))
  }

  @Test func `a name in a character set that does not exist is still a name`() {
    let part = SampleMail.file("Content-Type: application/pdf; name*=bogus''caf%E9.pdf")
    let name = read(SampleMail.mixed(SampleMail.text, part)).names.first ?? nil
    #expect(name?.hasPrefix("caf") == true)
    #expect(name?.hasSuffix(".pdf") == true)
  }

  @Test func `a raw name in Windows-1252 is decoded`() {
    var message = SampleMail.bytes("Content-Type: application/pdf; name=\"caf")
    message += [0xE9]
    message += Array(".pdf\"\n\n%PDF".utf8)
    #expect(read(message).names == ["café.pdf"])
  }

  @Test func `a long name is cut in its middle`() {
    let long = String(repeating: "x", count: 5_000) + ".docx"
    let part = SampleMail.file("Content-Type: application/pdf; name=\"\(long)\"")
    let name = read(SampleMail.mixed(part)).names.first ?? nil
    #expect(name?.count == 200)
    #expect(name?.hasSuffix("x.docx") == true)
  }

  @Test func `a message that is nothing but a scan is one attachment`() {
    let mail = read(SampleMail.bytes(SampleMail.file("Content-Type: application/pdf; name=s.pdf")))
    #expect(mail.names == ["s.pdf"])
    #expect(mail.facts.body.isEmpty)
  }

  @Test func `a picture of a signature is inline and keeps its content identifier`() {
    let picture = SampleMail.file("Content-Type: image/png; name=l.png\nContent-ID: <logo@x>")
    let mail = read(SampleMail.mixed(SampleMail.text, picture, type: "related"))
    #expect(mail.facts.attachments.first?.isInline == true)
    #expect(mail.facts.attachments.first?.contentID == "logo@x")
  }

  @Test func `an invitation among the alternatives is a calendar`() {
    let invitation =
      "Content-Type: text/calendar; name=\"meeting.ics\"\n\nBEGIN:VCALENDAR\nEND:VCALENDAR"
    let mail = read(SampleMail.mixed(SampleMail.text, invitation, type: "alternative"))
    #expect(mail.names == ["meeting.ics"])
    #expect(mail.facts.attachments.first?.content == .calendar(CalendarFacts()))
  }

  @Test func `an empty attachment is empty and nobody is asked about it`() {
    let part = "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"
    let mail = read(SampleMail.mixed(SampleMail.text, part))
    #expect(mail.facts.attachments.first?.content == .unreadable(.empty))
  }

  @Test func `a file written into the text by an old program is found`() {
    let mail = read(SampleMail.bytes("\nHello\nbegin 644 a.txt\n#0V%T\n`\nend\nBye\n"))
    #expect(mail.names == ["a.txt"])
    #expect(mail.decoded == [Array("Cat".utf8)])
    #expect(mail.facts.body == "Hello\nBye\n\n" || mail.facts.body == "Hello\nBye\n")
  }

  @Test func `a sentence that begins with begin stays in the text`() {
    let text = "begin 644 times\nas you mean to go on\n"
    #expect(read(SampleMail.bytes("\n" + text)).facts.body == text)
  }
}
