/// What keeps one header from becoming two. The values come from rosters, templates and other
/// people's mail; a line end in one of them would let its author add recipients or a body.
///
/// Text for people (subject, display names, file names) is mended; text for machines is refused,
/// because a mended address is another address.
enum HeaderChecks {
  typealias Fault = MailWritingError.Fault

  /// RFC 5321 section 4.5.3.1.3.
  private static let longestAddress = 254
  /// A line of 998 characters is the most that may travel (RFC 5322 section 2.1.1).
  private static let longestValue = 900

  /// nil where the address may stand in a header and in an SMTP command.
  static func fault(inAddress address: String) -> Fault? {
    if let fault = fault(inMachineText: address, brackets: "<>()[],;:\\\"") { return fault }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return .noAt }
    return address.utf8.count > longestAddress ? .tooLong : nil
  }

  static func fault(inIdentifier id: String) -> Fault? {
    if let fault = fault(inMachineText: id, brackets: "<>") { return fault }
    return id.utf8.count > longestValue ? .tooLong : nil
  }

  private static func fault(inMachineText text: String, brackets: String) -> Fault? {
    if text.isEmpty { return .empty }
    // By scalars: CR LF is one Character.
    for scalar in text.unicodeScalars {
      if isControl(scalar) { return .controlCharacter }
      if scalar.properties.isWhitespace { return .blank }
      if !scalar.isASCII { return .notASCII }
      if brackets.unicodeScalars.contains(scalar) { return .bracket }
    }
    return nil
  }

  static func fault(inHeader name: String, value: String) -> Fault? {
    if let fault = fault(inToken: name) { return fault }
    if value.unicodeScalars.contains(where: isControl) { return .controlCharacter }
    if value.allSatisfy({ $0 == " " }) { return .empty }
    // Encoded words have no meaning in the structured headers that these are.
    if !value.utf8.allSatisfy({ $0 < 0x80 }) { return .notASCII }
    return value.utf8.count > longestValue ? .tooLong : nil
  }

  /// RFC 5322 section 3.6.8: any printable character but the colon; fewer are enough for us.
  static func fault(inToken token: String) -> Fault? {
    if token.isEmpty { return .empty }
    let isToken = token.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || "-.+".utf8.contains(byte)
    }
    return isToken && token.utf8.count <= 100 ? nil : .notAToken
  }

  /// One line without control characters or characters that reorder it.
  static func mended(_ text: String) -> String {
    text.unicodeScalars.split { scalar in
      isControl(scalar) || scalar == " " || ("\u{202A}"..."\u{202E}").contains(scalar)
        || ("\u{2066}"..."\u{2069}").contains(scalar)
    }.map { String($0) }.joined(separator: " ")
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
  }
}
