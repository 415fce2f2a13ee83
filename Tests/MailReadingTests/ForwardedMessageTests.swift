import MailReading
import PepCore
import Testing

struct ForwardedMessageTests {
  private static let inner =
    "From: s@elmbrook.example\nSubject: inner\n"
    + SampleMail.multipart(
      [
        "Content-Type: text/plain\n\nInner words",
        SampleMail.file("Content-Type: application/pdf; name=\"B.pdf\""),
      ], type: "mixed", boundary: "inner")

  @Test func `a forwarded message is followed by what it carries`() {
    let mail = read(
      SampleMail.mixed(
        SampleMail.text,
        "Content-Type: message/rfc822; name=\"Toby.eml\"\n\n" + Self.inner,
        SampleMail.file("Content-Type: application/pdf; name=\"A.pdf\"")))
    #expect(mail.names == ["Toby.eml", "Toby.eml/B.pdf", "A.pdf"])
    #expect(mail.facts.attachments.first?.content == .container(.message))
    #expect(mail.facts.body == "Please find attached.")
    #expect(mail.facts.forwardedBodies == ["Inner words"])
    #expect(mail.decoded.map(\.count) == [0, 4, 4])
  }

  @Test func `a nameless forwarded message lends no name to its members`() {
    let mail = read(SampleMail.mixed("Content-Type: message/rfc822\n\n" + Self.inner))
    #expect(mail.names == [nil, "B.pdf"])
  }

  @Test(arguments: ["message/rfc822", "application/octet-stream"])
  func `a forwarded message in base64 is opened too`(type: String) {
    let part =
      "Content-Type: \(type); name=\"Toby.eml\"\nContent-Transfer-Encoding: base64\n\n"
      + Base64.text(Array(Self.inner.utf8))
    let mail = read(SampleMail.mixed(SampleMail.text, part))
    #expect(mail.names == ["Toby.eml", "Toby.eml/B.pdf"])
    #expect(mail.facts.forwardedBodies == ["Inner words"])
  }

  @Test func `ten forwards of forwards are opened to the last`() {
    let message = (1...10).reversed().reduce(Self.inner) { inner, level in
      "Subject: level\n"
        + SampleMail.multipart(
          ["Content-Type: message/rfc822; name=\(level).eml\n\n\(inner)"], type: "mixed",
          boundary: "level\(level)")
    }
    let mail = read(SampleMail.bytes(message))
    #expect(mail.facts.attachments.count == 11)
    #expect(mail.names.last??.hasSuffix("9.eml/10.eml/B.pdf") == true)
    #expect(mail.facts.defects.isEmpty)
  }
}

/// Enough of RFC 4648 for tests.
enum Base64 {
  static func text(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0..<4 {
        let isPad = index > group.count
        result.append(isPad ? "=" : alphabet[bits >> (18 - 6 * index) & 63])
      }
      if start % 57 == 54 { result += "\n" }
    }
    return result
  }
}
