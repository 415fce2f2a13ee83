import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import Synchronization
import TestSupport
import Testing

@testable import Processing

/// When letters leave, when they do not, and what is remembered of each attempt.
@Suite struct LetterTests {
  private static func refusal(_ code: Int, _ stage: SMTPStage = .recipient) -> SendFailure {
    SendFailure(
      stage: stage, reply: SMTPReply(code: code, lines: ["\(code / 100).7.1 no"]), reason: "refused"
    )
  }

  private func houseWithQuestion(
    _ sending: String = "live", at moment: String = "2026-10-07 10:00", letters: String = ""
  ) async throws -> House {
    let house = try await House(at: moment, sending: sending, letters: letters)
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    return house
  }

  @Test func `on hold nothing leaves until a person releases it`() async throws {
    let house = try await houseWithQuestion("hold")
    let forbidden = ForbiddenSender()
    let result = try await house.round(sender: forbidden)
    #expect(result.lettersQueued == 2 && result.lettersWaiting == 2)
    #expect(await forbidden.attempts == 0)
    let held = await house.letters(.held)
    let chase = try #require(held.first { $0.letter.draft.kind == .chase })
    try await house.store.release([chase.reference], by: "clerk", at: house.time.now)
    let sender = RecordingSender()
    try await house.round(sender: sender)
    #expect(await sender.letters.map(\.to) == ["dt@larkrise0.example"])
    #expect(await house.letters(.held).count == 1)
  }

  @Test func `a letter that a person drops never leaves`() async throws {
    let house = try await houseWithQuestion("hold")
    try await house.round(sender: ForbiddenSender())
    let references = await house.letters(.held).map(\.reference)
    try await house.store.drop(references, by: "clerk", at: house.time.now)
    let forbidden = ForbiddenSender()
    try await house.round(sender: forbidden)
    #expect(await forbidden.attempts == 0)
    #expect(await house.store.outbox.open.isEmpty)
  }

  @Test func `a question answered before it leaves is dropped`() async throws {
    let house = try await houseWithQuestion(at: "2026-10-07 18:00")
    let sender = RecordingSender()
    try await house.round(sender: sender)
    #expect(await sender.letters.map(\.to) == ["p2@somerset.example"])
    await house.send(house.form(0), about: 0, id: "two")
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    #expect(await sender.letters.map(\.to).contains("dt@larkrise0.example") == false)
    #expect(await house.store.outbox.open.isEmpty)
  }

