import CGMime
internal import PepCore

/// The header of one message or part, as a list of lines in their order.
struct MailHeaders {
  /// Names in lower case. `raw` is as written, folds included; `value` decoded and on one line.
  let lines: [(name: String, raw: String, value: String)]

  init(_ object: UnsafeMutablePointer<GMimeObject>) {
    let list = g_mime_object_get_header_list(object)
    lines = (0..<g_mime_header_list_get_count(list)).compactMap { index in
      guard let header = g_mime_header_list_get_header_at(list, index),
        let name = borrowed(g_mime_header_get_name(header))
      else { return nil }
      return (
        name.lowercased(), borrowed(g_mime_header_get_raw_value(header)) ?? "",
        onOneLine(borrowed(g_mime_header_get_value(header)) ?? "")
      )
    }
  }

  func first(_ name: String) -> (raw: String, value: String)? {
    lines.first { $0.name == name }.map { ($0.raw, $0.value) }
  }

  private static let kept: Set<String> = [
    "authentication-results", "auto-submitted", "precedence", "x-auto-response-suppress",
    "x-autoreply", "x-autorespond", "list-id", "list-unsubscribe", "x-failed-recipients", "x-loop",
  ]

  /// Fills everything that the header alone tells.
  func fill(_ facts: inout MessageFacts) {
    facts.messageID = first("message-id").flatMap { Identifiers.first($0.raw) }
    facts.subject = first("subject")?.value ?? ""
    facts.date = first("date").flatMap { MailDate.read($0.raw) }
    facts.received = first("received").flatMap { newest in
      newest.raw.split(separator: ";").last.flatMap { MailDate.read(String($0)) }
    }
    facts.returnPath = first("return-path").map { path in
      trimmed(path.raw.filter { $0 != "<" && $0 != ">" })
    }
    facts.inReplyTo = first("in-reply-to").map { Identifiers.list($0.raw) } ?? []
    facts.references = first("references").map { Identifiers.list($0.raw) } ?? []
    facts.headers = lines.lazy.filter { Self.kept.contains($0.name) }.prefix(Limits.headers).map {
      .init(name: $0.name, value: $0.value)
    }
    if facts.date == nil { facts.defects.append(.noDate) }
    if facts.messageID == nil { facts.defects.append(.noMessageID) }
  }
}

/// Folds and control characters become one blank each run; long values are cut.
func onOneLine(_ text: String) -> String {
  let words = text.unicodeScalars.prefix(Limits.headerCharacters).split { scalar in
    scalar.properties.generalCategory == .control || scalar == " " || scalar == "\u{2028}"
      || scalar == "\u{2029}"
  }
  return words.map { String($0) }.joined(separator: " ")
}
