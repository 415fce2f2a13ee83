import Foundation
import MailTransport
import TestSupport
import Testing

/// Letters through a real Exim into a real Dovecot.
@Suite(.enabled(if: TestMailServers.areInstalled, "dovecot and exim4 are not installed"))
struct EximTests {
  private func letter(_ subject: String = "Your PEP", body: String = ".dot\r\nDear Ms X") -> [UInt8]
  {
    Array("Subject: \(subject)\r\nMessage-ID: <l1@x.example>\r\n\r\n\(body)\r\n".utf8)
  }

  private func send(
    _ mail: [UInt8], to: String, security: ServerEndpoint.Security = .startTLS,
    from: String = TestMailServers.sharedUser
  ) async throws -> SendOutcome {
    let sender = try await SMTPSender(endpoint: TestMailServers.shared().smtp(security: security))
    let outcome = await sender.send(mail, from: from, to: to, envelopeID: "ref+7")
    await sender.close()
    return outcome
  }

  /// The first message that reaches a mailbox.
  private func firstMessage(of user: String) async throws -> String {
    let mailbox = try await IMAPMailbox.connect(to: TestMailServers.shared().imap(user))
    let folder = try await mailbox.open("INBOX")
    _ = try await mailbox.waitForArrival(in: folder, atMost: .seconds(60))
    let uids = try await mailbox.uids(above: 0, since: nil, in: folder)
    for try await item in mailbox.fetch(uids, in: folder, sizeLimit: 1_000_000) {
      if case .message(let message) = item {
        return String(decoding: message.bytes, as: UTF8.self)
      }
    }
    return ""
  }

  @Test(arguments: [ServerEndpoint.Security.tls, .startTLS])
  func `a letter arrives as it was written`(_ security: ServerEndpoint.Security) async throws {
    let user = "dt\(UUID().uuidString.lowercased())@school.example"
    guard case .sent(let reply) = try await send(letter(), to: user, security: security) else {
      Issue.record("not sent")
      return
    }
    #expect(reply.code == 250)
    #expect(try await firstMessage(of: user).hasSuffix("\r\n\r\n.dot\r\nDear Ms X\r\n"))
  }

  @Test func `a deferred address is to be tried again, a refused one not`() async throws {
    guard case .temporary(let later) = try await send(letter(), to: "grey@school.example"),
      case .permanent(let never) = try await send(letter(), to: "refused@school.example")
    else {
      Issue.record("wrong outcomes")
      return
    }
    #expect(later.stage == .recipient && later.reply?.code == 451)
    #expect(never.stage == .recipient && never.reply?.code == 550)
    #expect(never.reply?.enhancedStatus == "5.1.1")
  }

  @Test func `a letter can be refused for what it says`() async throws {
    let user = "a@school.example"
    guard case .permanent(let never) = try await send(letter("REFUSE AFTER DATA"), to: user),
      case .temporary(let later) = try await send(letter("DEFER AFTER DATA"), to: user)
    else {
      Issue.record("wrong outcomes")
      return
    }
    #expect(never.stage == .afterFinalDot && never.reply?.code == 550)
    #expect(later.stage == .afterFinalDot && later.reply?.code == 451)
  }

  @Test func `a wrong password is the account's problem`() async throws {
    let endpoint = try await TestMailServers.shared().smtp(password: "wr0ng-pass")
    let sender = try SMTPSender(endpoint: endpoint)
    let outcome = await sender.send(
      letter(), from: TestMailServers.sharedUser, to: "a@school.example", envelopeID: nil)
    guard case .accountProblem(let error) = outcome else {
      Issue.record("not the account's problem")
      return
    }
    #expect(error.reason == .loginRefused)
    #expect(!"\(outcome)".contains("wr0ng"))
  }

  @Test func `a bounce names our envelope id`() async throws {
    let user = "at\(UUID().uuidString.lowercased())@somerset.example"
    let outcome = try await send(letter(), to: "nobody@elsewhere.invalid", from: user)
    guard case .sent = outcome else {
      Issue.record("not taken: \(outcome)")
      return
    }
    let bounce = try await firstMessage(of: user)
    #expect(bounce.contains("Original-Envelope-I"))
    #expect(bounce.contains("ref"))
    #expect(bounce.contains("message/delivery-status"))
  }

  @Test func `several letters go over one connection`() async throws {
    let sender = try await SMTPSender(endpoint: TestMailServers.shared().smtp())
    for number in 0..<5 {
      let outcome = await sender.send(
        letter("n\(number)"), from: TestMailServers.sharedUser, to: "many@school.example",
        envelopeID: "n\(number)")
      guard case .sent = outcome else {
        Issue.record("not sent: \(outcome)")
        return
      }
    }
    await sender.close()
  }
}
