import Glibc
import Synchronization

/// The thread on which the store works. A sync can take a second on a busy disk; on Swift's shared
/// threads, of which a small machine has two, that would stop the mailbox from being read.
final class BlockingThread: SerialExecutor {
  /// One for the process: it never ends, so nothing can outlive it.
  static let store = BlockingThread()

  private let jobs = Mutex<[UnownedJob]>([])
  // The semaphore needs an address that never moves; it lives as long as the process.
  private nonisolated(unsafe) let waiting: UnsafeMutablePointer<sem_t>

  private init() {
    waiting = .allocate(capacity: 1)
    sem_init(waiting, 0, 0)
    var thread = pthread_t()
    let started = pthread_create(
      &thread, nil,
      { own in
        if let own { Unmanaged<BlockingThread>.fromOpaque(own).takeUnretainedValue().work() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(started == 0, "the system has no thread left")
    pthread_detach(thread)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    sem_post(waiting)
  }

  private func work() {
    while true {
      while sem_wait(waiting) != 0 {}
      let ready = jobs.withLock { queue in
        defer { queue.removeAll(keepingCapacity: true) }
        return queue
      }
      for job in ready { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }
}
