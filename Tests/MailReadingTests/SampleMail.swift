import MailReading
import PepCore

/// Awkward messages, built line by line. People, schools and children are invented.
enum SampleMail {
  static let header = """
    From: Mo Fields <m.fields@elmbrook.example>
    To: pep@somerset.example
    Subject: PEP
    Date: Mon, 5 Oct 2026 10:00:00 +0100
    Message-ID: <1@elmbrook.example>

    """

  static func bytes(header: String = header, _ rest: String) -> [UInt8] {
    Array((header + rest).utf8)
  }

  /// multipart/mixed with the boundary `b`; each part is its header lines, a blank line, its content.
  static func mixed(_ parts: String..., type: String = "mixed", isClosed: Bool = true) -> [UInt8] {
    bytes(multipart(parts, type: type, boundary: "b", isClosed: isClosed))
  }

  static func multipart(
    _ parts: [String], type: String, boundary: String, isClosed: Bool = true
  ) -> String {
    "Content-Type: multipart/\(type); boundary=\"\(boundary)\"\n\n"
      + parts.map { "--\(boundary)\n\($0)\n" }.joined() + (isClosed ? "--\(boundary)--\n" : "")
  }

  static let text = "Content-Type: text/plain; charset=utf-8\n\nPlease find attached."

  /// A part of four bytes, `%PDF`, under the given header lines.
  static func file(_ header: String) -> String {
    header + "\nContent-Transfer-Encoding: base64\n\nJVBERg=="
  }
}

func read(_ message: [UInt8], as content: AttachmentContent = .other("document")) -> ReadMail {
  prepared
  return MailReader.read(message) { _ in content }
}

/// Once for the whole run, as the reader does it before it locks itself in.
private let prepared: Void = MailReader.prepare()

extension ReadMail {
  var names: [String?] { facts.attachments.map(\.name) }
}
