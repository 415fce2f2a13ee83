/// `local@domain`, checked as far as matching and sending need it (RFC 5321 section 4.1.2).
package struct EmailAddress: Hashable, Sendable {
  package let local: String
  /// Lower case.
  package let domain: String

  package init?(_ text: String) {
    let trimmed = text.trimmedBlanks
    guard let at = trimmed.lastIndex(of: "@"), at != trimmed.startIndex,
      trimmed.utf8.allSatisfy({
        $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
      })
    else { return nil }
    local = String(trimmed[..<at])
    domain = trimmed[trimmed.index(after: at)...].lowercased()
    guard domain.contains("."), !domain.hasPrefix("."), !domain.hasSuffix(".") else { return nil }
  }

  /// For comparing: people write the local part in any case, and no server here tells them apart.
  package var folded: String { local.lowercased() + "@" + domain }
}
