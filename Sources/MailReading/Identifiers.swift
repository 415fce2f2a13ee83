/// Message identifiers (RFC 5322 section 3.6.4), without angle brackets.
enum Identifiers {
  /// Those in brackets; where a program left the brackets away, every word with an `@`.
  static func list(_ header: String) -> [String] {
    var found: [String] = []
    var current: String?
    for character in header where found.count < Limits.identifiers {
      switch character {
      case "<": current = ""
      case ">":
        if let id = current, !id.isEmpty { found.append(id) }
        current = nil
      default:
        // Some programs fold long identifiers in the middle.
        if !character.isWhitespace { current?.append(character) }
      }
    }
    guard found.isEmpty else { return found }
    return header.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "<" || $0 == ">" })
      .filter { $0.contains("@") }.prefix(Limits.identifiers).map(String.init)
  }

  /// The first one, or any word at all: an odd identifier still tells a message from others.
  static func first(_ header: String) -> String? {
    if let id = list(header).first { return id }
    let word = header.split(whereSeparator: { $0.isWhitespace || $0 == "<" || $0 == ">" }).first
    return word.map(String.init)
  }
}
