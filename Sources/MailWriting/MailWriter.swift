import CGMime

/// Writing mail: one letter as values in, the bytes that SMTP carries out.
///
/// The same letter gives the same bytes, always: no clock, no random boundary, no host name. A
/// letter is stored as bytes and sent again from them, and a stored letter can be compared with what
/// today's code would write. The bytes are 7-bit with CRLF line ends, so that no server on the way
/// has a reason to re-encode them.
package enum MailWriter {
  package static func bytes(of mail: OutgoingMail) throws -> [UInt8] {
    _ = isPrepared
    try check(mail)
    let header = try header(of: mail)
    let part = try LetterBody(mail).part()
    defer { g_object_unref(part) }
    // The part brings its own Content-Type and Content-Transfer-Encoding to the header's end.
    let bytes = Array(header.utf8) + serialised(part)
    guard isSendable(bytes) else { throw MailWritingError.notSendable }
    return bytes
  }

  /// Swift runs the initialiser once, whichever task comes first; GMime's own count is not atomic.
  private static let isPrepared: Bool = {
    g_mime_init()
    return true
  }()

  private static func header(of mail: OutgoingMail) throws -> String {
    guard
      let date = DateHeader.text(
        seconds: mail.dateSeconds, offsetMinutes: mail.dateOffsetMinutes)
    else { throw MailWritingError.date }
    var header = HeaderBlock()
    header.add("From", addresses: [mail.from])
    header.add("To", addresses: mail.to)
    if !mail.replyTo.isEmpty { header.add("Reply-To", addresses: mail.replyTo) }
    header.add("Subject", text: HeaderChecks.mended(mail.subject))
    header.add("Date", words: [date])
    header.add("Message-ID", words: ["<\(mail.messageID)>"])
    if let answered = mail.inReplyTo { header.add("In-Reply-To", words: ["<\(answered)>"]) }
    if !mail.references.isEmpty {
      header.add("References", words: mail.references.map { "<\($0)>" })
    }
    for (name, value) in mail.headers {
      header.add(name, words: value.split(separator: " ").map(String.init))
    }
    header.add("MIME-Version", words: ["1.0"])
    return header.text
  }

  private static func serialised(_ object: UnsafeMutablePointer<GMimeObject>) -> [UInt8] {
    guard let format = g_mime_format_options_new(), let stream = g_mime_stream_mem_new() else {
      return []
    }
    defer {
      g_mime_format_options_free(format)
      g_object_unref(stream)
    }
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS)
    g_mime_object_write_to_stream(object, format, stream)
    guard let array = pep_bytes_of(stream), let data = array.pointee.data else { return [] }
    return Array(UnsafeBufferPointer(start: data, count: Int(array.pointee.len)))
  }

  /// Every line ends with CRLF, is at most 998 long and 7-bit (RFC 5322 section 2.1.1).
  private static func isSendable(_ bytes: [UInt8]) -> Bool {
    var lineLength = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 10 {
        guard previous == 13, lineLength <= 999 else { return false }
        lineLength = 0
      } else {
        guard byte < 0x80, byte != 0, previous != 13 else { return false }
        lineLength += 1
      }
      previous = byte
    }
    return !bytes.isEmpty && lineLength == 0
  }
}
