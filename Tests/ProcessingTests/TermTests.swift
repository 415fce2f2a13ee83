import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// The day's clock at the rim: a day's work is done once, letters keep to the addressee's days, and an
/// outage sends nothing old.
@Suite struct TermTests {
  private let worker = "p3@somerset.example"
  private let teacher = "dt@larkrise0.example"

  private func recipients(_ sender: RecordingSender) async -> [String] {
    await sender.letters.map(\.to)
  }

  @Test func `a day's reminders go out once, and each child has its own`() async throws {
    let house = try await House(at: "2026-10-01 09:00", calendars: true)
    let sender = RecordingSender()
    try await house.round(sender: sender)
    try await house.round(sender: sender)
    house.time.set("2026-10-01 15:00")
    try await house.round(sender: sender)
    #expect(await recipients(sender) == [worker, worker, worker])
    let texts = await sender.letters.map { String(decoding: $0.mail, as: UTF8.self) }
    for child in house.office.children {
      #expect(texts.filter { $0.contains(child.id) }.count == 1)
      #expect(!texts.contains { $0.contains(child.surname) || $0.contains(child.forename) })
    }
  }

  @Test func `without calendars nobody is reminded, and the round goes on`() async throws {
    let house = try await House(at: "2026-10-01 09:00")
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "one")
    let result = try await house.round(sender: sender)
    #expect(result.registered == 1)
    #expect(await !recipients(sender).contains(worker))
  }

  @Test func `a reminder that is answered before it leaves is dropped`() async throws {
    let house = try await House(children: 1, at: "2026-10-01 06:00", calendars: true)
    let sender = RecordingSender()
    try await house.round(sender: sender)
    #expect(await house.letters(.queued).map(\.letter.draft.kind) == [.notBooked])
    await house.send(house.form(0, meeting: "2026-09-28"), about: 0, id: "one")
    house.time.set("2026-10-01 09:00")
    try await house.round(sender: sender)
    #expect(await recipients(sender) == ["p2@somerset.example"])
    #expect(await house.letters(.queued).isEmpty)
  }

  @Test func `the next round is counted from the day on which a letter left`() async throws {
    let house = try await House(children: 1, at: "2026-10-01 09:00", calendars: true)
    let sender = RecordingSender()
    let desk = house.desk
    _ = try await desk.order(isStopped: true, by: "clerk")
    try await house.round(sender: sender)
    house.time.set("2026-10-08 09:00")
    _ = try await desk.order(isStopped: false, by: "clerk")
    // The first letter has waited for five days, so the second is due.
    try await house.round(sender: sender)
    #expect(await recipients(sender) == [worker])
    #expect(await house.letters(.queued).map(\.letter.draft.kind) == [.notBooked])
    for day in ["2026-10-09", "2026-10-14"] {
      house.time.set("\(day) 09:00")
      try await house.round(sender: sender)
      #expect(await recipients(sender) == [worker], "\(day)")
    }
    house.time.set("2026-10-15 09:00")
    try await house.round(sender: sender)
    #expect(await recipients(sender) == [worker, worker])
  }

  @Test func `letters about a child wait while a person holds them`() async throws {
    let house = try await House(children: 1, at: "2026-10-01 06:00", calendars: true)
    let sender = RecordingSender()
    try await house.round(sender: sender)
    let id = house.office.children[0].id
    let hold = Hold(by: "clerk", since: house.time.clock.today, reason: "telephoned")
    try await house.store.commit(
      [
        .administrator(AdministratorAct(what: "hold", by: "clerk", changes: [.childHeld(id, hold)]))
      ],
      at: house.time.now)
    house.time.set("2026-10-01 09:00")
    try await house.round(sender: sender)
    #expect(await recipients(sender).isEmpty)
    try await house.store.commit(
      [.administrator(AdministratorAct(what: "resume", by: "clerk", changes: [.childResumed(id)]))],
      at: house.time.now)
    try await house.round(sender: sender)
    #expect(await recipients(sender) == [worker])
  }

  @Test func `a question to a school waits for the end of half term`() async throws {
    let house = try await House(children: 1, at: "2026-10-28 10:00", calendars: true)
    let sender = RecordingSender()
    let form = house.form(0, meeting: "2026-10-20").without(FormText.Label.changes)
    await house.send(form, about: 0, id: "one")
    try await house.round(sender: sender)
    #expect(await recipients(sender) == ["p2@somerset.example"])
    house.time.set("2026-11-02 10:00")
    try await house.round(sender: sender)
    #expect(await !recipients(sender).contains(teacher))
    house.time.set("2026-11-03 10:00")
    try await house.round(sender: sender)
    #expect(await recipients(sender).filter { $0 == teacher }.count == 1)
  }

  @Test func `after three weeks without a round nothing old goes out, and nothing is forgotten`()
    async throws
  {
    let house = try await House(children: 2, at: "2026-10-16 18:00", calendars: true)
    let sender = RecordingSender()
    await house.send(
      house.form(0, meeting: "2026-10-12").without(FormText.Label.changes), about: 0, id: "one")
    try await house.round(sender: sender)
    let before = await recipients(sender)
    // The question was written after hours on a Friday, then the machine was away over half term.
    house.time.set("2026-11-17 10:00")
    try await house.round(sender: sender)
    #expect(
      await recipients(sender).dropFirst(before.count).filter { $0 == teacher || $0 == worker }
        == [])
    let held = await house.letters(.held).map(\.letter.draft.kind)
    #expect(held.contains(.chase) && held.contains(.notBooked))
    // What a person releases goes.
    let references = await house.letters(.held).map(\.reference)
    try await house.store.release(references, by: "clerk", at: house.time.now)
    try await house.round(sender: sender)
    #expect(await Set(recipients(sender)).isSuperset(of: [teacher, worker]))
  }
}
