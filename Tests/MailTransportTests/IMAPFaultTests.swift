import Glibc
import MailTransport
import TestSupport
import Testing

/// Faults in the middle of a session, and servers that can do little.
@Suite struct IMAPFaultTests {
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
    let mailbox = try await server.connect()
    let error = await transportError { _ = try await fetchOne(mailbox) }
    #expect(error?.reason == .connectionLost)
    // The session is over, and says so instead of hanging.
    let later = await transportError { try await mailbox.checkConnection() }
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
    var options = IMAPOptions.patient
    options.responseTimeout = .milliseconds(500)
    let mailbox = try await server.connect(options)
    let error = await transportError { _ = try await mailbox.open("INBOX") }
    #expect(error?.reason == .timedOut)
  }

  @Test func `a goodbye in the middle is told in the server's words`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.expect("SELECT")
      try client.send("* BYE Session invalidated - AccessTokenExpired\r\n")
    }
    let mailbox = try await server.connect()
    let error = await transportError { _ = try await mailbox.open("INBOX") }
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
    let found = try await fetchOne(server.connect(), sizeLimit: 5)
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
    let found = try await fetchOne(server.connect())
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
    let mailbox = try await server.connect()
    let folder = try await mailbox.open("INBOX")
    for try await item in mailbox.fetch([1, 2], in: folder, sizeLimit: 100) {
      #expect(item.uid == 1)
      let busy = await transportError { try await mailbox.checkConnection() }
      #expect(busy?.reason == .sessionBusy)
      break
    }
    await mailbox.close()
    await #expect(throws: MailTransportError.self) { try await mailbox.checkConnection() }
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
    let mailbox = try await server.connect()
    let folder = try await mailbox.open("INBOX")
    _ = try await mailbox.open("PEP")
    let error = await transportError { _ = try await mailbox.move([1], in: folder, to: "PEP") }
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
    let mailbox = try await server.connect()
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
    let mailbox = try await server.connect()
    let folder = try await mailbox.open("INBOX")
    let error = await transportError {
      _ = try await mailbox.uids(above: 0, since: nil, in: folder)
    }
    #expect(error?.reason == .malformedReply)
  }

  @Test func `a server without MOVE and UIDPLUS keeps the originals`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.acceptSelect(exists: 2)
      try client.send("\(client.expect("UID COPY 1:2 \"PEP\"")) OK copied\r\n")
      try client.send("\(client.expect("NOOP")) OK\r\n")
    }
    let mailbox = try await server.connect()
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
    let mailbox = try await server.connect()
    let folder = try await mailbox.open("INBOX")
    let error = await transportError { _ = try await mailbox.move([1], in: folder, to: "PEP") }
    #expect(error?.kind == .permanent)
    #expect(error?.responseCode == "OVERQUOTA")
    try await mailbox.checkConnection()
  }

  @Test func `the rights are asked where the server knows them`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin(offering: "ACL")
      try client.send("* MYRIGHTS INBOX lrsw\r\n\(client.expect("MYRIGHTS")) OK\r\n")
    }
    #expect(try await server.connect().rights(on: "INBOX") == ["l", "r", "s", "w"])
  }

  @Test func `closing says goodbye`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin()
      try client.send("* BYE see you\r\n\(client.expect("LOGOUT")) OK done\r\n")
      client.awaitEnd()
    }
    let mailbox = try await server.connect()
    await mailbox.close()
    #expect(server.received.last?.hasSuffix("LOGOUT") == true)
  }

  @Test func `a missing folder is made even if the server does not say so`() async throws {
    let server = try ScriptedServer { client in
      try client.acceptIMAPLogin(offering: "MOVE")
      try client.acceptSelect(exists: 2)
      try client.send("\(client.expect("UID MOVE 1 \"PEP\"")) NO no such thing\r\n")
      try client.send("\(client.expect("LIST \"\" \"PEP\"")) OK none\r\n")
      try client.send("\(client.expect("CREATE \"PEP\"")) OK made\r\n")
      try client.send("\(client.expect("SUBSCRIBE \"PEP\"")) NO not here\r\n")
      let tag = try client.expect("UID MOVE 1 \"PEP\"")
      try client.send("* OK [COPYUID 9 1 44] moved\r\n* 1 EXPUNGE\r\n\(tag) OK done\r\n")
    }
    let mailbox = try await server.connect()
    let folder = try await mailbox.open("INBOX")
    let outcome = try await mailbox.move([1], in: folder, to: "PEP")
    #expect(outcome.createdFolder)
    #expect(outcome.newUIDs == [1: 44])
    #expect(outcome.targetValidity == 9)
    #expect(server.problems.isEmpty)
  }
}
