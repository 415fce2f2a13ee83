import MailTransport
import PepConfig

/// The two servers as the transport wants them. Secrets are read at each login, so that a changed
/// password or a renewed token needs no restart.
package enum Endpoints {
  package static func imap(_ settings: Settings) throws -> ServerEndpoint {
    try endpoint(settings.imap, settings.imapLogin)
  }

  package static func smtp(_ settings: Settings) throws -> ServerEndpoint {
    try endpoint(settings.smtp, settings.smtpLogin)
  }

  package static func smtpOptions(_ settings: Settings) -> SMTPOptions {
    var options = SMTPOptions()
    options.secureDomains = Set(settings.letters.requireTLSFor)
    return options
  }

  private static func endpoint(
    _ server: Settings.Server, _ login: Settings.Login?
  ) throws -> ServerEndpoint {
    ServerEndpoint(
      host: server.host, port: server.port, security: server.security == .tls ? .tls : .startTLS,
      caFile: server.caFile, credentials: try login.map(credentials))
  }

  private static func credentials(_ login: Settings.Login) throws -> ServerEndpoint.Credentials {
    switch login.mechanism {
    case .plain, .login: .password(user: login.username, secret: try login.secret.read().reveal())
    case .xoauth2: .token(user: login.username, read: { try login.secret.read().reveal() })
    }
  }
}
