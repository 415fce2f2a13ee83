import MailTransport
import TestSupport

// What the dialogues with a scripted IMAP server have in common.

extension ServerEndpoint.Credentials {
  static let sample = ServerEndpoint.Credentials.password(user: "pep@x.example", secret: "hush!")
}

extension IMAPOptions {
  /// Long enough for a busy machine; tests of deadlines set their own.
  static var patient: IMAPOptions {
    var options = IMAPOptions()
    options.connectTimeout = .seconds(20)
    options.responseTimeout = .seconds(20)
    return options
  }
}

extension ScriptedServer {
  func connect(
    as credentials: ServerEndpoint.Credentials = .sample, _ options: IMAPOptions = .patient
  ) async throws -> IMAPMailbox {
    try await IMAPMailbox.connect(
      to: .unencryptedLoopback(port: port, credentials: credentials), options: options)
  }
}

/// The error of `body`, if it is one of ours.
func transportError(_ body: () async throws -> Void) async -> MailTransportError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? MailTransportError
  }
}
