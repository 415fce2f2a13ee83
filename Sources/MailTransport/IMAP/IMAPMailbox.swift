import FoundationEssentials
import Synchronization

// MailTransport talks IMAP and SMTP to one account; all quirks of servers live here.
//
// A connection passes through four hands: `Wire` (libcurl: DNS, TLS, bytes), `IMAPResponseParser`
// (bytes to answers, pure), `IMAPConnection` (commands, one thread, blocking) and `IMAPMailbox` (an
// actor on that thread). Letters go through `SMTPSender` in the same way.
//
// Promises: never in the clear; `\Seen` is never changed; no message but the named ones is ever
// expunged; no read waits for ever; an error says what, where and whether to try again, and holds
// no password, token or address. One session is one connection: after an error that ends it, or a
// cancellation, make a new one.

/// The mailbox that the letters arrive in, one session of it.
package protocol Mailbox: Sendable {
  func open(_ folder: String) async throws -> OpenFolder
  /// UIDs above `floor` (0 for all), ascending; with `since`, of messages that arrived then or later.
  func uids(above floor: UID, since day: MailDay?, in folder: OpenFolder) async throws -> [UID]
  /// In the order of `uids`, which must ascend; what is gone is left out.
  func overviews(of uids: [UID], in folder: OpenFolder) async throws -> [MessageOverview]
  /// Exactly one outcome for each of `uids`, which must ascend. Nothing else can be asked of this
  /// session before the stream has ended: messages are filed after the batch, or in another session.
  func fetch(_ uids: [UID], in folder: OpenFolder, sizeLimit: Int) -> MessageStream
  /// Makes the target where it is missing.
  func move(_ uids: [UID], in folder: OpenFolder, to target: String) async throws -> MoveOutcome
  /// Whether something has come that `uids` has not been asked about yet; false when time is over.
  func waitForArrival(in folder: OpenFolder, atMost time: Duration) async throws -> Bool
  /// Ends a `waitForArrival`, the one under way or the next, as if its time were over. Unlike a
  /// cancellation this leaves the session usable.
  func endWaiting()
  func append(_ message: [UInt8], to folder: String, flags: [String]) async throws
  func folders() async throws -> [MailFolder]
  /// Whether the folder had to be made.
  func create(_ folder: String) async throws -> Bool
  /// Letters of RFC 4314, e.g. `lrswite`; nil where the server does not say.
  func rights(on folder: String) async throws -> Set<Character>?
  /// Asks for a sign of life.
  func checkConnection() async throws
  func close() async
}

