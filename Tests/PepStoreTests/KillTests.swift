import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

/// Promises 1 and 2 of the design, by dying at every call and going on as the daemon would.
@Suite struct KillTests {
  /// What the world outside saw, which no restart undoes.
  final class World {
    var posted: [String] = []
    /// The last sequence number that a commit returned.
    var acknowledged = 0
  }

  private static let mails = ["first mail", "second mail", "third mail"]

  /// One life of the process: goes on from whatever the store knows, until all is done.
  private func live(_ disk: SimulatedDisk, _ world: World) async throws {
    // Segments of a few lines, so that closing one is died in as well.
    let store = try open(disk, segmentBytes: 2_000)
    #expect(store.opening.sequence >= world.acknowledged, "a commit that returned was lost")
    try await work(store, world)
  }

  private func work(_ store: RegisterStore, _ world: World) async throws {
    try await settle(store, world)
    if await store.register.children.isEmpty {
      world.acknowledged = try await store.commit(
        [.roster(RosterImport(by: "clerk", changes: Sample.listing))], at: Sample.now)
    }
    for (index, text) in Self.mails.enumerated() {
      let uid = UInt32(index + 1)
      if await !store.isHandled(Sample.location(uid)) {
        try await take(text, uid, store, world)
      }
      try await settle(store, world)
      if index != 1 { try await store.checkpoint() }
    }
  }

  private func take(
    _ text: String, _ uid: UInt32, _ store: RegisterStore, _ world: World
  ) async throws {
    let digest = try await store.keep(received: Data(text.utf8))
    let document = try await store.keep(
      document: Data("form of \(text)".utf8), fileExtension: "docx")
    let reference = await store.reference(for: digest)
    world.acknowledged = try await store.commit(
      [
        Sample.message(
          digest, reference: reference, uid: uid,
          changes: [
            .documentFiled(Sample.plan, Sample.document(document)),
            .fieldRecorded(Sample.plan, .attendancePercentage, Sample.value(.number(90))),
          ], letters: [Sample.letter("L-\(uid)", attached: document)])
      ], at: Sample.now)
  }

  /// Sends what is due and files what is owed.
  private func settle(_ store: RegisterStore, _ world: World) async throws {
    for letter in await store.pendingLetters(at: Sample.now) {
      try await store.record(letter: letter.reference, .sending, at: Sample.now)
      world.posted.append(letter.letter.messageID)
      try await store.record(letter: letter.reference, .sent(reply: "250 ok"), at: Sample.now)
      world.acknowledged = await store.sequence
    }
    for reference in await store.owedFilings.keys.sorted() {
      world.acknowledged = try await store.commit(
        [.mailboxFiled(MailboxFiling(reference: reference, folder: "PEP/Registered"))],
        at: Sample.now)
    }
  }

  private func checkEnd(_ disk: SimulatedDisk, _ world: World) async throws {
    let store = try open(disk, segmentBytes: 2_000)
    let documents = await store.register.plans[Sample.plan]?.documents ?? []
    #expect(documents.count == 3 && Set(documents.map(\.digest)).count == 3)
    #expect(Set(world.posted).count == world.posted.count, "a letter went out twice")
    let outbox = await store.outbox
    #expect(outbox.open.count + outbox.settled.count == 3)
    for (reference, letter) in outbox.settled {
      #expect(letter.state == .sent && world.posted.contains("\(reference)@county.example"))
    }
    #expect(outbox.open.values.allSatisfy { $0.state == .unknown })
    #expect(await store.owedFilings.isEmpty)
    let verification = try await store.verify()
    #expect(verification.isSound, "\(verification.findings)")
  }

  @Test(arguments: SimulatedDisk.Death.allCases, [true, false])
  func `a death between any two steps loses nothing and doubles nothing`(
    death: SimulatedDisk.Death, halfWay: Bool
  ) async throws {
    var call = 1
    while true {
      let disk = SimulatedDisk()
      let world = World()
      disk.dieAt(call: call, halfWay: halfWay)
      var hasDied = false
      do { try await live(disk, world) } catch is SimulatedDisk.Killed { hasDied = true }
      guard hasDied else { break }
      disk.restart(death)
      try await live(disk, world)
      try await checkEnd(disk, world)
      call += 1
    }
    #expect(call > 60, "the scenario became too short to prove anything")
  }

  /// The daemon waits and goes on with the store that it has; where that one cannot know what is on the
  /// disk, it ends and is started anew.
  @Test func `a disk that is full at any write loses nothing and doubles nothing`() async throws {
    var call = 1
    var hadNoRoom = true
    var restarts = 0
    while hadNoRoom {
      let disk = SimulatedDisk()
      let world = World()
      disk.isFull(from: call)
      var store: RegisterStore?
      do {
        store = try open(disk, segmentBytes: 2_000)
        if let store { try await work(store, world) }
      } catch let error as StoreError {
        #expect(error.isTransient, "at call \(call): \(error)")
      }
      hadNoRoom = disk.makeRoom()
      do {
        if let store { try await work(store, world) } else { try await live(disk, world) }
      } catch StoreError.mustReopen {
        restarts += 1
        store = nil
        try await live(disk, world)
      }
      store = nil
      try await checkEnd(disk, world)
      call += 1
    }
    #expect(call > 60 && restarts < call / 10, "\(call) calls, \(restarts) restarts")
  }

  @Test func `a second death while starting again changes nothing`() async throws {
    for first in stride(from: 3, to: 76, by: 9) {
      for second in 1...12 {
        let disk = SimulatedDisk()
        let world = World()
        disk.dieAt(call: first)
        try? await live(disk, world)
        disk.restart(.powerInTheMiddle)
        disk.dieAt(call: second)
        try? await live(disk, world)
        disk.restart(.power)
        try await live(disk, world)
        try await checkEnd(disk, world)
      }
    }
  }
}
