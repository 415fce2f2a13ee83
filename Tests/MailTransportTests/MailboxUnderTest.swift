import Foundation
import MailTransport
import Synchronization
import TestSupport

/// A mailbox to try, with a way to put mail into it from outside.
struct MailboxUnderTest {
  enum Kind: String { case inMemory, dovecot, dovecotWithoutExtensions, otherServer }

  let mailbox: any Mailbox
  let deliver: @Sendable ([UInt8]) async throws -> Void
  /// Somebody else's session on the same mailbox.
  let other: any Mailbox

  static let available: [Kind] =
    [.inMemory] + (TestMailServers.areInstalled ? [.dovecot, .dovecotWithoutExtensions] : [])
    + (OtherServer() == nil ? [] : [.otherServer])

  static func make(_ kind: Kind) async throws -> MailboxUnderTest {
    switch kind {
    case .inMemory:
      let memory = InMemoryMailbox()
      return MailboxUnderTest(
        mailbox: memory, deliver: { await memory.deliver($0) }, other: memory)
    case .dovecot, .dovecotWithoutExtensions: return try await onDovecot(kind)
    case .otherServer:
      guard let endpoint = OtherServer()?.nextAccount() else { throw CancellationError() }
      let other = try await IMAPMailbox.connect(to: endpoint)
      return MailboxUnderTest(
        mailbox: try await IMAPMailbox.connect(to: endpoint),
        deliver: { try await other.append($0, to: "INBOX", flags: []) }, other: other)
    }
  }

  private static func onDovecot(_ kind: Kind) async throws -> MailboxUnderTest {
    let servers = try await TestMailServers.shared()
    // Every address is a mailbox of its own, so no test meets another's mail.
    let user = "m\(UUID().uuidString.lowercased())@mailbox.example"
    var options = IMAPOptions()
    if kind == .dovecotWithoutExtensions {
      options.ignoredCapabilities = ["MOVE", "ESEARCH", "IDLE", "NAMESPACE"]
      options.pollInterval = .milliseconds(50)
    }
    return MailboxUnderTest(
      mailbox: try await IMAPMailbox.connect(to: servers.imap(user), options: options),
      deliver: { try await servers.deliver($0, to: user, from: "school@outside.example") },
      other: try await IMAPMailbox.connect(to: servers.imap(user, security: .startTLS)))
  }
}

/// Any other server can be put through the same suite: `PEPD_IMAP_PORT` (TLS, on localhost),
/// `PEPD_IMAP_CA_FILE`, `PEPD_IMAP_PASSWORD`, and `PEPD_IMAP_ACCOUNTS`, say `u`, for empty accounts u1, u2, ... to use up.
/// Was used with Cyrus IMAP 3.6.1 (separator `.`, prefix `INBOX.`).
private struct OtherServer {
  private static let used = Atomic<Int>(0)
  private let port: Int
  private let settings: [String: String]

  init?() {
    settings = ProcessInfo.processInfo.environment
    guard let port = settings["PEPD_IMAP_PORT"].flatMap({ Int($0) }) else { return nil }
    self.port = port
  }

  func nextAccount() -> ServerEndpoint {
    let number = Self.used.add(1, ordering: .relaxed).newValue
    return ServerEndpoint(
      host: "localhost", port: port, security: .tls, caFile: settings["PEPD_IMAP_CA_FILE"],
      credentials: .password(
        user: "\(settings["PEPD_IMAP_ACCOUNTS"] ?? "u")\(number)",
        secret: settings["PEPD_IMAP_PASSWORD"] ?? ""))
  }
}
