/// A server's answer to one SMTP command: a code, and one or more lines of text.
package struct SMTPReply: Sendable, Hashable, Codable {
  package let code: Int
  package let lines: [String]

  package init(code: Int, lines: [String]) {
    self.code = code
    self.lines = lines
  }

  /// The whole text, for the outbox; it may quote an address.
  package var text: String { lines.joined(separator: " ") }

  /// The enhanced status of RFC 3463, e.g. `5.1.1`, where the server sends one.
  package var enhancedStatus: String? {
    guard let word = lines.first?.split(separator: " ").first else { return nil }
    let parts = word.split(separator: ".")
    return parts.count == 3 && parts.allSatisfy { Int($0) != nil } ? String(word) : nil
  }

  var isPositive: Bool { (200..<300).contains(code) }
  var isTemporary: Bool { (400..<500).contains(code) }
}

/// Codes only: the words may quote the recipient's address and have no place in a log.
extension SMTPReply: CustomStringConvertible {
  package var description: String { enhancedStatus.map { "\(code) \($0)" } ?? "\(code)" }
}

/// How far a letter got.
package enum SMTPStage: String, Sendable, Codable {
  case connect, login, sender, recipient, data, afterFinalDot
}

/// Why and where a letter was not taken.
package struct SendFailure: Sendable, Equatable {
  package let stage: SMTPStage
  /// What the server said; nil where it said nothing (no connection, an address we refuse).
  package let reply: SMTPReply?
  /// The facts without the reply's own words, fit for a log.
  package let reason: String

  package init(stage: SMTPStage, reply: SMTPReply?, reason: String) {
    self.stage = stage
    self.reply = reply
    self.reason = reason
  }
}

/// What became of one letter.
package enum SendOutcome: Sendable, Equatable {
  case sent(SMTPReply)
  /// Not taken; trying again later is safe.
  case temporary(SendFailure)
  /// Not taken, and never will be.
  case permanent(SendFailure)
  /// Not taken, because the server does not promise to hand it on encrypted, which this recipient's
  /// domain wants.
  case insecure(SendFailure)
  /// Nothing can be sent until the account or the configuration is put right; the letter is not
  /// to blame and stays queued.
  case accountProblem(MailTransportError)
  /// The connection was lost when the letter was complete: it may have been taken. Sending it again
  /// blindly could send it twice.
  case unknown(SendFailure)
}
