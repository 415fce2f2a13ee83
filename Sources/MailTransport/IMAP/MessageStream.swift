/// Fetched messages, one after the other, read from the server while earlier ones are worked on.
///
/// At most a few megabytes wait here; then the server has to. Leaving the loop early, or cancelling
/// its task, ends the session: what was asked for is still on its way and would be taken for the
/// answer to the next command.
package struct MessageStream: AsyncSequence, Sendable {
  package typealias Element = FetchedMessage

  let queue: MessageQueue
  private let lifetime: Lifetime

  /// `onAbandon` runs when nobody reads any more before the end has come.
  init(onAbandon: @escaping @Sendable () -> Void) {
    queue = MessageQueue()
    lifetime = Lifetime(queue: queue, onAbandon: onAbandon)
  }

  /// Messages that need no server, for mailboxes in memory.
  package init(_ messages: @escaping @Sendable () async throws -> [FetchedMessage]) {
    self.init(onAbandon: {})
    let queue = queue
    Task {
      do {
        queue.fill(try await messages())
      } catch {
        queue.finish(.failure(error))
      }
    }
  }

  /// A fetch that has failed before it began.
  init(failure: any Error) {
    self.init(onAbandon: {})
    queue.finish(.failure(failure))
  }

  package func makeAsyncIterator() -> Iterator { Iterator(queue: queue, lifetime: lifetime) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let queue: MessageQueue
    fileprivate let lifetime: Lifetime

    package mutating func next() async throws -> FetchedMessage? {
      let lifetime = lifetime
      return try await withTaskCancellationHandler {
        try await queue.next()
      } onCancel: {
        lifetime.abandon()
      }
    }
  }

  /// Notices when the last copy of the stream and of its iterators is gone. The reading thread holds
  /// the queue only, or it would keep itself alive.
  fileprivate final class Lifetime: Sendable {
    private let queue: MessageQueue
    private let onAbandon: @Sendable () -> Void

    init(queue: MessageQueue, onAbandon: @escaping @Sendable () -> Void) {
      self.queue = queue
      self.onAbandon = onAbandon
    }

    deinit { abandon() }

    func abandon() {
      if queue.abandon() { onAbandon() }
    }
  }
}

/// Between the thread that reads the server and the task that works on the messages.
final class MessageQueue: Sendable {
  private struct State {
    var waiting: [FetchedMessage] = []
    var bytes = 0
    var end: Result<Void, any Error>?
    var isAbandoned = false
    var reader: CheckedContinuation<FetchedMessage?, any Error>?
  }

  private let state = Monitor(State())

  /// Blocks while the reader is behind. Throws once nobody reads any more.
  func put(_ message: FetchedMessage) throws {
    let isAbandoned = state.wait(until: Self.hasRoom(for: message)) { state in
      guard !state.isAbandoned else { return true }
      if let reader = state.reader {
        state.reader = nil
        reader.resume(returning: message)
      } else {
        state.waiting.append(message)
        state.bytes += message.cost
      }
      return false
    }
    if isAbandoned { throw CancellationError() }
  }

  /// One message always fits into an empty queue, however large it is.
  private static func hasRoom(for message: FetchedMessage) -> (State) -> Bool {
    { state in
      state.isAbandoned || state.waiting.isEmpty || state.bytes + message.cost <= Limits.queuedBytes
    }
  }

  func finish(_ end: Result<Void, any Error>) {
    state.change { state in
      guard state.end == nil else { return }
      state.end = end
      guard let reader = state.reader else { return }
      state.reader = nil
      Self.answer(reader, end)
    }
  }

  /// All at once, without blocking.
  func fill(_ messages: [FetchedMessage]) {
    state.change { state in
      state.waiting += messages
      state.end = .success(())
      guard let reader = state.reader else { return }
      state.reader = nil
      reader.resume(returning: state.waiting.isEmpty ? nil : state.waiting.removeFirst())
    }
  }

  func next() async throws -> FetchedMessage? {
    try await withCheckedThrowingContinuation { reader in
      state.change { state in
        if state.isAbandoned || state.reader != nil {
          // Two readers of one stream would each get half of it.
          reader.resume(throwing: CancellationError())
        } else if !state.waiting.isEmpty {
          let message = state.waiting.removeFirst()
          state.bytes -= message.cost
          reader.resume(returning: message)
        } else if let end = state.end {
          Self.answer(reader, end)
        } else {
          state.reader = reader
        }
      }
    }
  }

  private static func answer(
    _ reader: CheckedContinuation<FetchedMessage?, any Error>, _ end: Result<Void, any Error>
  ) {
    switch end {
    case .success: reader.resume(returning: nil)
    case .failure(let error): reader.resume(throwing: error)
    }
  }

  /// Whether the reading thread still has to be stopped.
  func abandon() -> Bool {
    state.change { state in
      guard !state.isAbandoned, state.end == nil else { return false }
      state.isAbandoned = true
      state.waiting = []
      if let reader = state.reader {
        state.reader = nil
        reader.resume(throwing: CancellationError())
      }
      return true
    }
  }
}
