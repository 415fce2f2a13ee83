import Foundation
import MailTransport
import TestSupport
import Testing

/// What only a real server can show.
@Suite(.enabled(if: TestMailServers.areInstalled, "dovecot and exim4 are not installed"))
struct DovecotTests {
  private func failure(_ endpoint: ServerEndpoint) async -> MailTransportError? {
    do {
      await (try IMAPMailbox.connect(to: endpoint)).close()
      return nil
    } catch {
      return error as? MailTransportError
    }
  }

  @Test(arguments: [ServerEndpoint.Security.tls, .startTLS])
  func `logs in both ways`(_ security: ServerEndpoint.Security) async throws {
    let mailbox = try await IMAPMailbox.connect(
      to: TestMailServers.shared().imap(security: security))
    #expect(try await mailbox.folders().contains { $0.name == "INBOX" })
    await mailbox.close()
  }

  @Test func `a wrong password is a fault of the set-up`() async throws {
    let error = await failure(try await TestMailServers.shared().imap(password: "wr0ng-pass"))
    #expect(error?.kind == .setUp)
    #expect(error?.reason == .loginRefused)
    #expect(error?.responseCode == "AUTHENTICATIONFAILED")
    #expect(error?.description.contains("wr0ng") == false)
  }

  @Test func `the common password does not open the shared mailbox`() async throws {
    let servers = try await TestMailServers.shared()
    let common = servers.setting("COMMON_PASSWORD")
    #expect(await failure(servers.imap(password: common))?.reason == .loginRefused)
    #expect(await failure(servers.imap("anyone@x.example", password: common)) == nil)
    #expect(await failure(servers.imap("anyone@x.example", password: "x"))?.reason == .loginRefused)
  }

  @Test func `an untrusted certificate is told apart from a wrong name`() async throws {
    let servers = try await TestMailServers.shared()
    let untrusted = await failure(servers.imap(caFile: servers.setting("OTHER_CA_FILE")))
    #expect(untrusted?.reason == .certificateUntrusted)
    let misnamed = await failure(servers.imap(host: "127.0.0.1"))
    #expect(misnamed?.reason == .hostNameMismatch)
    let missing = await failure(servers.imap(caFile: "/nonexistent/ca.crt"))
    #expect(missing?.reason == .caFileUnreadable)
    #expect([untrusted, misnamed, missing].allSatisfy { $0?.kind == .setUp })
  }

  @Test func `TLS to a port that begins in the clear is a fault of the set-up`() async throws {
    let servers = try await TestMailServers.shared()
    let mixed = ServerEndpoint(
      host: "localhost", port: servers.port("IMAP_PORT"), security: .tls,
      caFile: servers.setting("CA_FILE"), credentials: servers.credentials("a@x.example"))
    #expect(await failure(mixed)?.reason == .encryptionRefused)
  }

  @Test func `moving without MOVE expunges nobody else's message`() async throws {
    let servers = try await TestMailServers.shared()
    let user = "d\(UUID().uuidString.lowercased())@mailbox.example"
    var options = IMAPOptions()
    options.ignoredCapabilities = ["MOVE"]
    let mailbox = try await IMAPMailbox.connect(to: servers.imap(user), options: options)
    let mail = Array("Subject: x\r\n\r\nx\r\n".utf8)
    try await mailbox.append(mail, to: "INBOX", flags: ["\\Deleted"])
    try await mailbox.append(mail, to: "INBOX", flags: [])
    let folder = try await mailbox.open("INBOX")
    let uids = try await mailbox.uids(above: 0, since: nil, in: folder)
    let outcome = try await mailbox.move([uids[1]], in: folder, to: "PEP/Registered")
    #expect(outcome.way == .copiedAndExpunged)
    let left = try await mailbox.overviews(of: uids, in: folder)
    #expect(left.map(\.uid) == [uids[0]])
    #expect(left.first?.flags == ["\\Deleted"])
  }

  @Test func `a slow reader gets everything all the same`() async throws {
    let servers = try await TestMailServers.shared()
    let user = "s\(UUID().uuidString.lowercased())@mailbox.example"
    let mailbox = try await IMAPMailbox.connect(to: servers.imap(user))
    // Five times what may wait in memory.
    let body = String(repeating: String(repeating: "z", count: 98) + "\r\n", count: 2_000)
    for number in 0..<100 {
      try await mailbox.append(
        Array("Subject: \(number)\r\n\r\n\(body)".utf8), to: "INBOX", flags: [])
    }
    let folder = try await mailbox.open("INBOX")
    let uids = try await mailbox.uids(above: 0, since: nil, in: folder)
    var bytes = 0
    for try await item in mailbox.fetch(uids, in: folder, sizeLimit: 1_000_000) {
      if case .message(let message) = item { bytes += message.bytes.count }
      if item.uid % 10 == 0 { try await Task.sleep(for: .milliseconds(10)) }
    }
    #expect(bytes > 20_000_000)
    await mailbox.close()
  }

  @Test func `mail from outside keeps its header`() async throws {
    let servers = try await TestMailServers.shared()
    let user = "h\(UUID().uuidString.lowercased())@mailbox.example"
    let mail = Array(
      "Authentication-Results: mx.somerset.example; dkim=pass\r\nX-Odd: \tkept\r\nSubject: s\r\n\r\nx\r\n"
        .utf8)
    try await servers.deliver(mail, to: user, from: "school@outside.example")
    let mailbox = try await IMAPMailbox.connect(to: servers.imap(user))
    let folder = try await mailbox.open("INBOX")
    #expect(try await mailbox.waitForArrival(in: folder, atMost: .seconds(60)))
    let uids = try await mailbox.uids(above: 0, since: nil, in: folder)
    for try await item in mailbox.fetch(uids, in: folder, sizeLimit: 100_000) {
      guard case .message(let message) = item else { continue }
      #expect(
        String(decoding: message.bytes, as: UTF8.self).contains(
          String(decoding: mail, as: UTF8.self)))
    }
    #expect(uids.count == 1)
  }
}
