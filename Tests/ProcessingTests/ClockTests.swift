import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import Synchronization
import TestSupport
import Testing

@testable import Processing

/// Nights in which the clock is changed, and clocks that somebody sets.
@Suite struct ClockTests {
  /// Days that began, and the local time at which each letter left, of rounds every 20 minutes.
  private func live(
    _ house: House, _ sender: RecordingSender, minutes: Int
  ) async throws -> (days: Int, left: [String]) {
    let days = Mutex(0)
    var left: [String] = []
    for _ in 0..<(minutes / 20) {
      let before = await sender.letters.count
      try await house.round(
        sender: sender,
        tell: { progress in
          if case .dayBegan = progress { days.withLock { $0 += 1 } }
        })
      let clock = house.time.clock
      for _ in before..<(await sender.letters.count) {
        left.append("\(clock.today) \(Standing.time(clock.minuteOfDay))")
      }
      house.time.pass(minutes: 20)
    }
    return (days.withLock { $0 }, left)
  }

  @Test(arguments: [
    ("2026-10-24 22:00", "2026-10-26 08:40"), ("2027-03-27 22:00", "2027-03-29 08:40"),
  ])
  func `a night of 25 or 23 hours begins each day once, and letters keep to local hours`(
    start: String, firstSlot: String
  ) async throws {
    let house = try await House(at: start)
    let sender = RecordingSender()
    await house.send(
      house.form(0, meeting: String(start.prefix(10))).without(FormText.Label.changes), about: 0,
      id: "one")
    let (days, left) = try await live(house, sender, minutes: 36 * 60)
    #expect(days == 3)
    // The forward to our own people at once, the question in Monday's first round within sending hours.
    #expect(left == [start, firstSlot])
    #expect(await house.store.reading { $0.plans.count } == 1)
  }

  @Test
  func `a clock set back an hour delays a letter that waits by that hour, and doubles nothing`()
    async throws
  {
    let house = try await House(at: "2026-10-07 10:00")
    let isOpen = Mutex(false)
    let sender = RecordingSender { _ in
      isOpen.withLock { $0 }
        ? .sent(SMTPReply(code: 250, lines: ["ok"]))
        : .temporary(SendFailure(stage: .connect, reply: nil, reason: "away"))
    }
    await house.send(house.form(0), about: 0, id: "one")
    try await house.round(sender: sender)
    isOpen.withLock { $0 = true }
    house.time.set("2026-10-07 09:00")
    await house.send(house.form(1), about: 1, id: "two")
    let (days, left) = try await live(house, sender, minutes: 120)
    #expect(days == 0, "the day had begun")
    // The new one at once; the old one was to be tried again at 10:01.
    #expect(left == ["2026-10-07 09:00", "2026-10-07 10:20"])
    #expect(await house.store.outbox.open.isEmpty)
    #expect(await house.store.reading { $0.plans.count } == 2)
  }
}
