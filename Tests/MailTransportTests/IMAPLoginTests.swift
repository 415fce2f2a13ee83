import FoundationEssentials
import MailTransport
import TestSupport
import Testing

/// Connecting and logging in to servers that make it hard.
@Suite struct IMAPLoginTests {
  // MARK: Login

  @Test func `what libcurl lost after its own last line is not taken for an answer`() async throws {
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      let tag = try client.expect("CAPABILITY")
      // The second half of an EXISTS, whose first half went down with libcurl's buffer.
      try client.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n\(tag) OK done\r\n* 5 EX")
      let ours = try client.expect("CAPABILITY")
      try client.send("ISTS\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n\(ours) OK done\r\n")
      let login = try client.expect("AUTHENTICATE")
      try client.send("+ \r\n")
      _ = try client.line()
      try client.send("\(login) OK welcome\r\n")
      for word in ["CAPABILITY", "LIST"] { try client.send("\(client.expect(word)) OK done\r\n") }
      try client.acceptSelect(exists: 2)
    }
    let mailbox = try await server.connect()
    #expect(try await mailbox.open("INBOX").exists == 2)
    #expect(server.problems.isEmpty)
  }

  @Test(arguments: [
    ("NO [AUTHENTICATIONFAILED] wrong", MailTransportError.Reason.loginRefused),
    ("NO AUTHENTICATE failed.", .loginRefused),
    ("NO [UNAVAILABLE] auth backend down", .loginUnavailable),
  ])
  func `an outage does not look like a wrong password`(
    _ reply: String, _ reason: MailTransportError.Reason
  ) async throws {
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      for _ in 0..<2 {
        let tag = try client.expect("CAPABILITY")
        try client.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n\(tag) OK done\r\n")
      }
      let login = try client.expect("AUTHENTICATE")
      try client.send("+ \r\n")
      _ = try client.line()
      try client.send("\(login) \(reply)\r\n")
    }
    let error = await transportError { _ = try await server.connect() }
    #expect(error?.reason == reason)
    #expect(error?.kind == (reason == .loginRefused ? .setUp : .transient))
  }

  @Test func `a server that echoes the login does not get it into an error`() async throws {
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      for _ in 0..<2 {
        let tag = try client.expect("CAPABILITY")
        try client.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n\(tag) OK done\r\n")
      }
      let login = try client.expect("AUTHENTICATE")
      try client.send("+ \r\n")
      let sent = try client.line()
      try client.send("\(login) NO pep@x.example hush! \(sent) is wrong\r\n")
    }
    let error = await transportError { _ = try await server.connect() }
    let text = String(describing: error)
    #expect(text.contains("is wrong"))
    #expect(!text.contains("hush"))
    #expect(!text.contains("pep@"))
    let line = Data("\0pep@x.example\0hush!".utf8).base64EncodedString()
    #expect(!text.contains(line))
  }

  @Test func `printing an endpoint shows no secret`() {
    let endpoint = ServerEndpoint(
      host: "mail.example", port: 993, security: .tls, credentials: .sample)
    var dumped = ""
    dump(endpoint, to: &dumped)
    dump(ServerEndpoint.Credentials.sample, to: &dumped)
    #expect(
      !("\(endpoint) \(ServerEndpoint.Credentials.sample) \(String(reflecting: endpoint))" + dumped)
        .contains("hush"))
  }

  @Test func `a refused token tells what the server objects to`() async throws {
    let json = #"{"status":"401","schemes":"bearer","scope":"https://outlook.office.com/"}"#
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      for _ in 0..<2 {
        let tag = try client.expect("CAPABILITY")
        try client.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2\r\n\(tag) OK done\r\n")
      }
      let login = try client.expect("AUTHENTICATE XOAUTH2")
      try client.send("+ \r\n")
      _ = try client.line()
      try client.send("+ \(Data(json.utf8).base64EncodedString())\r\n")
      guard try client.line().isEmpty else { throw CancellationError() }
      try client.send("\(login) NO AUTHENTICATE failed.\r\n")
    }
    let token = ServerEndpoint.Credentials.token(user: "pep@x.example") { "abc.def" }
    let error = await transportError { _ = try await server.connect(as: token) }
    #expect(error?.reason == .loginRefused)
    #expect(error?.serverText?.contains("\"status\":\"401\"") == true)
    #expect(server.problems.isEmpty)
    let line = Data("user=pep@x.example\u{1}auth=Bearer abc.def\u{1}\u{1}".utf8)
    #expect(server.received.contains(line.base64EncodedString()))
  }

  @Test func `a token that cannot be read is a fault of the set-up`() async throws {
    struct Secretive: Error {}
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      for _ in 0..<2 {
        let tag = try client.expect("CAPABILITY")
        try client.send("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n\(tag) OK done\r\n")
      }
    }
    let token = ServerEndpoint.Credentials.token(user: "pep@x.example") { throw Secretive() }
    let error = await transportError { _ = try await server.connect(as: token) }
    #expect(error?.reason == .tokenUnavailable)
    #expect(error?.kind == .setUp)
  }

  @Test func `a server without SASL gets LOGIN with literals`() async throws {
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      for _ in 0..<2 {
        let tag = try client.expect("CAPABILITY")
        try client.send("* CAPABILITY IMAP4rev1\r\n\(tag) OK done\r\n")
      }
      let login = try client.expect("LOGIN {13}")
      try client.send("+ go\r\n")
      try client.expect("pep@x.example {5}")
      try client.send("+ go\r\n")
      try client.expect("hush!")
      try client.send("\(login) OK welcome\r\n")
      for word in ["CAPABILITY", "LIST"] { try client.send("\(client.expect(word)) OK done\r\n") }
    }
    _ = try await server.connect()
    #expect(server.problems.isEmpty)
  }

  @Test func `a server that allows no login is a fault of the set-up`() async throws {
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      for _ in 0..<2 {
        let tag = try client.expect("CAPABILITY")
        try client.send("* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n\(tag) OK done\r\n")
      }
    }
    let error = await transportError { _ = try await server.connect() }
    #expect(error?.reason == .noLoginMethod)
    #expect(!server.received.contains { $0.contains("LOGIN ") })
  }

  // MARK: Faults while connecting

  @Test func `a stripped STARTTLS ends the attempt before the password`() async throws {
    let server = try ScriptedServer { client in
      try client.send("* OK ready\r\n")
      let tag = try client.expect("CAPABILITY")
      try client.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n\(tag) OK done\r\n")
      client.awaitEnd()
    }
    let endpoint = ServerEndpoint(
      host: "127.0.0.1", port: server.port, security: .startTLS, credentials: .sample)
    let error = await transportError {
      _ = try await IMAPMailbox.connect(to: endpoint, options: .patient)
    }
    #expect(error?.reason == .encryptionRefused)
    #expect(error?.kind == .setUp)
    #expect(!server.received.contains { $0.contains("AUTH") })
  }

  @Test func `a goodbye in place of a greeting is told in the server's words`() async throws {
    let server = try ScriptedServer { client in
      try client.send("* BYE too many connections, jane@x.example\r\n")
    }
    let error = await transportError { _ = try await server.connect() }
    #expect(error?.kind == .transient)
    #expect(error?.serverText?.contains("too many connections") == true)
    #expect(error?.description.contains("jane") == false)
  }

  @Test func `a server that never greets is given up`() async throws {
    let server = try ScriptedServer { $0.awaitEnd() }
    var options = IMAPOptions.patient
    options.connectTimeout = .milliseconds(300)
    let error = await transportError { _ = try await server.connect(options) }
    #expect(error?.reason == .timedOut)
  }

  @Test func `nobody listening is a passing fault`() async throws {
    let error = await transportError {
      // Port 1 of loopback: reserved, and served by nobody.
      _ = try await IMAPMailbox.connect(
        to: .unencryptedLoopback(port: 1, credentials: .sample), options: .patient)
    }
    #expect(error?.reason == .unreachable)
    #expect(error?.kind == .transient)
  }

  @Test func `cancelling ends a connection attempt at once`() async throws {
    let server = try ScriptedServer { $0.awaitEnd() }
    let attempt = Task { try await server.connect() }
    try await Task.sleep(for: .milliseconds(50))
    attempt.cancel()
    await #expect(throws: CancellationError.self) { try await attempt.value }
  }
}
