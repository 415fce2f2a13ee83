import Glibc
import Synchronization
import Testing

@testable import Control

@Suite struct ControlServerTests {
  @Test func `a group that does not exist is told of, and the daemon answers all the same`()
    async throws
  {
    let path = try socketPath()
    let server = try ControlServer(path: path, group: "no-such-group", answer: done)
    defer { server.close() }
    #expect(server.fault == ControlError(.groupUnknown("no-such-group"), path: path))
    #expect(try await ask(path) == [.done(words: "done", json: "{}")])
  }

  @Test func `the process's own group gets the socket`() async throws {
    let path = try socketPath()
    let group = try #require(getgrgid(getgid()).map { String(cString: $0.pointee.gr_name) })
    let server = try ControlServer(path: path, group: group, answer: done)
    defer { server.close() }
    #expect(server.fault == nil)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_gid == getgid() && status.st_mode & 0o777 == 0o660)
  }

  @Test func `a group that the socket cannot be given to is told of, with the reason`() async throws
  {
    // A socket that is not there stands for one that the system refuses to give.
    let path = try socketPath()
    let group = try #require(getgrgid(getgid()).map { String(cString: $0.pointee.gr_name) })
    #expect(throws: ControlError(.groupRefused(group, code: ENOENT), path: path)) {
      try UnixSocket.give(path, to: group)
    }
  }

  @Test func `a socket that was passed is answered on, and is whole for the next daemon`()
    async throws
  {
    let path = try socketPath()
    let socket = try UnixSocket.listen(path)
    defer { Glibc.close(socket) }
    for _ in 0..<2 {
      // Each daemon has a descriptor of its own of the one socket.
      let server = try ControlServer(passed: dup(socket), path: path, answer: done)
      #expect(server.fault == nil)
      #expect(try await ask(path) == [.done(words: "done", json: "{}")])
      server.close()
      #expect(access(path, F_OK) == 0)
    }
  }

  @Test func `a passed socket that pepctl would not find is told of`() async throws {
    let path = try socketPath()
    let socket = try UnixSocket.listen(path)
    let server = try ControlServer(passed: socket, path: "/run/other.sock", answer: done)
    defer { server.close() }
    #expect(server.fault == ControlError(.listensElsewhere(path), path: "/run/other.sock"))
  }

  @Test func `each turn of the loop tells that it lives`() async throws {
    let path = try socketPath()
    let turns = Atomic<Int>(0)
    let server = try ControlServer(
      path: path, group: nil, everyTurn: { turns.add(1, ordering: .relaxed) }, answer: done)
    defer { server.close() }
    _ = try await ask(path)
    _ = try await ask(path)
    #expect(turns.load(ordering: .relaxed) >= 2)
  }

  private let done: ControlServer.Answer = { _, reply in reply(.done(words: "done", json: "{}")) }

  /// On a thread of its own: it blocks, and on Swift's shared threads the answers would wait for it.
  private func ask(_ path: String) async throws -> [ControlReply] {
    try await withCheckedThrowingContinuation { continuation in
      Threads.start {
        let replies = Mutex<[ControlReply]>([])
        continuation.resume(
          with: Result {
            try ControlClient.ask(.poll, at: path) { reply in replies.withLock { $0.append(reply) }
            }
            return replies.withLock { $0 }
          })
      }
    }
  }

  private func socketPath() throws -> String {
    var template = Array("/tmp/pepd-control-XXXXXX".utf8CString)
    return try template.withUnsafeMutableBufferPointer { buffer in
      let made = buffer.baseAddress.flatMap { mkdtemp($0) }
      return String(cString: try #require(made)) + "/control.sock"
    }
  }
}
