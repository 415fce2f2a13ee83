/// RFC 8601 section 2.2, as far as it is needed.
struct AuthenticationResults {
  struct Method {
    var result: String
    var properties: [String: String]
    subscript(_ name: String) -> String? { properties[name] }
  }

  let server: String
  private var methods: [String: Method] = [:]

  subscript(_ name: String) -> Method? { methods[name] }

  init(_ header: String) {
    let parts = Self.withoutComments(header).split(separator: ";")
    server = parts.first?.split(whereSeparator: \.isWhitespace).first?.lowercased() ?? ""
    for part in parts.dropFirst() {
      var pairs = part.split(whereSeparator: \.isWhitespace).compactMap {
        piece -> (String, String)? in
        guard let equals = piece.firstIndex(of: "=") else { return nil }
        return (piece[..<equals].lowercased(), String(piece[piece.index(after: equals)...]))
      }
      guard !pairs.isEmpty else { continue }
      let (name, result) = pairs.removeFirst()
      // The first result of a method counts; a second DKIM signature that passes counts as well.
      if let known = methods[name], known.result == "pass" { continue }
      methods[name] = Method(
        result: result.lowercased(), properties: Dictionary(pairs, uniquingKeysWith: { a, _ in a }))
    }
  }

  /// Comments may hold anything, "; dmarc=pass" included.
  private static func withoutComments(_ header: String) -> String {
    var depth = 0
    var kept = ""
    for character in header {
      switch character {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      default: if depth == 0 { kept.append(character) }
      }
    }
    return kept
  }
}
