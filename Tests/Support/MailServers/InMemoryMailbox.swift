import Foundation
import MailTransport
import Synchronization

/// A ``Mailbox`` without a server. The common suite of MailTransportTests proves that it behaves like
/// Dovecot in all that `Processing` relies on.
package actor InMemoryMailbox: Mailbox {
  private struct Stored {
    var uid: UID
    var flags: Set<String>
    var arrival: Date
    var bytes: [UInt8]
  }

  private struct Folder {
    var uidValidity: UInt32
    var nextUID: UID = 1
    var messages: [Stored] = []
    var hasArrivals = false
  }

  private var store: [String: Folder] = ["INBOX": Folder(uidValidity: 1)]
  private var validities: UInt32 = 1
  private nonisolated let isWoken = Atomic<Bool>(false)
  private let clock: @Sendable () -> Date
  /// Messages asked for, ever.
  package private(set) var fetches = 0

  package init(clock: @escaping @Sendable () -> Date = { Date() }) { self.clock = clock }

  // MARK: What tests do to it

  /// Mail arrives from outside.
  @discardableResult
  package func deliver(
    _ bytes: [UInt8], to folder: String = "INBOX", flags: Set<String> = []
  ) -> UID {
    var target = store[folder] ?? newFolder()
    let uid = target.nextUID
    target.messages.append(Stored(uid: uid, flags: flags, arrival: clock(), bytes: bytes))
    target.nextUID += 1
    target.hasArrivals = true
    store[folder] = target
    return uid
  }

  /// Somebody deletes messages behind our back.
  package func remove(_ uids: [UID], from folder: String = "INBOX") {
    store[folder]?.messages.removeAll { uids.contains($0.uid) }
  }

  /// The folder is rebuilt: same messages, other numbers.
  package func changeValidity(of folder: String = "INBOX") {
    guard let old = store[folder] else { return }
    var new = newFolder()
    for message in old.messages {
      new.messages.append(
        Stored(
          uid: new.nextUID + 100, flags: message.flags, arrival: message.arrival,
          bytes: message.bytes))
      new.nextUID += 1
    }
    new.nextUID += 100
    store[folder] = new
  }

  /// What lies in a folder now, by UID.
  package func contents(of folder: String) -> [(uid: UID, flags: Set<String>, bytes: [UInt8])] {
    (store[folder]?.messages ?? []).map { ($0.uid, $0.flags, $0.bytes) }
  }

  private func newFolder() -> Folder {
    validities += 1
    return Folder(uidValidity: validities)
  }

  // MARK: Mailbox

  package func open(_ folder: String) throws -> OpenFolder {
    guard let found = store[folder] else { throw Self.refusal("open a folder", "NONEXISTENT") }
    return OpenFolder(
      name: folder, uidValidity: found.uidValidity, uidNext: found.nextUID,
      exists: found.messages.count)
  }

  package func uids(above floor: UID, since day: MailDay?, in folder: OpenFolder) throws -> [UID] {
    let messages = try messages(in: folder)
    store[folder.name]?.hasArrivals = false
    return messages.filter { message in
      let isRecent = day.map { Self.day(of: message.arrival) >= $0 } ?? true
      return message.uid > floor && isRecent
    }.map(\.uid)
  }

  package func overviews(of uids: [UID], in folder: OpenFolder) throws -> [MessageOverview] {
    let wanted = Set(uids)
    return try messages(in: folder).filter { wanted.contains($0.uid) }.map { message in
      MessageOverview(
        uid: message.uid, size: message.bytes.count, flags: message.flags,
        arrival: message.arrival, messageID: Self.messageID(of: message.bytes))
    }
  }

  package nonisolated func fetch(
    _ uids: [UID], in folder: OpenFolder, sizeLimit: Int
  ) -> MessageStream {
    MessageStream { try await self.outcomes(of: uids, in: folder, sizeLimit: sizeLimit) }
  }

  private func outcomes(
    of uids: [UID], in folder: OpenFolder, sizeLimit: Int
  ) throws -> [FetchedMessage] {
    fetches += uids.count
    let found = Dictionary(
      try messages(in: folder).map { ($0.uid, $0) }, uniquingKeysWith: { first, _ in first })
    return uids.map { uid in
      guard let message = found[uid] else { return .vanished(uid) }
      guard message.bytes.count <= sizeLimit else {
        return .tooLarge(uid, size: message.bytes.count)
      }
      return .message(
        ReceivedMessage(
          uid: uid, flags: message.flags, arrival: message.arrival, bytes: message.bytes))
    }
  }

  package func move(_ uids: [UID], in folder: OpenFolder, to target: String) throws -> MoveOutcome {
    let leaving = try messages(in: folder).filter { uids.contains($0.uid) }
    var outcome = MoveOutcome(way: .moved)
    outcome.createdFolder = try create(target)
    for message in leaving {
      let new = deliver(message.bytes, to: target, flags: message.flags)
      if let last = store[target]?.messages.indices.last {
        store[target]?.messages[last].arrival = message.arrival
      }
      outcome.newUIDs[message.uid] = new
    }
    outcome.targetValidity = store[target]?.uidValidity
    remove(leaving.map(\.uid), from: folder.name)
    return outcome
  }

  package func waitForArrival(in folder: OpenFolder, atMost time: Duration) async throws -> Bool {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end, !isWoken.exchange(false, ordering: .acquiringAndReleasing) {
      if store[folder.name]?.hasArrivals == true { return true }
      try await Task.sleep(for: .milliseconds(5))
    }
    return false
  }

  package nonisolated func endWaiting() { isWoken.store(true, ordering: .releasing) }

  package func append(_ message: [UInt8], to folder: String, flags: [String]) throws {
    guard store[folder] != nil else { throw Self.refusal("store a message", "TRYCREATE") }
    deliver(message, to: folder, flags: Set(flags))
  }

  package func folders() -> [MailFolder] {
    store.keys.sorted().map { MailFolder(name: $0, isSelectable: true) }
  }

  package func create(_ folder: String) throws -> Bool {
    guard store[folder] == nil else { return false }
    store[folder] = newFolder()
    return true
  }

  package func rights(on folder: String) -> Set<Character>? { nil }
  package func checkConnection() {}
  package func close() {}

  // MARK: Details

  private func messages(in folder: OpenFolder) throws -> [Stored] {
    guard let found = store[folder.name], found.uidValidity == folder.uidValidity else {
      throw MailTransportError(
        .transient, .folderChanged, operation: "use a folder", server: "memory")
    }
    return found.messages
  }

  private static func refusal(_ operation: String, _ code: String) -> MailTransportError {
    MailTransportError(
      .permanent, .refused, operation: operation, server: "memory", responseCode: code)
  }

  private static func messageID(of bytes: [UInt8]) -> String? {
    let header = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")[0]
    let line = header.components(separatedBy: "\r\n").first {
      $0.lowercased().hasPrefix("message-id:")
    }
    guard let line else { return nil }
    let value = line.dropFirst("message-id:".count)
    return value.trimmingCharacters(in: CharacterSet(charactersIn: " <>"))
  }

  private static func day(of date: Date) -> MailDay {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    return MailDay(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
  }
}
