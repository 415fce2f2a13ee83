import Foundation
import Synchronization
import TestSupport
import Testing

@testable import MailTransport

/// How access tokens are got, kept and given up, against an endpoint that does what a test wants.
@Suite struct TokenTests {
  /// The time that a test holds in its hand.
  private final class Hand: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
    var now: Date { moment.withLock { $0 } }
    func pass(_ seconds: Double) { moment.withLock { $0 += seconds } }
  }

  private func endpoint(
    _ server: ScriptedServer, timeout: Duration = .seconds(20),
    proof: TokenEndpoint.Proof = .secret { "s3cret+&=" }
  ) -> TokenEndpoint {
    .unencryptedLoopback(
      port: server.port, clientID: "client", scope: "https://x.example/.default", proof: proof,
      timeout: timeout)
  }

  private static func reply(_ status: String, _ body: String, _ header: String = "")
    -> ScriptedServer.Script
  {
    { client in
      _ = try client.request()
      try client.send(
        "HTTP/1.1 \(status)\r\n\(header)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
      )
    }
  }

  private static func grant(_ token: String, _ seconds: Int = 3_600) -> ScriptedServer.Script {
    reply("200 OK", #"{"token_type":"Bearer","expires_in":\#(seconds),"access_token":"\#(token)"}"#)
  }

  /// Blocks, so not on the shared threads.
  private func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { done in
      Thread.detachNewThread { done.resume(with: Result { try body() }) }
    }
  }

  private func failure(
    _ script: @escaping ScriptedServer.Script, timeout: Duration = .seconds(20)
  ) async throws -> MailTransportError? {
    let server = try ScriptedServer(script)
    let endpoint = endpoint(server, timeout: timeout)
    return await #expect(throws: MailTransportError.self) {
      _ = try await onThread { try endpoint.request(at: Date()) }
    }
  }

  @Test func `a secret is sent in the body, encoded, and nowhere else`() async throws {
    let body = Mutex("")
    let server = try ScriptedServer { client in
      let sent = try client.request()
      body.withLock { $0 = sent.body }
      try client.send("HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n")
      try client.send(#"{"access_token":"t0ken","expires_in":"60"}"#)
    }
    let endpoint = endpoint(server)
    let now = Date(timeIntervalSince1970: 1_000)
    let token = try await onThread { try endpoint.request(at: now) }
    #expect(
      body.withLock { $0 }
        == "grant_type=client_credentials&client_id=client&scope=https%3A%2F%2Fx.example%2F.default&client_secret=s3cret%2B%26%3D"
    )
    #expect(server.received.first == "POST /token HTTP/1.1")
    #expect(!server.received.joined().contains("s3cret"))
    var printed = "\(endpoint) \(token) "
    dump(endpoint, to: &printed)
    dump(token, to: &printed)
    #expect(!printed.contains("s3cret") && !printed.contains("t0ken"))
  }

  @Test func `an assertion takes the secret's place`() async throws {
    let body = Mutex("")
    let server = try ScriptedServer { client in
      let sent = try client.request()
      body.withLock { $0 = sent.body }
      try client.send("HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\n{}")
    }
    let endpoint = endpoint(server, proof: .assertion { "a.b-c_d" })
    _ = try? await onThread { try endpoint.request(at: Date()) }
    #expect(
      body.withLock { $0 }.hasSuffix(
        "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=a.b-c_d"
      ))
  }

  @Test func `a refusal is told in the endpoint's words, with Microsoft's number`() async throws {
    let text =
      #"{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app 'client' are expired. Trace ID: 1-2 Timestamp: now"}"#
    let error = try await failure(Self.reply("401 Unauthorized", text))
    #expect(error?.kind == .setUp && error?.reason == .loginRefused)
    #expect(error?.responseCode == "AADSTS7000222")
    #expect(
      error?.serverText
        == "invalid_client: AADSTS7000222: The provided client secret keys for app 'client' are expired."
    )
    #expect(error?.operation == "get an access token")
  }

  @Test(
    arguments: [
      ("429 Too Many", #"{"error":"temporarily_unavailable"}"#, "Retry-After: 17\r\n", 17),
      ("503 Busy", "sorry", "", nil), ("500 Oops", #"{"error":"server_error"}"#, "", nil),
      ("429 Too Many", "", "Retry-After: 999999\r\n", 3_600),
    ] as [(String, String, String, Int?)])
  func `a busy endpoint is waited for, as long as it says`(
    status: String, body: String, header: String, wait: Int?
  ) async throws {
    let error = try await failure(Self.reply(status, body, header))
    #expect(error?.kind == .transient && error?.reason == .loginUnavailable)
    #expect(error?.retryAfter == wait.map { .seconds($0) })
  }

  @Test(arguments: ["<html>", #"{"access_token":""}"#, #"{"access_token":17}"#, ""])
  func `what is no token is none`(body: String) async throws {
    let error = try await failure(Self.reply("200 OK", body))
    #expect(error?.kind == .transient && error?.reason == .malformedReply)
  }

  @Test func `an endpoint that hangs, floods or redirects ends in time`() async throws {
    let hung = try await failure({ client in client.awaitEnd() }, timeout: .milliseconds(300))
    #expect(hung?.reason == .timedOut)
    let flood = String(repeating: "x", count: 200_000)
    #expect(try await failure(Self.reply("200 OK", flood))?.reason == .malformedReply)
    let away = Self.reply("302 Found", "", "Location: http://127.0.0.1:1/\r\n")
    #expect(try await failure(away)?.reason == .malformedReply)
  }

  // MARK: The keeper

  @Test func `a token is renewed before it ends, and otherwise kept`() async throws {
    let server = try ScriptedServer(Self.grant("one"), Self.grant("two", 120), Self.grant("three"))
    let hand = Hand()
    let keeper = TokenKeeper(endpoint(server)) { hand.now }
    func token() async throws -> String { try await onThread { try keeper.token() } }
    #expect(keeper.ends == nil)
    #expect(try await token() == "one")
    hand.pass(3_299)
    #expect(try await token() == "one")
    hand.pass(2)
    #expect(try await token() == "two", "five minutes before the end")
    #expect(keeper.ends == hand.now.addingTimeInterval(120))
    hand.pass(59)
    #expect(try await token() == "two")
    hand.pass(2)
    #expect(try await token() == "three", "of a short life half")
    #expect(server.problems.isEmpty && server.finished == 3)
  }

  @Test func `many who want a token at once cause one request`() async throws {
    let server = try ScriptedServer(Self.grant("one"), Self.grant("two"))
    let keeper = TokenKeeper(endpoint(server))
    let tokens = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try await self.onThread { try keeper.token() } } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(tokens == ["one"])
  }

  @Test func `an endpoint that asks for patience is left alone, and the old token used meanwhile`()
    async throws
  {
    let throttle = Self.reply("429 Too Many", "{}", "Retry-After: 100\r\n")
    let server = try ScriptedServer(Self.grant("one", 1_000), throttle, Self.grant("two"))
    let hand = Hand()
    let keeper = TokenKeeper(endpoint(server)) { hand.now }
    func token() async throws -> String { try await onThread { try keeper.token() } }
    #expect(try await token() == "one")
    hand.pass(800)
    #expect(try await token() == "one", "it is throttled, and the token is still good")
    for _ in 0..<3 {
      hand.pass(30)
      #expect(try await token() == "one")
    }
    #expect(server.finished == 2, "not asked before its time")
    hand.pass(20)
    #expect(try await token() == "two", "the wait was not made longer by asking here")
    // Without a token at hand the wait is told.
    let second = try ScriptedServer(throttle)
    let empty = TokenKeeper(endpoint(second)) { hand.now }
    for _ in 0..<2 {
      await #expect(throws: MailTransportError.self) {
        _ = try await onThread { try empty.token() }
      }
    }
    #expect(second.finished == 1 && second.problems.isEmpty)
  }

  /// What clients logged in with.
  private final class Used: Sendable {
    private let list = Mutex<[String]>([])
    var tokens: [String] { list.withLock { $0 } }
    func note(_ answer: String) {
      let text = Data(base64Encoded: answer).map { String(decoding: $0, as: UTF8.self) } ?? answer
      let token = text.split(separator: "\u{1}").last ?? ""
      list.withLock { $0.append(String(token.dropFirst("auth=Bearer ".count))) }
    }
  }

  private static let explained = Data(#"{"status":"400","schemes":"Bearer"}"#.utf8)
    .base64EncodedString()

  /// IMAP up to the token; `isTaken` says what becomes of it.
  private static func imap(_ used: Used, isTaken: Bool) -> ScriptedServer.Script {
    { client in
      let offer = "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n"
      try client.send("* OK ready\r\n")
      for _ in 0..<2 { try client.send("\(offer)\(client.expect("CAPABILITY")) OK done\r\n") }
      let login = try client.expect("AUTHENTICATE XOAUTH2")
      try client.send("+ \r\n")
      used.note(try client.line())
      if isTaken {
        try client.send("\(login) OK welcome\r\n")
        try client.send("\(offer)\(client.expect("CAPABILITY")) OK done\r\n")
        try client.send("* LIST (\\Noselect) \"/\" \"\"\r\n\(client.expect("LIST")) OK done\r\n")
        _ = try client.expect("SELECT")
        try client.send("* BYE Session invalidated - AccessTokenExpired\r\n")
      } else {
        try client.send("+ \(explained)\r\n")
        _ = try client.line()
        try client.send("\(login) NO AUTHENTICATE failed.\r\n")
      }
    }
  }

  private static func smtpRefusal(_ used: Used) -> ScriptedServer.Script {
    { client in
      try client.send("220 ready\r\n")
      for _ in 0..<2 {
        try client.expect("EHLO")
        try client.send("250-x\r\n250 AUTH XOAUTH2\r\n")
      }
      try client.expect("AUTH XOAUTH2")
      try client.send("334 \r\n")
      used.note(try client.line())
      try client.send("334 \(explained)\r\n")
      _ = try client.line()
      try client.send("535 5.7.3 Authentication unsuccessful\r\n")
    }
  }

  private func keeper(_ server: ScriptedServer) async throws -> TokenKeeper {
    let keeper = TokenKeeper(endpoint(server))
    _ = try await onThread { try keeper.token() }
    return keeper
  }

  @Test func `a token that the mailbox refuses is got anew, once`() async throws {
    let server = try ScriptedServer(Self.grant("old"), Self.grant("new"), Self.grant("never"))
    let used = Used()
    let mail = try ScriptedServer(Self.imap(used, isTaken: false), Self.imap(used, isTaken: false))
    let endpoint = ServerEndpoint.unencryptedLoopback(
      port: mail.port, credentials: .tokens(user: "u@x.example", try await keeper(server)))
    let error = await #expect(throws: MailTransportError.self) {
      _ = try await IMAPMailbox.connect(to: endpoint)
    }
    #expect(error?.reason == .loginRefused && error?.kind == .setUp)
    #expect(error?.serverText?.contains(#""status":"400""#) == true)
    #expect(used.tokens == ["old", "new"] && mail.problems.isEmpty)
  }

  @Test func `a fresh token mends the login, and its end in mid-session is told as that`()
    async throws
  {
    let server = try ScriptedServer(Self.grant("old"), Self.grant("new"))
    let used = Used()
    let mail = try ScriptedServer(Self.imap(used, isTaken: false), Self.imap(used, isTaken: true))
    let endpoint = ServerEndpoint.unencryptedLoopback(
      port: mail.port, credentials: .tokens(user: "u@x.example", try await keeper(server)))
    let mailbox = try await IMAPMailbox.connect(to: endpoint)
    #expect(used.tokens == ["old", "new"])
    let error = await #expect(throws: MailTransportError.self) {
      _ = try await mailbox.open("INBOX")
    }
    #expect(error?.reason == .tokenEnded && error?.kind == .transient)
  }

  @Test func `the server for sending gets another token too, and refuses for good then`()
    async throws
  {
    let server = try ScriptedServer(Self.grant("old"), Self.grant("new"))
    let used = Used()
    let mail = try ScriptedServer(Self.smtpRefusal(used), Self.smtpRefusal(used))
    let sender = try SMTPSender(
      endpoint: .unencryptedLoopback(
        port: mail.port, credentials: .tokens(user: "u@x.example", try await keeper(server))))
    let outcome = await sender.send(
      Array("Subject: x\r\n".utf8), from: "u@x.example", to: "a@x.example", envelopeID: nil)
    guard case .accountProblem(let error) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(error.reason == .loginRefused && error.serverText?.contains("5.7.3") == true)
    #expect(used.tokens == ["old", "new"] && mail.problems.isEmpty)
  }

  @Test func `an endpoint that cannot be used is told as such at the login`() async throws {
    let server = try ScriptedServer(
      Self.reply(
        "400 Bad", #"{"error":"invalid_client","error_description":"AADSTS7000215: wrong"}"#))
    let mail = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      let offer = "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n"
      for _ in 0..<2 { try client.send("\(offer)\(client.expect("CAPABILITY")) OK done\r\n") }
      client.awaitEnd()
    }
    let tokens = TokenKeeper(endpoint(server))
    let error = await #expect(throws: MailTransportError.self) {
      _ = try await IMAPMailbox.connect(
        to: .unencryptedLoopback(port: mail.port, credentials: .tokens(user: "u@x.example", tokens))
      )
    }
    #expect(error?.operation == "get an access token" && error?.responseCode == "AADSTS7000215")
  }
}