/// A ``Mailbox`` on an IMAP server.
///
/// Throws ``MailTransportError``, or `CancellationError` when the calling task was cancelled.
package actor IMAPMailbox: Mailbox {
  private nonisolated let executor: ThreadExecutor
  private nonisolated let stop: Bell
  private nonisolated let bell: Bell
  private nonisolated let endpoint: ServerEndpoint
  private nonisolated let isFetching = Atomic<Bool>(false)
  private var connection: IMAPConnection?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Connects and logs in.
  package static func connect(
    to endpoint: ServerEndpoint, options: IMAPOptions = IMAPOptions()
  ) async throws -> IMAPMailbox {
    guard let executor = ThreadExecutor.start(), let stop = Bell(), let bell = Bell()
    else {
      throw MailTransportError(
        .transient, .unreachable, operation: "start a session", server: endpoint.address,
        serverText: "no thread or file descriptor left")
    }
    let mailbox = IMAPMailbox(executor, stop: stop, bell: bell, endpoint)
    try await withTaskCancellationHandler {
      try await mailbox.logIn(options)
    } onCancel: {
      stop.ring()
    }
    return mailbox
  }

  private init(
    _ executor: ThreadExecutor, stop: Bell, bell: Bell, _ endpoint: ServerEndpoint
  ) {
    self.executor = executor
    self.stop = stop
    self.bell = bell
    self.endpoint = endpoint
  }

  deinit { executor.end() }

  private func logIn(_ options: IMAPOptions) throws {
    let begun = Date()
    do {
      try connect(options)
    } catch let error as MailTransportError
      where endpoint.mayTryAgain(after: error, begun: begun)
    {
      try connect(options)
    }
  }

  private func connect(_ options: IMAPOptions) throws {
    let wire = try Wire(
      server: endpoint.address, stop: stop, deadline: .now + options.connectTimeout)
    wire.onProgress = options.onProgress
    try wire.connect(to: endpoint, .imap)
    let connection = IMAPConnection(wire: wire, options: options)
    try connection.logIn(as: endpoint.credentials)
    self.connection = connection
  }

  // MARK: Requests

  package nonisolated func open(_ folder: String) async throws -> OpenFolder {
    try await run { try $0.open(folder) }
  }

  package nonisolated func uids(
    above floor: UID, since day: MailDay?, in folder: OpenFolder
  ) async throws -> [UID] {
    try await run { try $0.uids(above: floor, since: day, in: folder) }
  }

  package nonisolated func overviews(
    of uids: [UID], in folder: OpenFolder
  ) async throws -> [MessageOverview] {
    try await run { try $0.overviews(of: uids, in: folder) }
  }

  package nonisolated func move(
    _ uids: [UID], in folder: OpenFolder, to target: String
  ) async throws -> MoveOutcome {
    try await run { try $0.move(uids, in: folder, to: target) }
  }

  package nonisolated func waitForArrival(
    in folder: OpenFolder, atMost time: Duration
  ) async throws -> Bool {
    let bell = bell
    return try await run { try $0.waitForArrival(in: folder, atMost: time, or: bell) }
  }

  package nonisolated func endWaiting() { bell.ring() }

  package nonisolated func append(
    _ message: [UInt8], to folder: String, flags: [String]
  ) async throws {
    try await run { try $0.append(message, to: folder, flags: flags) }
  }

  package nonisolated func folders() async throws -> [MailFolder] {
    try await run { try $0.folders() }
  }

  package nonisolated func create(_ folder: String) async throws -> Bool {
    try await run { try $0.create(folder) }
  }

  package nonisolated func rights(on folder: String) async throws -> Set<Character>? {
    try await run { try $0.rights(on: folder) }
  }

  /// What the server offers to who is logged in, e.g. `MOVE`.
  package nonisolated func capabilities() async throws -> Set<String> {
    try await run { $0.capabilities }
  }

  package nonisolated func checkConnection() async throws {
    _ = try await run { try $0.require("NOOP") }
  }

  package nonisolated func close() async {
    // A session that is still fetching, or is lost already, has nobody to say goodbye to.
    if isFetching.load(ordering: .acquiring) { stop.ring() }
    await closeConnection()
  }

  private func closeConnection() {
    try? connection?.logOut()
    connection = nil
  }

  // MARK: Fetching

  package nonisolated func fetch(
    _ uids: [UID], in folder: OpenFolder, sizeLimit: Int
  ) -> MessageStream {
    guard !isFetching.exchange(true, ordering: .acquiringAndReleasing) else {
      return MessageStream(failure: failure(.sessionBusy))
    }
    let stop = stop
    let stream = MessageStream(onAbandon: { stop.ring() })
    let queue = stream.queue
    Task { await fill(queue, uids, folder, sizeLimit) }
    return stream
  }

  private func fill(
    _ queue: MessageQueue, _ uids: [UID], _ folder: OpenFolder, _ sizeLimit: Int
  ) {
    let end = Result {
      try use { connection in
        try connection.fetch(uids, in: folder, sizeLimit: sizeLimit, deliver: queue.put)
      }
    }
    // First, so that whoever sees the end of the stream can ask the next thing.
    isFetching.store(false, ordering: .releasing)
    queue.finish(end)
  }

  // MARK: The session

  /// What every request goes through: hops to the session's thread, ends with the caller's task.
  private nonisolated func run<Answer: Sendable>(
    _ request: @Sendable (IMAPConnection) throws -> Answer
  ) async throws -> Answer {
    // Waiting for the fetch would be waiting for ourselves, if it is its reader who asks.
    if isFetching.load(ordering: .acquiring) { throw failure(.sessionBusy) }
    return try await withTaskCancellationHandler {
      try await use(request)
    } onCancel: {
      stop.ring()
    }
  }

  private func use<Answer: Sendable>(
    _ request: @Sendable (IMAPConnection) throws -> Answer
  ) throws -> Answer {
    guard let connection else { throw failure(.connectionLost) }
    do {
      return try request(connection)
    } catch {
      let staysUsable = (error as? MailTransportError).map { !$0.endsSession } ?? false
      if !staysUsable { self.connection = nil }
      throw error
    }
  }

  private nonisolated func failure(_ reason: MailTransportError.Reason) -> MailTransportError {
    MailTransportError(
      reason == .sessionBusy ? .permanent : .transient, reason, operation: "use the mailbox",
      server: endpoint.address)
  }
}
