import CGMime
internal import PepCore

/// Forwarded messages: one attachment for the message, then what it carries as its members.
extension MailWalk {
  func visitForwarded(
    _ part: UnsafeMutablePointer<GMimeMessagePart>, _ object: UnsafeMutablePointer<GMimeObject>,
    _ place: Place
  ) {
    let name = PartName.of(object)
    guard let message = g_mime_message_part_get_message(part) else { return }
    var attachment = AttachmentFacts(
      name: memberName(name, in: place), declaredType: ContentType(object).name,
      isInline: borrowed(g_mime_object_get_disposition(object))?.lowercased() == "inline",
      size: size(of: message), content: .container(.message))
    attachment.contentID = borrowed(g_mime_object_get_content_id(object))
      .flatMap(Identifiers.first)
    add(attachment, [])
    visitParts(of: message, name, place)
  }

  /// message/rfc822 may not be encoded (RFC 2046 section 5.2.1), and is; and .eml files come as
  /// octet streams.
  ///
  /// - Returns: false where the bytes are no message, to be looked at like any attachment.
  func visitEncodedMessage(_ content: [UInt8], _ file: FileHeader, _ place: Place) -> Bool {
    guard Self.looksLikeMessage(content) else { return false }
    guard place.depth < Limits.depth else {
      note(.tooDeep)
      return false
    }
    guard take(content.count), let parsed = ParsedMessage(content, options: options) else {
      return false
    }
    if let defect = parsed.defect { note(defect) }
    add(
      AttachmentFacts(
        name: memberName(file.name, in: place), declaredType: file.type,
        size: content.count, content: .container(.message)), [])
    visitParts(of: parsed.message, file.name, place)
    return true
  }

  private func visitParts(
    of message: UnsafeMutablePointer<GMimeMessage>, _ name: String?, _ place: Place
  ) {
    let outerBody = body
    body = BodyText()
    visit(g_mime_message_get_mime_part(message), inside(name, place))
    addForwardedBody()
    body = outerBody
  }

  /// The place of what lies in a message or container of that name.
  func inside(_ name: String?, _ place: Place) -> Place {
    var inner = place
    // "" rather than nil: what lies in a nameless message is still not the message's own.
    inner.path = memberName(name, in: place) ?? place.path ?? ""
    inner.isAlternative = false
    inner.isReport = false
    return inner
  }

  func addForwardedBody() {
    if facts.forwardedBodies.count < Limits.forwardedBodies {
      facts.forwardedBodies.append(body.text(limit: Limits.forwardedBodyBytes).text)
    }
  }

  /// Counted, not kept: a chain of forwards would be copied once for each of its links.
  private func size(of message: UnsafeMutablePointer<GMimeMessage>) -> Int {
    guard let nowhere = g_mime_stream_null_new() else { return 0 }
    defer { g_object_unref(nowhere) }
    return max(0, g_mime_object_write_to_stream(pep_as_object(message), nil, nowhere))
  }

  /// Begins with a header line: a name of letters and hyphens, and a colon.
  private static func looksLikeMessage(_ content: [UInt8]) -> Bool {
    let start = content.drop { $0 == 10 || $0 == 13 }.prefix(80)
    guard let colon = start.firstIndex(of: UInt8(ascii: ":")), colon > start.startIndex else {
      return start.starts(with: "From ".utf8)
    }
    return start[..<colon].allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || $0 == UInt8(ascii: "-")
    }
  }
}
