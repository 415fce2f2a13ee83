import CGMime
internal import PepCore

/// One message as GMime holds it; freed with the last reference.
final class ParsedMessage {
  let message: UnsafeMutablePointer<GMimeMessage>
  /// What the pre-scan cut away, if anything.
  let defect: MessageDefect?

  /// nil where no header can be found at all.
  init?(_ bytes: [UInt8], options: OpaquePointer) {
    let scan = PreScan(bytes)
    defect = scan.defect
    guard scan.start < scan.end else { return nil }
    let parsed = bytes[scan.start..<scan.end].withUnsafeBytes { part in
      // Copies: the parts refer to the stream for as long as the message lives.
      let stream = g_mime_stream_mem_new_with_buffer(
        part.baseAddress?.assumingMemoryBound(to: CChar.self), part.count)
      defer { g_object_unref(stream) }
      let parser = g_mime_parser_new_with_stream(stream)
      defer { g_object_unref(parser) }
      return g_mime_parser_construct_message(parser, options)
    }
    guard let parsed else { return nil }
    message = parsed
  }

  deinit { g_object_unref(message) }
}

/// Text that the caller owns, as most getters of GMime return it.
func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
  guard let text else { return nil }
  defer { g_free(text) }
  return String(cString: text)
}

/// Text that GMime keeps. Broken UTF-8 is repaired with U+FFFD.
func borrowed(_ text: UnsafePointer<CChar>?) -> String? {
  text.map { String(cString: $0) }
}

/// What a GMime writer writes, as bytes.
func bytes(writtenBy write: (UnsafeMutablePointer<GMimeStream>) -> Void) -> [UInt8] {
  guard let stream = g_mime_stream_mem_new() else { return [] }
  defer { g_object_unref(stream) }
  write(stream)
  guard let array = pep_bytes_of(stream), let data = array.pointee.data else { return [] }
  return Array(UnsafeBufferPointer(start: data, count: Int(array.pointee.len)))
}
