import FoundationEssentials

/// A login as both protocols do it: the server prompts, we answer, in Base64.
///
/// The first answer is never sent along with the command: an access token of Microsoft 365 makes
/// that line longer than its own servers accept.
struct SASLDialogue {
  enum Mechanism: String { case plain = "PLAIN", login = "LOGIN", xoauth2 = "XOAUTH2" }

  let mechanism: Mechanism
  private var answers: [String]
  private let secrets: [String]
  /// What the server said instead of a second prompt: XOAUTH2 explains a refusal this way, as JSON.
  private(set) var explanation: String?

  /// The best way to use these credentials among what the server offers, or nil.
  ///
  /// Throws what the token's reader throws.
  init?(_ credentials: ServerEndpoint.Credentials, offered: Set<String>) throws {
    switch credentials {
    case .token, .tokens:
      guard offered.contains(Mechanism.xoauth2.rawValue) else { return nil }
      mechanism = .xoauth2
      let (user, token) = try Self.token(credentials)
      answers = ["user=\(user)\u{1}auth=Bearer \(token)\u{1}\u{1}"]
      secrets = [user, token, answers[0]]
    case .password(let user, let secret) where offered.contains(Mechanism.plain.rawValue):
      mechanism = .plain
      answers = ["\0\(user)\0\(secret)"]
      secrets = [user, secret, answers[0]]
    case .password(let user, let secret) where offered.contains(Mechanism.login.rawValue):
      mechanism = .login
      answers = [user, secret]
      secrets = [user, secret]
    case .password: return nil
    }
  }

  private static func token(
    _ credentials: ServerEndpoint.Credentials
  ) throws -> (user: String, token: String) {
    switch credentials {
    case .token(let user, let read): (user, try read())
    case .tokens(let user, let keeper): (user, try keeper.token())
    case .password: ("", "")
    }
  }

  /// The line that answers a prompt. More prompts than answers get an empty line, which ends the
  /// exchange with the server's own refusal instead of a cut connection.
  mutating func answer(to prompt: String) -> String {
    guard !answers.isEmpty else {
      explanation = Self.decoded(prompt)
      return ""
    }
    return Self.encoded(answers.removeFirst())
  }

  /// The server's words about this login, without what we sent it.
  func cleaned(_ text: String) -> String {
    let whole = explanation.map { "\(text) \($0)" } ?? text
    return ServerText.cleaned(whole, hiding: secrets + secrets.map(Self.encoded))
  }

  static func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  private static func decoded(_ text: String) -> String? {
    Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) }
  }
}
