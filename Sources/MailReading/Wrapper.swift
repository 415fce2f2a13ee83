internal import PepCore

/// Parts that are known by their wrapping: nobody but the addressee, or nothing here, opens them.
struct Wrapper {
  let content: [UInt8]
  /// In lower case; "" where there is none.
  let name: String
  /// Declared type and S/MIME type, in lower case.
  let type: String
  let smimeType: String?
  let isEncrypted: Bool

  /// nil where it is an attachment like any other.
  var verdict: AttachmentContent? {
    switch type {
    case "application/pgp-encrypted": return .other("encryptionHeader")
    case "application/pgp-signature", "application/pkcs7-signature",
      "application/x-pkcs7-signature":
      return .other("signature")
    case "application/pkcs7-mime", "application/x-pkcs7-mime": return cryptographicMessage
    case "application/x-microsoft-rpmsg-message": return .sealed(.rightsManaged)
    default: break
    }
    if name == "message.rpmsg" { return .sealed(.rightsManaged) }
    if name == "smime.p7m" { return cryptographicMessage }
    if isEncrypted || content.starts(with: "-----BEGIN PGP MESSAGE-----".utf8) {
      return .sealed(.pgpEncrypted)
    }
    if SecureMailStub.isStub(content, name: name, type: type) { return .sealed(.secureMailWrapper) }
    return isBrokenTNEF ? .unreadable(.unsupportedFormat) : nil
  }

  /// What calls itself winmail.dat and does not begin like one.
  private var isBrokenTNEF: Bool {
    ["application/ms-tnef", "application/vnd.ms-tnef"].contains(type)
      && !content.starts(with: [0x78, 0x9F, 0x3E, 0x22])
  }

  /// S/MIME (RFC 8551 section 3.2): what the bytes say goes before what the header says.
  private var cryptographicMessage: AttachmentContent {
    // 1.2.840.113549.1.7.x, the content type that a CMS message begins with.
    let prefix: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    let head = Array(content.prefix(64))
    let kind = head.indices.first { head[$0...].starts(with: prefix) }
      .flatMap { $0 + 8 < head.count ? head[$0 + 8] : nil }
    switch (kind, smimeType) {
    case (_, "certs-only"): return .other("certificates")
    // Signed but not encrypted: the letter is inside, and nothing here unwraps it.
    case (2, _), (nil, "signed-data"), (nil, "compressed-data"):
      return .unreadable(.unsupportedFormat)
    default: return .sealed(.smimeEncrypted)
    }
  }
}
