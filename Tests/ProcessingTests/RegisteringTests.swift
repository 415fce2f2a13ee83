import Extraction
import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// A submission's way through a whole round, and what a second look at it changes.
@Suite struct RegisteringTests {
  @Test func `a form with a gap is registered, filed, forwarded and asked about`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    let form = house.form(0).without(FormText.Label.changes)
    await house.send(form, about: 0, id: "one")
    let result = try await house.round(sender: sender)

    #expect(result.registered == 1 && result.lettersSent == 2 && result.filed == 1)
    let plan = try #require(await house.plan(0))
    #expect(plan.missing == [.changes])
    #expect(plan.fields[.attendancePercentage]?.value == .number(94.2))
    let document = try #require(plan.documents.first)
    let link = "\(house.settings.stateFolder)/cabinet/C9001/2026-27 autumn/\(document.fileName)"
    #expect(FileManager.default.contents(atPath: link) == Data(form.docx))
    let addresses = await sender.letters.map(\.to)
    #expect(Set(addresses) == ["p2@somerset.example", "dt@larkrise0.example"])
    #expect(await house.uids(in: "INBOX").isEmpty)
    #expect(await house.uids(in: "PEP/Registered").count == 1)
  }

  @Test func `a complete form leads to no question`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0), about: 0, id: "one")
    try await house.round(sender: sender)
    #expect(await sender.letters.map(\.to) == ["p2@somerset.example"])
    #expect(await house.plan(0)?.missing == [])
  }

  @Test func `a second round changes nothing`() async throws {
    let house = try await House()
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    try await house.round(sender: RecordingSender())
    let before = await house.store.sequence
    let forbidden = ForbiddenSender()
    let result = try await house.round(sender: forbidden)
    #expect(result.isEmpty)
    #expect(
      await house.store.sequence <= before + 1, "at most how far the folder was looked through")
    #expect(await forbidden.attempts == 0)
  }

  @Test func `the same mail under a new UID has no effects and stays where it is`() async throws {
    let house = try await House()
    let form = house.form(0).without(FormText.Label.changes)
    await house.send(form, about: 0, id: "one")
    try await house.round(sender: RecordingSender())
    let before = await house.store.register
    let copy = await house.send(form, about: 0, id: "one")
    let forbidden = ForbiddenSender()
    let result = try await house.round(sender: forbidden)
    #expect(result.recognised == 1 && result.registered == 0 && result.lettersQueued == 0)
    #expect(await house.store.register == before)
    #expect(await house.uids(in: "INBOX") == [copy])
    #expect(await forbidden.attempts == 0)
  }

  @Test func `a folder that was rebuilt under another UIDVALIDITY brings nothing anew`()
    async throws
  {
    let house = try await House()
    let ordinary = SampleMail(from: "friend@elsewhere.example", id: "lunch")
    house.reader.know(ordinary.bytes, .init(facts: .sample(ordinary, nil)))
    await house.mailbox.deliver(ordinary.bytes)
    await house.send(house.form(0), about: 0, id: "one")
    try await house.round(sender: RecordingSender())
    let before = await house.store.register
    await house.mailbox.changeValidity()
    let forbidden = ForbiddenSender()
    let result = try await house.round(sender: forbidden)
    #expect(result.recognised == 1 && result.ignored == 0)
    #expect(await house.store.register == before)
    #expect(await forbidden.attempts == 0)
  }

  @Test func `ordinary mail stays where it is, unread`() async throws {
    let house = try await House()
    let ordinary = SampleMail(from: "friend@elsewhere.example", id: "lunch")
    house.reader.know(ordinary.bytes, .init(facts: .sample(ordinary, nil)))
    let uid = await house.mailbox.deliver(ordinary.bytes, flags: ["\\Flagged"])
    let forbidden = ForbiddenSender()
    let result = try await house.round(sender: forbidden)
    #expect(result.ignored == 1)
    let left = await house.mailbox.contents(of: "INBOX")
    #expect(left.map(\.uid) == [uid] && left.first?.flags == ["\\Flagged"])
    #expect(await forbidden.attempts == 0)
  }

  @Test func `a question is put in the form's own words, without the child's name`() async throws {
    let house = try await House()
    let sender = RecordingSender()
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    try await house.round(sender: sender)
    let chase = try #require(await sender.letters.first { $0.to == "dt@larkrise0.example" })
    let text = String(decoding: chase.mail, as: UTF8.self)
    #expect(text.contains("3c") && text.contains("Changes since the last PEP"))
    #expect(house.office.childrensData.filter { text.contains($0) } == [])
  }
}
