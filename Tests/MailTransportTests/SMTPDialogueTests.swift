import MailTransport
import TestSupport
import Testing

/// Dialogues with an SMTP server that does what real ones do rarely.
@Suite struct SMTPDialogueTests {
  private let mail = Array("Subject: x\r\n\r\n.dot\r\n".utf8)

  private func sender(
    _ server: ScriptedServer, idle: Duration = .seconds(60), secure: Set<String> = []
  ) throws -> SMTPSender {
    var options = SMTPOptions()
    options.secureDomains = secure
    options.replyTimeout = .seconds(20)
    options.finalReplyTimeout = .seconds(20)
    options.idleTime = idle
    return try SMTPSender(
      endpoint: .unencryptedLoopback(
        port: server.port, credentials: .password(user: "pep@x.example", secret: "hush!")),
      options: options)
  }

  private func send(_ sender: SMTPSender, to: String = "dt@school.example") async -> SendOutcome {
    await sender.send(mail, from: "pep@x.example", to: to, envelopeID: "ref+1")
  }

  @Test func `a letter goes out with what is needed to know its bounce`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin(offering: ["DSN", "SIZE 1000000", "AUTH LOGIN PLAIN"])
      try client.expect("MAIL FROM:<pep@x.example> SIZE=20 RET=HDRS ENVID=ref+2B1")
      try client.send("250-2.1.0\r\n250 ok\r\n")
      try client.expect("RCPT TO:<dt@school.example> NOTIFY=FAILURE,DELAY")
      try client.send("250 ok\r\n")
      try client.expect("DATA")
      try client.send("354 go\r\n")
      for line in ["Subject: x", "", "..dot", "."] {
        let sent = try client.line()
        guard sent == line else { throw CancellationError() }
      }
      try client.send("250-2.0.0 taken\r\n250 as ABC\r\n")
      try client.expect("QUIT")
      try client.send("221 bye\r\n")
    }
    let sender = try sender(server)
    #expect(
      await send(sender) == .sent(SMTPReply(code: 250, lines: ["2.0.0 taken", "as ABC"])))
    await sender.close()
    #expect(server.problems.isEmpty)
  }

  @Test func `a letter that must travel encrypted says so, and others do not`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin(offering: ["REQUIRETLS", "SIZE 1000000", "AUTH PLAIN"])
      for words in [
        "MAIL FROM:<pep@x.example> REQUIRETLS SIZE=20", "MAIL FROM:<pep@x.example> SIZE=20",
      ] {
        guard try client.line() == words else { throw CancellationError() }
        try client.send("550 5.1.0 not today\r\n")
        try client.expect("RSET")
        try client.send("250 ok\r\n")
      }
    }
    let sender = try sender(server, secure: ["school.example"])
    for address in ["dt@School.example", "dt@other.example"] {
      guard case .permanent = await send(sender, to: address) else {
        Issue.record("not asked")
        return
      }
    }
    #expect(server.problems.isEmpty)
  }

  @Test func `without REQUIRETLS such a letter stays here, and the next one goes`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin()
      try client.expect("MAIL FROM:<pep@x.example>")
      try client.send("550 5.1.0 not today\r\n")
      try client.expect("RSET")
      try client.send("250 ok\r\n")
    }
    let sender = try sender(server, secure: ["school.example"])
    guard case .insecure(let failure) = await send(sender) else {
      Issue.record("it was sent")
      return
    }
    #expect(failure.reason.contains("REQUIRETLS") && failure.reply == nil)
    guard case .permanent = await send(sender, to: "dt@other.example") else {
      Issue.record("the other was kept back")
      return
    }
    #expect(server.received.filter { $0.hasPrefix("MAIL") }.count == 1)
  }

  @Test func `a server that offers no login gets no letter`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin(offering: ["SIZE 1000000"])
      client.awaitEnd()
    }
    guard case .accountProblem(let error) = await send(try sender(server)) else {
      Issue.record("sent without login")
      return
    }
    #expect(error.reason == .noLoginMethod)
    #expect(!server.received.contains { $0.hasPrefix("MAIL") })
  }

  @Test(arguments: [("535 5.7.8 no", true), ("454 4.7.0 auth backend down", false)])
  func `an outage does not look like a wrong password`(
    _ reply: String, _ isAccount: Bool
  ) async throws {
    let server = try ScriptedServer { client in
      try client.send("220 ready\r\n")
      for _ in 0..<2 {
        try client.expect("EHLO")
        try client.send("250-x\r\n250 AUTH PLAIN\r\n")
      }
      try client.expect("AUTH PLAIN")
      try client.send("334 \r\n")
      _ = try client.line()
      try client.send("\(reply)\r\n")
    }
    switch await send(try sender(server)) {
    case .accountProblem(let error):
      #expect(isAccount)
      #expect(!error.description.contains("hush"))
    case .temporary(let failure):
      #expect(!isAccount)
      #expect(failure.stage == .connect)
    default: Issue.record("wrong outcome")
    }
  }

  private func takeLetter(_ client: ScriptedClient) throws {
    for (words, reply) in [("MAIL", "250"), ("RCPT", "250"), ("DATA", "354")] {
      try client.expect(words)
      try client.send("\(reply) ok\r\n")
    }
    while try client.line() != "." {}
  }

  @Test func `a connection lost after the final dot leaves the outcome unknown`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin()
      try takeLetter(client)
    }
    guard case .unknown(let failure) = await send(try sender(server)) else {
      Issue.record("not unknown")
      return
    }
    #expect(failure.stage == .afterFinalDot)
    #expect(failure.reply == nil)
    #expect(server.finished == 1)
  }

  @Test func `a connection lost before it can be tried again`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin()
      try client.expect("MAIL")
      try client.send("250 ok\r\n")
      try client.expect("RCPT")
    }
    guard case .temporary(let failure) = await send(try sender(server)) else {
      Issue.record("not temporary")
      return
    }
    #expect(failure.stage == .recipient)
  }

  @Test func `one connection carries several letters, also past a refusal`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin()
      try takeLetter(client)
      try client.send("250 ok\r\n")
      try client.expect("MAIL")
      try client.send("250 ok\r\n")
      try client.expect("RCPT")
      try client.send("550 5.1.1 <jane@school.example> unknown\r\n")
      try client.expect("RSET")
      try client.send("250 ok\r\n")
      try takeLetter(client)
      try client.send("250 ok\r\n")
    }
    let sender = try sender(server)
    guard case .sent = await send(sender), case .permanent(let failure) = await send(sender),
      case .sent = await send(sender)
    else {
      Issue.record("wrong outcomes")
      return
    }
    #expect(failure.stage == .recipient)
    #expect(failure.reply?.text.contains("jane") == true)
    #expect(!failure.reason.contains("jane") && !"\(failure.reply as Any)".contains("jane"))
    #expect(server.problems.isEmpty)
  }

  @Test(arguments: ["", "421 idle too long\r\n"])
  func `a kept connection that the server has closed is replaced`(_ goodbye: String) async throws {
    let server = try ScriptedServer(
      { client in
        try client.acceptSMTPLogin()
        try takeLetter(client)
        try client.send("250 ok\r\n\(goodbye)")
      },
      { client in
        try client.acceptSMTPLogin()
        try takeLetter(client)
        try client.send("250 ok\r\n")
      })
    let sender = try sender(server)
    for _ in 0..<2 {
      guard case .sent = await send(sender) else {
        Issue.record("not sent")
        return
      }
    }
  }

  @Test func `an idle connection is closed`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin()
      try takeLetter(client)
      try client.send("250 ok\r\n")
      try client.expect("QUIT")
      try client.send("221 bye\r\n")
    }
    let sender = try sender(server, idle: .milliseconds(20))
    _ = await send(sender)
    for _ in 0..<3000 where server.finished == 0 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(server.received.last == "QUIT")
    _ = sender
  }

  @Test func `an address that could be two is refused before anything is sent`() async throws {
    let server = try ScriptedServer()
    let sender = try sender(server)
    let two = "a@x.example>\r\nRCPT TO:<victim@x.example"
    guard case .permanent(let failure) = await send(sender, to: two) else {
      Issue.record("not refused")
      return
    }
    #expect(failure.stage == .recipient)
    #expect(!failure.reason.contains("victim"))
  }

  @Test func `cancelling before the final dot is safe to repeat`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptSMTPLogin()
      try client.expect("MAIL")
      client.awaitEnd()
    }
    let sender = try sender(server)
    let sending = Task { await send(sender) }
    for _ in 0..<3000 where !server.received.contains(where: { $0.hasPrefix("MAIL") }) {
      try await Task.sleep(for: .milliseconds(10))
    }
    sending.cancel()
    guard case .temporary = await sending.value else {
      Issue.record("not temporary")
      return
    }
  }
}
