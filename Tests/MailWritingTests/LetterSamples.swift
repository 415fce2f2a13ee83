import MailReading
import MailWriting
import PepCore

extension OutgoingMail {
  /// A letter with everything in it that can need encoding.
  static func sample() -> OutgoingMail {
    var mail = OutgoingMail(
      from: MailboxAddress(name: "Virtual School – PEP", address: "pep@somerset.example"),
      to: [MailboxAddress(name: "Fields, Jörg", address: "j.fields@elmbrook.example")],
      subject: "PEP information needed – reference 4F2A", dateSeconds: 1_791_190_800,
      dateOffsetMinutes: 60, messageID: "chase-4F2A@somerset.example",
      text: "Dear Jörg,\n\nPlease send section 4.\n\nFrom the Virtual School\n.\n")
    mail.replyTo = [MailboxAddress(address: "pep@somerset.example")]
    mail.inReplyTo = "1@elmbrook.example"
    mail.references = ["0@elmbrook.example", "1@elmbrook.example"]
    mail.headers = [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")]
    return mail
  }

  static let document = Attachment(
    fileName: "PEP – Jörg (Part B).docx",
    contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: (0..<3_000).map { UInt8(truncatingIfNeeded: $0) })
}

/// The reader as the judge of what was written.
func readBack(_ bytes: [UInt8]) -> ReadMail {
  prepared
  return MailReader.read(bytes) { _ in .other("document") }
}

private let prepared: Void = MailReader.prepare()
