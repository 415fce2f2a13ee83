import CSandbox
import Glibc

/// One forked child, seen from the zygote. It reads one input and ends.
final class ReaderChild {
  enum Ending: Equatable {
    case read
    case killed(signal: CInt)
    case overran
    case failed(code: CInt)
  }

  /// The child's end of the pipe by which it tells that its answer is complete; its hanging up tells
  /// that it has died.
  static let lifeline: CInt = 3

  private let identifier: pid_t
  private let orders: CInt
  private let lifeline: CInt
  private var isReaped = false

  init(_ identifier: pid_t, orders: CInt, lifeline: CInt) {
    self.identifier = identifier
    self.orders = orders
    self.lifeline = lifeline
  }

  /// The child's last words. Its answer is taken before the kernel has taken the child apart, which costs
  /// as much as reading a small mail.
  static func leave(_ code: CInt) -> Never {
    let word = [UInt8(truncatingIfNeeded: code)]
    _ = word.withUnsafeBytes { Descriptor(ReaderChild.lifeline).put($0) }
    _exit(code)
  }

  /// A child that died while it waited shows at its ending.
  func order(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { Descriptor(orders).put($0) } }

  /// Waits for the end of its work, and ends it at the deadline. This needs neither a signal handler nor
  /// a clock that ticks.
  func ending(within seconds: Int) -> Ending {
    let end = now() + Int64(seconds) * 1_000
    while true {
      var watched = pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0)
      let ready = poll(&watched, 1, CInt(max(end - now(), 0)))
      if ready < 0, errno == EINTR { continue }
      if ready > 0 { break }
      _ = status(force: true)
      return .overran
    }
    var word: UInt8 = 0
    if read(lifeline, &word, 1) == 1 {
      // Whatever else it would do, it does no more.
      kill(identifier, SIGKILL)
      return word == 0 ? .read : .failed(code: CInt(word))
    }
    return ending(of: status(force: false))
  }

  private func ending(of status: CInt) -> Ending {
    let signal = pep_exit_signal(status)
    if signal == SIGXCPU { return .overran }
    if signal != 0 { return .killed(signal: signal) }
    let code = pep_exit_code(status)
    // Ending without a word is no answer, whatever the code.
    return .failed(code: code == 0 ? ExitCode.failed : code)
  }

  /// Returns when it is gone for good.
  func reap() {
    _ = status(force: true)
    close(orders)
    close(lifeline)
  }

  private func status(force: Bool) -> CInt {
    if isReaped { return 0 }
    isReaped = true
    if force { kill(identifier, SIGKILL) }
    var status: CInt = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
