import CGMime
package import PepCore

/// Reading mail: the bytes of one message in, what it says and what it carries out.
///
/// Linked only into the sandboxed reader. Single-threaded, without Dispatch and without files after
/// `prepare()`. Odd mail is the rule: whatever can be understood is told, the rest is a defect, and
/// nothing here fails. GMime has no limits of its own, so `PreScan` counts before it parses and
/// `MailWalk` counts while it looks (`Limits`).
package enum MailReader {
  /// Loads what needs files: the library and the character sets. Call before the sandbox closes.
  package static func prepare() {
    g_mime_init()
    TextDecoding.preload()
  }

  /// - Parameters:
  ///   - members: takes a container apart that `document` has recognised, into no more bytes than
  ///     the number says.
  ///   - document: says what the decoded bytes of one attachment are. Not asked for what is known
  ///     without it: calendars, sealed parts, signatures, forwarded messages.
  package static func read(
    _ message: [UInt8], members: ([UInt8], Int) -> ContainerContents = { _, _ in .init() },
    document: ([UInt8]) -> AttachmentContent
  ) -> ReadMail {
    let options = g_mime_parser_options_new()
    defer { g_mime_parser_options_free(options) }
    guard let options else { return unparsed(message) }
    useLocalCharsets(options)
    guard let parsed = ParsedMessage(message, options: options) else { return unparsed(message) }
    return withoutActuallyEscaping(document) { document in
      withoutActuallyEscaping(members) { members in
        MailWalk(options: options, document: document, members: members).read(parsed)
      }
    }
  }

  /// Raw 8-bit headers are tried as these; the last fits any bytes.
  private static func useLocalCharsets(_ options: OpaquePointer) {
    "utf-8".withCString { utf8 in
      "windows-1252".withCString { windows in
        // GMime copies the list, which ends with nil.
        var names: [UnsafePointer<CChar>?] = [utf8, windows, nil]
        g_mime_parser_options_set_fallback_charsets(options, &names)
      }
    }
  }

  /// Not a header in sight: the bytes are all there is.
  private static func unparsed(_ message: [UInt8]) -> ReadMail {
    let text = TextDecoding.text(Array(message.prefix(Limits.bodyBytes)), charset: nil).text
    var facts = MessageFacts(body: text)
    facts.defects = [.noFrom, .noDate, .noMessageID]
    if message.count > Limits.bodyBytes { facts.defects.append(.tooLarge) }
    return ReadMail(facts: facts, decoded: [])
  }
}

package struct ReadMail: Sendable {
  package var facts: MessageFacts
  /// Parallel to `facts.attachments`. Empty for a forwarded message, whose members follow it, and
  /// for what was over the limit.
  package var decoded: [[UInt8]]
}
