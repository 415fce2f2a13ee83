import Glibc
import Testing

@testable import Systemd

@Suite struct PassedSocketTests {
  @Test func `the socket is found by its name, and the readers do not get it`() throws {
    let socket = try listening()
    defer { close(socket) }
    let environment = [
      "LISTEN_PID": "\(getpid())", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "other:control",
    ]
    let found = PassedSocket.find(named: "control", environment, getpid(), first: socket - 1)
    #expect(found == socket)
    #expect(fcntl(socket, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC)
  }

  @Test func `what was meant for another process or another purpose is left alone`() throws {
    let socket = try listening()
    defer { close(socket) }
    let ours = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "control"]
    for (key, value) in [
      ("LISTEN_PID", "1"), ("LISTEN_FDS", "0"), ("LISTEN_FDS", "many"), ("LISTEN_FDNAMES", "web"),
      ("LISTEN_FDNAMES", "web:control"),
    ] {
      let environment = ours.merging([key: value]) { $1 }
      #expect(PassedSocket.find(named: "control", environment, getpid(), first: socket) == nil)
    }
    #expect(PassedSocket.find(named: "control", environment: [:]) == nil)
    #expect(PassedSocket.find(named: "control", ours, getpid(), first: socket) == socket)
  }

  @Test func `a connection is no listening socket`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    let environment = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "control"]
    #expect(PassedSocket.find(named: "control", environment, getpid(), first: ends[0]) == nil)
  }

  private func listening() throws -> Int32 {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let (address, length) = try #require(
      UnixDatagram.address("@pepd-passed-\(getpid())-\(socket)"))
    let bound = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, length) }
    }
    try #require(bound == 0 && listen(socket, 1) == 0)
    return socket
  }
}
