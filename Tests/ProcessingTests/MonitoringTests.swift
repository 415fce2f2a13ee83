import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// The letter of the month at the rim: once, on a working day, with its workbook on file.
@Suite struct MonitoringTests {
  private let coordinator = "p1@somerset.example"

  private func monitoring(_ sender: RecordingSender) async -> [String] {
    await sender.letters.filter { $0.to == coordinator }
      .map { String(decoding: $0.mail, as: UTF8.self) }
      .filter { $0.contains("PEPs to the end of") }
  }

  @Test func `the month's figures go out once, on its first working day, with the workbook`()
    async throws
  {
    let house = try await House(at: "2026-10-30 09:00", calendars: true)
    let sender = RecordingSender()
    try await house.round(sender: sender)
    for day in ["2026-10-31", "2026-11-01"] {
      house.time.set(day + " 09:00")
      try await house.round(sender: sender)
    }
    #expect(await monitoring(sender).isEmpty)
    for moment in ["2026-11-02 09:00", "2026-11-02 12:00", "2026-11-03 09:00"] {
      house.time.set(moment)
      try await house.round(sender: sender)
    }
    let letters = await monitoring(sender)
    let letter = try #require(letters.first)
    #expect(letters.count == 1 && letter.contains("PEPs 2026-10.xlsx"))
    #expect(letter.contains("spreadsheetml.sheet"))
    for secret in house.office.childrensData { #expect(!letter.contains(secret)) }
    // What was made for the letter lies among the documents, and nowhere else.
    let names = try FileManager.default.contentsOfDirectory(atPath: house.settings.stateFolder)
    #expect(!names.contains { $0.hasSuffix(".xlsx") || $0.hasSuffix(".new") })
  }

  @Test func `held letters keep their workbook until a person releases them`() async throws {
    let house = try await House(at: "2026-10-30 09:00", sending: "hold", calendars: true)
    try await house.round(sender: ForbiddenSender())
    house.time.set("2026-11-02 09:00")
    try await house.round(sender: ForbiddenSender())
    let held = await house.letters(.held).filter { $0.letter.draft.kind == .monitoring }
    let draft = try #require(held.first?.letter.draft)
    let workbook = try #require(draft.attachments.first)
    #expect(held.count == 1 && draft.attachments.count == 1)
    let bytes = try await house.store.document(workbook.digest, named: workbook.fileName)
    #expect(bytes?.starts(with: [0x50, 0x4b]) == true)
  }
}
