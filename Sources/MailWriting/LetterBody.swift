import CGMime

/// The parts of a letter: text, then HTML as its alternative, then the attachments.
struct LetterBody {
  private let mail: OutgoingMail

  init(_ mail: OutgoingMail) { self.mail = mail }

  /// Owned by the caller.
  func part() throws -> UnsafeMutablePointer<GMimeObject> {
    let texts = try textPart()
    guard !mail.attachments.isEmpty else { return texts }
    let mixed = try multipart("mixed")
    add(texts, to: mixed)
    for attachment in mail.attachments { add(try part(for: attachment), to: mixed) }
    return Self.asObject(mixed)
  }

  private func textPart() throws -> UnsafeMutablePointer<GMimeObject> {
    let plain = try text(mail.text, subtype: "plain")
    guard let html = mail.html else { return plain }
    let alternative = try multipart("alternative")
    add(plain, to: alternative)
    add(try text(html, subtype: "html"), to: alternative)
    return Self.asObject(alternative)
  }

  private func text(_ text: String, subtype: String) throws -> UnsafeMutablePointer<GMimeObject> {
    let tidied = Self.tidied(text)
    guard let part = g_mime_part_new_with_type("text", subtype),
      let content = Self.content(Array(tidied.utf8))
    else { throw MailWritingError.notSendable }
    defer { g_object_unref(content) }
    let object = Self.asObject(part)
    // As content and not as text: the library would take the smallest character set that fits,
    // and an HTML page that calls itself UTF-8 would be Latin-1.
    g_mime_object_set_content_type_parameter(object, "charset", "utf-8")
    g_mime_part_set_content(part, content)
    // Set by hand: the library's own choice lets lines through that are too long to travel.
    g_mime_part_set_content_encoding(
      part,
      Self.isPlain(tidied) ? GMIME_CONTENT_ENCODING_7BIT : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    return object
  }

  /// May travel as it is: ASCII in lines that no server folds.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (32..<127).contains($0) || $0 == 9 || $0 == 10 }
      && text.utf8.split(separator: 10).allSatisfy { $0.count <= 200 }
  }

  /// `\n` line ends, which the writer makes CRLF, one at the end; NUL would cut the text off.
  private static func tidied(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars where scalar != "\0" {
      defer { afterReturn = scalar == "\r" }
      if scalar == "\n", afterReturn { continue }
      scalars.append(scalar == "\r" ? "\n" : scalar)
    }
    if scalars.last != "\n" { scalars.append("\n") }
    return String(scalars)
  }

  private func part(for attachment: OutgoingMail.Attachment) throws
    -> UnsafeMutablePointer<GMimeObject>
  {
    let type = attachment.contentType.split(separator: "/").map(String.init)
    guard type.count == 2, let part = g_mime_part_new_with_type(type[0], type[1]),
      let content = Self.content(attachment.bytes)
    else { throw MailWritingError.notSendable }
    defer { g_object_unref(content) }
    let object = Self.asObject(part)
    g_mime_object_set_disposition(object, "attachment")
    g_mime_part_set_filename(part, Self.fileName(attachment.fileName))
    g_mime_part_set_content(part, content)
    // Base64 for text too: a CSV file must arrive with the line ends it was written with.
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64)
    return object
  }

  private static func content(_ bytes: [UInt8]) -> UnsafeMutablePointer<GMimeDataWrapper>? {
    bytes.withUnsafeBytes { buffer in
      let stream = g_mime_stream_mem_new_with_buffer(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
      defer { g_object_unref(stream) }
      return g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT)
    }
  }

  private static func fileName(_ name: String) -> String {
    let last = HeaderChecks.mended(name).split { $0 == "/" || $0 == "\\" }.last.map(String.init)
    return last ?? "attachment"
  }

  private func multipart(_ subtype: String) throws -> UnsafeMutablePointer<GMimeMultipart> {
    guard let part = g_mime_multipart_new_with_subtype(subtype) else {
      throw MailWritingError.notSendable
    }
    g_mime_multipart_set_boundary(part, boundary(subtype))
    return part
  }

  /// `=_` occurs neither in quoted-printable nor in base64 (RFC 2045 section 6.7), so no boundary
  /// can be met inside a part that is encoded; in one that is not, the hash keeps them apart.
  private func boundary(_ subtype: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in [mail.messageID, mail.text, mail.html ?? ""] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return "=_\(subtype)_\(String(hash, radix: 16))"
  }

  private func add(
    _ object: UnsafeMutablePointer<GMimeObject>, to part: UnsafeMutablePointer<GMimeMultipart>
  ) {
    g_mime_multipart_add(part, object)
    g_object_unref(object)
  }

  /// A part of whatever class as the object it is; GObject's classes begin with their parent.
  private static func asObject(_ part: UnsafeMutableRawPointer) -> UnsafeMutablePointer<GMimeObject>
  {
    part.assumingMemoryBound(to: GMimeObject.self)
  }
}
