import Foundation
import Glibc

/// A program that a test starts, waits for without blocking other tests, or ends.
///
/// Not Foundation's `Process`: its pipes are inherited by whatever another test starts in the same
/// moment, and waiting for it takes one of the few threads that all tests share.
package struct ChildProcess: Sendable {
  package let id: pid_t
  private let errorFile: String

  package struct Failed: Error {
    package let errno: Int32
  }

  package init(_ path: String, _ arguments: [String] = []) throws {
    errorFile = "/tmp/pepd-test-child-\(UUID().uuidString)"
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&files, 2, errorFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // Whatever other tests have open; closing what is not open is allowed.
    for file in Int32(3)..<256 { posix_spawn_file_actions_addclose(&files, file) }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var pid = pid_t()
    var attributes = Self.attributes()
    defer { posix_spawnattr_destroy(&attributes) }
    let failure = posix_spawn(&pid, path, &files, &attributes, &words, environ)
    guard failure == 0 else { throw Failed(errno: failure) }
    id = pid
  }

  /// With all signals let through: the threads that tests run on block SIGTERM, and a child that
  /// inherits that cannot be asked to end.
  private static func attributes() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    return attributes
  }

  /// Waits on a thread of its own.
  package func result() async -> (code: Int32, words: String) {
    let (id, errorFile) = (id, errorFile)
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        let words = (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? ""
        unlink(errorFile)
        // As the shell counts: 128 and the signal.
        let signal = status & 0x7f
        continuation.resume(returning: (signal == 0 ? status >> 8 & 0xff : 128 + signal, words))
      }
    }
  }

  package func end() { kill(id, SIGTERM) }
}
