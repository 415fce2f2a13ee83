// A stand-in until the reading of mail by GMime is merged: headers by line, one level of MIME parts,
// base64 only.

import PepCore

package enum MailReader {
  package static func prepare() {}

  package static func read(
    _ message: [UInt8], document: ([UInt8]) -> AttachmentContent
  ) -> ReadMail {
    let text = String(decoding: message, as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    let (headers, body) = split(text)
    var facts = MessageFacts(subject: value("subject", in: headers) ?? "", body: body)
    facts.messageID = value("message-id", in: headers)
    var decoded: [[UInt8]] = []
    if let boundary = value("content-type", in: headers).flatMap(boundary) {
      facts.body = ""
      for piece in body.components(of: "\n--\(boundary)", "--\(boundary)").dropFirst() {
        let (partHeaders, partBody) = split(String(piece.drop { $0 == "\n" }))
        guard value("content-transfer-encoding", in: partHeaders) == "base64" else {
          if facts.body.isEmpty { facts.body = partBody }
          continue
        }
        let bytes = decode(partBody)
        decoded.append(bytes)
        facts.attachments.append(
          AttachmentFacts(
            name: nil, declaredType: value("content-type", in: partHeaders) ?? "",
            size: bytes.count, content: document(bytes)))
      }
    }
    return ReadMail(facts: facts, decoded: decoded)
  }

  private static func split(_ text: String) -> (headers: [Substring], body: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let end = lines.firstIndex { $0.isEmpty } ?? lines.endIndex
    return (Array(lines[..<end]), lines[end...].dropFirst().joined(separator: "\n"))
  }

  private static func value(_ name: String, in headers: [Substring]) -> String? {
    headers.first { $0.lowercased().hasPrefix(name + ":") }
      .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
  }

  private static func boundary(_ type: String) -> String? {
    guard let start = type.lowercased().firstRange(of: "boundary=") else { return nil }
    return type[start.upperBound...].split(separator: ";").first
      .map { String($0.filter { $0 != "\"" }) }
  }

  private static func decode(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits = 0
    var count = 0
    for byte in text.utf8 {
      let value: Int
      switch byte {
      case 65...90: value = Int(byte) - 65
      case 97...122: value = Int(byte) - 71
      case 48...57: value = Int(byte) + 4
      case 43: value = 62
      case 47: value = 63
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return bytes
  }
}

package struct ReadMail {
  package var facts: MessageFacts
  /// Parallel to `facts.attachments`.
  package var decoded: [[UInt8]]
  package init(facts: MessageFacts, decoded: [[UInt8]]) {
    self.facts = facts
    self.decoded = decoded
  }
}

extension String {
  fileprivate func components(of separator: String, _ first: String) -> [Substring] {
    let whole = hasPrefix(first) ? "\n" + self : self
    return whole.split(separator: separator, omittingEmptySubsequences: false)
  }
}
