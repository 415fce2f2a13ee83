/// Puts one answer together from lines and literals, and says what is needed next.
///
/// A pure value over bytes: it reads no socket, so it can be tested with tables and fuzzed.
struct IMAPResponseParser {
  enum Step: Equatable {
    case response(IMAPResponse)
    /// A literal of so many bytes follows, then one more line.
    case literal(Int)
    /// The line ended inside a quoted string, which no server may do and some do.
    case line
  }

  private var pieces: [IMAPPiece] = []
  private var unfinished: [UInt8] = []
  private var textBytes = 0
  private var lines = 0

  mutating func take(line: [UInt8]) throws(IMAPSyntaxError) -> Step {
    textBytes += line.count
    lines += 1
    guard textBytes <= 2 * Limits.lineBytes, lines <= Limits.linesPerResponse else {
      throw IMAPSyntaxError(what: "answer too long")
    }
    if pieces.isEmpty, unfinished.isEmpty, let simple = Self.statusOrContinuation(line) {
      return finish(simple)
    }
    let whole = unfinished.isEmpty ? line : unfinished + [13, 10] + line
    guard !Self.endsInQuotes(whole) else {
      unfinished = whole
      return .line
    }
    unfinished = []
    pieces.append(.line(whole))
    if let literal = IMAPLiteral(announcedBy: whole) {
      guard literal.count <= Limits.literalBytes else {
        throw IMAPSyntaxError(what: "literal too large")
      }
      return .literal(literal.count)
    }
    let values = try IMAPTokenizer.values(in: pieces)
    return finish(IMAPResponse(values))
  }

  mutating func take(literal: [UInt8]) { pieces.append(.literal(literal)) }

  mutating func skipped(literalOf count: Int) { pieces.append(.skipped(count)) }

  private mutating func finish(_ response: IMAPResponse) -> Step {
    self = IMAPResponseParser()
    return .response(response)
  }

  private static func endsInQuotes(_ line: [UInt8]) -> Bool {
    var inside = false
    var escaped = false
    for byte in line {
      if escaped {
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = inside
      } else if byte == UInt8(ascii: "\"") {
        inside.toggle()
      }
    }
    return inside
  }

  /// Status lines end in words for people, which may hold a lone quote or end in `{5}`: they are
  /// never cut into values, and they end with their line.
  private static func statusOrContinuation(_ line: [UInt8]) -> IMAPResponse? {
    if line.first == UInt8(ascii: "+") {
      return .continuation(String(decoding: line.dropFirst(line.count > 1 ? 2 : 1), as: UTF8.self))
    }
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard words.count >= 2 else { return .other }
    let kind = IMAPStatus.Kind(
      rawValue: String(decoding: words[1], as: UTF8.self).uppercased())
    guard let kind else { return words[0] == [UInt8(ascii: "*")] ? nil : .other }
    let tag = String(decoding: words[0], as: UTF8.self)
    let rest = words.count > 2 ? String(decoding: words[2], as: UTF8.self) : ""
    return .status(IMAPStatus(tag: tag == "*" ? nil : tag, kind: kind, rest: rest))
  }
}

extension IMAPStatus {
  /// Reads `[CODE argument] words`.
  init(tag: String?, kind: Kind, rest: String) {
    self.init(tag: tag, kind: kind, text: rest)
    guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]") else { return }
    let inside = rest[rest.index(after: rest.startIndex)..<end]
    let parts = inside.split(separator: " ", maxSplits: 1)
    code = parts.first.map { $0.uppercased() }
    argument = parts.count > 1 ? String(parts[1]) : ""
    text = String(rest[rest.index(after: end)...].drop(while: { $0 == " " }))
  }
}
