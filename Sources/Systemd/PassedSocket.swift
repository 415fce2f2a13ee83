import Glibc

/// The listening socket that systemd opened for us (sd_listen_fds(3)). It outlives the process: what
/// comes while the daemon starts anew waits in it.
package enum PassedSocket {
  /// Descriptors are numbered from here on.
  private static let first: Int32 = 3

  /// The socket of this `FileDescriptorName=`; nil where systemd passed none to this process.
  package static func find(
    named name: String, environment: [String: String], process: pid_t = getpid()
  ) -> Int32? {
    find(named: name, environment, process, first: first)
  }

  /// Tests cannot choose the numbers of their descriptors.
  static func find(
    named name: String, _ environment: [String: String], _ process: pid_t, first: Int32
  ) -> Int32? {
    guard environment["LISTEN_PID"] == "\(process)",
      let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), count > 0
    else { return nil }
    let names = (environment["LISTEN_FDNAMES"] ?? "").split(
      separator: ":", omittingEmptySubsequences: false)
    guard let place = names.firstIndex(where: { $0 == name }), place < count else { return nil }
    let socket = first + Int32(place)
    guard isListening(socket) else { return nil }
    // The readers of documents must not have it.
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    return socket
  }

  /// With `Accept=yes` it would be a connection instead.
  private static func isListening(_ socket: Int32) -> Bool {
    var answer: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &answer, &size) == 0 && answer == 1
  }
}
