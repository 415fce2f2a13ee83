/// What one message of the mailbox says, as far as it could be understood. Odd mail yields fewer
/// facts and more defects, never an error: the message itself is kept whatever happens here.
package struct MessageFacts: Codable, Hashable, Sendable {
  /// Without angle brackets; nil where the message has none.
  package var messageID: String?
  package var from: [MailAddress]
  package var to: [MailAddress]
  package var cc: [MailAddress]
  /// Address of Return-Path, the envelope sender as our server saw it; "" for the null sender.
  package var returnPath: String?
  /// Decoded (RFC 2047), on one line.
  package var subject: String
  package var date: MessageDate?
  /// Of the newest (topmost) Received header.
  package var received: MessageDate?
  package var inReplyTo: [String]
  package var references: [String]
  /// Headers that rules look at, top first, names in lower case: `authentication-results`,
  /// `auto-submitted`, `precedence`, `x-auto-response-suppress`, `x-autoreply`, `x-autorespond`,
  /// `list-id`, `list-unsubscribe`, `x-failed-recipients`, `x-loop`.
  package var headers: [Header]
  /// The text a reader sees: the plain part where there is one, else the HTML part's text.
  package var body: String
  /// True where `body` was made from HTML because no plain part exists.
  package var bodyIsFromHTML: Bool
  /// The HTML part with its tables and marks, where it has any; a form may be pasted there.
  package var bodyBlocks: [Block]?
  /// Texts of forwarded messages (message/rfc822), in MIME order; what a school wrote may be there.
  package var forwardedBodies: [String]
  /// Links of the HTML part (`href` of http and https), in order; a form may lie behind one.
  package var links: [String]
  /// In MIME order; members of a container follow it, named `outer/inner`.
  package var attachments: [AttachmentFacts]
  package var report: DeliveryReport?
  package var defects: [MessageDefect]

  package init(subject: String = "", body: String = "") {
    self.messageID = nil
    self.from = []
    self.to = []
    self.cc = []
    self.returnPath = nil
    self.subject = subject
    self.date = nil
    self.received = nil
    self.inReplyTo = []
    self.references = []
    self.headers = []
    self.body = body
    self.bodyIsFromHTML = false
    self.forwardedBodies = []
    self.links = []
    self.attachments = []
    self.report = nil
    self.defects = []
  }

  package struct Header: Codable, Hashable, Sendable {
    package var name: String
    package var value: String
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package func headers(named name: String) -> [String] {
    headers.filter { $0.name == name }.map(\.value)
  }
}

package struct MailAddress: Codable, Hashable, Sendable {
  package var name: String?
  /// `local@domain` as written; compare with `EmailAddress.folded`.
  package var address: String
  package init(name: String? = nil, address: String) {
    self.name = name
    self.address = address
  }
}

/// An instant with the offset it was written with (RFC 5322 section 3.3).
package struct MessageDate: Codable, Hashable, Sendable {
  /// Seconds since 1970-01-01 00:00 UTC.
  package var seconds: Int64
  package var offsetMinutes: Int
  package init(seconds: Int64, offsetMinutes: Int) {
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }
}

/// RFC 3464: what a mail system says about a letter it could not, or not yet, deliver.
package struct DeliveryReport: Codable, Hashable, Sendable {
  package enum Action: String, Codable, Sendable {
    case failed, delayed, delivered, relayed, expanded
  }
  package var action: Action
  /// Enhanced status code (RFC 3463), e.g. `5.1.1`.
  package var status: String?
  package var finalRecipient: String?
  package var originalEnvelopeID: String?
  /// Message-ID of the returned letter, where its headers came back.
  package var originalMessageID: String?
  package init(
    action: Action, status: String? = nil, finalRecipient: String? = nil,
    originalEnvelopeID: String? = nil, originalMessageID: String? = nil
  ) {
    self.action = action
    self.status = status
    self.finalRecipient = finalRecipient
    self.originalEnvelopeID = originalEnvelopeID
    self.originalMessageID = originalMessageID
  }
}

package enum MessageDefect: String, Codable, Sendable {
  case noFrom, noDate, noMessageID, brokenEncoding, unknownCharset, unterminatedMultipart
  /// A limit on parts, depth, headers or size was reached; the rest was not read.
  case tooManyParts, tooDeep, tooLarge
  /// The reader died or overran on this message as a whole.
  case readerFailed
}

/// One attachment, or one member of a container.
package struct AttachmentFacts: Codable, Hashable, Sendable {
  /// Decoded and without path, control or bidirectional characters; members as `outer/inner`.
  /// nil where the part bears no name. Never used as a file name, only shown.
  package var name: String?
  /// As declared, e.g. `application/octet-stream`; says nothing for certain.
  package var declaredType: String
  package var isInline: Bool
  package var contentID: String?
  /// Decoded size in bytes.
  package var size: Int
  /// SHA-256 of the decoded bytes, lower-case hexadecimal; computed by the daemon, not the reader.
  package var digest: String
  package var content: AttachmentContent

  package init(
    name: String?, declaredType: String, isInline: Bool = false, contentID: String? = nil,
    size: Int, digest: String = "", content: AttachmentContent
  ) {
    self.name = name
    self.declaredType = declaredType
    self.isInline = isInline
    self.contentID = contentID
    self.size = size
    self.digest = digest
    self.content = content
  }
}

/// What an attachment turned out to be, by its bytes.
package enum AttachmentContent: Codable, Hashable, Sendable {
  case document(DocumentFacts)
  /// A picture that was not read as a document: its size in pixels where known.
  case picture(width: Int, height: Int)
  /// zip, winmail.dat or a forwarded message; its members follow in the list.
  case container(ContainerKind)
  case calendar(CalendarFacts)
  /// A person must open it: password, encryption or a wrapper of a secure-mail product.
  case sealed(SealKind)
  case unreadable(UnreadableReason)
  /// Recognised, but nothing that could be a form (spreadsheet, slides, sound, signature).
  case other(String)
}

package enum ContainerKind: String, Codable, Sendable { case zip, tnef, message }

package enum SealKind: String, Codable, Sendable {
  case officePassword, pdfPassword, zipPassword, rightsManaged, secureMailWrapper, smimeEncrypted,
    pgpEncrypted
}

/// Why nobody could read it. Words for people are made in one place, `Words`.
package enum UnreadableReason: String, Codable, Sendable {
  case damaged, empty, truncated
  /// Size, time, memory, entries or depth went over the limit.
  case overLimit
  /// A format that nothing here reads (for now, or because a package is absent).
  case unsupportedFormat
  /// Pages that are pictures, in a reading that was to be quick. It is read again with time to spare
  /// before anything is decided.
  case needsRecognition
  /// A document type definition or an external entity: no office program writes one.
  case forbiddenXML
  /// The reader died on it.
  case readerFailed
}
