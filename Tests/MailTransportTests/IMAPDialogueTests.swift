import FoundationEssentials
import Glibc
import MailTransport
import Testing
import TestSupport

/// Dialogues with a server that says exactly what the test wants.
@Suite struct IMAPDialogueTests {
  private let secret = ServerEndpoint.Credentials.password(user: "pep@x.example", secret: "hush!")

  private func options() -> IMAPOptions {
    var options = IMAPOptions()
    options.connectTimeout = .seconds(20)
    options.responseTimeout = .seconds(20)
    return options
  }

  private func connect(
    _ server: ScriptedServer, _ credentials: ServerEndpoint.Credentials? = nil,
    _ options: IMAPOptions? = nil
  ) async throws -> IMAPMailbox {
    try await IMAPMailbox.connect(
      to: .unencryptedLoopback(port: server.port, credentials: credentials ?? secret),
      options: options ?? self.options())
  }

  /// The error of `body`, which has to be one of ours.
  private func failure(_ body: () async throws -> Void) async -> MailTransportError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? MailTransportError
    }
  }

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
    let mailbox = try await connect(server)
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
    let error = await failure { _ = try await connect(server) }
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
    let error = await failure { _ = try await connect(server) }
    let text = String(describing: error)
    #expect(text.contains("is wrong"))
    #expect(!text.contains("hush"))
    #expect(!text.contains("pep@"))
    let line = Data("\0pep@x.example\0hush!".utf8).base64EncodedString()
    #expect(!text.contains(line))
  }

  @Test func `printing an endpoint shows no secret`() {
    let endpoint = ServerEndpoint(
      host: "mail.example", port: 993, security: .tls, credentials: secret)
    var dumped = ""
    dump(endpoint, to: &dumped)
    dump(secret, to: &dumped)
    #expect(!("\(endpoint) \(secret) \(String(reflecting: endpoint))" + dumped).contains("hush"))
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
    let error = await failure { _ = try await connect(server, token) }
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
    let error = await failure { _ = try await connect(server, token) }
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
    _ = try await connect(server)
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
    let error = await failure { _ = try await connect(server) }
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
      host: "127.0.0.1", port: server.port, security: .startTLS, credentials: secret)
    let error = await failure {
      _ = try await IMAPMailbox.connect(to: endpoint, options: options())
    }
    #expect(error?.reason == .encryptionRefused)
    #expect(error?.kind == .setUp)
    #expect(!server.received.contains { $0.contains("AUTH") })
  }

  @Test func `a goodbye in place of a greeting is told in the server's words`() async throws {
    let server = try ScriptedServer { client in
      try client.send("* BYE too many connections, jane@x.example\r\n")
    }
    let error = await failure { _ = try await connect(server) }
    #expect(error?.kind == .transient)
    #expect(error?.serverText?.contains("too many connections") == true)
    #expect(error?.description.contains("jane") == false)
  }

  @Test func `a server that never greets is given up`() async throws {
    let server = try ScriptedServer { $0.awaitEnd() }
    var options = options()
    options.connectTimeout = .milliseconds(300)
    let error = await failure { _ = try await connect(server, nil, options) }
    #expect(error?.reason == .timedOut)
  }

  @Test func `nobody listening is a passing fault`() async throws {
    let error = await failure {
      // Port 1 of loopback: reserved, and served by nobody.
      _ = try await IMAPMailbox.connect(
        to: .unencryptedLoopback(port: 1, credentials: secret), options: options())
    }
    #expect(error?.reason == .unreachable)
    #expect(error?.kind == .transient)
  }

  @Test func `cancelling ends a connection attempt at once`() async throws {
    let server = try ScriptedServer { $0.awaitEnd() }
    let attempt = Task { try await connect(server) }
    try await Task.sleep(for: .milliseconds(50))
    attempt.cancel()
    await #expect(throws: CancellationError.self) { try await attempt.value }
  }

  // MARK: Faults in the middle

  private func fetchOne(_ mailbox: IMAPMailbox, sizeLimit: Int = 1_000_000) async throws
    -> [FetchedMessage]
  {
    let folder = try await mailbox.open("INBOX")
    var found: [FetchedMessage] = []
    for try await item in mailbox.fetch([1, 2], in: folder, sizeLimit: sizeLimit) {
      found.append(item)
    }
    return found
  }

  @Test func `a connection cut inside a message is a passing fault`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.acceptSelect(exists: 2)
      let sizes = try client.expect("RFC822.SIZE")
      try client.send("* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n\(sizes) OK done\r\n")
      try client.expect("BODY.PEEK[]")
      try client.send("* 1 FETCH (UID 1 BODY[] {10}\r\nabc")
    }
    let mailbox = try await connect(server)
    let error = await failure { _ = try await fetchOne(mailbox) }
    #expect(error?.reason == .connectionLost)
    // The session is over, and says so instead of hanging.
    let later = await failure { try await mailbox.checkConnection() }
    #expect(later?.reason == .connectionLost)
    #expect(server.problems.isEmpty)
  }

  @Test func `a server that drips bytes is given up`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.expect("SELECT")
      for _ in 0..<400 {
        try client.send("*")
        usleep(20_000)
      }
    }
    var options = options()
    options.responseTimeout = .milliseconds(500)
    let mailbox = try await connect(server, nil, options)
    let error = await failure { _ = try await mailbox.open("INBOX") }
    #expect(error?.reason == .timedOut)
  }

  @Test func `a goodbye in the middle is told in the server's words`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.expect("SELECT")
      try client.send("* BYE Session invalidated - AccessTokenExpired\r\n")
    }
    let mailbox = try await connect(server)
    let error = await failure { _ = try await mailbox.open("INBOX") }
    #expect(error?.kind == .transient)
    #expect(error?.serverText == "Session invalidated - AccessTokenExpired")
  }

  @Test func `a message larger than announced is stepped over`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.acceptSelect(exists: 2)
      let sizes = try client.expect("RFC822.SIZE")
      try client.send("* 1 FETCH (UID 1 RFC822.SIZE 3)\r\n* 2 FETCH (UID 2 RFC822.SIZE 3)\r\n")
      try client.send("\(sizes) OK done\r\n")
      let bodies = try client.expect("UID FETCH 1:2 ")
      try client.send("* 1 FETCH (UID 1 BODY[] {10}\r\n0123456789)\r\n* 7 EXISTS\r\n")
      try client.send("* 2 FETCH (FLAGS () BODY[] {3}\r\nabc UID 2)\r\n\(bodies) OK done\r\n")
    }
    let found = try await fetchOne(connect(server), sizeLimit: 5)
    let second = ReceivedMessage(uid: 2, flags: [], arrival: nil, bytes: [97, 98, 99])
    #expect(found == [.tooLarge(1, size: 10), .message(second)])
    #expect(server.problems.isEmpty)
  }

  @Test func `one message that the server cannot read costs only itself`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.acceptSelect(exists: 2)
      let sizes = try client.expect("RFC822.SIZE")
      try client.send("* 1 FETCH (UID 1 RFC822.SIZE 3)\r\n* 2 FETCH (UID 2 RFC822.SIZE 3)\r\n")
      try client.send("\(sizes) OK done\r\n")
      try client.send("\(client.expect("UID FETCH 1:2 ")) NO [SERVERBUG] corrupt\r\n")
      // Both are asked again, one by one and three deep.
      let first = try client.expect("UID FETCH 1 ")
      let second = try client.expect("UID FETCH 2 ")
      try client.send("\(first) NO [SERVERBUG] corrupt\r\n")
      try client.send("* 2 FETCH (UID 2 FLAGS () BODY[] \"abc\")\r\n\(second) OK done\r\n")
    }
    let found = try await fetchOne(connect(server))
    #expect(found.map(\.uid) == [1, 2])
    #expect(found.first == .refused(1, serverText: "corrupt"))
    #expect(server.problems.isEmpty)
  }

  @Test func `a reader that leaves early ends the session`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.acceptSelect(exists: 2)
      let sizes = try client.expect("RFC822.SIZE")
      try client.send("* 1 FETCH (UID 1 RFC822.SIZE 3)\r\n* 2 FETCH (UID 2 RFC822.SIZE 3)\r\n")
      try client.send("\(sizes) OK done\r\n")
      try client.expect("UID FETCH 1:2 ")
      try client.send("* 1 FETCH (UID 1 FLAGS () BODY[] \"abc\")\r\n")
      client.awaitEnd()
    }
    let mailbox = try await connect(server)
    let folder = try await mailbox.open("INBOX")
    for try await item in mailbox.fetch([1, 2], in: folder, sizeLimit: 100) {
      #expect(item.uid == 1)
      let busy = await failure { try await mailbox.checkConnection() }
      #expect(busy?.reason == .sessionBusy)
      break
    }
    await mailbox.close()
    await #expect(throws: MailTransportError.self) { try await mailbox.checkConnection() }
  }

  // MARK: Waiting

  /// A server whose folder of two messages has been looked through.
  private func acceptLook(_ client: ScriptedClient, offering capabilities: String = "") throws {
    try client.acceptIMAPLogin(offering: capabilities)
    try client.acceptSelect(exists: 2)
    try client.send("* SEARCH 1 2\r\n\(client.expect("UID SEARCH")) OK done\r\n")
  }

  private func look(_ mailbox: IMAPMailbox) async throws -> OpenFolder {
    let folder = try await mailbox.open("INBOX")
    #expect(try await mailbox.uids(above: 0, since: nil, in: folder) == [1, 2])
    return folder
  }

  @Test func `a message announced before IDLE begins wakes at once`() async throws {
    let server = try ScriptedServer { client in
      try acceptLook(client, offering: "IDLE")
      let idle = try client.expect("IDLE")
      try client.send("* 3 EXISTS\r\n+ idling\r\n")
      try client.expect("DONE")
      try client.send("\(idle) OK done\r\n")
    }
    let mailbox = try await connect(server)
    let folder = try await look(mailbox)
    #expect(try await mailbox.waitForArrival(in: folder, atMost: .seconds(20)))
    #expect(server.problems.isEmpty)
  }

  @Test func `IDLE is renewed and small talk is no message`() async throws {
    let server = try ScriptedServer { client in
      try acceptLook(client, offering: "IDLE")
      for _ in 0..<2 {
        let idle = try client.expect("IDLE")
        try client.send("+ idling\r\n* OK Still here\r\n* 2 EXISTS\r\n* 1 FETCH (FLAGS ())\r\n")
        try client.expect("DONE")
        try client.send("\(idle) OK done\r\n")
      }
      let idle = try client.expect("IDLE")
      try client.send("+ idling\r\n* OK Still here\r\n* 3 EXISTS\r\n")
      try client.expect("DONE")
      try client.send("\(idle) OK done\r\n")
    }
    var options = options()
    options.idleRenewal = .milliseconds(100)
    let mailbox = try await connect(server, nil, options)
    let folder = try await look(mailbox)
    #expect(try await mailbox.waitForArrival(in: folder, atMost: .seconds(20)))
    #expect(server.problems.isEmpty)
  }

  @Test func `without IDLE the server is asked now and then`() async throws {
    let server = try ScriptedServer { client in
      try acceptLook(client)
      try client.send("\(client.expect("NOOP")) OK nothing\r\n")
      try client.send("* 3 EXISTS\r\n\(client.expect("NOOP")) OK news\r\n")
    }
    var options = options()
    options.pollInterval = .milliseconds(20)
    let mailbox = try await connect(server, nil, options)
    let folder = try await look(mailbox)
    #expect(try await mailbox.waitForArrival(in: folder, atMost: .seconds(20)))
    #expect(server.problems.isEmpty)
  }

  @Test func `cancelling ends the waiting at once`() async throws {
    let server = try ScriptedServer { client in
      try acceptLook(client, offering: "IDLE")
      try client.expect("IDLE")
      try client.send("+ idling\r\n")
      client.awaitEnd()
    }
    let mailbox = try await connect(server)
    let folder = try await look(mailbox)
    let waiting = Task { try await mailbox.waitForArrival(in: folder, atMost: .seconds(600)) }
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }

  // MARK: Old folders and poor servers

  @Test func `a folder that was rebuilt is noticed before a UID is used`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin(offering: "MOVE")
      try client.acceptSelect(exists: 2)
      try client.acceptSelect(exists: 0)
      let tag = try client.expect("SELECT")
      try client.send("* OK [UIDVALIDITY 8] new\r\n\(tag) OK open\r\n")
    }
    let mailbox = try await connect(server)
    let folder = try await mailbox.open("INBOX")
    _ = try await mailbox.open("PEP")
    let error = await failure { _ = try await mailbox.move([1], in: folder, to: "PEP") }
    #expect(error?.reason == .folderChanged)
    #expect(server.problems.isEmpty)
  }

  @Test func `a folder is gone through newest first and in windows`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin(offering: "ESEARCH")
      try client.acceptSelect(exists: 12_000)
      let first = try client.expect("UID SEARCH RETURN (ALL) 7001:12000 UID 1:*")
      try client.send("* ESEARCH (TAG \"\(first)\") UID ALL 7001:12000\r\n\(first) OK done\r\n")
      // Two messages go meanwhile: the next window begins where the numbers now are.
      let second = try client.expect("2001:7000 ")
      try client.send("* 3 EXPUNGE\r\n* 1 EXPUNGE\r\n")
      try client.send("* ESEARCH (TAG \"\(second)\") UID ALL 2001:6998\r\n\(second) OK done\r\n")
      let third = try client.expect("1:2000 ")
      try client.send("* ESEARCH (TAG \"\(third)\") UID ALL 3:2002\r\n\(third) OK done\r\n")
    }
    let mailbox = try await connect(server)
    let folder = try await mailbox.open("INBOX")
    let uids = try await mailbox.uids(above: 0, since: nil, in: folder)
    #expect(uids == Array(3...6_998) + Array(7_001...12_000))
    #expect(server.problems.isEmpty)
  }

  @Test func `a server that claims more messages than there are is not believed`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin(offering: "ESEARCH")
      try client.acceptSelect(exists: 2)
      let tag = try client.expect("UID SEARCH")
      try client.send("* ESEARCH (TAG \"\(tag)\") UID ALL 1:4294967295\r\n\(tag) OK done\r\n")
    }
    let mailbox = try await connect(server)
    let folder = try await mailbox.open("INBOX")
    let error = await failure { _ = try await mailbox.uids(above: 0, since: nil, in: folder) }
    #expect(error?.reason == .malformedReply)
  }

  @Test func `a server without MOVE and UIDPLUS keeps the originals`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.acceptSelect(exists: 2)
      try client.send("\(client.expect("UID COPY 1:2 \"PEP\"")) OK copied\r\n")
      try client.send("\(client.expect("NOOP")) OK\r\n")
    }
    let mailbox = try await connect(server)
    let folder = try await mailbox.open("INBOX")
    #expect(try await mailbox.move([2, 1], in: folder, to: "PEP").way == .copiedOnly)
    try await mailbox.checkConnection()
    #expect(server.problems.isEmpty)
  }

  @Test func `a full mailbox needs a person and leaves the session usable`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin(offering: "MOVE")
      try client.acceptSelect(exists: 2)
      try client.send("\(client.expect("UID MOVE")) NO [OVERQUOTA] full\r\n")
      try client.send("\(client.expect("NOOP")) OK\r\n")
    }
    let mailbox = try await connect(server)
    let folder = try await mailbox.open("INBOX")
    let error = await failure { _ = try await mailbox.move([1], in: folder, to: "PEP") }
    #expect(error?.kind == .permanent)
    #expect(error?.responseCode == "OVERQUOTA")
    try await mailbox.checkConnection()
  }

  @Test func `the rights are asked where the server knows them`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin(offering: "ACL")
      try client.send("* MYRIGHTS INBOX lrsw\r\n\(client.expect("MYRIGHTS")) OK\r\n")
    }
    #expect(try await connect(server).rights(on: "INBOX") == ["l", "r", "s", "w"])
  }

  @Test func `closing says goodbye`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.send("* BYE see you\r\n\(client.expect("LOGOUT")) OK done\r\n")
      client.awaitEnd()
    }
    let mailbox = try await connect(server)
    await mailbox.close()
    #expect(server.received.last?.hasSuffix("LOGOUT") == true)
  }
}
