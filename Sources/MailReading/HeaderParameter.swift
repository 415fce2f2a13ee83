/// One parameter of a structured header, found in its raw text: `; name="value"`.
enum HeaderParameter {
  /// Lenient where programs are careless: a value without quotes may hold blanks. Continuations
  /// (RFC 2231) are left to the library.
  static func value(_ name: String, in header: String) -> String? {
    var rest = Substring(header)
    while let separator = nextSeparator(in: rest) {
      rest = rest[rest.index(after: separator)...].drop(while: \.isWhitespace)
      guard rest.prefix(name.count).lowercased() == name else { continue }
      let after = rest.dropFirst(name.count).drop(while: \.isWhitespace)
      guard after.first == "=" else { continue }
      return read(after.dropFirst().drop(while: \.isWhitespace))
    }
    return nil
  }

  /// The next `;` outside quotes.
  private static func nextSeparator(in text: Substring) -> Substring.Index? {
    var isQuoted = false
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\", isQuoted {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ";", !isQuoted {
        return index
      }
    }
    return nil
  }

  private static func read(_ text: Substring) -> String {
    guard text.first == "\"" else { return trimmed(text.prefix { $0 != ";" }) }
    var value = ""
    var isEscaped = false
    for character in text.dropFirst() {
      if isEscaped || (character != "\\" && character != "\"") {
        value.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        break
      }
    }
    return value
  }
}
