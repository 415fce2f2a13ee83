import MailReading
import PepCore
import Testing

struct WrapperTests {
  /// The start of a CMS message of the given kind (2 signed, 3 enveloped), in base64.
  private static let signed = "MIIBAAYJKoZIhvcNAQcCoA=="
  private static let enveloped = "MIIBAAYJKoZIhvcNAQcDoA=="

  private static func cms(_ header: String, _ content: String) -> String {
    header + "\nContent-Transfer-Encoding: base64\n\n" + content
  }

  @Test(arguments: [
    (
      cms(
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", enveloped
      ),
      AttachmentContent.sealed(.smimeEncrypted)
    ),
    (
      cms("Content-Type: application/x-pkcs7-mime; name=smime.p7m", enveloped),
      .sealed(.smimeEncrypted)
    ),
    (
      cms("Content-Type: application/pkcs7-mime; smime-type=enveloped-data", signed),
      .unreadable(.unsupportedFormat)
    ),
    (
      cms("Content-Type: application/pkcs7-mime; smime-type=signed-data", signed),
      .unreadable(.unsupportedFormat)
    ),
    (
      cms("Content-Type: application/octet-stream; name=smime.p7m", enveloped),
      .sealed(.smimeEncrypted)
    ),
    ("Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx", .other("signature")),
    ("Content-Type: application/pgp-signature\n\nx", .other("signature")),
    ("Content-Type: application/octet-stream; name=message.rpmsg\n\nx", .sealed(.rightsManaged)),
    ("Content-Type: application/x-microsoft-rpmsg-message\n\nx", .sealed(.rightsManaged)),
    (
      "Content-Type: application/octet-stream; name=a.asc\n\n-----BEGIN PGP MESSAGE-----",
      .sealed(.pgpEncrypted)
    ),
    ("Content-Type: application/ms-tnef; name=winmail.dat\n\nx", .unreadable(.unsupportedFormat)),
    (
      cms("Content-Type: application/octet-stream; name=a.dat", "eJ8+IgAA"),
      .other("document")
    ),
  ])
  func `a wrapper is known by its bytes and its type`(part: String, content: AttachmentContent) {
    let mail = read(SampleMail.mixed(SampleMail.text, part))
    #expect(mail.facts.attachments.map(\.content) == [content])
  }

  @Test func `an encrypted message is sealed and has no text`() {
    let mail = read(
      SampleMail.mixed(
        "Content-Type: application/pgp-encrypted\n\nVersion: 1",
        "Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----",
        type: "encrypted"))
    #expect(
      mail.facts.attachments.map(\.content) == [.other("encryptionHeader"), .sealed(.pgpEncrypted)])
    #expect(mail.facts.body.isEmpty)
  }

  @Test func `a signed message reads like any other`() {
    let mail = read(
      SampleMail.mixed(
        SampleMail.text, "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx",
        type: "signed"))
    #expect(mail.facts.body == "Please find attached.")
    #expect(mail.names == ["smime.p7s"])
  }
}
