import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import Synchronization
import TestSupport
import Testing

@testable import Processing

/// What goes wrong in the middle of a round costs time, never a message or a letter.
@Suite struct FaultTests {
  @Test func `a connection lost at any call loses and doubles nothing`() async throws {
    var isDone = false
    for call in 1...40 where !isDone {
      let house = try await House()
      let sender = RecordingSender()
      await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
      await house.send(house.form(1), about: 1, id: "two")
      let broken = TroubledMailbox(house.mailbox, failing: call)
      do {
        try await house.round(sender: sender, mailbox: broken)
        isDone = true
      } catch is MailTransportError {}
      try await house.round(sender: sender)
      let told = Set(await sender.letters.compactMap(\.envelopeID))
      #expect(await sender.letters.count == 3 && told.count == 3, "lost at call \(call)")
      #expect(await house.store.reading { $0.plans.count } == 2, "lost at call \(call)")
      #expect(await house.uids(in: "PEP/Registered").count == 2, "lost at call \(call)")
      #expect(await house.store.owedFilings.isEmpty, "lost at call \(call)")
    }
    #expect(isDone, "40 calls are more than a round of two messages makes")
  }

  @Test func `a stop between two messages ends the round, and the next goes on`() async throws {
    let house = try await House(children: 60)
    for child in house.office.children.indices {
      await house.send(house.form(child), about: child, id: "m\(child)")
    }
    let handled = Mutex(0)
    let sender = RecordingSender()
    let first = try await house.round(
      sender: sender, mayGoOn: { handled.withLock { $0 == 0 } },
      tell: { progress in
        if case .handled = progress { handled.withLock { $0 += 1 } }
      })
    #expect(first.registered > 0 && first.registered < 60)
    #expect(await sender.letters.isEmpty, "a stop does not wait for letters")
    let second = try await house.round(sender: sender)
    #expect(first.registered + second.registered == 60)
    #expect(await sender.letters.count == 60)
    #expect(await house.uids(in: "INBOX").isEmpty)
  }

  @Test func `a reader that does not work fails the round before anything is decided`() async throws
  {
    let house = try await House()
    await house.mailbox.deliver(Array("Subject: not prepared\r\n\r\n".utf8))
    await #expect(throws: FixedReader.NotPrepared.self) {
      try await house.round(sender: ForbiddenSender())
    }
    #expect(await house.uids(in: "INBOX").count == 1)
    #expect(await house.store.reading { $0.reviews.isEmpty })
  }

  @Test func `progress tells references and counts, and no personal data`() async throws {
    let house = try await House()
    let lines = Mutex<[String]>([])
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    await house.send(house.form(1), about: 1, id: "two", from: "someone@elsewhere.example")
    try await house.round(
      sender: RecordingSender(), tell: { progress in lines.withLock { $0.append(progress.line) } })
    let text = lines.withLock { $0.joined(separator: "\n") }
    #expect(text.contains("submission, registered"))
    #expect(house.office.personalData.filter { text.contains($0) } == [])
  }
}
