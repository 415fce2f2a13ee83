import DocumentFixtures
import Extraction
import PepCore
import Testing

struct SandboxedReaderTests {
  private let form = WordFile(table(row(cell("Attendance"), cell("94%")))).bytes

  @Test func `a mail with a form is read, with the form's bytes and digest`() async throws {
    let reader = try Program.reader()
    defer { reader.close() }
    let read = try await reader.read(mail(form))
    #expect(
      read.facts.messageID == "1@school.example" || read.facts.messageID == "<1@school.example>")
    #expect(read.documents == [form[...]])
    #expect(read.facts.attachments[0].digest.count == 64)
    guard case .document(let facts) = read.facts.attachments[0].content,
      case .table(let table) = facts.blocks[0]
    else {
      Issue.record("no table was read")
      return
    }
    #expect(table.rows[0].count == 2)
  }

  @Test func `an invitation comes through as what it says`() async throws {
    let reader = try Program.reader()
    defer { reader.close() }
    let invitation = """
      From: s.worker@county.example
      Subject: PEP
      Content-Type: text/calendar; method=REQUEST

      BEGIN:VCALENDAR
      METHOD:REQUEST
      BEGIN:VEVENT
      UID:1
      SEQUENCE:2
      DTSTART;TZID=Europe/London:20261008T140000
      SUMMARY:PEP meeting
      END:VEVENT
      END:VCALENDAR

      """
    let read = try await reader.read(Array(invitation.utf8))
    let event = CalendarEvent(
      uid: "1", sequence: 2, start: CivilDay("2026-10-08"), words: "PEP meeting")
    #expect(
      read.facts.attachments.map(\.content)
        == [.calendar(CalendarFacts(method: .request, events: [event]))])
  }

  @Test(
    arguments: [
      ("koi8-r", [0xC1], "а"), ("ISO_8859-2", [0xB1], "ą"), ("csISOLatin2", [0xB1], "ą"),
      ("x-cp1250", [0xB9], "ą"), ("windows-1255", [0xE0], "א"), ("cp850", [0x82], "é"),
      ("big5", [0xA4, 0xA4], "中"), ("shift_jis", [0x82, 0xA0], "あ"),
      ("tis-620", [0xA1, 0xFF], "ก\u{FFFD}"),
    ] as [(String, [UInt8], String)])
  func `a character set is known where its file cannot be opened`(
    charset: String, bytes: [UInt8], text: String
  ) async throws {
    let reader = try Program.reader()
    defer { reader.close() }
    let head = "From: office@school.example\nContent-Type: text/plain; charset=\(charset)\n\n"
    let facts = try await reader.read(Array(head.utf8) + bytes).facts
    #expect(facts.body == text)
    #expect(!facts.defects.contains(.unknownCharset))
  }

  @Test func `many messages at once are each answered with their own`() async throws {
    let reader = try Program.reader(readers: 2, questions: 7)
    defer { reader.close() }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        let document = WordFile(p(r("number \(number)"))).bytes
        group.addTask { try await reader.read(mail(document)).documents == [document[...]] }
      }
      for try await isOwn in group { #expect(isOwn) }
    }
  }

  @Test func `a hostile attachment is named and the one beside it is read`() async throws {
    // One start tag with a hundred thousand attributes keeps libxml2 busy for seconds.
    let reader = try Program.reader(deadline: 1)
    defer { reader.close() }
    let read = try await reader.read(mail(Self.endless, form))
    #expect(read.facts.attachments[0].content == .unreadable(.readerFailed))
    guard case .document = read.facts.attachments[1].content else {
      Issue.record("the form beside was not read")
      return
    }
    let next = try await reader.read(mail(form))
    #expect(next.documents == [form[...]])
  }

  private static let endless: [UInt8] = {
    let attributes = (0..<300_000).map { "a\($0)=\"\"" }.joined(separator: " ")
    return WordFile("<w:p \(attributes)/>").bytes
  }()

  @Test func `a program that is missing is an error about the machine`() async throws {
    let reader = try SandboxedReader(.init(program: "/nowhere/pep-extract", readers: 1))
    defer { reader.close() }
    await #expect(throws: ReaderError.programMissing("/nowhere/pep-extract")) {
      try await reader.check()
    }
  }

  @Test func `a program that ends without an answer is an error about the machine`() async throws {
    let reader = try SandboxedReader(.init(program: "/bin/true", readers: 1))
    defer { reader.close() }
    await #expect(throws: ReaderError.keepsEnding("/bin/true", status: 0)) {
      try await reader.check()
    }
  }

  @Test func `nothing is read after the close`() async throws {
    let reader = try Program.reader()
    try await reader.check()
    reader.close()
    await #expect(throws: ReaderError.closed) { try await reader.check() }
  }

  @Test func `a message beyond the limit is told without being sent`() async throws {
    let reader = try Program.reader()
    defer { reader.close() }
    let read = try await reader.read(
      [UInt8](repeating: 0x20, count: ReaderFrames.questionBytes + 1))
    #expect(read.facts.defects == [.tooLarge])
  }
}
