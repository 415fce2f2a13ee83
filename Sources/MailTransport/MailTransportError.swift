/// Why the mail server could not be used: facts for a program to act on and for a person to read.
///
/// Holds no credentials, no mail and no address: servers like to quote them, so their words pass
/// through ``ServerText`` first.
package struct MailTransportError: Error, Equatable, Sendable {
  package enum Kind: Sendable {
    /// Try again later, with growing waits.
    case transient
    /// The same request will be refused again: a person is needed.
    case permanent
    /// The configuration or the account is wrong: nothing will work until it is changed.
    case setUp
  }

  package enum Reason: Sendable {
    case unreachable, timedOut, connectionLost, malformedReply
    case certificateUntrusted, hostNameMismatch, caFileUnreadable, encryptionRefused
    case loginRefused, loginUnavailable, noLoginMethod, tokenUnavailable
    /// The session's token has ended; another login with a fresh one will do.
    case tokenEnded
    case refused, folderChanged, notSupported, invalidName, sessionBusy
  }

  package let kind: Kind
  package let reason: Reason
  /// What was being done, e.g. `log in` or `move messages`.
  package let operation: String
  /// `host:port`.
  package let server: String
  /// The server's or libcurl's own words, cleaned.
  package let serverText: String?
  /// The IMAP response code, e.g. `OVERQUOTA`, where there was one.
  package let responseCode: String?
  /// How long the server wants to be left alone.
  package let retryAfter: Duration?

  package init(
    _ kind: Kind, _ reason: Reason, operation: String, server: String, serverText: String? = nil,
    responseCode: String? = nil, retryAfter: Duration? = nil
  ) {
    self.kind = kind
    self.reason = reason
    self.operation = operation
    self.server = server
    self.serverText = serverText.map(ServerText.cleaned)
    self.responseCode = responseCode
    self.retryAfter = retryAfter
  }

  /// Whether the session can no longer be used after this error.
  package var endsSession: Bool {
    switch reason {
    case .refused, .folderChanged, .notSupported, .invalidName, .sessionBusy: false
    default: true
    }
  }
}

extension MailTransportError: CustomStringConvertible {
  package var description: String {
    let words = serverText.map { ": \($0)" } ?? ""
    return "could not \(operation) at \(server): \(reasonInWords)\(words)"
  }

  private var reasonInWords: String {
    switch reason {
    case .unreachable: "the server cannot be reached"
    case .timedOut: "the server did not answer in time"
    case .connectionLost: "the connection was lost"
    case .malformedReply: "the server's answer cannot be understood"
    case .certificateUntrusted: "the server's certificate is not trusted"
    case .hostNameMismatch: "the server's certificate is for another host name"
    case .caFileUnreadable: "the file of trusted certificates cannot be read"
    case .encryptionRefused: "the server does not offer the encryption that is required"
    case .loginRefused: "the server refused the user name, password or token"
    case .loginUnavailable: "the server cannot check logins at the moment"
    case .noLoginMethod: "the server offers no way to log in that can be used"
    case .tokenUnavailable: "no access token could be read"
    case .tokenEnded: "the session's access token has ended"
    case .refused: "the server refused"
    case .folderChanged: "the folder was replaced while it was in use"
    case .notSupported: "the server cannot do this"
    case .invalidName: "a name or address cannot be used"
    case .sessionBusy: "this session is still fetching"
    }
  }
}

/// A server's words, made fit for a log: one line, short, without addresses.
enum ServerText {
  static func cleaned(_ text: String) -> String {
    let words = text.split(whereSeparator: { $0.isWhitespace || $0.isNewline })
    let kept = words.map { word in
      // "550 5.1.1 <jane@school.example>: no such user" must not carry Jane into a log.
      word.contains("@") ? "(address)" : String(word.filter { isPrintable($0) })
    }
    return String(kept.joined(separator: " ").prefix(Limits.serverTextCharacters))
  }

  /// For text that answers a login: servers have been seen to echo what they were sent.
  static func cleaned(_ text: String, hiding secrets: [String]) -> String {
    var text = text
    for secret in secrets where !secret.isEmpty {
      text = text.replacing(secret, with: "(hidden)")
    }
    return cleaned(text)
  }

  private static func isPrintable(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.value >= 32 && !(127...159).contains($0.value) }
  }
}
