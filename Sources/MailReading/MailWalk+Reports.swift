import CGMime
internal import PepCore

/// Delivery reports (RFC 3464 in RFC 6522's envelope).
extension MailWalk {
  /// Reads a part that only reports have.
  ///
  /// - Returns: whether it was one; the returned letter is none of the message's attachments.
  func readReportPart(_ object: UnsafeMutablePointer<GMimeObject>) -> Bool {
    let type = ContentType(object)
    switch type.name {
    case "message/delivery-status", "message/global-delivery-status":
      let text = TextDecoding.text(
        Array(content(of: object).prefix(Limits.reportBytes)), charset: nil
      ).text
      if let report = DeliveryStatus(text).report {
        facts.report = report
        facts.report?.originalMessageID = returnedID
      }
    case "message/disposition-notification", "message/feedback-report":
      break
    case _ where type.isMessage || Self.returnedHeaders.contains(type.name):
      returnedID = messageID(in: object)
      facts.report?.originalMessageID = returnedID
    default: return false
    }
    return true
  }

  private static let returnedHeaders: Set<String> = [
    "text/rfc822-headers", "message/rfc822-headers", "message/global-headers",
  ]

  private func messageID(in object: UnsafeMutablePointer<GMimeObject>) -> String? {
    if let part = pep_as_message_part(object), let message = g_mime_message_part_get_message(part),
      let returned = pep_as_object(message)
    {
      return MailHeaders(returned).messageID
    }
    guard let parsed = ParsedMessage(content(of: object), options: options),
      let returned = pep_as_object(parsed.message)
    else { return nil }
    return MailHeaders(returned).messageID
  }

  private func content(of object: UnsafeMutablePointer<GMimeObject>) -> [UInt8] {
    if let part = pep_as_part(object) { return bytes(of: part) }
    return MailReading.bytes { _ = g_mime_object_write_content_to_stream(object, nil, $0) }
  }
}
