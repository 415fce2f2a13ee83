import Glibc

/// A way to reach a thread that waits in poll(2): from `ring` until `silence`, every poll that also
/// watches this pipe returns.
///
/// A session has one that is never silenced, to stop it (a stopped session is thrown away), and one
/// to end its waiting for new mail. A pipe and not an eventfd, because Swift's Glibc module does not
/// have that.
final class Bell: Sendable {
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

  func ring() {
    var byte: UInt8 = 1
    // A full pipe rings already, so a failure here changes nothing.
    _ = write(writeEnd, &byte, 1)
  }

  func silence() {
    var byte: UInt8 = 0
    while read(readEnd, &byte, 1) == 1 {}
  }
}
