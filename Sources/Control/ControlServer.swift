import FoundationEssentials
import Glibc
import Synchronization

/// The daemon's end. Connections are rare and short, so each has a thread of its own and blocks there.
package final class ControlServer: Sendable {
  package typealias Answer =
    @Sendable (ControlRequest, _ reply: @escaping @Sendable (ControlReply) -> Void) async -> Void

  /// Why not everybody who was meant to may ask after all. It stops nothing: mail is handled.
  package let fault: ControlError?
  /// The file to remove at the end; nil where the socket is systemd's.
  private let ownPath: String?
  private let bell: ClosingBell

  /// Begins to listen; a socket left behind by a dead daemon is replaced, since the lock of the state
  /// folder has shown that no other one lives.
  package convenience init(
    path: String, group: String?, everyTurn: @escaping @Sendable () -> Void = {},
    answer: @escaping Answer
  ) throws {
    let socket = try UnixSocket.listen(path)
    let fault = Self.fault(of: { () throws(ControlError) in
      if let group { try UnixSocket.give(path, to: group) }
    })
    try self.init(socket, ownPath: path, fault, everyTurn, answer)
  }

  /// Takes over a socket that listens already; who may use it is settled where it was made. `path` is
  /// where pepctl will look for it.
  package convenience init(
    passed socket: Int32, path: String, everyTurn: @escaping @Sendable () -> Void = {},
    answer: @escaping Answer
  ) throws {
    UnixSocket.doNotBlock(socket)
    let place = UnixSocket.path(of: socket) ?? ""
    let fault = place == path ? nil : ControlError(.listensElsewhere(place), path: path)
    try self.init(socket, ownPath: nil, fault, everyTurn, answer)
  }

  private init(
    _ socket: Int32, ownPath: String?, _ fault: ControlError?,
    _ everyTurn: @escaping @Sendable () -> Void, _ answer: @escaping Answer
  ) throws {
    self.ownPath = ownPath
    self.fault = fault
    bell = try ClosingBell()
    let bell = bell
    Threads.start {
      // Closed here and nowhere else: closed by another thread, the number could be given to a new
      // socket, and this loop would take that one's connections.
      defer { Glibc.close(socket) }
      while true {
        everyTurn()
        guard bell.waits(for: socket) else { return }
        let connection = accept(socket, nil, nil)
        guard connection < 0 else {
          Threads.start { Self.serve(connection, answer) }
          continue
        }
        switch errno {
        case EINTR, EAGAIN, ECONNABORTED: break
        // Whoever asks can wait until others have closed their files.
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(100_000)
        // The socket is lost; the broken promise of this loop tells of it.
        default: return
        }
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
    guard bell.ring() else { return }
    if let ownPath { unlink(ownPath) }
  }
}

/// Wakes the thread that accepts. A shutdown(2) would too, but a socket of systemd's would then be dead
/// for the next daemon as well.
private final class ClosingBell: Sendable {
  /// Milliseconds between two turns of the loop when nobody asks: often enough to see that it lives.
  private static let turn: Int32 = 30_000

  private let readEnd: Int32
  private let writeEnd: Int32
  private let isRung = Atomic<Bool>(false)

  init() throws(ControlError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw ControlError(.system(code: errno), path: "pipe")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    Glibc.close(readEnd)
    if !isRung.load(ordering: .acquiring) { Glibc.close(writeEnd) }
  }

  /// False where it was rung before. The end of the pipe is what the other side sees.
  func ring() -> Bool {
    guard !isRung.exchange(true, ordering: .acquiringAndReleasing) else { return false }
    Glibc.close(writeEnd)
    return true
  }

  /// Until somebody connects or the turn is over; false where it was rung.
  func waits(for socket: Int32) -> Bool {
    var watched = [
      pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
      pollfd(fd: readEnd, events: 0, revents: 0),
    ]
    poll(&watched, 2, Self.turn)
    return watched[1].revents == 0
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
