import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

@Suite struct JournalTests {
  private let journal = "/srv/state/register/journal.jsonl"
  private let checkpoint = "/srv/state/register/register.json"

  /// Three messages; a checkpoint after the second.
  private func filled(_ disk: SimulatedDisk) async throws {
    let store = try open(disk)
    try await handle("one", uid: 1, in: store, changes: Sample.listing)
    try await handle("two", uid: 2, in: store, letters: [Sample.letter("L-2")])
    try await store.checkpoint()
    try await handle("three", uid: 3, in: store)
  }

  private func damage(
    _ disk: SimulatedDisk, _ body: () throws -> Void = {}
  ) async -> StoreError.Damage? {
    do {
      _ = try open(disk)
    } catch StoreError.damaged(let damage) {
      return damage
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test func `a start reads the checkpoint and the lines after it`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    let store = try open(disk)
    #expect(store.opening.sequence == 3)
    #expect(store.opening.replayed == 1)
    #expect(!store.opening.isRebuilt)
    #expect(await store.register.children["C9001"] == Sample.child())
    #expect(await store.isHandled(Sample.location(3)))
  }

  @Test(arguments: [1, 20, 60]) func `a torn last line is cut off and told`(cut: Int) async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    disk.damage(journal) { $0 = Data($0.dropLast(cut)) }
    let store = try open(disk)
    let torn = try #require(store.opening.torn)
    #expect(torn.file == "register/journal.jsonl" && torn.line == 3 && torn.bytes > 0)
    #expect(await !store.isHandled(Sample.location(3)))
    #expect(try disk.readAll("/srv/state/register/torn-3.jsonl")?.count == torn.bytes)

    try await handle("three", uid: 3, in: store)
    #expect(try open(disk).opening.torn == nil)
  }

