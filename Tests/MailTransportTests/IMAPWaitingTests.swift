import MailTransport
import TestSupport
import Testing

/// IDLE, and doing without.
@Suite struct IMAPWaitingTests {
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
    let mailbox = try await server.connect()
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
    var options = IMAPOptions.patient
    options.idleRenewal = .milliseconds(100)
    let mailbox = try await server.connect(options)
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
    var options = IMAPOptions.patient
    options.pollInterval = .milliseconds(20)
    let mailbox = try await server.connect(options)
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
    let mailbox = try await server.connect()
    let folder = try await look(mailbox)
    let waiting = Task { try await mailbox.waitForArrival(in: folder, atMost: .seconds(600)) }
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}
