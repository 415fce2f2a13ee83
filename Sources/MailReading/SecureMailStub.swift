/// The web page that a secure-mail product attaches in place of the message: the letter is behind a
/// password on somebody's server, so a person must open it.
enum SecureMailStub {
  static func isStub(_ content: [UInt8], name: String, type: String) -> Bool {
    if sealedSuffixes.contains(where: name.hasSuffix) || sealedTypes.contains(type) { return true }
    guard type == "text/html" || name.hasSuffix(".html") || name.hasSuffix(".htm") else {
      return false
    }
    if sealedPages.contains(where: name.hasPrefix) { return true }
    let source = TextDecoding.text(Array(content.prefix(searched)), charset: nil).text.lowercased()
    if phrases.contains(where: source.contains) { return true }
    // The names alone prove nothing: a school's page may say that it uses one of them.
    return products.contains(where: source.contains) && promises.contains(where: source.contains)
  }

  /// The wording stands at the top; the rest is the encrypted message in base64, of any length.
  private static let searched = 256 * 1024

  private static let sealedSuffixes = [".switch", ".gxk", ".rpmsg", ".zvr"]
  private static let sealedTypes = [
    "application/x-egress-switch", "application/vnd.egress.switch", "application/x-galaxkey",
  ]
  private static let sealedPages = ["securedoc", "message_zdm", "encrypted_message", "smime-html"]

  private static let phrases = [
    "secure message", "encrypted message", "secure email", "encrypted email", "secure e-mail",
    "encrypted e-mail", "registered envelope", "message encryption", "protected message",
    "securely encrypted",
  ]
  private static let products = [
    "egress", "galaxkey", "zivver", "avco", "anycomms", "proofpoint", "mimecast", "trustwave",
    "sophos", "zixcorp", "virtru", "hushmail", "cjsm",
  ]
  private static let promises = [
    "decrypt", "encrypt", "passphrase", "read your message", "read the message", "open the message",
    "view the message", "secure package", "sent securely", "sent you a secure",
  ]
}
