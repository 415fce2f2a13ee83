import Foundation
import TestSupport
import Testing

@testable import MailTransport

/// Tokens with a real Dovecot, a real Exim and the endpoint of Tests/servers.
@Suite(
  .serialized,
  .enabled(if: TestMailServers.areInstalled, "dovecot and exim4 are not installed"))
struct ServerTokenTests {
  private let user = "tokens@somerset.example"

  private func endpoint(
    _ servers: TestMailServers, _ client: String, caFile: String? = nil,
    timeout: Duration = .seconds(30)
  ) -> TokenEndpoint {
    TokenEndpoint(
      url: "https://localhost:\(servers.port("TOKEN_PORT"))/token",
      caFile: caFile ?? servers.setting("CA_FILE"), clientID: client, scope: "all",
      proof: .secret { "s3cret" }, timeout: timeout)
  }

  private func mailbox(_ servers: TestMailServers, _ keeper: TokenKeeper) -> ServerEndpoint {
    ServerEndpoint(
      host: "localhost", port: servers.port("IMAPS_PORT"), security: .tls,
      caFile: servers.setting("CA_FILE"), credentials: .tokens(user: user, keeper))
  }

  private func submission(_ servers: TestMailServers, _ keeper: TokenKeeper) throws -> SMTPSender {
    try SMTPSender(
      endpoint: ServerEndpoint(
        host: "localhost", port: servers.port("SMTP_PORT"), security: .startTLS,
        caFile: servers.setting("CA_FILE"), credentials: .tokens(user: user, keeper)))
  }

  @Test func `one token opens mailbox and submission, in two steps each`() async throws {
    let servers = try await TestMailServers.shared()
    let client = servers.newClient()
    let keeper = TokenKeeper(endpoint(servers, client))
    let session = try await IMAPMailbox.connect(to: mailbox(servers, keeper))
    #expect(try await session.open("INBOX").name == "INBOX")
    await session.close()
    let sender = try submission(servers, keeper)
    let outcome = await sender.send(
      Array("Subject: x\r\n\r\nx\r\n".utf8), from: user, to: user, envelopeID: nil)
    await sender.close()
    guard case .sent = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(servers.tokenRequests(of: client) == ["client_credentials secret s3cret"])
  }

  @Test func `a token that has ended is refused by both, and got anew`() async throws {
    let servers = try await TestMailServers.shared()
    let client = servers.newClient()
    // Long enough for a login on a busy machine: a token that ended before it would be asked for again.
    try servers.order("grant 6", of: client)
    // A keeper whose clock stands still believes in a token for longer than the servers do.
    let start = Date()
    let keeper = TokenKeeper(endpoint(servers, client)) { start }
    let session = try await IMAPMailbox.connect(to: mailbox(servers, keeper))
    await session.close()
    try await Task.sleep(for: .seconds(7))
    try servers.order("grant 3600", of: client)
    let second = try await IMAPMailbox.connect(to: mailbox(servers, keeper))
    await second.close()
    #expect(servers.tokenRequests(of: client).count == 2)

    try servers.order("grant 6", of: client)
    _ = keeper.discard(gotBefore: .distantFuture)
    let sender = try submission(servers, keeper)
    try await sender.checkLogin()
    try await Task.sleep(for: .seconds(7))
    try servers.order("grant 3600", of: client)
    try await sender.checkLogin()
    #expect(servers.tokenRequests(of: client).count == 4)
  }

  @Test func `who trusts another authority sends no secret`() async throws {
    let servers = try await TestMailServers.shared()
    let client = servers.newClient()
    let keeper = TokenKeeper(
      endpoint(servers, client, caFile: servers.setting("OTHER_CA_FILE")))
    let error = await #expect(throws: MailTransportError.self) {
      _ = try await IMAPMailbox.connect(to: mailbox(servers, keeper))
    }
    #expect(error?.reason == .certificateUntrusted && error?.kind == .setUp)
    #expect(servers.tokenRequests(of: client).isEmpty)
  }

  @Test func `an endpoint that refuses, throttles or hangs is told as what it is`() async throws {
    let servers = try await TestMailServers.shared()
    let cases: [(order: String, MailTransportError.Reason, MailTransportError.Kind)] = [
      ("refuse invalid_client AADSTS7000215: Invalid client secret", .loginRefused, .setUp),
      ("throttle 30", .loginUnavailable, .transient), ("hang", .timedOut, .transient),
      ("garbage", .malformedReply, .transient),
    ]
    for (order, reason, kind) in cases {
      let client = servers.newClient()
      try servers.order(order, of: client)
      let keeper = TokenKeeper(
        endpoint(servers, client, timeout: order == "hang" ? .seconds(1) : .seconds(30)))
      let error = await #expect(throws: MailTransportError.self) {
        _ = try await IMAPMailbox.connect(to: mailbox(servers, keeper))
      }
      #expect(error?.reason == reason && error?.kind == kind, "\(order): \(error as Any)")
      #expect(error?.retryAfter == (order == "throttle 30" ? .seconds(30) : nil))
    }
  }
}
