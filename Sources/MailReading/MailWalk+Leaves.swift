import CGMime
internal import PepCore

extension MailWalk {
  func visitLeaf(
    _ part: UnsafeMutablePointer<GMimePart>, _ object: UnsafeMutablePointer<GMimeObject>,
    _ place: Place
  ) {
    let type = ContentType(object)
    let name = PartName.of(object, options: options)
    let disposition = borrowed(g_mime_object_get_disposition(object))?.lowercased()
    let content = bytes(of: part)
    checkEncoding(of: part)
    let isText = type.name == "text/plain" || type.name == "text/html"
    if isText, name == nil, disposition != "attachment" {
      return addBody(content, type, place)
    }
    if type.isMessage || name?.lowercased().hasSuffix(".eml") == true,
      visitEncodedMessage(content, name, type, place.deeper())
    {
      return
    }
    let contentID = borrowed(g_mime_object_get_content_id(object)).flatMap(Identifiers.first)
    var attachment = AttachmentFacts(
      name: memberName(name, in: place), declaredType: onOneLine(type.name),
      isInline: disposition == "inline" || (disposition == nil && contentID != nil),
      contentID: contentID, size: content.count, content: .unreadable(.overLimit))
    guard take(content.count) else { return add(attachment, []) }
    attachment.content = verdict(on: content, name, type, place)
    add(attachment, content)
  }

  func add(_ attachment: AttachmentFacts, _ content: [UInt8]) {
    facts.attachments.append(attachment)
    decoded.append(content)
  }

  /// A member of something nameless bears its own name alone.
  func memberName(_ name: String?, in place: Place) -> String? {
    guard let outer = place.path, !outer.isEmpty, let name else { return name }
    return outer + "/" + name
  }

  private func verdict(on content: [UInt8], _ name: String?, _ type: ContentType, _ place: Place)
    -> AttachmentContent
  {
    if type.name == "text/calendar" || content.starts(with: "BEGIN:VCALENDAR".utf8) {
      let text = TextDecoding.text(content, charset: type.parameter("charset")).text
      guard text.utf8.count <= Limits.calendarBytes else { return .unreadable(.overLimit) }
      return .calendar(text)
    }
    let wrapper = Wrapper(
      content: content, name: name?.lowercased() ?? "", type: type,
      isEncrypted: place.isEncrypted)
    if let known = wrapper.verdict { return known }
    return content.isEmpty ? .unreadable(.empty) : document(content)
  }

  func bytes(of part: UnsafeMutablePointer<GMimePart>) -> [UInt8] {
    guard let content = g_mime_part_get_content(part) else { return [] }
    return MailReading.bytes { _ = g_mime_data_wrapper_write_to_stream(content, $0) }
  }

  private func addBody(_ content: [UInt8], _ type: ContentType, _ place: Place) {
    let (text, isKnown) = TextDecoding.text(content, charset: type.parameter("charset"))
    if !isKnown { note(.unknownCharset) }
    guard type.name == "text/plain" else { return body.add(html: text) }
    let parted = UuencodedParts(text)
    let isFlowed = type.parameter("format")?.lowercased() == "flowed"
    let deletesSpace = type.parameter("delsp")?.lowercased() == "yes"
    body.add(
      plain: isFlowed
        ? FlowedText.unwrapped(parted.text, deletingSpace: deletesSpace) : parted.text)
    for file in parted.files { addUuencoded(file, place) }
  }

  private func addUuencoded(_ file: UuencodedParts.File, _ place: Place) {
    var attachment = AttachmentFacts(
      name: memberName(PartName.cleaned(file.name), in: place),
      declaredType: "application/octet-stream", size: file.content.count,
      content: .unreadable(.overLimit))
    guard take(file.content.count) else { return add(attachment, []) }
    attachment.content =
      file.content.isEmpty ? .unreadable(.empty) : document(file.content)
    add(attachment, file.content)
  }

  /// GMime decodes base64 around whatever does not belong there, so damage would go unseen.
  private func checkEncoding(of part: UnsafeMutablePointer<GMimePart>) {
    guard g_mime_part_get_content_encoding(part) == GMIME_CONTENT_ENCODING_BASE64,
      let content = g_mime_part_get_content(part),
      let stream = g_mime_data_wrapper_get_stream(content)
    else { return }
    g_mime_stream_reset(stream)
    defer { g_mime_stream_reset(stream) }
    var check = Base64Check()
    var chunk = [CChar](repeating: 0, count: 16_384)
    while !check.isBroken {
      let count = g_mime_stream_read(stream, &chunk, chunk.count)
      guard count > 0 else { break }
      chunk.withUnsafeBytes { check.add($0[..<count]) }
    }
    if !check.isWhole { note(.brokenEncoding) }
  }
}
