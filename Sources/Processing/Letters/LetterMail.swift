import Foundation
import MailWriting
import PepConfig
import PepCore
import PepStore

/// A stored letter as the bytes that go out. The same letter gives the same bytes at every attempt:
/// its Message-ID, date and words were fixed when it was committed.
package enum LetterMail {
  package struct Addressed: Sendable {
    package var letter: StoredLetter
    package var address: String
    package var name: String?
    package var documents: [(fileName: String, bytes: Data)]
  }

  package static func bytes(of addressed: Addressed, _ settings: Settings) throws -> [UInt8] {
    let letter = addressed.letter
    let seconds = Int64(letter.date.timeIntervalSince1970)
    var mail = OutgoingMail(
      from: .init(name: settings.letters.fromName, address: settings.mailbox.address),
      to: [.init(name: addressed.name, address: addressed.address)], subject: letter.subject,
      dateSeconds: seconds, dateOffsetMinutes: Int(LocalDay.offset(at: seconds) / 60),
      messageID: letter.messageID, text: letter.text)
    mail.html = letter.html
    mail.replyTo = [.init(address: settings.mailbox.address)]
    mail.inReplyTo = letter.draft.inReplyTo
    mail.references = letter.draft.inReplyTo.map { [$0] } ?? []
    // RFC 3834 section 5: so that two robots cannot write to each other.
    mail.headers = [
      ("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"),
      ("X-Pepd-Reference", letter.reference),
    ]
    mail.attachments = addressed.documents.map {
      .init(
        fileName: $0.fileName, contentType: MediaTypes.of($0.fileName), bytes: [UInt8]($0.bytes))
    }
    return try MailWriter.bytes(of: mail)
  }
}

enum MediaTypes {
  static func of(_ fileName: String) -> String {
    switch fileName.split(separator: ".").last.map({ $0.lowercased() }) ?? "" {
    case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case "docm": "application/vnd.ms-word.document.macroEnabled.12"
    case "doc": "application/msword"
    case "odt": "application/vnd.oasis.opendocument.text"
    case "rtf": "application/rtf"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case "pdf": "application/pdf"
    case "jpg": "image/jpeg"
    case "png": "image/png"
    default: "application/octet-stream"
    }
  }
}
