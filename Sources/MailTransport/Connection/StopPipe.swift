import Glibc

/// A way to end a session from another thread: once something is written, every poll(2) that also
/// watches this pipe returns, now and for ever. A stopped session is thrown away, never used again.
///
/// A pipe and not an eventfd, because Swift's Glibc module does not have that.
final class StopPipe: Sendable {
  let readEnd: Int32
  private let writeEnd: Int32

  /// Nil where the process has no file descriptor left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      // Children of the daemon (document readers) must not keep the pipe open.
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func stop() {
    var byte: UInt8 = 1
    // A full pipe is a stopped pipe, so a failure here changes nothing.
    _ = write(writeEnd, &byte, 1)
  }
}
