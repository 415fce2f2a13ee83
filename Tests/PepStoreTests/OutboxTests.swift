import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

@Suite struct OutboxTests {
  private let now = Sample.now

  private func store(_ letters: [StoredLetter], _ disk: SimulatedDisk = .init()) async throws
    -> RegisterStore
  {
    let store = try open(disk)
    try await handle("one", uid: 1, in: store, letters: letters)
    return store
  }

  @Test func `a letter goes out once`() async throws {
    let store = try await store([Sample.letter("L-1")])
    #expect(await store.pendingLetters(at: now).map(\.reference) == ["L-1"])
    try await store.record(letter: "L-1", .sending, at: now)
    #expect(await store.pendingLetters(at: now).isEmpty)
    try await store.record(letter: "L-1", .sent(reply: "250 2.0.0 ok"), at: now)
    let settled = await store.outbox.settled["L-1"]
    #expect(settled?.state == .sent && settled?.reply == "250 2.0.0 ok")
    await #expect(
      throws: StoreError.letterNot(reference: "L-1", allowed: .sending, from: .sent)
    ) { try await store.record(letter: "L-1", .sending, at: now) }
    await #expect(throws: StoreError.letterNot(reference: "L-1", allowed: .sending, from: .sent)) {
      try await store.release(["L-1"], by: "clerk", at: now)
    }
    await #expect(throws: StoreError.letterExists(reference: "L-1")) {
      try await handle("two", uid: 2, in: store, letters: [Sample.letter("L-1")])
    }
  }

  @Test func `a letter that repeats another waits while that has not left`() async throws {
    let store = try await store([Sample.letter("L1"), Sample.letter("L2"), Sample.letter("L2x")])
    func before(_ reference: String) async -> Outbox.Before {
      await store.outbox.before(Sample.letter(reference).draft)
    }
    let today = LocalDay.of(seconds: Int64(now.timeIntervalSince1970))
    #expect(await before("L1") == .none)
    #expect(await before("L1-2") == .waits)
    try await store.record(letter: "L1", .sending, at: now)
    #expect(await before("L1-2") == .waits)
    try await store.record(letter: "L1", .refused(reply: "550"), at: now)
    #expect(await before("L1-2") == .none)
    try await store.release(["L1"], by: "clerk", at: now)
    try await store.record(letter: "L1", .sending, at: now)
    try await store.record(letter: "L1", .unknown(reason: "cut off"), at: now)
    #expect(await before("L1-2") == .sent(today))
    // The one that took its place counts.
    try await store.drop(["L2"], by: "clerk", at: now)
    #expect(await before("L2-2") == .waits)
    try await store.record(letter: "L2x", .sending, at: now)
    try await store.record(letter: "L2x", .sent(reply: "250"), at: now)
    #expect(await before("L2-2x") == .sent(today))
    #expect(await before("L2-3") == .none)
  }

  @Test func `no letter is handed over while all sending is stopped, also after a restart`()
    async throws
  {
    let disk = SimulatedDisk()
    let first = try await store([Sample.letter("L-1")], disk)
    #expect(try await first.order(SendingOrder(isStopped: true, by: "clerk"), at: now))
    #expect(try await !first.order(SendingOrder(isStopped: true, by: "other"), at: now))
    for store in [first, try open(disk)] {
      #expect(await store.sendingStop?.by == "clerk")
      await #expect(throws: StoreError.sendingStopped) {
        try await store.record(letter: "L-1", .sending, at: now)
      }
    }
    let second = try open(disk)
    try await second.checkpoint()
    let third = try open(disk)
    #expect(third.opening.replayed == 0)
    #expect(await third.sendingStop?.since == now)
    #expect(try await third.order(SendingOrder(isStopped: false, by: "clerk"), at: now))
    try await third.record(letter: "L-1", .sending, at: now)
    #expect(await third.outbox.state(of: "L-1") == .sending)
    #expect(try await third.verify().findings.isEmpty)
  }

  @Test func `a letter cut short while sending is unknown and keeps its Message-ID`() async throws {
    let disk = SimulatedDisk()
    let first = try await store([Sample.letter("L-1")], disk)
    try await first.record(letter: "L-1", .sending, at: now)
    let second = try open(disk)
    #expect(second.opening.interruptedLetters == ["L-1"])
    #expect(await second.outbox.open["L-1"]?.state == .unknown)
    #expect(await second.pendingLetters(at: now.addingTimeInterval(1e6)).isEmpty)
    #expect(try open(disk).opening.interruptedLetters.isEmpty)
    let third = try open(disk)
    try await third.release(["L-1"], by: "clerk", at: now)
    #expect(
      await third.pendingLetters(at: now).map(\.letter.messageID) == ["L-1@county.example"])
  }

  @Test func `held letters wait for a person`() async throws {
    let held = ["L-1", "L-2"].map { Sample.letter($0, isHeld: true) }
    let store = try await store(held)
    #expect(await store.pendingLetters(at: now).isEmpty)
    let later = now.addingTimeInterval(9e5)
    try await store.release(["L-1"], by: "clerk", at: later)
    try await store.drop(["L-2"], by: "clerk", at: later)
    #expect(await store.pendingLetters(at: later).map(\.reference) == ["L-1"])
    #expect(await store.outbox.state(of: "L-2") == .dropped)
    try await store.record(letter: "L-1", .sending, at: later)
    try await store.record(letter: "L-1", .refusedForNow(reply: "450 later"), at: later)
    #expect(await store.outbox.open["L-1"]?.state == .queued, "days on hold are no failed days")
  }

  @Test func `waits grow after refusals, and a person looks in the end`() async throws {
    let store = try await store([Sample.letter("L-1")])
    var time = now
    var waits: [Int] = []
    while let letter = await store.pendingLetters(at: time).first {
      try await store.record(letter: letter.reference, .sending, at: time)
      try await store.record(letter: "L-1", .refusedForNow(reply: "450 4.7.1 later"), at: time)
      guard let next = await store.outbox.nextAttempt else { break }
      waits.append(Int(next.timeIntervalSince(time)))
      time = next
    }
    #expect(waits.prefix(8) == [60, 300, 900, 3_600, 7_200, 14_400, 28_800, 28_800])
    let letter = await store.outbox.open["L-1"]
    #expect(letter?.state == .failed && letter?.lastReply == "450 4.7.1 later")
    #expect(time.timeIntervalSince(now) <= 4 * 86_400)
  }

  @Test func `waits grow as well while the mail server cannot be reached`() async throws {
    let store = try await store([Sample.letter("L-1")])
    try await store.record(letter: "L-1", .notReached(reason: "refused"), at: now)
    let first = await store.outbox.nextAttempt
    try await store.record(letter: "L-1", .notReached(reason: "refused"), at: now)
    let second = await store.outbox.nextAttempt
    #expect(first == now.addingTimeInterval(60) && second == now.addingTimeInterval(300))
  }

  @Test func `a step that does not follow is refused`() async throws {
    let store = try await store([Sample.letter("L-1", isHeld: true)])
    await #expect(throws: StoreError.letterNot(reference: "L-1", allowed: .sending, from: .held)) {
      try await store.record(letter: "L-1", .sending, at: now)
    }
    await #expect(throws: StoreError.letterUnknown(reference: "L-9")) {
      try await store.record(letter: "L-9", .sending, at: now)
    }
  }
}
