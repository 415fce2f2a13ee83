import DocumentFixtures
import Extraction
import PepCore
import Testing

/// A hostile mail before the real reader, with a good one at the same time and another after it.
enum HostileReading {
  /// Acceptance: what the reader may hold, in MiB.
  static let memory = 512

  static let form = WordFile(table(row(cell("Attendance"), cell("94%")))).bytes

  /// What the mail was read as, when both good ones were read as they should be.
  ///
  /// - Parameter deadline: Seconds; as many as a hostile file may take at all. A debug build beside other suites
  ///   needs more than pepd grants, and what is asked here is what the file is told to be.
  static func read(
    _ name: String, _ message: [UInt8], deadline: Int = 28
  ) async throws -> MessageFacts {
    let program = try MeasuredProgram()
    let reader = try SandboxedReader(.init(program: program.path, deadline: deadline))
    defer { reader.close() }
    async let beside = reader.readToTheEnd(mail(form))
    let hostile = try await reader.readToTheEnd(message)
    expectForm(in: try await beside)
    expectForm(in: try await reader.readToTheEnd(mail(form)))
    reader.close()
    let peak = try program.peak(name)
    // The zygote alone holds 60.
    #expect(peak > 20 && peak < memory)
    return hostile.facts
  }

  /// What the file was read as in a mail that bears a good form beside it.
  static func content(
    _ name: String, _ file: [UInt8], deadline: Int = 28
  ) async throws -> AttachmentContent {
    let facts = try await read(name, mail(file, form), deadline: deadline)
    let attachments = facts.attachments
    try #require(attachments.count == 2)
    #expect(isForm(attachments[1].content), "the form beside it was not read")
    return attachments[0].content
  }

  static func isForm(_ content: AttachmentContent) -> Bool {
    text(of: content) == "Attendance|94%"
  }

  private static func expectForm(in read: ReadMessage) {
    #expect(read.facts.attachments.count == 1 && read.facts.defects == [.noDate])
    #expect(read.documents == [form[...]] && isForm(read.facts.attachments[0].content))
  }

  /// The words of a document, those of a table's cells with a bar between them; nil for anything else.
  static func text(of content: AttachmentContent) -> String? {
    guard case .document(let facts) = content else { return nil }
    return facts.blocks.map { text(of: $0) }.joined(separator: "\n")
  }

  private static func text(of block: Block) -> String {
    switch block {
    case .paragraph(let paragraph): paragraph.text
    case .table(let table):
      table.rows.map { row in
        row.map { $0.blocks.map { text(of: $0) }.joined(separator: "\n") }.joined(separator: "|")
      }.joined(separator: "\n")
    }
  }
}
