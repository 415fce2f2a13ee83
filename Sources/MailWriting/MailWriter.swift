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
    guard let message = g_mime_message_new(0) else { throw MailWritingError.notSendable }
    defer { g_object_unref(message) }
    let object = UnsafeMutableRawPointer(message).assumingMemoryBound(to: GMimeObject.self)
    try writeHeaders(of: mail, to: object)
    let body = try LetterBody(mail).part()
    g_mime_message_set_mime_part(message, body)
    g_object_unref(body)
    let bytes = serialised(object)
    guard isSendable(bytes) else { throw MailWritingError.notSendable }
    return bytes
  }

  /// Swift runs the initialiser once, whichever task comes first; GMime's own count is not atomic.
  private static let isPrepared: Bool = {
    g_mime_init()
    return true
  }()

  private static func writeHeaders(
    of mail: OutgoingMail, to object: UnsafeMutablePointer<GMimeObject>
  ) throws {
    guard
      let date = DateHeader.text(
        seconds: mail.dateSeconds, offsetMinutes: mail.dateOffsetMinutes)
    else { throw MailWritingError.date }
    func write(_ name: String, _ value: String) {
      g_mime_object_append_header(object, name, value, "utf-8")
    }
    write("From", addressList([mail.from]))
    write("To", addressList(mail.to))
    if !mail.replyTo.isEmpty { write("Reply-To", addressList(mail.replyTo)) }
    write("Subject", HeaderChecks.mended(mail.subject))
    write("Date", date)
    write("Message-ID", "<\(mail.messageID)>")
    if let answered = mail.inReplyTo { write("In-Reply-To", "<\(answered)>") }
    if !mail.references.isEmpty {
      write("References", mail.references.map { "<\($0)>" }.joined(separator: " "))
    }
    for header in mail.headers { write(header.name, header.value) }
    write("MIME-Version", "1.0")
  }

  /// By the library, which knows when a display name needs quotes or encoded words.
  private static func addressList(_ addresses: [OutgoingMail.MailboxAddress]) -> String {
    guard let list = internet_address_list_new() else { return "" }
    defer { g_object_unref(list) }
    for address in addresses {
      let name = address.name.map(HeaderChecks.mended)
      let mailbox = internet_address_mailbox_new(name == "" ? nil : name, address.address)
      internet_address_list_add(list, mailbox)
      g_object_unref(mailbox)
    }
    guard let text = internet_address_list_to_string(list, nil, 0) else { return "" }
    defer { g_free(text) }
    return String(cString: text)
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
