import Glibc
import Synchronization
import Testing

@testable import Control

@Suite struct ControlServerTests {
  @Test func `a group that does not exist is told of, and the daemon answers all the same`() throws
  {
    let path = try socketPath()
    let server = try ControlServer(path: path, group: "no-such-group", answer: done)
    defer { server.close() }
    #expect(server.groupFault == ControlError(.groupUnknown("no-such-group"), path: path))
    #expect(try ask(path) == [.done(words: "done", json: "{}")])
  }

  @Test func `the process's own group gets the socket`() throws {
    let path = try socketPath()
    let group = try #require(getgrgid(getgid()).map { String(cString: $0.pointee.gr_name) })
    let server = try ControlServer(path: path, group: group, answer: done)
    defer { server.close() }
    #expect(server.groupFault == nil)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_gid == getgid() && status.st_mode & 0o777 == 0o660)
  }

  @Test func `a group that the socket cannot be given to is told of, with the reason`() throws {
    // A socket that is not there stands for one that the system refuses to give.
    let path = try socketPath()
    let group = try #require(getgrgid(getgid()).map { String(cString: $0.pointee.gr_name) })
    #expect(throws: ControlError(.groupRefused(group, code: ENOENT), path: path)) {
      try UnixSocket.give(path, to: group)
    }
  }

  private let done: ControlServer.Answer = { _, reply in reply(.done(words: "done", json: "{}")) }

  private func ask(_ path: String) throws -> [ControlReply] {
    let replies = Mutex<[ControlReply]>([])
    try ControlClient.ask(.poll, at: path) { reply in replies.withLock { $0.append(reply) } }
    return replies.withLock { $0 }
  }

  private func socketPath() throws -> String {
    var template = Array("/tmp/pepd-control-XXXXXX".utf8CString)
    return try template.withUnsafeMutableBufferPointer { buffer in
      let made = buffer.baseAddress.flatMap { mkdtemp($0) }
      return String(cString: try #require(made)) + "/control.sock"
    }
  }
}
