/// Encoded words of headers (RFC 2047): `=?utf-8?q?J=C3=B6rg?=`.
///
/// Read here and not by the library, which loses every word that follows a padded base64 word: the
/// second half of a long subject or file name, as most mail programs write them.
enum EncodedWords {
  /// Words that cannot be decoded stay as written. Expects the header on one line.
  static func decoded(_ text: String) -> String {
    guard text.contains("=?") else { return text }
    return pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .words(let charset, let bytes, _): TextDecoding.text(bytes, charset: charset).text
      }
    }.joined()
  }

  enum Piece {
    case text(String)
    /// Neighbours in the same character set, joined: some programs part them within a character.
    case words(charset: String, bytes: [UInt8], source: String)
  }

  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let start = rest.firstRange(of: "=?") {
      guard let word = Word(rest[start.lowerBound...]) else {
        add(String(rest[..<start.upperBound]), to: &pieces)
        rest = rest[start.upperBound...]
        continue
      }
      add(String(rest[..<start.lowerBound]), to: &pieces)
      add(word, to: &pieces)
      rest = word.rest
    }
    add(String(rest), to: &pieces)
    return pieces
  }

  private static func add(_ text: String, to pieces: inout [Piece]) {
    if case .text(let before)? = pieces.last {
      pieces[pieces.count - 1] = .text(before + text)
    } else if !text.isEmpty {
      pieces.append(.text(text))
    }
  }

  private static func add(_ word: Word, to pieces: inout [Piece]) {
    // White space between two encoded words is not part of the text (section 6.2).
    if pieces.count > 1, case .text(let gap)? = pieces.last, gap.allSatisfy(\.isWhitespace),
      case .words = pieces[pieces.count - 2]
    {
      pieces.removeLast()
    }
    if case .words(word.charset, let bytes, let source)? = pieces.last {
      pieces[pieces.count - 1] = .words(
        charset: word.charset, bytes: bytes + word.bytes, source: source + " " + word.source)
    } else {
      pieces.append(.words(charset: word.charset, bytes: word.bytes, source: word.source))
    }
  }

  private struct Word {
    let charset: String
    let bytes: [UInt8]
    let source: String
    let rest: Substring

    /// nil where what begins with `=?` is no encoded word.
    init?(_ text: Substring) {
      // `=?`, charset, `?`, encoding, `?`, content, `?=`. A bound keeps `=?=?=?…` linear.
      let window = text.prefix(1_000)
      let fields = window.dropFirst(2).split(
        separator: "?", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, !fields[0].isEmpty, fields[1].count == 1,
        let end = fields[2].firstRange(of: "?=")
      else { return nil }
      let content = fields[2][..<end.lowerBound]
      switch fields[1].lowercased() {
      case "b": bytes = Base64(Array(content.utf8)).bytes
      case "q": bytes = Self.unquoted(Array(content.utf8))
      default: return nil
      }
      // RFC 2231 section 5 appends a language: `utf-8*en`.
      charset = fields[0].prefix { $0 != "*" }.lowercased()
      source = String(text[..<end.upperBound])
      rest = text[end.upperBound...]
    }

    private static func unquoted(_ text: [UInt8]) -> [UInt8] {
      var result: [UInt8] = []
      var at = 0
      while at < text.count {
        if text[at] == UInt8(ascii: "="), at + 2 < text.count,
          let value = UInt8(String(decoding: text[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
        {
          result.append(value)
          at += 3
        } else {
          result.append(text[at] == UInt8(ascii: "_") ? 32 : text[at])
          at += 1
        }
      }
      return result
    }
  }
}
