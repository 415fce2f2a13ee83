import Foundation
import MailTransport
import PepConfig

/// The way to one server, step by step: name, connection, encryption, login.
struct ServerCheck {
  /// `imap` or `smtp`: the section of pepd.yaml.
  let section: String
  let server: Settings.Server
  let login: Settings.Login?

  /// nil where the name has an address.
  func name() -> CheckFinding {
    let addresses = Self.addresses(of: server.host)
    if addresses.isEmpty {
      return CheckFinding(
        "\(section) name", .wrong, "'\(server.host)' has no address in the DNS",
        "Correct '\(section).host' in pepd.yaml, or the resolver (/etc/resolv.conf).")
    }
    return CheckFinding(
      "\(section) name", .ok, "\(server.host) is \(addresses.joined(separator: ", "))")
  }

  var succeeded: [CheckFinding] {
    let way = server.security == .tls ? "TLS" : "STARTTLS"
    return [
      CheckFinding(
        "\(section) encryption", .ok, "\(server.host):\(server.port), \(way), certificate verified"),
      CheckFinding(
        "\(section) login", .ok,
        login.map { "taken, by \($0.mechanism.rawValue)" } ?? "none configured"),
    ]
  }

  /// The step at which it failed, after those that went well.
  func findings(_ error: any Error) -> [CheckFinding] {
    // A secret that cannot be read was told with the files.
    if error is ConfigurationErrors { return [] }
    guard let error = error as? MailTransportError else {
      return [CheckFinding("\(section) connection", .wrong, Trouble(error).words)]
    }
    let words = "\(error)"
    switch error.reason {
    case .certificateUntrusted, .hostNameMismatch, .caFileUnreadable, .encryptionRefused:
      return [CheckFinding("\(section) encryption", .wrong, words, remedy(error))]
    case .loginRefused, .loginUnavailable, .noLoginMethod, .tokenUnavailable:
      return [succeeded[0], CheckFinding("\(section) login", .wrong, words, remedy(error))]
    default: return [CheckFinding("\(section) connection", .wrong, words, remedy(error))]
    }
  }

  private func remedy(_ error: MailTransportError) -> String {
    if let words = MicrosoftWords.remedy(for: error) { return words }
    return switch error.reason {
    case .loginRefused:
      "Check '\(section).username' and the secret in \(login?.secret.path ?? "its file")\(login?.mechanism == .xoauth2 ? "; for Microsoft 365 see the README" : "")."
    case .unreachable, .timedOut, .connectionLost:
      "Check '\(section).port' (\(server.port)) in pepd.yaml, the firewall, and whether the server runs."
    default: Trouble.remedy(for: error)
    }
  }

  private static func addresses(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [String] = []
    var next = first
    while let entry = next {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let code = getnameinfo(
        entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0,
        NI_NUMERICHOST)
      let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      if code == 0 { found.append(String(decoding: bytes, as: UTF8.self)) }
      next = entry.pointee.ai_next
    }
    return found
  }
}
