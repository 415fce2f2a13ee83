import CSandbox
import Glibc

/// Forks the children that read: one per reading, each locked before it looks at a byte.
struct ReaderChildren {
  private let locks: Locks?
  let deadline: Int
  private var workingSet = WorkingSet()

  init(locks: Locks?, deadline: Int) {
    self.locks = locks
    self.deadline = deadline
  }

  /// From now on children are born with the memory that this work touches.
  mutating func prepare(for work: () -> Void) {
    pep_trim_memory()
    workingSet = WorkingSet.touched(by: work)
    workingSet.handDown()
  }

  /// Whether a child can lock itself on this machine; asked once, at the start.
  func canLock() -> Bool {
    guard let area = SharedArea() else { return false }
    defer { area.unmap() }
    return run(in: area) { _ in true } == .read
  }

  /// Runs `work` in a locked child. `work` answers whether its answer is complete.
  func run(in area: SharedArea, _ work: (SharedArea) -> Bool) -> ReaderChild.Ending {
    guard let child = fork({ _ in work(area) }) else { return .failed(code: ExitCode.failed) }
    defer { child.reap() }
    return child.ending(within: deadline)
  }

  /// A locked child that does `work` with the orders that it will be given; nil where the machine has
  /// no room for it.
  func fork(_ work: (Descriptor) -> Bool) -> ReaderChild? {
    var orders: [CInt] = [-1, -1]
    var lifeline: [CInt] = [-1, -1]
    guard pep_pipe(&orders) == 0 else { return nil }
    guard pep_pipe(&lifeline) == 0 else {
      for end in orders { close(end) }
      return nil
    }
    let parent = getpid()
    let child = pep_fork()
    if child == 0 {
      become(childOf: parent, orders: orders[0], lifeline: lifeline[1])
      ReaderChild.leave(work(Descriptor.input) ? 0 : ExitCode.failed)
    }
    close(orders[0])
    close(lifeline[1])
    guard child > 0 else {
      close(orders[1])
      close(lifeline[0])
      return nil
    }
    return ReaderChild(child, orders: orders[1], lifeline: lifeline[0])
  }

  /// Everything between the fork and the first byte of the message. No descriptor is left but the
  /// child's own, or one that was taken over could speak to the daemon for its parent, or give orders to
  /// the next.
  private func become(childOf parent: pid_t, orders: CInt, lifeline: CInt) {
    // Libraries complain about a stranger's file on standard error. Where that is a file, the limit on
    // writing would kill the child for it.
    let nowhere = open("/dev/null", O_WRONLY)
    dup2(orders, STDIN_FILENO)
    dup2(nowhere, STDOUT_FILENO)
    dup2(nowhere, STDERR_FILENO)
    dup2(lifeline, ReaderChild.lifeline)
    pep_close_from(ReaderChild.lifeline + 1)
    Locks.limitResources(processorSeconds: min(max(deadline, 10), 30))
    // The parent may have died before the child asked to die with it.
    if getppid() != parent { _exit(ExitCode.failed) }
    if let locks, !locks.apply() { _exit(ExitCode.setUpWrong) }
    workingSet.bringIn()
  }
}
