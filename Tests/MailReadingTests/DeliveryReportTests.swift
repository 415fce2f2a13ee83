import MailReading
import PepCore
import Testing

struct DeliveryReportTests {
  private static func report(_ status: String, returned: String) -> ReadMail {
    read(
      SampleMail.mixed(
        SampleMail.text, "Content-Type: message/delivery-status\n\n" + status, returned,
        type: "report; report-type=delivery-status"))
  }

  private static let message =
    "Reporting-MTA: dns; mx.example\nOriginal-Envelope-Id: E17\n\n"

  @Test(arguments: [
    "Content-Type: message/rfc822\n\nMessage-ID: <chase-1@somerset.example>\nSubject: s\n\nx",
    "Content-Type: text/rfc822-headers\n\nMessage-ID: <chase-1@somerset.example>\nSubject: s",
    "Content-Type: message/rfc822-headers\n\nMessage-ID:\n <chase-1@somerset.example>\n",
    "Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n"
      + Base64.text(Array("Message-ID: <chase-1@somerset.example>\n\n".utf8)),
  ])
  func `a report names the recipient, the reason and our letter`(returned: String) {
    let status =
      Self.message
      + "Original-Recipient: rfc822;x@y.example\nFinal-Recipient: RFC822; dt@elmbrook.example\n"
      + "Action: failed (no such\n mailbox)\nStatus: 5.1.1 (unknown)\nDiagnostic-Code: smtp; 550\n"
    let mail = Self.report(status, returned: returned)
    #expect(
      mail.facts.report
        == DeliveryReport(
          action: .failed, status: "5.1.1", finalRecipient: "dt@elmbrook.example",
          originalEnvelopeID: "E17", originalMessageID: "chase-1@somerset.example"))
    #expect(mail.facts.attachments.isEmpty)
    #expect(mail.facts.body == "Please find attached.")
  }

  @Test func `of several recipients the one that failed is told`() {
    let status =
      Self.message + "Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.0.0\n\n"
      + "Final-Recipient: rfc822; c@d.example\nAction: delayed\nStatus: 4.4.1\n\n"
      + "Final-Recipient: rfc822; e@f.example\nAction: Failed\nStatus: 5.0.0\n"
    let report = Self.report(status, returned: SampleMail.text).facts.report
    #expect(report?.action == .failed)
    #expect(report?.finalRecipient == "e@f.example")
  }

  @Test func `a form that comes with a report is still found`() {
    let mail = Self.report(
      Self.message, returned: SampleMail.file("Content-Type: application/pdf; name=a.pdf"))
    #expect(mail.names == ["a.pdf"])
    #expect(mail.facts.report == nil)
  }

  @Test func `a report inside a forwarded message is not about our letter`() {
    let inner = SampleMail.multipart(
      ["Content-Type: message/delivery-status\n\nX: y\n\nAction: failed\n"], type: "report",
      boundary: "inner")
    let mail = read(SampleMail.mixed("Content-Type: message/rfc822\n\nSubject: s\n" + inner))
    #expect(mail.facts.report == nil)
  }
}
