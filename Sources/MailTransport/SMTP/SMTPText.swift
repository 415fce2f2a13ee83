/// Bytes and words as RFC 5321 wants them.
enum SMTPText {
  /// The letter as it follows DATA, its final dot included.
  ///
  /// Every line end becomes CRLF, because a lone CR or LF before a dot is how one letter is smuggled
  /// inside another; lines that begin with a dot get a second one.
  static func dataLines(_ mail: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(mail.count + mail.count / 40 + 8)
    var atLineStart = true
    var afterCR = false
    for byte in mail {
      defer { afterCR = byte == 13 }
      if byte == 10, afterCR { continue }
      if byte == 10 || byte == 13 {
        result += [13, 10]
        atLineStart = true
        continue
      }
      if atLineStart, byte == UInt8(ascii: ".") { result.append(byte) }
      result.append(byte)
      atLineStart = false
    }
    if !atLineStart { result += [13, 10] }
    return result + [UInt8(ascii: "."), 13, 10]
  }

  /// Whether an address can stand between `<` and `>`: anything else could add a command or a
  /// recipient. `emptyAllowed` for the sender of letters that must not bounce.
  static func isUsable(_ address: String, emptyAllowed: Bool = false) -> Bool {
    if address.isEmpty { return emptyAllowed }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    return address.utf8.count <= 254 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && address.utf8.allSatisfy { byte in
        (33...126).contains(byte) && !Array("<>()[]\\,;:\"".utf8).contains(byte)
      }
  }

  /// RFC 3461: what is not plain is written `+` and two capital hexadecimal digits.
  static func xtext(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      let isPlain =
        (33...126).contains(byte) && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "=")
      if isPlain {
        result.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        result += "+\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
