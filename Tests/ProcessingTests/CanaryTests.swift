import Extraction
import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// Test messages to the own mailbox: sent in turn, looked for, missed once and found again once.
@Suite struct CanaryTests {
  private func settings(_ house: House) -> Settings {
    var settings = house.settings
    settings.monitoring.canaryEvery = .seconds(6 * 3_600)
    settings.monitoring.alertTo = ["it@somerset.example"]
    return settings
  }

  private func watch(_ house: House) -> Watch {
    Watch(stateFolder: house.settings.stateFolder, clock: house.time.clock)
  }

  private func text(_ letter: RecordingSender.Sent) -> String {
    String(decoding: letter.mail, as: UTF8.self)
  }

  /// Lays what was sent into the inbox, as the servers would.
  private func arrive(_ letter: RecordingSender.Sent, _ house: House) async throws {
    let id = try #require(text(letter).firstMatch(of: /Message-I[Dd]: <(.*)>/)?.1)
    var facts = MessageFacts()
    facts.from = [.init(address: SampleOffice.mailbox)]
    facts.messageID = String(id)
    house.reader.know(letter.mail, ReadMessage(facts: facts))
    await house.mailbox.deliver(letter.mail, to: "INBOX")
  }

  private func round(_ house: House, _ watch: Watch) async throws {
    try await house.round(
      sender: ForbiddenSender(), isCanary: { watch.awaitsCanary($0) }, tell: { watch.heard($0) })
  }

  @Test func `one is sent in turn to the mailbox, and filed when it comes`() async throws {
    let house = try await House()
    let settings = settings(house)
    let watch = watch(house)
    let sender = RecordingSender()
    for _ in 0..<3 {
      await watch.attend(settings, house.store, sender, probe: {})
      house.time.pass(minutes: 1)
    }
    let letter = try #require(await sender.letters.first)
    #expect(await sender.letters.map(\.to) == [SampleOffice.mailbox])
    #expect(text(letter).contains("Auto-Submitted: auto-generated"))
    try await arrive(letter, house)
    try await round(house, watch)
    #expect(await house.uids(in: "INBOX").isEmpty)
    #expect(await house.uids(in: "PEP/Registered").count == 1)
    #expect(watch.pulse.canary?.lastBack == house.time.now)
    #expect(await house.store.reading { $0.reviews.isEmpty })
    house.time.pass(minutes: 360)
    await watch.attend(settings, house.store, sender, probe: {})
    #expect(await sender.letters.count == 2)
  }

  @Test func `another message from the own mailbox stays where it is`() async throws {
    let house = try await House()
    let watch = watch(house)
    let sender = RecordingSender()
    await watch.attend(settings(house), house.store, sender, probe: {})
    var facts = MessageFacts()
    facts.from = [.init(address: SampleOffice.mailbox)]
    facts.messageID = "canary-0@somerset.example"
    let bytes = Array("Subject: pepd: test message\r\n\r\n".utf8)
    house.reader.know(bytes, ReadMessage(facts: facts))
    await house.mailbox.deliver(bytes, to: "INBOX")
    try await round(house, watch)
    #expect(await house.uids(in: "INBOX").count == 1)
    #expect(watch.pulse.canary?.lastBack == nil)
  }

  @Test func `one that does not come is told once, also over restarts, and once when one comes`()
    async throws
  {
    let house = try await House()
    let settings = settings(house)
    let sender = RecordingSender()
    for _ in 0..<40 {
      await watch(house).attend(settings, house.store, sender, probe: {})
      house.time.pass(minutes: 20)
    }
    let letters = await sender.letters
    let alerts = letters.filter { $0.to == "it@somerset.example" }
    #expect(alerts.count == 1 && letters.count == 4, "\(letters.map(\.to))")
    #expect(text(alerts[0]).contains("Subject: pepd: mail may not reach the mailbox\r\n"))
    var pulse = try #require(Pulse.read(stateFolder: settings.stateFolder))
    pulse.lastRound = house.time.now
    #expect(
      Health.problems(pulse, settings, at: house.time.now).map { $0.prefix(19) }
        == ["The test message of"])
    // The last of three arrives; the others were lost.
    let watch = watch(house)
    try await arrive(try #require(letters.last { $0.to == SampleOffice.mailbox }), house)
    try await round(house, watch)
    for _ in 0..<3 { await watch.attend(settings, house.store, sender, probe: {}) }
    let told = await sender.letters.filter { $0.to == "it@somerset.example" }
    #expect(told.count == 2)
    #expect(text(told[1]).contains("Subject: pepd: mail reaches the mailbox again\r\n"))
    #expect(Health.problems(watch.pulse, settings, at: house.time.now).isEmpty)
  }

  @Test func `while the mailbox cannot be looked through none is missed`() async throws {
    let house = try await House()
    var settings = settings(house)
    settings.monitoring.alertTo = []
    let watch = watch(house)
    await watch.attend(settings, house.store, RecordingSender(), probe: {})
    watch.mailboxFailed(
      MailTransportError(.transient, .unreachable, operation: "connect", server: "imap"))
    house.time.pass(minutes: 120)
    await watch.attend(settings, house.store, RecordingSender(), probe: {})
    #expect(watch.pulse.missingCanary(at: house.time.now, limit: .seconds(1_800)) == nil)
    watch.mailboxAnswered(settings)
    #expect(watch.pulse.missingCanary(at: house.time.now, limit: .seconds(1_800)) != nil)
  }

  @Test func `none is sent while all sending is stopped, or where none is wanted`() async throws {
    let house = try await House()
    await watch(house).attend(house.settings, house.store, ForbiddenSender(), probe: {})
    _ = try await house.desk.order(isStopped: true, by: "test")
    await watch(house).attend(settings(house), house.store, ForbiddenSender(), probe: {})
  }

  @Test func `a server that is away gets it later, one that refuses it has lost it`() async throws {
    let house = try await House()
    let settings = settings(house)
    let away = RecordingSender { _ in
      .temporary(SendFailure(stage: .connect, reply: nil, reason: "no route"))
    }
    let watch = watch(house)
    await watch.attend(settings, house.store, away, probe: {})
    #expect(watch.pulse.canary?.lastSent == nil)
    let refusing = RecordingSender { _ in
      .permanent(SendFailure(stage: .recipient, reply: nil, reason: "no such mailbox"))
    }
    house.time.pass(minutes: 5)
    await watch.attend(settings, house.store, refusing, probe: {})
    #expect(watch.pulse.canary?.missing(at: house.time.now, limit: .zero) != nil)
  }

  @Test func `of many that never come few are kept, the first among them`() {
    var canary = Canary()
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    for number in 0..<100 { canary.sent("\(number)", at: start.addingTimeInterval(Double(number))) }
    #expect(canary.awaits("0") && canary.awaits("99") && !canary.awaits("50"))
    #expect(canary.missing(at: start.addingTimeInterval(500), limit: .seconds(60)) == start)
    canary.came("99", at: start.addingTimeInterval(600))
    #expect(canary.missing(at: start.addingTimeInterval(9_000), limit: .seconds(60)) == nil)
  }
}
