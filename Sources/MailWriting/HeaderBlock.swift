/// The header of a letter, written by hand: short folded lines, and encoded words in UTF-8 only.
///
/// The library would pick a character set for each word (a dash becomes Windows-1251) and put quoted
/// strings beside encoded words, which some mail programs then show with their quotation marks.
struct HeaderBlock {
  private(set) var text = ""

  /// RFC 5322 section 2.1.1: lines should not be longer, and one that begins with a long word may.
  private static let lineLength = 78
  /// RFC 2047 section 2 allows 75, in lines of 76; this leaves room for `Subject: `.
  private static let encodedWordLength = 64

  mutating func add(_ name: String, words: [String]) {
    var line = name + ":"
    for (index, word) in words.enumerated() {
      if index > 0, line.utf8.count + 1 + word.utf8.count > Self.lineLength {
        text += line + "\r\n"
        line = ""
      }
      line += " " + word
    }
    text += line + "\r\n"
  }

  mutating func add(_ name: String, text: String) { add(name, words: Self.words(text)) }

  mutating func add(_ name: String, addresses: [OutgoingMail.MailboxAddress]) {
    var words: [String] = []
    for (index, mailbox) in addresses.enumerated() {
      let name = Self.phrase(HeaderChecks.mended(mailbox.name ?? ""))
      let end = index + 1 < addresses.count ? "," : ""
      words += name + [(name.isEmpty ? mailbox.address : "<\(mailbox.address)>") + end]
    }
    add(name, words: words)
  }

  /// Text for people: as it is, or as encoded words where it would not travel so.
  private static func words(_ text: String) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    let travels = words.allSatisfy { word in
      word.utf8.allSatisfy { (33..<127).contains($0) } && word.utf8.count <= encodedWordLength
    }
    return travels && !text.contains("=?") ? words : encodedWords(text)
  }

  /// A display name: atoms, a quoted string or encoded words.
  private static func phrase(_ name: String) -> [String] {
    let words = words(name)
    guard words.joined(separator: " ") == name else { return words }
    let isAtoms = name.utf8.allSatisfy {
      isLetterOrDigit($0) || $0 == 32 || $0 == UInt8(ascii: "-")
    }
    if isAtoms { return words }
    let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\"".split(separator: " ").map(String.init)
  }

  /// In the Q encoding, restricted to what may stand in a phrase (RFC 2047 section 5 (3)); never
  /// parted within a character.
  private static func encodedWords(_ text: String) -> [String] {
    let start = "=?utf-8?Q?"
    var words: [String] = []
    var current = start
    for scalar in text.unicodeScalars {
      let piece = String(scalar).utf8.map(encoded).joined()
      if current.utf8.count + piece.utf8.count + 2 > encodedWordLength {
        words.append(current + "?=")
        current = start
      }
      current += piece
    }
    return words + [current + "?="]
  }

  private static func encoded(_ byte: UInt8) -> String {
    if byte == 32 { return "_" }
    if isLetterOrDigit(byte) { return String(Unicode.Scalar(byte)) }
    let hexadecimal = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "=0" + hexadecimal : "=" + hexadecimal
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (byte < 0x80 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20))
  }
}
