import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// `pepctl review accept` and `assign`, `pepctl address clear`: a person's word, and what the next round
/// makes of it.
@Suite struct ReviewDeskTests {
  private let mailbox = "PEP/Needs a person"

  private func decide(_ request: AdministratorRequest, _ house: House) async throws {
    _ = try await house.desk.take(request, by: "clerk")
  }

  private func reviews(_ house: House) async -> [String: Review] {
    await house.store.reading { $0.reviews }
  }

  @Test func `a stranger's form that a person accepts is registered by the next round, once`()
    async throws
  {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "one", from: "office@elsewhere.example")
    try await house.round(sender: sender)
    let reference = try #require(await reviews(house).keys.first)
    try await decide(.accept(review: reference), house)
    try await house.round(sender: sender)
    try await house.round(sender: sender)
    #expect(await house.plan(0)?.receivedOn == house.time.clock.today)
    #expect(await reviews(house).isEmpty)
    #expect(await house.uids(in: mailbox).isEmpty)
    #expect(await house.uids(in: "PEP/Registered").count == 1)
    #expect(await sender.letters.count { $0.to == "p2@somerset.example" } == 1)
  }

  @Test func `a form without a child is registered for the child that a person names`() async throws
  {
    let house = try await House()
    let sender = RecordingSender()
    let form = house.form(0).without(FormText.Label.upn).without(FormText.Label.careID)
      .without(FormText.Label.birth)
    await house.send(form, about: 0, id: "one")
    try await house.round(sender: sender)
    let reference = try #require(await reviews(house).keys.first)
    #expect(await reviews(house)[reference]?.reason == .childNotIdentified)
    try await decide(.assign(review: reference, child: "C9001"), house)
    try await house.round(sender: sender)
    #expect(await house.plan(0)?.documents.count == 1)
    #expect(await reviews(house).isEmpty)
  }

  @Test func `a form that is for certain another child's goes to a person again`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(1), about: 1, id: "one", from: "office@elsewhere.example")
    try await house.round(sender: sender)
    let reference = try #require(await reviews(house).keys.first)
    try await decide(.accept(review: reference), house)
    try await decide(.assign(review: reference, child: "C9001"), house)
    try await house.round(sender: sender)
    #expect(await house.plan(0) == nil)
    #expect(await house.plan(1) == nil)
    #expect(await reviews(house)[reference]?.reason == .childConflict)
    #expect(await reviews(house)[reference]?.isDecided == false)
  }

  @Test func `nobody is assigned to a child that is not on the roster`() async throws {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one", from: "office@elsewhere.example")
    try await house.round(sender: RecordingSender())
    let reference = try #require(await reviews(house).keys.first)
    await #expect(throws: AdministratorRefusal.noChild("C1")) {
      try await decide(.assign(review: reference, child: "C1"), house)
    }
    await #expect(throws: AdministratorRefusal.noReview("M-1")) {
      try await decide(.accept(review: "M-1"), house)
    }
  }

  @Test func `letters go again to an address that a person clears`() async throws {
    let house = try await House(at: "2026-10-07 10:00")
    let school = "dt@larkrise0.example"
    let failed = AdministratorAct(
      what: "test", by: "test", changes: [.addressFailed(school, on: house.time.clock.today)])
    try await house.store.commit([.administrator(failed)], at: house.time.now)
    await #expect(throws: AdministratorRefusal.noAddress) {
      try await decide(.clearAddress("nobody@larkrise0.example"), house)
    }
    try await decide(.clearAddress("DT@Larkrise0.example"), house)
    let sender = RecordingSender()
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    try await house.round(sender: sender)
    #expect(await sender.letters.contains { $0.to == school })
  }
}
