import Dispatch
import Synchronization

/// Messages that wait for a reader, first come first read.
final class QuestionQueue: Sendable {
  private struct State {
    var waiting: [Question] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)

  /// False when the queue is closed.
  func add(_ question: Question) -> Bool {
    let isOpen = state.withLock { state in
      if !state.isClosed { state.waiting.append(question) }
      return !state.isClosed
    }
    if isOpen { arrivals.signal() }
    return isOpen
  }

  /// Blocks until a question comes; nil when the queue is closed.
  func next() -> Question? {
    arrivals.wait()
    return state.withLock { state in
      // One signal wakes one thread, so at the close each thread passes the word on.
      if state.isClosed { arrivals.signal() }
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
  }

  /// What was still waiting.
  func close() -> [Question] {
    let left = state.withLock { state in
      defer { state = State(waiting: [], isClosed: true) }
      return state.waiting
    }
    arrivals.signal()
    return left
  }
}