  @Test func `a question half answered before it leaves asks for the rest, once`() async throws {
    let house = try await House(at: "2026-10-07 18:00")
    let sender = RecordingSender()
    let form = house.form(0).without(FormText.Label.changes).without(FormText.Label.views)
    await house.send(form, about: 0, id: "one")
    try await house.round(sender: sender)
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "two")
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    try await house.round(sender: sender)
    let chases = await sender.letters.filter { $0.to == "dt@larkrise0.example" }
    #expect(chases.count == 1)
    let text = String(decoding: chases.first?.mail ?? [], as: UTF8.self)
    #expect(text.contains("Changes since the last PEP") && !text.contains("My Views"))
    #expect(await house.store.reading { $0.chases.values.map(\.asks) } == [[.changes]])
  }

  @Test func `a child who has left care is not asked about`() async throws {
    let house = try await houseWithQuestion(at: "2026-10-07 18:00")
    try await house.round(sender: RecordingSender())
    var roster = house.office.roster
    roster.children[0].leftCareOn = CivilDay("2026-10-08")
    _ = try await house.desk.take(roster, by: "clerk")
    house.time.set("2026-10-08 09:00")
    let forbidden = ForbiddenSender()
    try await house.round(sender: forbidden)
    #expect(await forbidden.attempts == 0)
    #expect(await house.store.reading { $0.chases.isEmpty }, "nobody waits for its answer")
  }

  @Test(arguments: [
    ("2026-10-07 08:29", false), ("2026-10-07 08:30", true), ("2026-10-07 16:29", true),
    ("2026-10-07 16:30", false), ("2026-10-10 11:00", false), ("2026-10-11 11:00", false),
    ("2026-11-02 08:30", true),
  ])
  func `questions keep to sending hours, our own people's letters do not`(
    moment: String, leaves: Bool
  ) async throws {
    let house = try await houseWithQuestion(at: moment)
    let sender = RecordingSender()
    try await house.round(sender: sender)
    #expect(await sender.letters.contains { $0.to == "dt@larkrise0.example" } == leaves)
    #expect(await sender.letters.contains { $0.to == "p2@somerset.example" })
    house.time.set("2026-11-03 10:00")
    try await house.round(sender: sender)
    #expect(await sender.letters.count == 2, "it leaves when its time has come, and once")
  }

  @Test func `sending days may be every day`() async throws {
    let house = try await houseWithQuestion(
      at: "2026-10-10 11:00", letters: "sending_days: every day")
    let sender = RecordingSender()
    try await house.round(sender: sender)
    #expect(await sender.letters.count == 2)
  }

  @Test func `Microsoft 365 gets 30 letters a minute at most, whatever is set`() async throws {
    var settings = try await House().settings
    settings.letters.pacePerMinute = 600
    #expect(try Office(settings: settings).pacePerMinute == 600)
    settings.smtpLogin?.asksForTokens = true
    #expect(try Office(settings: settings).pacePerMinute == 30)
    settings.letters.pacePerMinute = 20
    #expect(try Office(settings: settings).pacePerMinute == 20)
  }

  @Test func `letters keep their pace`() async throws {
    let pace = Pace()
    let start = ContinuousClock.now
    for _ in 0..<5 { try await pace.wait(perMinute: 1_200) }
    // A lower bound holds on however slow a machine.
    #expect(ContinuousClock.now - start >= .milliseconds(200))
  }

  @Test func `a temporary refusal is tried again after growing waits, with the same bytes`()
    async throws
  {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one")
    let isOpen = Mutex(false)
    let sender = RecordingSender { _ in
      isOpen.withLock { $0 }
        ? .sent(SMTPReply(code: 250, lines: ["ok"])) : .temporary(Self.refusal(450))
    }
    try await house.round(sender: sender)
    var waits: [Double] = []
    for attempt in 1...3 {
      let letter = try #require(await house.letters(.queued).first)
      #expect(letter.attempts == attempt && letter.lastReply?.contains("450") == true)
      let next = try #require(letter.nextAttempt)
      waits.append(next.timeIntervalSince(house.time.now))
      // Not before its time.
      try await house.round(sender: sender)
      #expect(await sender.letters.count == attempt)
      house.time.pass(minutes: (waits.last ?? 0) / 60)
      isOpen.withLock { $0 = attempt == 3 }
      try await house.round(sender: sender)
    }
    #expect(waits == waits.sorted() && Set(waits).count > 1)
    #expect(await house.store.outbox.open.isEmpty)
    let attempts = await sender.letters
    #expect(attempts.count == 4 && Set(attempts.map(\.mail)).count == 1)
  }

  @Test func `a refusal for good is a person's and is not tried again`() async throws {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one")
    let sender = RecordingSender { _ in .permanent(Self.refusal(550)) }
    try await house.round(sender: sender)
    #expect(await house.letters(.failed).first?.lastReply?.contains("550") == true)
    house.time.pass(minutes: 60 * 24)
    try await house.round(sender: sender)
    #expect(await sender.letters.count == 1)
  }

  @Test func `an answer lost after the dot leaves the letter unknown, never sent again by itself`()
    async throws
  {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one")
    let sender = RecordingSender { _ in
      .unknown(SendFailure(stage: .afterFinalDot, reply: nil, reason: "connection lost"))
    }
    try await house.round(sender: sender)
    house.time.pass(minutes: 60 * 24)
    try await house.round(sender: sender)
    #expect(await sender.letters.count == 1)
    let letter = try #require(await house.letters(.unknown).first)
    // A person decides, and it is the same letter with the same Message-ID.
    try await house.store.release([letter.reference], by: "clerk", at: house.time.now)
    try await house.round(sender: sender)
    #expect(await Set(sender.letters.map(\.mail)).count == 1)
  }

  @Test func `a letter whose outcome could not be written down is a person's, not sent again`()
    async throws
  {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one")
    let sender = RecordingSender { _ in .temporary(Self.refusal(450)) }
    try await house.round(sender: sender)
    let letter = try #require(await house.letters(.queued).first)
    // The disk was full when the answer came: this is what the journal has of it.
    try await house.store.record(letter: letter.reference, .sending, at: house.time.now)
    house.time.pass(minutes: 600)
    try await house.round(sender: sender)
    #expect(await sender.letters.count == 1)
    #expect(await house.letters(.unknown).map(\.reference) == [letter.reference])
  }

  @Test func `the stop switch counts up to the final dot, and mail is read on`() async throws {
    let house = try await houseWithQuestion()
    // Somebody stops all sending while the first letter is on its way.
    let sender = StoppingSender(house.store)
    try await house.round(sender: sender)
    #expect(await sender.attempts == 1)
    #expect(await house.letters(.queued).count == 2)
    await house.send(house.form(1), about: 1, id: "two")
    house.time.pass(minutes: 30)
    #expect(try await house.round(sender: ForbiddenSender()).registered == 1)
    #expect(await house.letters(.queued).count == 3)
    let desk = house.desk
    #expect(try await desk.order(isStopped: false, by: "clerk") == "Sending goes on.")
    let open = RecordingSender()
    try await house.round(sender: open)
    #expect(await open.letters.count == 3)
  }

  @Test func `a letter that cannot go securely is held, with the reason`() async throws {
    let house = try await houseWithQuestion()
    let sender = InsecureSender()
    try await house.round(sender: sender)
    try await house.round(sender: sender)
    let held = await house.letters(.held)
    #expect(held.count == 2 && held[0].lastReply?.contains("no REQUIRETLS") == true)
    #expect(await sender.attempts == 2, "it is not tried again by itself")
  }

  @Test func `an account that is out of order keeps all letters, and blames none`() async throws {
    let house = try await houseWithQuestion()
    let sender = RecordingSender { _ in
      .accountProblem(
        MailTransportError(.setUp, .loginRefused, operation: "log in", server: "memory"))
    }
    try await house.round(sender: sender)
    #expect(await house.letters(.failed).isEmpty)
    #expect(await house.letters(.queued).count == 2)
  }

  @Test func `an Advisory Teacher without an address gets no letter, and a person sees why`()
    async throws
  {
    let house = try await House(sending: "hold")
    await house.send(house.form(0), about: 0, id: "one")
    try await house.round(sender: ForbiddenSender())
    var roster = house.office.roster
    roster.staff[1].email = "nowhere"
    _ = try await house.desk.take(roster, by: "clerk")
    let held = await house.letters(.held).map(\.reference)
    try await house.store.release(held, by: "clerk", at: house.time.now)
    let forbidden = ForbiddenSender()
    try await house.round(sender: forbidden)
    #expect(await forbidden.attempts == 0)
    #expect(await house.letters(.failed).count == 1)
  }
}
