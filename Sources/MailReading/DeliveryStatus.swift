internal import PepCore

/// The fields of message/delivery-status: one block about the message, one for each recipient.
struct DeliveryStatus {
  private var envelopeID: String?
  private var recipients: [[String: String]] = [[:]]

  init(_ text: String) {
    var lastField: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        beginBlock()
        lastField = nil
      } else if line.first?.isWhitespace == true, let field = lastField {
        recipients[recipients.count - 1][field, default: ""] += " " + trimmed(line)
      } else if let colon = line.firstIndex(of: ":") {
        let field = trimmed(line[..<colon]).lowercased()
        recipients[recipients.count - 1][field] = trimmed(line[line.index(after: colon)...])
        lastField = field
      }
    }
    envelopeID = recipients.lazy.compactMap { $0["original-envelope-id"] }.first
  }

  private mutating func beginBlock() {
    // Hostile reports have millions of blocks; ours has one recipient.
    if recipients.last?.isEmpty == false, recipients.count < Limits.addresses {
      recipients.append([:])
    }
  }

  /// Of several recipients the one that fared worst: a person looks at a letter that reached only
  /// some. nil where no block says what happened.
  var report: DeliveryReport? {
    let all = recipients.compactMap { fields in
      fields["action"].flatMap { Self.action($0) }.map { ($0, fields) }
    }
    let worst =
      all.first { $0.0 == .failed } ?? all.first { $0.0 == .delayed } ?? all.first
    return worst.map { action, fields in
      DeliveryReport(
        action: action, status: fields["status"].flatMap(Self.code),
        finalRecipient: (fields["final-recipient"] ?? fields["original-recipient"])
          .map(Self.address),
        originalEnvelopeID: envelopeID)
    }
  }

  /// Comments may follow: `failed (mailbox unknown)`.
  private static func action(_ value: String) -> DeliveryReport.Action? {
    let word = value.lowercased().prefix { $0.isLetter }
    return DeliveryReport.Action(rawValue: String(word))
  }

  private static func code(_ value: String) -> String? {
    let code = value.prefix { $0.isNumber || $0 == "." }
    return code.isEmpty ? nil : String(code)
  }

  /// `rfc822; name@school.example`.
  private static func address(_ value: String) -> String {
    let address = value.split(separator: ";", maxSplits: 1).last ?? ""
    return trimmed(address.filter { $0 != "<" && $0 != ">" })
  }
}
