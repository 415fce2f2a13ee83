import MailTransport
import TestSupport

/// A mailbox of which single calls fail, or are met by something that somebody else does.
actor TroubledMailbox: Mailbox {
  enum Call: String, CaseIterable, Sendable { case open, uids, fetch, move, create }

  private let inner: InMemoryMailbox
  private var left: Int
  private var interference: [Call: @Sendable () async -> Void] = [:]

  /// The call number `failing` fails, counted from 1, and all after it: the connection is gone.
  init(_ inner: InMemoryMailbox, failing: Int = .max) {
    self.inner = inner
    left = failing
  }

  func before(_ call: Call, _ what: @escaping @Sendable () async -> Void) {
    interference[call] = what
  }

  private func count(_ call: Call) async throws {
    await interference.removeValue(forKey: call)?()
    left -= 1
    guard left <= 0 else { return }
    throw MailTransportError(
      .transient, .connectionLost, operation: call.rawValue, server: "memory")
  }

  func open(_ folder: String) async throws -> OpenFolder {
    try await count(.open)
    return try await inner.open(folder)
  }

  func uids(above floor: UID, since day: MailDay?, in folder: OpenFolder) async throws -> [UID] {
    try await count(.uids)
    return try await inner.uids(above: floor, since: day, in: folder)
  }

  func overviews(of uids: [UID], in folder: OpenFolder) async throws -> [MessageOverview] {
    try await inner.overviews(of: uids, in: folder)
  }

  nonisolated func fetch(_ uids: [UID], in folder: OpenFolder, sizeLimit: Int) -> MessageStream {
    MessageStream {
      try await self.count(.fetch)
      var messages: [FetchedMessage] = []
      for try await message in self.inner.fetch(uids, in: folder, sizeLimit: sizeLimit) {
        messages.append(message)
      }
      return messages
    }
  }

  /// Fails before or after it was done: a connection may be lost with the answer on its way.
  func move(_ uids: [UID], in folder: OpenFolder, to target: String) async throws -> MoveOutcome {
    try await count(.move)
    let outcome = try await inner.move(uids, in: folder, to: target)
    try await count(.move)
    return outcome
  }

  func waitForArrival(in folder: OpenFolder, atMost time: Duration) async throws -> Bool {
    try await inner.waitForArrival(in: folder, atMost: time)
  }

  nonisolated func endWaiting() { inner.endWaiting() }
  func append(_ message: [UInt8], to folder: String, flags: [String]) async throws {
    try await inner.append(message, to: folder, flags: flags)
  }
  func folders() async throws -> [MailFolder] { await inner.folders() }
  func create(_ folder: String) async throws -> Bool {
    try await count(.create)
    return try await inner.create(folder)
  }
  func rights(on folder: String) async throws -> Set<Character>? { nil }
  func checkConnection() async throws {}
  func close() async {}
}
