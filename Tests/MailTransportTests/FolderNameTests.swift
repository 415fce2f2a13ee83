import Testing

@testable import MailTransport

@Suite struct FolderNameTests {
  @Test(arguments: [
    ("PEP/Needs a person", "PEP/Needs a person"),
    ("Büro & Co", "B&APw-ro &- Co"),
    ("台北/日本語", "&U,BTFw-/&ZeVnLIqe-"),
    ("Inbox/\u{1F600}", "Inbox/&2D3eAA-"),
  ])
  func `names survive modified UTF-7`(_ own: String, _ encoded: String) {
    #expect(ModifiedUTF7.encoded(own) == encoded)
    #expect(ModifiedUTF7.decoded(encoded) == own)
  }

  @Test func `what is not modified UTF-7 is shown as it is`() {
    #expect(ModifiedUTF7.decoded("a & b") == "a & b")
    #expect(ModifiedUTF7.decoded("a &*- b") == "a &*- b")
  }

  @Test func `a server's separator and prefix are ours to deal with`() {
    let naming = FolderNaming(separator: ".", prefix: "INBOX.")
    #expect(naming.serverName("PEP/Try again") == "INBOX.PEP.Try again")
    #expect(naming.ownName("INBOX.PEP.Try again") == "PEP/Try again")
    #expect(naming.serverName("inbox") == "INBOX")
  }

  @Test(arguments: ["a.b/c", "", "PEP//x", "a\r\nz1 DELETE x", "a\u{7f}"])
  func `a name that cannot be said is refused`(_ name: String) {
    #expect(FolderNaming(separator: ".", prefix: "").serverName(name) == nil)
  }
}
