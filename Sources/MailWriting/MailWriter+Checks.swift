extension MailWriter {
  static func check(_ mail: OutgoingMail) throws {
    guard !mail.to.isEmpty else { throw MailWritingError.noRecipient }
    try check([mail.from], "From")
    try check(mail.to, "To")
    try check(mail.replyTo, "Reply-To")
    try check([mail.messageID], asIdentifiersOf: "Message-ID")
    try check(mail.inReplyTo.map { [$0] } ?? [], asIdentifiersOf: "In-Reply-To")
    try check(mail.references, asIdentifiersOf: "References")
    for (position, header) in mail.headers.enumerated() {
      if let fault = HeaderChecks.fault(inHeader: header.name, value: header.value) {
        throw MailWritingError.header(position: position, fault: fault)
      }
      // A second To would be a second recipient for some servers; GMime would take a
      // Content-Type for its own.
      if reserved.contains(header.name.lowercased())
        || header.name.lowercased().hasPrefix("content-")
      {
        throw MailWritingError.reservedHeader(position: position)
      }
    }
    for (position, attachment) in mail.attachments.enumerated() {
      let parts = attachment.contentType.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ HeaderChecks.fault(inToken: String($0)) == nil }),
        !["multipart", "message"].contains(parts[0].lowercased())
      else { throw MailWritingError.attachmentType(position: position) }
    }
  }

  private static let reserved: Set<String> = [
    "from", "to", "cc", "bcc", "sender", "reply-to", "subject", "date", "message-id",
    "in-reply-to", "references", "mime-version", "resent-to", "resent-cc", "resent-bcc",
  ]

  private static func check(_ addresses: [OutgoingMail.MailboxAddress], _ header: String) throws {
    for (position, address) in addresses.enumerated() {
      if let fault = HeaderChecks.fault(inAddress: address.address) {
        throw MailWritingError.address(header: header, position: position, fault: fault)
      }
    }
  }

  private static func check(_ identifiers: [String], asIdentifiersOf header: String) throws {
    for identifier in identifiers {
      if let fault = HeaderChecks.fault(inIdentifier: identifier) {
        throw MailWritingError.identifier(header: header, fault: fault)
      }
    }
  }
}
