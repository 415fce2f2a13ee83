import Foundation

@testable import DocumentFixtures
@testable import OfficeFixtures
@testable import PepCore

/// Writes the corpora from which fuzzing starts: everybody in them is invented. What stands there
/// already and is not made here (inputs that once found a fault) stays.
///
/// usage: make-corpora FOLDER
@main struct Seeds {
  let folder: URL
  let office = SampleOffice(children: 2)

  static func main() throws {
    let seeds = Seeds(folder: URL(filePath: CommandLine.arguments[1]))
    try seeds.writeMails()
    try seeds.writeWords()
    try seeds.writePDFs()
    try seeds.writeOlder()
    try seeds.writeAnswers()
    try seeds.writeIMAP()
    try seeds.writeJournals()
    try seeds.writeForms()
  }

  func write(_ target: String, _ name: String, _ bytes: some Sequence<UInt8>) throws {
    let place = folder.appending(path: target)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data(bytes).write(to: place.appending(path: name))
  }

  func write(_ target: String, _ name: String, _ text: String) throws {
    try write(target, name, text.utf8)
  }

  var form: FormText {
    FormText(office.children[0], school: office.schools[0], meeting: CivilDay(number: 20_760))
  }

  // MARK: Mail

  func writeMails() throws {
    var mail = SampleMail(Array("not read here".utf8), of: office.children[0], office, id: "a")
    try write("mime", "form", mail.bytes)
    mail.isCutOff = true
    mail.attachments[0].bytes = [UInt8](repeating: 65, count: 600)
    try write("mime", "cut-off", mail.bytes)
    func letter(_ name: String, _ rest: String) throws {
      let head =
        "From: Mo Fields <dt@larkrise.example>\nTo: pep@somerset.example\nSubject: PEP\n"
        + "Date: Mon, 5 Oct 2026 10:00:00 +0100\nMessage-ID: <1@larkrise.example>\n"
      try write("mime", name, head + rest)
    }
    try letter("plain", "\nDear all,\n> Attendance: 94\nkind regards\n")
    try letter(
      "html",
      "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nText\n--b\nContent-Type: text/html\n\n"
        + "<p>Text &amp; more <a href=\"https://larkrise.example/\">here</a><br>&#x41;</p>\n--b--\n"
    )
    try letter(
      "forwarded",
      "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: message/rfc822\n\n"
        + "Subject: =?utf-8?q?f=C3=A9?=\n\nbody\n--b--\n")
    try letter(
      "report",
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nsorry\n"
        + "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        + "Final-Recipient: rfc822; dt@larkrise.example\nAction: failed\nStatus: 5.1.1\n\n--b\n"
        + "Content-Type: text/rfc822-headers\n\nMessage-ID: <2@somerset.example>\n--b--\n")
    try letter(
      "names",
      "Content-Type: application/pdf; name*0*=utf-8''a%20; name*1*=b.pdf\n"
        + "Content-Disposition: attachment; filename=\"=?iso-8859-1?b?YeQ=?=.pdf\"\n"
        + "Content-Transfer-Encoding: base64\n\nJVBERg==\n")
    try letter("uuencoded", "\nText\nbegin 644 a.doc\n#0V%T\nend\n")
    try letter(
      "flowed",
      "Content-Type: text/plain; format=flowed; charset=windows-1252\n\na \nb \n-- \n\u{e9}\n")
    try letter(
      "broken", "Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\na\n--x--\n")
    try letter(
      "sealed",
      "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nVersion: 1\n--b\n\nx\n--b--\n")
    try letter(
      "calendar",
      "Content-Type: text/calendar; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        + "BEGIN:VCALENDAR=0ABEGIN:VEVENT=0ADTSTART:20261005T090000Z=0AEND:VEVENT=0AEND:VCALENDAR\n"
    )
  }

  // MARK: Documents

  private static let body = """
    \(table(row(cell("Attendance", "<w:gridSpan w:val=\"2\"/>"), cell("94.2"))))\
    \(p(r("Yes", "<w:strike/>") + r(" No", "<w:highlight w:val=\"yellow\"/>"), "<w:pStyle w:val=\"A\"/>"))\
    \(p(field("<w:checkBox><w:default w:val=\"1\"/></w:checkBox>", "FORMCHECKBOX", "")))\
    \(control("<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>", p(r("x"))))\
    \(p("<w:ins>" + r("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"))
    """

