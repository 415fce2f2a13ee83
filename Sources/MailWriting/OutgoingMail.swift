/// One letter as values, before it becomes bytes.
package struct OutgoingMail: Sendable {
  package struct MailboxAddress: Hashable, Sendable {
    package var name: String?
    package var address: String
    package init(name: String? = nil, address: String) {
      self.name = name
      self.address = address
    }
  }

  package struct Attachment: Sendable {
    package var fileName: String
    /// `type/subtype`, without parameters.
    package var contentType: String
    package var bytes: [UInt8]
    package init(fileName: String, contentType: String, bytes: [UInt8]) {
      self.fileName = fileName
      self.contentType = contentType
      self.bytes = bytes
    }
  }

  package var from: MailboxAddress
  package var to: [MailboxAddress]
  package var replyTo: [MailboxAddress] = []
  package var subject: String
  /// Seconds since 1970-01-01 00:00 UTC, and the offset it is written with.
  package var dateSeconds: Int64
  package var dateOffsetMinutes: Int
  /// Identifiers without angle brackets.
  package var messageID: String
  package var inReplyTo: String?
  package var references: [String] = []
  /// Further headers in their order, such as `Auto-Submitted`.
  package var headers: [(name: String, value: String)] = []
  package var text: String
  package var html: String?
  package var attachments: [Attachment] = []

  package init(
    from: MailboxAddress, to: [MailboxAddress], subject: String, dateSeconds: Int64,
    dateOffsetMinutes: Int, messageID: String, text: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.dateSeconds = dateSeconds
    self.dateOffsetMinutes = dateOffsetMinutes
    self.messageID = messageID
    self.text = text
  }
}
