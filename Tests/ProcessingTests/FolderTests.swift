import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// The mailbox as the co-ordinators' user interface, and what is looked at in it.
@Suite struct FolderTests {
  private let stranger = "someone@elsewhere.example"

  @Test func `an unknown sender's form goes to a person, with a notice`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "one", from: stranger)
    let result = try await house.round(sender: sender)
    #expect(result.review == 1)
    #expect(await house.uids(in: "PEP/Needs a person").count == 1)
    #expect(await sender.letters.map(\.to) == ["p1@somerset.example"])
    #expect(await house.plan(0) == nil)
  }

  @Test func `dragged into Accept it is registered`() async throws {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one", from: stranger)
    try await house.round(sender: RecordingSender())
    try await drag(house, to: "PEP/Accept")
    let sender = RecordingSender()
    let result = try await house.round(sender: sender)
    #expect(result.registered == 1)
    #expect(await sender.letters.map(\.to) == ["p2@somerset.example"])
    #expect(await house.uids(in: "PEP/Registered").count == 1)
    #expect(await house.uids(in: "PEP/Accept").isEmpty)
    #expect(await house.store.reading { $0.reviews.isEmpty }, "the question to a person is settled")
  }

  @Test func `dragged into Try again without a change it comes back, with a new notice`()
    async throws
  {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "one", from: stranger)
    try await house.round(sender: sender)
    try await drag(house, to: "PEP/Try again")
    let result = try await house.round(sender: sender)
    #expect(result.review == 1)
    #expect(await house.uids(in: "PEP/Needs a person").count == 1)
    #expect(await house.uids(in: "PEP/Try again").isEmpty)
    #expect(await Set(sender.letters.compactMap(\.envelopeID)).count == 2)
    #expect(await house.store.reading { $0.reviews.count } == 1)
  }

  @Test func `dragged into Try again after the roster was put right it is registered`() async throws
  {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one", from: stranger)
    try await house.round(sender: RecordingSender())
    var roster = house.office.roster
    roster.schools[0].domains.append("elsewhere.example")
    _ = try await house.desk.take(roster, by: "clerk")
    try await drag(house, to: "PEP/Try again")
    let result = try await house.round(sender: RecordingSender())
    #expect(result.registered == 1)
    #expect(await house.plan(0) != nil)
  }

  @Test func `a message over the size limit is not fetched, and a person is told once`()
    async throws
  {
    let house = try await House(mailbox: "max_message_size: 100 KiB")
    // The reader does not know it: fetching it would fail the round.
    await house.mailbox.deliver([UInt8](repeating: 65, count: 200_000))
    let sender = RecordingSender()
    let result = try await house.round(sender: sender)
    #expect(result.review == 1)
    #expect(await sender.letters.map(\.to) == ["p1@somerset.example"])
    #expect(await house.uids(in: "PEP/Needs a person").count == 1)
    let forbidden = ForbiddenSender()
    #expect(try await house.round(sender: forbidden).isEmpty)
    #expect(await forbidden.attempts == 0)
  }

  @Test func `mail from before the first day is not even looked at`() async throws {
    let house = try await House(mailbox: "process_mail_since: 2026-09-01")
    house.time.set("2026-08-20 10:00")
    let old = await house.mailbox.deliver(Array("Subject: last year\r\n\r\n".utf8))
    house.time.set("2026-10-07 10:00")
    await house.send(house.form(0), about: 0, id: "one")
    let result = try await house.round(sender: RecordingSender())
    #expect(result.registered == 1 && result.ignored == 0)
    #expect(await house.uids(in: "INBOX") == [old])
  }

  @Test func `a message that somebody takes away before it is filed is no fault`() async throws {
    let house = try await House()
    let uid = await house.send(house.form(0), about: 0, id: "one")
    let mailbox = TroubledMailbox(house.mailbox)
    await mailbox.before(.move) { await house.mailbox.remove([uid]) }
    let result = try await house.round(sender: RecordingSender(), mailbox: mailbox)
    #expect(result.registered == 1)
    #expect(await house.store.owedFilings.isEmpty)
    #expect(await house.uids(in: "PEP/Registered").isEmpty)
  }

  private func drag(_ house: House, to folder: String) async throws {
    let source = try await house.mailbox.open("PEP/Needs a person")
    let uids = await house.uids(in: source.name)
    _ = try await house.mailbox.move(uids, in: source, to: folder)
  }
}
