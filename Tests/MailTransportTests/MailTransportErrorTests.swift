import FoundationEssentials
import Testing

@testable import MailTransport

@Suite struct MailTransportErrorTests {
  @Test func `an error says what, where, why, and no address`() {
    let error = MailTransportError(
      .permanent, .refused, operation: "move messages", server: "mail.example:993",
      serverText: "no\r\nroom\u{1b}[31m for <jane.doe@school.example>, sorry")
    #expect(
      error.description
        == "could not move messages at mail.example:993: the server refused: "
        + "no room[31m for (address) sorry")
  }

  @Test func `a server's long words are cut`() {
    #expect(ServerText.cleaned(String(repeating: "x ", count: 5_000)).count <= 300)
  }

  @Test(arguments: ["", "a b", "a/b", "user@host", "a#b", "a?b", "hôst"])
  func `a host that is more than a host is refused`(_ host: String) {
    let endpoint = ServerEndpoint(host: host, port: 993, security: .tls, credentials: nil)
    #expect(endpoint.url(scheme: "imap", tlsScheme: "imaps") == nil)
  }

  @Test func `TLS and STARTTLS have their own URLs`() {
    let tls = ServerEndpoint(host: "mail.example", port: 993, security: .tls, credentials: nil)
    #expect(tls.url(scheme: "imap", tlsScheme: "imaps") == "imaps://mail.example:993/")
    let start = ServerEndpoint(host: "::1", port: 587, security: .startTLS, credentials: nil)
    #expect(start.url(scheme: "smtp", tlsScheme: "smtps", path: "me") == "smtp://[::1]:587/me")
    #expect(start.url(scheme: "smtp", tlsScheme: "smtps", path: "me\r\nRSET") == nil)
  }
}

@Suite struct MailMomentTests {
  @Test(arguments: [
    (" 1-Jan-1970 00:00:00 +0000", 0), ("29-Feb-2024 12:30:15 +0100", 1_709_206_215),
    ("31-Dec-2026 23:59:59 -0930", 1_798_795_799), ("01-Mar-2000 00:00:00 +0000", 951_868_800),
  ])
  func `a moment of arrival is read in its zone`(_ text: String, _ seconds: Int) {
    #expect(InternalDate.moment(text)?.timeIntervalSince1970 == Double(seconds))
  }

  @Test(arguments: [
    "", "1-Jan-2024", "1-Foo-2024 00:00:00 +0000", "1-Jan-2024 25:00:00 +0000",
    "1-Jan-2024 00:00:00 GMT", "99-Jan-2024 00:00:00 +0000", "1-Jan-99999999999 00:00:00 +0000",
  ])
  func `what is no moment is none`(_ text: String) {
    #expect(InternalDate.moment(text) == nil)
  }

  @Test func `a day is written as IMAP wants it`() {
    #expect(MailDay(year: 2026, month: 9, day: 1).searchText == "1-Sep-2026")
    #expect(MailDay(year: 2026, month: 13, day: 1).searchText == nil)
  }
}

@Suite struct UIDSetTests {
  @Test(
    arguments: [
      ([], ""), ([7], "7"), ([1, 2, 3, 7, 9, 10], "1:3,7,9:10"),
      ([UID.max - 1, UID.max], "4294967294:4294967295"),
    ] as [([UID], String)])
  func `neighbours become ranges`(_ uids: [UID], _ text: String) {
    #expect(UIDSet.text(uids) == text)
    #expect(UIDSet.uids(in: UIDSet.ranges(in: text), atMost: 10) == uids)
  }

  @Test func `scattered UIDs are cut to fit a command line`() {
    let scattered = (0..<1_000).map { UID(4_000_000_000 + $0 * 2) }
    let first = UIDSet.prefix(of: scattered[...], fitting: 4_000)
    #expect(!first.isEmpty && UIDSet.text(first).utf8.count <= 4_000)
    let dense = (0..<1_000).map { UID(4_000_000_000 + $0) }
    #expect(UIDSet.prefix(of: dense[...], fitting: 4_000).count == 1_000)
  }
}
