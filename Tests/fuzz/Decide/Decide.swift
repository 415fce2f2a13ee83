import Foundation
import FuzzDriver

@testable import OfficeFixtures
@testable import PepConfig
@testable import PepCore

/// What the daemon decides about a document's words, which are a stranger's: it has no sandbox, and one
/// word that ended it would end it again at each start.
///
/// NUL bytes part the mail's own text from its documents. Of a document each line is a paragraph, or,
/// where it has a `|`, a row of a table with the rows beside it; `~` parts paragraphs of a cell, `#` begins
/// a heading, `^` a cell that continues the one above. A byte below 9 switches a mark of the text on or
/// off. A document that begins with `?` was read off a picture.
@main enum Decide {
  static func main() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "config").path
    let policy = Policy(
      authority: SampleOffice.authority, authorityDomains: ["somerset.example"],
      mailbox: SampleOffice.mailbox, authenticationServer: SampleOffice.mailServer,
      forms: try FormFiles.read(folder: folder + "/forms"))
    let calendar = OfficeCalendar(
      holidays: try CalendarFiles.bankHolidays(file: folder + "/calendars/bank-holidays.json"),
      terms: try CalendarFiles.termDates(file: folder + "/calendars/terms.yaml"))
    let office = SampleOffice(children: 2)
    FuzzDriver.run { bytes in
      let facts = facts(
        bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false), office)
      var register = Register(roster: office.roster)
      // The second time it meets what the first has left.
      for (number, day) in [CivilDay(number: 20_760), CivilDay(number: 20_775)].enumerated() {
        let message = ArrivedMessage(
          facts: facts, reference: "M-\(number)", seed: "seed\(number)", arrivedOn: day,
          digest: { "\($0.hashValue)" })
        let decision = decide(
          .message(message), register, calendar: calendar, today: day, policy: policy)
        for change in decision.changes { register.apply(change) }
      }
    }
  }

  private static func facts(_ parts: [Slice<UnsafeRawBufferPointer>], _ office: SampleOffice)
    -> MessageFacts
  {
    let sender = office.school(of: office.children[0]).designatedTeacherEmail
    var facts = MessageFacts(subject: "PEP")
    facts.messageID = "a@school.example"
    facts.from = [MailAddress(address: sender)]
    facts.date = MessageDate(seconds: 20_760 * 86_400, offsetMinutes: 0)
    facts.headers = [
      .init(name: "authentication-results", value: "\(SampleOffice.mailServer); dmarc=pass")
    ]
    facts.body = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    facts.attachments = parts.dropFirst().map { part in
      AttachmentFacts(
        name: "PEP.docx", declaredType: SampleMail.docx, isInline: false, size: part.count,
        digest: "\(part.count)", content: .document(document(part)))
    }
    return facts
  }

  private static func document(_ part: Slice<UnsafeRawBufferPointer>) -> DocumentFacts {
    let isRecognised = part.first == UInt8(ascii: "?")
    var blocks: [Block] = []
    var rows: [[Cell]] = []
    func endTable() {
      if !rows.isEmpty { blocks.append(.table(Table(rows: rows))) }
      rows = []
    }
    for line in part.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let cells = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      if cells.count > 1 {
        rows.append(cells.map(cell))
      } else {
        endTable()
        blocks.append(.paragraph(paragraph(line)))
      }
    }
    endTable()
    return DocumentFacts(
      format: isRecognised ? .picture : .docx, method: isRecognised ? .recognised : .text,
      blocks: blocks)
  }

  private static func cell(_ text: Slice<UnsafeRawBufferPointer>) -> Cell {
    let isContinued = text.first == UInt8(ascii: "^")
    let paragraphs = text.dropFirst(isContinued ? 1 : 0)
      .split(separator: UInt8(ascii: "~"), omittingEmptySubsequences: false)
    return Cell(
      paragraphs.map { .paragraph(paragraph($0)) }, columns: 1, continuesAbove: isContinued)
  }

  private static func paragraph(_ text: Slice<UnsafeRawBufferPointer>) -> Paragraph {
    let isHeading = text.first == UInt8(ascii: "#")
    var runs: [Run] = []
    var marks: UInt16 = 0
    var bytes: [UInt8] = []
    func endRun() {
      let text = String(decoding: bytes, as: UTF8.self)
      if !text.isEmpty { runs.append(Run(text, Run.Marks(rawValue: marks))) }
      bytes = []
    }
    for byte in text.dropFirst(isHeading ? 1 : 0) {
      if (1...8).contains(byte) {
        endRun()
        marks ^= 1 << (byte - 1)
      } else {
        bytes.append(byte)
      }
    }
    endRun()
    return Paragraph(runs, headingLevel: isHeading ? 2 : nil)
  }
}
