import Glibc

/// One operating-system thread that runs the jobs of one actor.
///
/// libcurl and poll(2) block. In an ordinary actor they would hold one of the shared pool's threads,
/// of which there are as many as cores: two silent servers would stop every task of the daemon
/// (measured: a timer of 20 ms came 10 s late).
final class ThreadExecutor: SerialExecutor {
  private let jobs = Monitor(Queue())

  private struct Queue {
    var waiting: [UnownedJob] = []
    var ended = false
  }

  /// Ends with nil where the system has no thread left to give.
  static func start() -> ThreadExecutor? {
    let executor = ThreadExecutor()
    // The thread owns one reference, so the executor lives until its last job has run.
    let reference = Unmanaged.passRetained(executor)
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<ThreadExecutor>.fromOpaque(argument).takeRetainedValue().runJobs()
        return nil
      }, reference.toOpaque())
    guard failure == 0 else {
      reference.release()
      return nil
    }
    pthread_detach(thread)
    return executor
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.change { $0.waiting.append(job) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }

  /// Lets the thread end once its queue is empty. For the actor's deinit.
  func end() { jobs.change { $0.ended = true } }

  private func runJobs() {
    while let job = nextJob() { job.runSynchronously(on: asUnownedSerialExecutor()) }
  }

  private func nextJob() -> UnownedJob? {
    jobs.wait(until: { !$0.waiting.isEmpty || $0.ended }) {
      $0.waiting.isEmpty ? nil : $0.waiting.removeFirst()
    }
  }
}
