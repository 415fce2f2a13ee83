import Foundation
import PepCore

/// A mail as another authority's or a school's server hands it in (RFC 5322), CRLF throughout.
package struct SampleMail: Sendable {
  package var from: String
  package var to = SampleOffice.mailbox
  package var subject = "PEP"
  package var messageID: String
  package var body = "Please find the form attached.\r\n\r\nKind regards\r\n"
  package var attachments: [(name: String, type: String, bytes: [UInt8])] = []
  /// More header lines, each with its CRLF.
  package var headers = ""
  /// The word of the receiving mail server about the sender; nil leaves it out.
  package var authentication: String? = "dmarc=pass"
  /// The mail ends in the middle of its last attachment, with signs that are no base64.
  package var isCutOff = false
  package var date = "Tue, 06 Oct 2026 10:00:00 +0100"

  package init(from: String, id: String) {
    self.from = from
    messageID = "\(id)@\(from.split(separator: "@").last ?? "school.example")"
  }

  package static let docx =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

  /// A school sends a form.
  package init(_ form: [UInt8], of child: Child, _ office: SampleOffice, id: String) {
    self.init(from: office.school(of: child).designatedTeacherEmail, id: id)
    attachments = [("PEP Part B.docx", Self.docx, form)]
  }

  package var bytes: [UInt8] {
    let results = authentication.map {
      "Authentication-Results: \(SampleOffice.mailServer); \($0) header.from=\(domain)\r\n"
    }
    var text = (results ?? "")
    text += "From: <\(from)>\r\nTo: <\(to)>\r\nSubject: \(subject)\r\nDate: \(date)\r\n"
    text += "Message-ID: <\(messageID)>\r\nMIME-Version: 1.0\r\n\(headers)"
    guard !attachments.isEmpty else {
      return Array((text + "Content-Type: text/plain; charset=utf-8\r\n\r\n\(body)").utf8)
    }
    text += "Content-Type: multipart/mixed; boundary=\"=-edge\"\r\n\r\n"
    text += "--=-edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\(body)\r\n"
    for attachment in attachments {
      text += "--=-edge\r\nContent-Type: \(attachment.type); name=\"\(attachment.name)\"\r\n"
      text += "Content-Disposition: attachment; filename=\"\(attachment.name)\"\r\n"
      text += "Content-Transfer-Encoding: base64\r\n\r\n"
      text += Self.lines(Data(attachment.bytes).base64EncodedString())
    }
    if isCutOff { return Array((text.prefix(text.count - 400) + "\r\n!!!*\u{1}&&\r\n").utf8) }
    return Array((text + "--=-edge--\r\n").utf8)
  }

  private var domain: Substring { from.split(separator: "@").last ?? "" }

  private static func lines(_ base64: String) -> String {
    let bytes = Array(base64.utf8)
    return stride(from: 0, to: bytes.count, by: 76).map {
      String(decoding: bytes[$0..<min($0 + 76, bytes.count)], as: UTF8.self) + "\r\n"
    }.joined()
  }
}
