import FoundationEssentials
import Glibc
import Synchronization

/// The daemon's end. Connections are rare and short, so each has a thread of its own and blocks there.
package final class ControlServer: Sendable {
  package typealias Answer =
    @Sendable (ControlRequest, _ reply: @escaping @Sendable (ControlReply) -> Void) async -> Void

  /// Why the group that was asked for may not ask after all. It stops nothing: mail is handled, and
  /// root and the daemon's own user can still speak to it.
  package let groupFault: ControlError?
  private let path: String
  private let socket: Int32
  private let isClosed = Atomic<Bool>(false)

  /// Begins to listen; a socket left behind by a dead daemon is replaced, since the lock of the state
  /// folder has shown that no other one lives.
  package init(path: String, group: String?, answer: @escaping Answer) throws {
    self.path = path
    socket = try UnixSocket.listen(path)
    groupFault = Self.fault(of: { () throws(ControlError) in
      if let group { try UnixSocket.give(path, to: group) }
    })
    let accepting = self.socket
    Threads.start { [weak self] in
      // Closed here and nowhere else: closed by another thread, the number could be given to a new
      // socket, and this loop would take that one's connections.
      defer { Glibc.close(accepting) }
      while true {
        let connection = accept(accepting, nil, nil)
        if connection < 0 {
          if errno == EINTR || errno == ECONNABORTED { continue }
          return
        }
        guard let self, !self.isClosed.load(ordering: .acquiring) else {
          Glibc.close(connection)
          return
        }
        Threads.start { Self.serve(connection, answer) }
      }
    }
  }

  private static func fault(of give: () throws(ControlError) -> Void) -> ControlError? {
    do {
      try give()
      return nil
    } catch {
      return error
    }
  }

  private static func serve(_ connection: Int32, _ answer: @escaping Answer) {
    guard let line = UnixSocket.readLine(connection),
      let request = try? JSONDecoder().decode(ControlRequest.self, from: Data(line))
    else {
      write(
        .failed(
          words: "The request cannot be understood; are pepctl and pepd of one version?",
          exitCode: 64), connection)
      Glibc.close(connection)
      return
    }
    Task {
      await answer(request) { write($0, connection) }
      Glibc.close(connection)
    }
  }

  private static func write(_ reply: ControlReply, _ connection: Int32) {
    guard let json = try? JSONEncoder().encode(reply) else { return }
    UnixSocket.write(connection, line: [UInt8](json))
  }

  package func close() {
    guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    // Wakes the thread that accepts, which then closes it.
    shutdown(socket, Int32(SHUT_RDWR))
    unlink(path)
  }
}

enum Threads {
  /// Runs `body` on a new detached thread.
  static func start(_ body: @escaping @Sendable () -> Void) {
    final class Box {
      let body: @Sendable () -> Void;
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let failed = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    if failed == 0 { pthread_detach(thread) } else { box.release() }
  }
}
