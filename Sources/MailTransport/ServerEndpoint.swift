import FoundationEssentials

/// Where a mail server is, how it is spoken to, and as whom.
package struct ServerEndpoint: Sendable {
  /// There is no third choice on purpose: a configuration cannot ask for a connection in the clear,
  /// nor for "encrypted if possible", which an attacker answers with no.
  package enum Security: Sendable { case tls, startTLS }

  package enum Credentials: Sendable {
    case password(user: String, secret: String)
    /// `read` is called at every login, because tokens live an hour.
    case token(user: String, read: @Sendable () throws -> String)
    /// Tokens that are got and renewed as needed.
    case tokens(user: String, TokenKeeper)
  }

  enum Encryption: Equatable { case required(Security), noneOnLoopback }

  package let host: String
  package let port: Int
  package let caFile: String?
  package let credentials: Credentials?
  let encryption: Encryption

  /// - Parameters:
  ///   - caFile: PEM file of the only authorities to trust; nil means the system's.
  ///   - credentials: nil only for an SMTP relay that takes mail without a login.
  package init(
    host: String, port: Int, security: Security, caFile: String? = nil, credentials: Credentials?
  ) {
    self.init(host, port, .required(security), caFile, credentials)
  }

  /// A scripted server inside the test's own process. Safe to have, because the host is not a
  /// parameter: what is sent here never leaves the machine.
  package static func unencryptedLoopback(port: Int, credentials: Credentials?) -> ServerEndpoint {
    ServerEndpoint("127.0.0.1", port, .noneOnLoopback, nil, credentials)
  }

  private init(
    _ host: String, _ port: Int, _ encryption: Encryption, _ caFile: String?,
    _ credentials: Credentials?
  ) {
    self.host = host
    self.port = port
    self.encryption = encryption
    self.caFile = caFile
    self.credentials = credentials
  }

  /// Whether a login that began then and was refused is worth another try: with a token that is got anew.
  func mayTryAgain(after error: MailTransportError, begun: Date) -> Bool {
    guard error.reason == .loginRefused, case .tokens(_, let keeper)? = credentials else {
      return false
    }
    return keeper.discard(gotBefore: begun)
  }

  /// `host:port`, the name of the server in errors.
  var address: String { "\(host):\(port)" }

  /// libcurl's URL of this server, or nil for a host that is not a host name or address: anything
  /// else could carry a path or a user name into the URL.
  func url(scheme: String, tlsScheme: String, path: String = "") -> String? {
    guard Self.isHostName(host), (1...65535).contains(port) else { return nil }
    // The path is the name we give ourselves in SMTP, and held to the same.
    guard path.isEmpty || Self.isHostName(path) else { return nil }
    let name = host.contains(":") ? "[\(host)]" : host
    let scheme = encryption == .required(.tls) ? tlsScheme : scheme
    return "\(scheme)://\(name):\(port)/\(path)"
  }

  private static func isHostName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: ":"):
          true
        default: false
        }
      }
  }
}

/// Printing an endpoint, by `print`, `dump` or an interpolated error, shows no secret.
extension ServerEndpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { address }
  package var debugDescription: String { address }
  package var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}

extension ServerEndpoint.Credentials: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package var description: String {
    switch self {
    case .password: "password (hidden)"
    case .token, .tokens: "token (hidden)"
    }
  }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["kind": description]) }
}
