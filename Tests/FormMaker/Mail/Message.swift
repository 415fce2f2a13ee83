import Foundation

/// A message as the mailbox holds it.
struct Message {
  enum Program: CaseIterable { case outlook, apple, webmail }
  enum Vouch { case domain, within, fails, nothing }

  var from: (name: String, address: String)
  var date: Moment
  var subject: String
  var text: String
  var attachments: [Attachment] = []
  var program = Program.outlook
  var vouch = Vouch.domain
  /// Header lines beyond the usual.
  var extra: [String] = []
  /// A body of its own kind, instead of text: its Content-Type and content.
  var whole: (type: String, content: String)?

  struct Attachment {
    var name: String
    var type: String
    var bytes: [UInt8]
    var isInline = false
    /// Its place among the drafts, while the bytes are still to be made of one.
    var draft: Int?
  }

  static let mailbox = "thevirtualschool@somerset.example"
  static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

  func bytes(_ dice: Dice) -> Data {
    var dice = dice
    let lines = head(&dice) + body(&dice)
    return Data(lines.joined(separator: "\r\n").utf8)
  }

  // MARK: Header

  private func head(_ dice: inout Dice) -> [String] {
    let domain = String(from.address.split(separator: "@").last ?? "")
    let ip = "203.0.113.\(dice.within(10...240))"
    var lines = [
      "Return-Path: <\(from.address)>", "Delivered-To: \(Self.mailbox)",
      "Received: from mx.somerset.example (mx.somerset.example [192.0.2.25])",
      "\tby mbx01.somerset.example with LMTP id \(dice.hex(16))",
      "\tfor <\(Self.mailbox)>; \(date.adding(22).header)",
      "Received: from smtp.\(domain) (smtp.\(domain) [\(ip)])",
      "\tby mx.somerset.example (Postfix) with ESMTPS id \(dice.hex(10).uppercased())",
      "\tfor <\(Self.mailbox)>; \(date.adding(20).header)",
    ]
    lines += authentication(domain, ip)
    lines += [
      "From: \(Encoded.phrase(from.name)) <\(from.address)>",
      "To: The Virtual School <\(Self.mailbox)>", "Subject: \(Encoded.phrase(subject))",
      "Date: \(date.header)", "Message-ID: <\(dice.hex(24))@\(domain)>", "MIME-Version: 1.0",
    ]
    switch program {
    case .outlook:
      lines += [
        "Thread-Topic: \(Encoded.phrase(subject))", "Accept-Language: en-GB, en-US",
        "X-MS-Has-Attach: \(attachments.isEmpty ? "" : "yes")",
      ]
    case .apple: lines.append("X-Mailer: Apple Mail (2.3826.400.131.1.6)")
    case .webmail: lines.append("User-Agent: Roundcube Webmail/1.6.9")
    }
    return lines + extra
  }

  private func authentication(_ domain: String, _ ip: String) -> [String] {
    let head = "Authentication-Results: mx.somerset.example;"
    switch vouch {
    case .domain:
      return [
        head, "\tspf=pass (sender IP is \(ip)) smtp.mailfrom=\(domain);",
        "\tdkim=pass header.d=\(domain);", "\tdmarc=pass action=none header.from=\(domain)",
      ]
    case .within: return [head, "\tauth=pass (login) smtp.auth=\(from.address)"]
    case .fails:
      return [
        head, "\tspf=fail smtp.mailfrom=\(domain);", "\tdkim=none;",
        "\tdmarc=fail action=quarantine header.from=\(domain)",
      ]
    case .nothing:
      return [
        head, "\tspf=none smtp.mailfrom=\(domain); dkim=none; dmarc=none header.from=\(domain)",
      ]
    }
  }

  // MARK: Body

  private func body(_ dice: inout Dice) -> [String] {
    if let whole { return ["Content-Type: \(whole.type)", "", whole.content] }
    guard !attachments.isEmpty else { return words(&dice) }
    let border = "=_\(dice.hex(20))"
    var lines =
      ["Content-Type: multipart/mixed; boundary=\"\(border)\"", "", "--\(border)"] + words(&dice)
    for attachment in attachments { lines += ["--\(border)"] + part(attachment) }
    return lines + ["--\(border)--", ""]
  }

  /// The text, with an HTML twin where the program writes one.
  private func words(_ dice: inout Dice) -> [String] {
    let plain = [
      "Content-Type: text/plain; charset=\"utf-8\"", "Content-Transfer-Encoding: quoted-printable",
      "", Encoded.quotedPrintable(text), "",
    ]
    guard program == .outlook else { return plain }
    let border = "_000_\(dice.hex(24))_"
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      "<p class=\"MsoNormal\">\($0.isEmpty ? "&nbsp;" : escaped(String($0)))<o:p></o:p></p>"
    }
    let html =
      "<html><head><style><!-- p.MsoNormal {margin:0cm;} --></style></head>\n<body lang=\"EN-GB\"><div class=\"WordSection1\">\n\(paragraphs.joined(separator: "\n"))\n</div></body></html>"
    return ["Content-Type: multipart/alternative; boundary=\"\(border)\"", "", "--\(border)"]
      + plain
      + [
        "--\(border)", "Content-Type: text/html; charset=\"utf-8\"",
        "Content-Transfer-Encoding: quoted-printable", "", Encoded.quotedPrintable(html), "",
        "--\(border)--", "",
      ]
  }

  private func part(_ attachment: Attachment) -> [String] {
    let name = Encoded.word(attachment.name)
    let place = attachment.isInline ? "inline" : "attachment"
    let fileName =
      attachment.name.utf8.allSatisfy { $0 < 128 }
      ? "filename=\"\(attachment.name)\"" : "filename*=utf-8''\(Encoded.percent(attachment.name))"
    let content = Data(attachment.bytes).base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
    return [
      "Content-Type: \(attachment.type); name=\"\(name)\"",
      "Content-Disposition: \(place); \(fileName)",
      "Content-Transfer-Encoding: base64", "", content, "",
    ]
  }
}

/// Header and body encodings (RFC 2045, 2047, 2231).
enum Encoded {
  static func phrase(_ text: String) -> String { word(text) }

  static func word(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 128 }
      ? text : "=?utf-8?B?\(Data(text.utf8).base64EncodedString())?="
  }

  static func percent(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      let isPlain =
        byte < 128
        && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
          || byte == UInt8(ascii: "."))
      result += isPlain ? String(Unicode.Scalar(byte)) : hex(byte, "%")
    }
  }

  static func quotedPrintable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var written = ""
      var width = 0
      for byte in line.utf8 {
        let piece =
          byte < 128 && byte >= 32 && byte != UInt8(ascii: "=")
          ? String(Unicode.Scalar(byte)) : hex(byte, "=")
        // 76 characters a line at most, the soft break included (RFC 2045 section 6.7).
        if width + piece.count > 75 {
          written += "=\r\n"
          width = 0
        }
        written += piece
        width += piece.count
      }
      return written
    }.joined(separator: "\r\n")
  }

  private static func hex(_ byte: UInt8, _ sign: String) -> String {
    sign + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
