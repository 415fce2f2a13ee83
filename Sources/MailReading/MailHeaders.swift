import CGMime
import Glibc
internal import PepCore

/// The header of one message or part, as a list of lines in their order.
struct MailHeaders {
  /// Names in lower case; values as written, with raw 8-bit text decoded and folds undone.
  let lines: [(name: String, value: String)]

  init(_ object: UnsafeMutablePointer<GMimeObject>) {
    let list = g_mime_object_get_header_list(object)
    lines = (0..<g_mime_header_list_get_count(list)).compactMap { index in
      guard let header = g_mime_header_list_get_header_at(list, index),
        let name = borrowed(g_mime_header_get_name(header))
      else { return nil }
      return (name.lowercased(), Self.text(g_mime_header_get_raw_value(header)))
    }
  }

  /// The value of the topmost header of that name.
  func first(_ name: String) -> String? {
    lines.first { $0.name == name }?.value
  }

  var messageID: String? { first("message-id").flatMap(Identifiers.first) }

  private static let kept: Set<String> = [
    "authentication-results", "auto-submitted", "precedence", "x-auto-response-suppress",
    "x-autoreply", "x-autorespond", "list-id", "list-unsubscribe", "x-failed-recipients", "x-loop",
  ]

  /// Fills everything that the header alone tells.
  func fill(_ facts: inout MessageFacts, options: OpaquePointer) {
    facts.messageID = messageID
    facts.subject = onOneLine(EncodedWords.decoded(first("subject") ?? ""))
    facts.date = first("date").flatMap(MailDate.read)
    facts.received = first("received").flatMap { newest in
      newest.split(separator: ";").last.flatMap { MailDate.read(String($0)) }
    }
    facts.returnPath = first("return-path").map { path in
      trimmed(path.filter { $0 != "<" && $0 != ">" })
    }
    facts.inReplyTo = first("in-reply-to").map(Identifiers.list) ?? []
    facts.references = first("references").map(Identifiers.list) ?? []
    facts.headers = lines.lazy.filter { Self.kept.contains($0.name) }.prefix(Limits.headers).map {
      // Not decoded: encoded words have no meaning in them, and could spell `dmarc=pass`.
      .init(name: $0.name, value: onOneLine($0.value))
    }
    let addresses = Addresses(options: options)
    facts.from = addresses.all(in: self, named: "from")
    facts.to = addresses.all(in: self, named: "to")
    facts.cc = addresses.all(in: self, named: "cc")
    if facts.from.isEmpty { facts.defects.append(.noFrom) }
    if facts.date == nil { facts.defects.append(.noDate) }
    if facts.messageID == nil { facts.defects.append(.noMessageID) }
  }

  private static func text(_ raw: UnsafePointer<CChar>?) -> String {
    guard let raw else { return "" }
    let bytes = UnsafeRawBufferPointer(start: raw, count: strlen(raw))
    let text = TextDecoding.text(Array(bytes.prefix(Limits.rawHeaderBytes)), charset: nil).text
    let isFolded = text.utf8.contains(UInt8(ascii: "\n"))
    return trimmed(isFolded ? text.replacing("\n", with: "") : text)
  }
}

/// Control characters and runs of blanks become one blank; long values are cut.
func onOneLine(_ text: String, limit: Int = Limits.headerCharacters) -> String {
  let words = text.unicodeScalars.prefix(limit).split { scalar in
    scalar.properties.generalCategory == .control || scalar == " " || scalar == "\u{2028}"
      || scalar == "\u{2029}"
  }
  return words.map { String($0) }.joined(separator: " ")
}
