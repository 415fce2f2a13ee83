import MailTransport

/// The Message-ID line of a mail.
package func messageID(_ mail: ReceivedMessage) -> String {
  let lines = String(decoding: mail.bytes, as: UTF8.self).split(separator: "\r\n")
  return lines.first { $0.lowercased().hasPrefix("message-id:") }.map(String.init) ?? ""
}

extension Array where Element == UInt8 {
  package func ends(with text: some Collection<UInt8>) -> Bool {
    suffix(text.count).elementsEqual(text)
  }
}
