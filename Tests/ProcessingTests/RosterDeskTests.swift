import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// What an import of the roster does beside listing it.
@Suite struct RosterDeskTests {
  private func importing(
    _ house: House, _ change: (inout Roster) -> Void
  ) async throws {
    var roster = house.office.roster
    change(&roster)
    _ = try await house.desk.take(roster, by: "clerk")
  }

  @Test func `the first roster tells nobody`() async throws {
    let house = try await House()
    #expect(await house.store.outbox.open.isEmpty)
    #expect(await house.store.reading { $0.moves.isEmpty })
  }

  @Test func `a move drops the question to the old school and is told once to each`() async throws {
    let house = try await House(at: "2026-10-07 18:00")
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    try await house.round(sender: RecordingSender())
    let asked = await house.letters(.queued).filter { $0.letter.draft.kind == .chase }
    let other = house.office.schools.first { $0.urn != house.office.children[0].schoolURN }
    try await importing(house) { $0.children[0].schoolURN = other?.urn }
    let open = await house.store.outbox.open
    for letter in asked { #expect(open[letter.reference] == nil) }
    let told = open.values.filter { $0.letter.draft.kind == .schoolMove }
    #expect(told.allSatisfy { $0.letter.text.contains(house.office.children[0].id) })
    #expect(Set(told.map(\.letter.draft.to)).count == told.count && !told.isEmpty)
    #expect(await house.store.reading { $0.chases.isEmpty })
    // Taken back and done again on the same day, it is told again under references of its own.
    try await importing(house) { _ in }
    try await importing(house) { $0.children[0].schoolURN = other?.urn }
    #expect(await house.store.reading { $0.moves.values.first?.count } == 3)
  }

  @Test func `nothing is left to send about a child who left care`() async throws {
    let house = try await House(at: "2026-10-07 18:00", sending: "hold")
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    try await house.round(sender: RecordingSender())
    let child = house.office.children[0].id
    try await importing(house) { $0.children[0].leftCareOn = CivilDay("2026-10-07") }
    let left = await house.store.outbox.open.values.filter {
      $0.letter.draft.plan?.child == child
    }
    #expect(left.isEmpty)
  }
}
