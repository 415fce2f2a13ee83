import Glibc
import PepCore
import Synchronization

/// Zygotes of one kind and the threads that serve them, with one queue before them.
final class ReaderPool: Sendable {
  private let questions = QuestionQueue()
  private let lifelines: [Lifeline]
  private let threads: Mutex<[OwnThread]>

  init(_ settings: ReaderDesk.Settings, count: Int) throws(ReaderError) {
    var threads: [OwnThread] = []
    var lifelines: [Lifeline] = []
    for _ in 0..<count {
      let lifeline = Lifeline()
      let questions = questions
      let thread = OwnThread {
        let desk = ReaderDesk(settings, lifeline)
        while let question = questions.next() { question.answer(desk) }
      }
      guard let thread else { throw ReaderError.cannotStart(settings.program, code: EAGAIN) }
      threads.append(thread)
      lifelines.append(lifeline)
    }
    self.threads = Mutex(threads)
    self.lifelines = lifelines
  }

  func ask<Answer: Sendable>(
    _ body: @escaping @Sendable (ReaderDesk) throws(ReaderError) -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      let question = Question(
        answer: { desk in
          do {
            continuation.resume(returning: try body(desk))
          } catch {
            continuation.resume(throwing: error)
          }
        },
        refuse: { continuation.resume(throwing: ReaderError.closed) })
      if !questions.add(question) { question.refuse() }
    }
  }

  /// Returns when its threads and processes are gone.
  func close(cuttingOff: Bool) {
    for question in questions.close() { question.refuse() }
    if cuttingOff { for lifeline in lifelines { lifeline.cut() } }
    let ended = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in ended { thread.join() }
  }
}

/// Work for a desk. One of the two is called, once.
struct Question: Sendable {
  let answer: @Sendable (ReaderDesk) -> Void
  let refuse: @Sendable () -> Void
}

/// By which another thread ends the process that a desk is waiting for.
final class Lifeline: Sendable {
  private enum State {
    case idle
    case holds(pid_t)
    case isCut
  }

  private let state = Mutex(State.idle)

  var isCut: Bool {
    state.withLock { state in
      if case .isCut = state { true } else { false }
    }
  }

  /// False where it was cut meanwhile: the process must end.
  func hold(_ process: pid_t) -> Bool {
    state.withLock { state in
      if case .isCut = state { return false }
      state = .holds(process)
      return true
    }
  }

  /// Before the process is waited for, since its number may then mean another one.
  func letGo() {
    state.withLock { state in
      if case .holds = state { state = .idle }
    }
  }

  func cut() {
    state.withLock { state in
      if case .holds(let process) = state { kill(process, SIGKILL) }
      state = .isCut
    }
  }
}
