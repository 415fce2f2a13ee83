import OfficeFixtures
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// Messages of one batch share their commit, and still each decision sees all that went before it.
@Suite struct BatchTests {
  @Test func `a gap that the next message closes is never asked for`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    await house.send(house.form(0), about: 0, id: "two")
    let result = try await house.round(sender: sender)
    #expect(result.registered == 2)
    let plan = try #require(await house.plan(0))
    #expect(plan.missing == [] && plan.documents.count == 2)
    // The first form's question was written, and dropped when it turned out to be answered.
    #expect(await sender.letters.map(\.to) == ["p2@somerset.example", "p2@somerset.example"])
    #expect(await house.store.reading { $0.chases.isEmpty })
  }

  @Test func `the same form from a second person is a duplicate of the first`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "one")
    await house.send(house.form(0), about: 0, id: "two", from: "office@larkrise0.example")
    let result = try await house.round(sender: sender)
    #expect(result.registered == 1 && result.ignored == 1)
    #expect(await house.plan(0)?.documents.count == 1)
    #expect(await sender.letters.count == 1)
  }

  @Test func `two deliveries of one mail in a batch are one message`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "one")
    await house.send(house.form(0), about: 0, id: "one")
    let result = try await house.round(sender: sender)
    #expect(result.registered == 1 && result.recognised == 1)
    #expect(await sender.letters.count == 1)
  }

  @Test func `more messages than a batch, a portion and the readers hold are all registered`()
    async throws
  {
    let house = try await House(children: 260)
    let sender = RecordingSender()
    for child in house.office.children.indices {
      await house.send(house.form(child), about: child, id: "m\(child)")
    }
    let result = try await house.round(sender: sender)
    #expect(result.registered == 260 && result.filed == 260 && result.lettersSent == 260)
    #expect(await house.store.reading { $0.plans.count } == 260)
  }
}
