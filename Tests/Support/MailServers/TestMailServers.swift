import Foundation
import MailTransport

/// A real Dovecot and a real Exim on loopback, started once per test process.
///
/// `Tests/servers/start` does the work. They end with this process, however it ends; their folder is
/// kept where `PEPD_TEST_KEEP` is set.
package struct TestMailServers: Sendable {
  package static let sharedUser = "thevirtualschool@somerset.example"

  package let folder: URL
  private let settings: [String: String]

  /// Whether the packages are installed; tests that need them are skipped otherwise.
  package static let areInstalled = ["/usr/sbin/dovecot", "/usr/sbin/exim4"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private static let started = Task { try await TestMailServers() }

  /// The servers of this process, started at the first call.
  package static func shared() async throws -> TestMailServers { try await started.value }

  /// The path of `start` or `stop`.
  package static func script(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "servers/\(name)").path
  }

  private init() async throws {
    let id = ProcessInfo.processInfo.processIdentifier
    folder = URL(filePath: "/tmp/pepd-test-servers-\(id)")
    let isKept = ProcessInfo.processInfo.environment["PEPD_TEST_KEEP"] != nil
    let arguments = [folder.path, "--for", "\(id)"] + (isKept ? [] : ["--remove"])
    let result = await (try ChildProcess(Self.script("start"), arguments)).result()
    guard result.code == 0 else { throw ServersFailed(text: result.words) }
    let file = try String(contentsOf: folder.appending(path: "ports.env"), encoding: .utf8)
    settings = Dictionary(
      file.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "=", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
      }, uniquingKeysWith: { first, _ in first })
  }

  package struct ServersFailed: Error, CustomStringConvertible {
    let text: String
    package var description: String { "the mail servers did not start: \(text)" }
  }

  package func setting(_ name: String) -> String { settings[name] ?? "" }
  package func port(_ name: String) -> Int { Int(setting(name)) ?? 0 }

  /// The right password of any account here.
  package func credentials(_ user: String) -> ServerEndpoint.Credentials {
    let isShared = user == Self.sharedUser
    return .password(
      user: user, secret: setting(isShared ? "SHARED_PASSWORD" : "COMMON_PASSWORD"))
  }

  package func imap(
    _ user: String = sharedUser, security: ServerEndpoint.Security = .tls,
    host: String = "localhost", caFile: String? = nil, password: String? = nil
  ) -> ServerEndpoint {
    ServerEndpoint(
      host: host, port: port(security == .tls ? "IMAPS_PORT" : "IMAP_PORT"), security: security,
      caFile: caFile ?? setting("CA_FILE"),
      credentials: password.map { .password(user: user, secret: $0) } ?? credentials(user))
  }

  package func smtp(
    _ user: String = sharedUser, security: ServerEndpoint.Security = .startTLS,
    password: String? = nil
  ) -> ServerEndpoint {
    ServerEndpoint(
      host: "localhost", port: port(security == .tls ? "SMTPS_PORT" : "SMTP_PORT"),
      security: security, caFile: setting("CA_FILE"),
      credentials: password.map { .password(user: user, secret: $0) } ?? credentials(user))
  }

  /// Where Dovecot keeps a folder of somebody's mailbox (Maildir++).
  package func folder(of address: String, _ folder: String) -> URL {
    let maildir = self.folder.appending(path: "mail/\(address)/Maildir")
    guard folder != "INBOX" else { return maildir }
    return maildir.appending(path: "." + folder.replacing("/", with: "."))
  }

  // MARK: The token endpoint

  /// A client of a test's own, so that tests do not give each other's orders.
  package func newClient() -> String { "client-" + UUID().uuidString.lowercased() }

  /// What the endpoint does with this client's next requests; see Tests/servers/token-endpoint.
  package func order(_ order: String, of client: String) throws {
    let file = URL(filePath: setting("TOKEN_FOLDER")).appending(path: "token-orders/\(client)")
    try Data(order.utf8).write(to: file)
  }

  /// What the endpoint got of this client: grant type, and how it proved itself.
  package func tokenRequests(of client: String) -> [String] {
    let file = URL(filePath: setting("TOKEN_FOLDER")).appending(path: "token-log")
    let log = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return log.split(separator: "\n").filter { $0.hasPrefix(client + " ") }
      .map { String($0.dropFirst(client.count + 1)) }
  }

  /// Brings a mail in from outside, as another authority's server would: no login, header as it is.
  package func deliver(_ mail: [UInt8], to recipient: String, from sender: String) async throws {
    let port = port("MX_PORT")
    let outside = try SMTPSender(endpoint: .unencryptedLoopback(port: port, credentials: nil))
    let outcome = await outside.send(mail, from: sender, to: recipient, envelopeID: nil)
    await outside.close()
    guard case .sent = outcome else { throw ServersFailed(text: "\(outcome)") }
  }
}