  @Test func `a last line with a wrong checksum is cut off as well`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    disk.damage(journal) { $0[$0.count - 40] ^= 1 }
    #expect(try open(disk).opening.torn?.line == 3)
  }

  @Test func `a wrong checksum in the middle stops the start with file and line`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    disk.lose(checkpoint)
    disk.damage(journal) { bytes in
      let end = bytes.firstIndex(of: 0x0a) ?? 0
      bytes[end + 30] ^= 1
    }
    #expect(
      await damage(disk)
        == .init(
          file: "register/journal.jsonl", line: 2, kind: .badChecksum, remedy: .restoreFromBackup))
  }

  @Test func `a line that is missing stops the start`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    disk.lose(checkpoint)
    disk.damage(journal) { bytes in
      var lines = bytes.split(separator: 0x0a)
      lines.remove(at: 1)
      bytes = Data(lines.joined(separator: [0x0a])) + [0x0a]
    }
    let found = await damage(disk)
    #expect(found?.kind == .sequence(expected: 2, found: 3))
    #expect(found?.line == 2)
  }

  @Test func `another journal than the checkpoint's stops the start`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    disk.damage(journal) { bytes in bytes = Data(bytes.reversed()) }
    #expect(await damage(disk)?.kind == .badChecksum)
    disk.damage(journal) { bytes in bytes = Data(bytes.prefix(100)) }
    #expect(await damage(disk)?.kind == .journalShorterThanCheckpoint)
    disk.lose(journal)
    #expect(await damage(disk)?.kind == .journalMissing)
  }

  @Test(arguments: [0, 1, 500, 2_000])
  func `a register.json that cannot be read is never taken for an empty one`(
    length: Int
  ) async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    disk.damage(checkpoint) { $0 = Data($0.prefix(length)) }
    let found = await damage(disk)
    #expect(found?.file == "register/register.json" && found?.kind == .notReadable)
    #expect(found?.remedy == .rebuildFromJournal && found?.line != nil)
  }

  @Test func `without register.json the journal rebuilds it`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    let before = try StoreSnapshot(folder: "/srv/state", files: disk)
    disk.lose(checkpoint)
    let store = try open(disk)
    #expect(store.opening.isRebuilt && store.opening.replayed == 3)
    #expect(await store.register == before.register)
    #expect(await store.outbox == before.outbox)
  }

  @Test func `a newer shape is refused and not rewritten`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    disk.damage(checkpoint) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      bytes = Data(text.replacing("\"schemaVersion\" : 3", with: "\"schemaVersion\" : 4").utf8)
    }
    #expect(
      throws: StoreError.newerSchema(file: "register/register.json", found: 4, supported: 3)
    ) { try open(disk) }
  }

  @Test func `a line of a newer shape is refused, and the journal is left as it is`() async throws {
    let disk = SimulatedDisk()
    try await filled(disk)
    let journal = "/srv/state/register/journal.jsonl"
    let line = JournalLine(
      entry: .day(DayBegun(day: Sample.day)), schema: 4, sequence: 4, time: Sample.now)
    let bytes = try line.encoded(StoreJSON.encoder(pretty: false))
    disk.damage(journal) { $0 += bytes }
    let before = try disk.readAll(journal)
    #expect(
      throws: StoreError.newerSchema(file: "register/journal.jsonl", found: 4, supported: 3)
    ) { try open(disk) }
    #expect(try disk.readAll(journal) == before)
  }

  @Test func `large segments are closed and read again in order`() async throws {
    let disk = SimulatedDisk()
    var store = try open(disk, segmentBytes: 500)
    for uid in 1...9 {
      try await handle("mail \(uid)", uid: UInt32(uid), in: store)
      if uid % 2 == 0 { try await store.checkpoint() }
    }
    let names = try disk.names(in: "/srv/state/register").filter { $0.hasPrefix("journal") }
    #expect(
      names.sorted() == [
        "journal-000000000001.jsonl", "journal-000000000003.jsonl", "journal-000000000005.jsonl",
        "journal-000000000007.jsonl", "journal.jsonl",
      ])
    store = try open(disk)
    #expect(store.opening.sequence == 9 && store.opening.replayed == 1)
    #expect(try await store.verify().isSound)
    disk.lose(checkpoint)
    #expect(try open(disk).opening.replayed == 9)
    disk.lose("/srv/state/register/journal-000000000003.jsonl")
    #expect(await damage(disk)?.kind == .sequence(expected: 3, found: 5))
  }

  @Test func `a full disk leaves no half line and the next commit works`() async throws {
    let disk = SimulatedDisk()
    let store = try open(disk)
    try await handle("one", uid: 1, in: store)
    disk.refuse("append", 28)
    await #expect(throws: StoreError.system(operation: "append", file: "simulated", code: 28)) {
      try await handle("two", uid: 2, in: store)
    }
    #expect(await !store.isHandled(Sample.location(2)))
    disk.refuse("append", nil)
    try await handle("two", uid: 2, in: store)
    #expect(try open(disk).opening.sequence == 2)
  }

  @Test func `after a failed sync nothing is committed until the folder is read again`()
    async throws
  {
    let disk = SimulatedDisk()
    let store = try open(disk)
    try await handle("one", uid: 1, in: store)
    disk.refuse("fsync", 5)
    await #expect(throws: StoreError.self) {
      try await store.commit([.day(DayBegun(day: Sample.day))], at: Sample.now)
    }
    disk.refuse("fsync", nil)
    await #expect(throws: StoreError.mustReopen) {
      try await store.commit([.day(DayBegun(day: Sample.day))], at: Sample.now)
    }
    await #expect(throws: StoreError.mustReopen) { try await store.checkpoint() }
    #expect(try open(disk).opening.sequence == 2)
  }

  @Test func `CRC-32C is the one of RFC 3720`() {
    #expect(CRC32C.checksum(Data("123456789".utf8)) == 0xe306_9283)
    #expect(CRC32C.checksum(Data(repeating: 0, count: 32)) == 0x8a91_36aa)
  }
}
