import FoundationEssentials

/// The endpoint's answer, RFC 6749 sections 5.1 and 5.2.
struct TokenReply {
  private struct Content: Decodable {
    var token: String?
    var seconds: Int?
    var error: String?
    var explanation: String?

    private enum CodingKeys: String, CodingKey {
      case token = "access_token"
      case seconds = "expires_in"
      case error
      case explanation = "error_description"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      token = try container.decodeIfPresent(String.self, forKey: .token)
      // Older endpoints of Microsoft's write the number as a text.
      seconds =
        (try? container.decodeIfPresent(Int.self, forKey: .seconds))
        ?? (try? container.decodeIfPresent(String.self, forKey: .seconds)).flatMap { Int($0) }
      error = try? container.decodeIfPresent(String.self, forKey: .error)
      explanation = try? container.decodeIfPresent(String.self, forKey: .explanation)
    }
  }

  typealias Failure = (
    MailTransportError.Kind, MailTransportError.Reason, String?, String?
  ) -> MailTransportError

  private let content: Content?
  private let status: Int

  init(_ bytes: [UInt8], status: Int) {
    content = try? JSONDecoder().decode(Content.self, from: Data(bytes))
    self.status = status
  }

  func token(at now: Date, _ failure: Failure) throws -> AccessToken {
    if status == 200, let text = content?.token, !text.isEmpty {
      // Without a word about its life an hour is usual; a refusal tells if it is less.
      let seconds = min(max(content?.seconds ?? 3_600, 0), 86_400)
      return AccessToken(text, ends: now.addingTimeInterval(Double(seconds)), gotAt: now)
    }
    let words = [content?.error, content?.explanation.map(Self.firstSentence)].compactMap { $0 }
    let text = words.isEmpty ? "HTTP \(status)" : words.joined(separator: ": ")
    switch (status, content?.error) {
    case (429, _), (500..., _), (_, "temporarily_unavailable"), (_, "server_error"):
      throw failure(.transient, .loginUnavailable, text, code)
    case (400...401, _?): throw failure(.setUp, .loginRefused, text, code)
    default: throw failure(.transient, .malformedReply, text, code)
    }
  }

  /// Microsoft's own number of the fault, e.g. `AADSTS7000222`.
  private var code: String? {
    content?.explanation?.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      .first { $0.hasPrefix("AADSTS") }.map { String($0) }
  }

  /// What follows are trace numbers and times, of use to Microsoft alone.
  private static func firstSentence(_ text: String) -> String {
    String(text.prefix { $0 != "\r" && $0 != "\n" }).components(separatedBy: " Trace ID")[0]
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    ranges(of: separator).first.map { [String(self[..<$0.lowerBound])] } ?? [self]
  }
}
