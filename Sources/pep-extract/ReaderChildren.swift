import CSandbox
import Glibc
import PepCore

/// Forks one child per reading, waits for it, and ends it at the deadline.
struct ReaderChildren {
  enum Ending: Equatable {
    case read
    case killed(signal: CInt)
    case overran
    case failed(code: CInt)
  }

  private let locks: Locks?
  private let deadline: Int

  init(locks: Locks?, deadline: Int) {
    self.locks = locks
    self.deadline = deadline
  }

  /// Whether a child can lock itself on this machine; asked once, at the start.
  func canLock() -> Bool {
    guard let area = SharedArea() else { return false }
    defer { area.unmap() }
    return run(in: area) { _ in true } == .read
  }

  /// Runs `work` in a locked child. `work` answers whether its answer is complete.
  func run(in area: SharedArea, _ work: (SharedArea) -> Bool) -> Ending {
    var ends: [CInt] = [-1, -1]
    guard pep_pipe(&ends) == 0 else { return .failed(code: ExitCode.failed) }
    defer { close(ends[0]) }
    let parent = getpid()
    let child = pep_fork()
    if child == 0 {
      become(childOf: parent, closing: ends[0])
      _exit(work(area) ? 0 : ExitCode.failed)
    }
    close(ends[1])
    guard child > 0 else { return .failed(code: ExitCode.failed) }
    return wait(for: child, lifeline: ends[0])
  }

  /// Everything between the fork and the first byte of the message. Standard input and output are
  /// closed, or a child that was taken over could speak to the daemon for its parent.
  private func become(childOf parent: pid_t, closing lifeline: CInt) {
    close(STDIN_FILENO)
    close(STDOUT_FILENO)
    close(lifeline)
    // Libraries complain about a stranger's file on standard error. Where that is a file, the limit on
    // writing would kill the child for it.
    let nowhere = open("/dev/null", O_WRONLY)
    dup2(nowhere, STDERR_FILENO)
    close(nowhere)
    Locks.limitResources(processorSeconds: min(max(deadline, 10), 30))
    // The parent may have died before the child asked to die with it.
    if getppid() != parent { _exit(ExitCode.failed) }
    if let locks, !locks.apply() { _exit(ExitCode.setUpWrong) }
  }

  /// The child holds the other end of `lifeline`, so its hanging up is the child's end: this needs
  /// neither a signal handler nor a clock that ticks.
  private func wait(for child: pid_t, lifeline: CInt) -> Ending {
    let end = now() + Int64(deadline) * 1_000
    var hasOverrun = false
    while true {
      var watched = pollfd(fd: lifeline, events: 0, revents: 0)
      let rest = max(end - now(), 0)
      let ready = poll(&watched, 1, CInt(rest))
      if ready < 0, errno == EINTR { continue }
      if ready <= 0 {
        hasOverrun = true
        kill(child, SIGKILL)
      }
      break
    }
    var status: CInt = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    if hasOverrun { return .overran }
    let signal = pep_exit_signal(status)
    if signal == SIGXCPU { return .overran }
    if signal != 0 { return .killed(signal: signal) }
    let code = pep_exit_code(status)
    return code == 0 ? .read : .failed(code: code)
  }

  private func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
