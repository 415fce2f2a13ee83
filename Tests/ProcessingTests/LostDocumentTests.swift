import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// A document that is gone from the cabinet: its letters tell a person, and everything else goes on.
@Suite struct LostDocumentTests {
  private func loseDocuments(_ house: House) throws {
    try FileManager.default.removeItem(atPath: house.settings.stateFolder + "/documents")
  }

  @Test func `a finalised form that is gone is not circulated as a letter without it`() async throws
  {
    let house = try await House(at: "2026-10-07 18:00")
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "form")
    try await house.round(sender: sender)
    await house.sendCheck(about: 0, outcome: "Satisfactory", queries: "None")
    try await house.round(sender: sender)
    try loseDocuments(house)
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    #expect(await !sender.letters.contains { $0.to == house.office.address(.socialWorker) })
    let failed = await house.letters(.failed)
    #expect(failed.map(\.letter.draft.kind) == [.finalised])
    #expect(failed.first?.lastReply?.contains("not in the cabinet") == true)
  }

  @Test func `a day that would send a lost document begins, and its letter waits for a person`()
    async throws
  {
    let house = try await House(
      office: SampleOffice(children: 1, withVirtualHead: true), at: "2026-10-30 10:00",
      calendars: true)
    let sender = RecordingSender()
    await house.send(house.form(0, meeting: "2026-10-20"), about: 0, id: "form")
    try await house.round(sender: sender)
    try loseDocuments(house)
    house.time.set("2026-11-02 10:00")
    try await house.round(sender: sender)
    #expect(await house.store.reading { $0.lastDay } == CivilDay("2026-11-02"))
    #expect(await house.letters(.held).map(\.letter.draft.kind) == [.qaSample])
    #expect(await sender.letters.contains { $0.to == house.office.address(.virtualHead) })
  }
}
