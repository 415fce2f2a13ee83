import MailReading
import PepCore
import Testing

struct ContainerTests {
  private func read(_ message: [UInt8], _ members: [ContainerMember]) -> ReadMail {
    _ = MailReadingTests.read(message)
    return MailReader.read(
      message,
      members: { bytes, _ in
        bytes == Array("%PDF".utf8) ? ContainerContents(members, text: "inside") : .init()
      },
      document: { $0 == Array("%PDF".utf8) ? .container(.zip) : .other("file") })
  }

  private var message: [UInt8] {
    SampleMail.mixed(
      SampleMail.text, SampleMail.file("Content-Type: application/zip; name=a.zip"))
  }

  @Test func `members follow their container with their bytes`() {
    let mail = read(message, [ContainerMember(name: "folder/../b.docx", bytes: [1, 2])])
    #expect(mail.names == ["a.zip", "a.zip/folder/b.docx"])
    #expect(mail.decoded == [Array("%PDF".utf8), [1, 2]])
    #expect(mail.facts.forwardedBodies == ["inside"])
  }

  @Test func `a container that holds itself ends`() {
    let mail = read(message, [ContainerMember(name: "a.zip", bytes: Array("%PDF".utf8))])
    #expect(mail.facts.attachments.count == 9)
    #expect(mail.facts.attachments.last?.content == .unreadable(.overLimit))
    #expect(mail.facts.defects.contains(.tooDeep))
  }

  @Test func `a page that stands for a secure message is sealed`() {
    let page = "Content-Type: text/html; name=message.html\nContent-Disposition: attachment\n\n"
    let mail = read(
      SampleMail.mixed(SampleMail.text, page + "<p>You have received a secure message</p>"), [])
    #expect(mail.facts.attachments.map(\.content) == [.sealed(.secureMailWrapper)])
  }
}