  func writeWords() throws {
    try write("docx", "form.docx", form.docx)
    let style =
      "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"heading 1\"/></w:style>"
    try write("docx", "body", Self.body)
    try write("docx", "styled", "\(p(r("a"), "<w:pStyle w:val=\"A\"/>"))\0\(style)")
    try write(
      "docx", "notes", "\(p(r("a")))\0\0<w:footnote w:id=\"2\">\(p(r("note")))</w:footnote>")
    try write("docx", "list", p(control("<w:dropDownList/><w:placeholder/>", r("Choose an item."))))
    let spaces = ["office", "text", "table", "style"].map {
      "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
    }.joined(separator: " ")
    try write(
      "docx", "open",
      "<office:document-content \(spaces)><office:body><office:text><text:p>a<text:s/>b</text:p>"
        + "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>x"
        + "</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
        + "</office:text></office:body></office:document-content>")
    var zip = ZipFile()
    zip.add("PEP/a.txt", "first")
    zip.add("PEP/b.docx", "second")
    try write("docx", "plain.zip", zip.bytes)
  }

  func writePDFs() throws {
    var pdf = SamplePDF()
    pdf.grid(columns: [50, 200, 500], rows: [50, 90, 130])
    pdf.text("Attendance", x: 55, y: 62, font: "B")
    pdf.text("94.2", x: 205, y: 62)
    try write("pdf", "grid.pdf", pdf.bytes())
    pdf.field("Text1", "/FT/Tx/V(96.4)/TU(Attendance)", x: 250, y: 62, width: 100)
    pdf.field(
      "Check1", "/FT/Btn/V/On/AS/On/AP<</N<</On 4 0 R/Off 4 0 R>>>>", x: 270, y: 92, width: 12)
    pdf.field("List", "/FT/Ch/Ff 131072/Opt[(One)(Two)]/V(Two)", x: 270, y: 120, width: 60)
    pdf.line(205, 58, to: 230, 58)
    try write("pdf", "fields.pdf", pdf.bytes())
    var columns = SamplePDF()
    for row in 0..<6 {
      columns.text("Target \(row)", x: 50, y: 60 + 20 * Double(row), font: "B")
      columns.text("By the end of term", x: 220, y: 60 + 20 * Double(row), size: 8)
    }
    try write("pdf", "columns.pdf", columns.bytes())
    let key = String(repeating: "A", count: 32)
    try write(
      "pdf", "locked.pdf",
      SamplePDF.file(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"],
        trailer: "/ID[(0)(0)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(\(key))/U(\(key))>>"))
  }

  func writeOlder() throws {
    let row = #"\trowd\cellx1000\clvmgf\cellx2000\intbl A\cell B\cell\row"#
    let box = #"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1}}}{\fldrslt }}"#
    try write(
      "older", "table.rtf",
      "{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0\\fcharset2 Wingdings;}}"
        + "{\\stylesheet{\\s1 heading 1;}}\\s1 Zo\\u235\\'eb\\par\(row)\\pard \(box){\\v c}{\\strike e}\\par}"
    )
    func little(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    func attribute(_ id: Int, _ data: [UInt8]) -> [UInt8] {
      [2] + little(id, 4) + little(data.count, 4) + data + [0, 0]
    }
    let properties = little(1, 4) + little(0x3707_001F, 4) + little(1, 4) + little(8, 4)
    try write(
      "older", "winmail.dat",
      [0x78, 0x9F, 0x3E, 0x22, 1, 0] + attribute(0x69002, [UInt8](repeating: 0, count: 14))
        + attribute(0x18010, Array("plan.rtf\0".utf8)) + attribute(0x6800F, Array("abc".utf8))
        + attribute(0x69005, properties + [97, 0, 46, 0, 97, 0, 0, 0]))
    // LibreOffice writes the binary ones; without it those that are stored stay.
    let source = folder.appending(path: "older/form.docx")
    try write("older", "form.docx", form.docx)
    defer { try? FileManager.default.removeItem(at: source) }
    for kind in ["doc", "rtf"] {
      let office = Process()
      office.executableURL = URL(filePath: "/usr/bin/env")
      office.arguments = [
        "soffice", "--headless", "--convert-to", kind, "--outdir",
        folder.appending(path: "older").path,
        source.path,
      ]
      try office.run()
      office.waitUntilExit()
    }
  }

  // MARK: What the daemon itself reads

  func writeAnswers() throws {
    func framed(_ bytes: [UInt8]) -> [UInt8] {
      withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { [UInt8]($0) } + bytes
    }
    func json(_ value: some Encodable) throws -> [UInt8] {
      [UInt8](try JSONEncoder().encode(value))
    }
    var document = form.document
    let blocks = BlockWire.bytes(of: document.blocks)
    document.blocks = []
    let content = AttachmentContent.document(document)
    try write(
      "answer", "document", framed(try json(content)) + [0, 0, 0, 1] + framed(blocks) + framed([]))
    var facts = MessageFacts(subject: "PEP", body: "Please find the form attached.")
    facts.from = [MailAddress(name: "Mo Fields", address: "dt@larkrise.example")]
    facts.attachments = [
      AttachmentFacts(name: "PEP.docx", declaredType: "a/b", size: 4, content: content),
      AttachmentFacts(name: "a.zip", declaredType: "a/b", size: 4, content: .container(.zip)),
    ]
    try write(
      "answer", "message",
      framed(try json(facts)) + [0, 0, 0, 2] + framed(blocks) + framed([1, 2, 3, 4]) + framed([])
        + framed([5]))
    try write("answer", "nothing", framed(try json(MessageFacts())) + [0, 0, 0, 0])
  }

  func writeIMAP() throws {
    let sessions = [
      "greeting": "* OK [CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS] Dovecot ready.\r\n+ idling\r\n",
      "select":
        "* FLAGS (\\Seen \\Deleted)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n"
        + "p1 OK [READ-WRITE] done\r\n* 2 EXPUNGE\r\n",
      "fetch":
        "* 1 FETCH (UID 5 FLAGS (\\Seen $A) INTERNALDATE \" 1-Jan-2024 10:00:00 +0100\" RFC822.SIZE 24"
        + " BODY[] {12}\r\nSubject: x\r\n)\r\n* 2 FETCH (BODY[] ~{2}\r\n\0a UID 6)\r\np1 OK done\r\n",
      "header":
        "* 1 FETCH (UID 4 BODY[HEADER.FIELDS (MESSAGE-ID)] {20}\r\nMessage-ID: <a@b>\r\n\r )\r\n",
      "search": "* SEARCH 3 5 7\r\n* ESEARCH (TAG \"z1\") UID ALL 1:3,9,4294967295:10\r\n",
      "list":
        "* LIST (\\HasNoChildren) \".\" \"INBOX.a \\\"b\\\" &AOk-&-\"\r\n* LIST () \"/\" {3}\r\na b\r\n"
        + "* NAMESPACE ((\"INBOX.\" \".\")) NIL NIL\r\n* MYRIGHTS INBOX lrswipkxte\r\n",
      "moved":
        "* OK [COPYUID 7 1:3,9 10:12,20] x\r\np2 NO [TRYCREATE] no such folder\r\n* BYE x\r\n",
    ]
    for (name, text) in sessions { try write("imap", name, text) }
  }

  /// As `fuzz-decide` takes documents.
  func writeForms() throws {
    func text(_ block: Block) -> String {
      switch block {
      case .paragraph(let paragraph): (paragraph.headingLevel == nil ? "" : "#") + paragraph.text
      case .table(let table):
        table.rows.map { row in
          row.map { $0.blocks.map(text).joined(separator: "~") }.joined(separator: "|")
        }.joined(separator: "\n")
      }
    }
    let whole = form.document.blocks.map(text).joined(separator: "\n")
    try write("decide", "form", "PEP attached\0" + whole)
    try write("decide", "recognised", "\0?" + whole)
    try write("decide", "typed", whole)
    try write("decide", "reply", "Attendance: 94%\nSEND status - K\n> Which school?\n1. Yes 2. No")
    for (number, block) in form.document.blocks.enumerated() {
      if case .table = block { try write("decide", "table\(number)", "\0" + text(block)) }
    }
  }

  /// The old registers that the store's tests keep: whole, with and without the checkpoint, and each line
  /// as if it were a journal's first.
  func writeJournals() throws {
    let old = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "PepStoreTests/OldRegisters/1")
    let journal = try Data(contentsOf: old.appending(path: "journal.jsonl"))
    let checkpoint = try Data(contentsOf: old.appending(path: "register.json"))
    try write("journal", "whole", journal)
    try write("journal", "checkpointed", journal + [0] + checkpoint)
    for (index, line) in journal.split(separator: 0x0a).enumerated() {
      let first = String(decoding: line, as: UTF8.self).replacing(
        "\"sequence\":\(index + 1),", with: "\"sequence\":1,")
      try write("journal", "line\(index + 1)", first + "\n")
    }
  }
}
