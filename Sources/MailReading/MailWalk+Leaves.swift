import CGMime
internal import PepCore

extension MailWalk {
  func visitLeaf(
    _ part: UnsafeMutablePointer<GMimePart>, _ object: UnsafeMutablePointer<GMimeObject>,
    _ place: Place
  ) {
    let type = ContentType(object)
    let name = PartName.of(object)
    let disposition = borrowed(g_mime_object_get_disposition(object))?.lowercased()
    let content = bytes(of: part)
    let isText = type.name == "text/plain" || type.name == "text/html"
    if isText, name == nil, disposition != "attachment" {
      return addBody(content, type, place)
    }
    let contentID = borrowed(g_mime_object_get_content_id(object)).flatMap(Identifiers.first)
    let file = FileHeader(
      name: name, type: type.name,
      isInline: disposition == "inline" || (disposition == nil && contentID != nil),
      contentID: contentID, charset: type.parameter("charset"),
      smimeType: type.parameter("smime-type"))
    visitFile(content, file, place)
  }

  /// What is told of a file beside its bytes; one inside a container has little of it.
  struct FileHeader {
    var name: String?
    var type = "application/octet-stream"
    var isInline = false
    var contentID: String?
    var charset: String?
    var smimeType: String?
  }

  /// A file with its bytes: an attachment, or a member of a container, which may be one itself.
  func visitFile(_ content: [UInt8], _ file: FileHeader, _ place: Place) {
    // Outlook keeps a signed message as one attachment, a multipart with its header.
    let isWhole = ContentType.isMessage(file.type) || file.type.hasPrefix("multipart/")
    if isWhole || file.name?.lowercased().hasSuffix(".eml") == true,
      visitEncodedMessage(content, file, place.deeper())
    {
      return
    }
    var attachment = AttachmentFacts(
      name: memberName(file.name, in: place), declaredType: file.type, isInline: file.isInline,
      contentID: file.contentID, size: content.count, content: .unreadable(.overLimit))
    guard take(content.count) else { return add(attachment, []) }
    attachment.content = verdict(on: content, file, place)
    if case .container = attachment.content {
      visitContainer(content, attachment, place)
    } else {
      add(attachment, content)
    }
  }

  func add(_ attachment: AttachmentFacts, _ content: [UInt8]) {
    facts.attachments.append(attachment)
    decoded.append(content)
  }

  /// The message broke off. Half a form would look like a form with gaps, and its school would be
  /// asked for what it gave; only a file whose own end is there is believed.
  func distrustLast(ofAttachmentsFrom start: Int) {
    let last = facts.attachments.count - 1
    guard last >= start, case .document = facts.attachments[last].content else { return }
    let content = decoded[last]
    // A ZIP file (docx, odt) has its directory at the end and cannot be read without it.
    let isZIP = content.starts(with: "PK".utf8)
    let isPDF = String(decoding: content.suffix(1_024), as: UTF8.self).contains("%%EOF")
    if !isZIP && !isPDF { facts.attachments[last].content = .unreadable(.truncated) }
  }

  /// A member of something nameless bears its own name alone.
  func memberName(_ name: String?, in place: Place) -> String? {
    guard let outer = place.path, !outer.isEmpty, let name else { return name }
    return outer.suffix(Limits.pathCharacters) + "/" + name
  }

  private func verdict(on content: [UInt8], _ file: FileHeader, _ place: Place)
    -> AttachmentContent
  {
    if file.type == "text/calendar" || content.starts(with: "BEGIN:VCALENDAR".utf8) {
      guard content.count <= calendarLeft else { return .unreadable(.overLimit) }
      calendarLeft -= content.count
      let text = TextDecoding.text(content, charset: file.charset).text
      return CalendarPart.facts(of: text).map { .calendar($0) } ?? .unreadable(.overLimit)
    }
    let wrapper = Wrapper(
      content: content, name: file.name?.lowercased() ?? "", type: file.type,
      smimeType: file.smimeType?.lowercased(), isEncrypted: place.isEncrypted)
    if let known = wrapper.verdict { return known }
    return content.isEmpty ? .unreadable(.empty) : document(content)
  }

  /// The decoded content of a part.
  func bytes(of part: UnsafeMutablePointer<GMimePart>) -> [UInt8] {
    guard let content = g_mime_part_get_content(part) else { return [] }
    guard g_mime_part_get_content_encoding(part) == GMIME_CONTENT_ENCODING_BASE64,
      let source = g_mime_data_wrapper_get_stream(content)
    else {
      return MailReading.bytes { _ = g_mime_data_wrapper_write_to_stream(content, $0) }
    }
    g_mime_stream_reset(source)
    let decoded = Base64(MailReading.bytes { _ = g_mime_stream_write_to_stream(source, $0) })
    if !decoded.isWhole { note(.brokenEncoding) }
    return decoded.bytes
  }

  private func addBody(_ content: [UInt8], _ type: ContentType, _ place: Place) {
    let isHTML = type.name == "text/html"
    let parted = UuencodedParts(isHTML ? [] : content)
    let source = takeText(isHTML ? content : parted.text)
    var (text, isKnown) = TextDecoding.text(source, charset: type.parameter("charset"))
    if !isKnown { note(.unknownCharset) }
    if isHTML { return body.add(html: text) }
    if type.parameter("format")?.lowercased() == "flowed" {
      let deletesSpace = type.parameter("delsp")?.lowercased() == "yes"
      text = FlowedText.unwrapped(text, deletingSpace: deletesSpace)
    }
    body.add(plain: text)
    for file in parted.files where countPart() { addUuencoded(file, place) }
  }

  private func addUuencoded(_ file: UuencodedParts.File, _ place: Place) {
    let name = PartName.cleaned(TextDecoding.text(file.name, charset: nil).text)
    visitFile(file.content, FileHeader(name: name), place)
  }
}
