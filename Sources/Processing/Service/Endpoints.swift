import Foundation
import MailTransport
import PepConfig

/// The two servers as the transport wants them. Secrets are read at each login, so that a changed
/// password or a renewed token needs no restart.
package enum Endpoints {
  /// `tokens` is shared by both servers and kept over many sessions.
  package static func imap(
    _ settings: Settings, _ tokens: TokenKeeper? = nil
  ) throws -> ServerEndpoint {
    try endpoint(settings.imap, settings.imapLogin, tokens ?? Self.tokens(settings))
  }

  package static func smtp(
    _ settings: Settings, _ tokens: TokenKeeper? = nil
  ) throws -> ServerEndpoint {
    try endpoint(settings.smtp, settings.smtpLogin, tokens ?? Self.tokens(settings))
  }

  package static func smtpOptions(
    _ settings: Settings, _ options: SMTPOptions = SMTPOptions()
  ) -> SMTPOptions {
    var options = options
    options.secureDomains = Set(settings.letters.requireTLSFor)
    return options
  }

  /// nil where no login asks for tokens.
  package static func tokens(_ settings: Settings, _ clock: Clock = Clock()) -> TokenKeeper? {
    guard let microsoft = settings.microsoft365 else { return nil }
    let proof: TokenEndpoint.Proof =
      switch microsoft.proof {
      case .clientSecret(let file): .secret { try file.read().reveal() }
      case .certificate(let file, let key):
        .assertion {
          try ClientAssertion.make(
            clientID: microsoft.clientID, audience: microsoft.tokenURL,
            certificate: String(contentsOfFile: file, encoding: .utf8), key: key.read().reveal(),
            at: clock.now())
        }
      }
    return TokenKeeper(
      TokenEndpoint(
        url: microsoft.tokenURL, caFile: microsoft.caFile, clientID: microsoft.clientID,
        scope: microsoft.scope, proof: proof), clock: clock.now)
  }

  private static func endpoint(
    _ server: Settings.Server, _ login: Settings.Login?, _ tokens: TokenKeeper?
  ) throws -> ServerEndpoint {
    ServerEndpoint(
      host: server.host, port: server.port, security: server.security == .tls ? .tls : .startTLS,
      caFile: server.caFile, credentials: try login.map { try credentials($0, tokens) })
  }

  private static func credentials(
    _ login: Settings.Login, _ tokens: TokenKeeper?
  ) throws -> ServerEndpoint.Credentials {
    if login.asksForTokens, let tokens { return .tokens(user: login.username, tokens) }
    return switch login.mechanism {
    case .plain, .login: .password(user: login.username, secret: try login.secret.read().reveal())
    case .xoauth2: .token(user: login.username, read: { try login.secret.read().reveal() })
    }
  }
}
