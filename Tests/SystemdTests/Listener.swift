import Glibc
import Testing

@testable import Systemd

/// A datagram socket that stands for systemd's or the journal's.
final class Listener: Sendable {
  let name: String
  private let socket: Int32

  /// `@name` is an abstract one.
  init(_ name: String) throws {
    self.name = name
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    let (address, length) = try #require(UnixDatagram.address(name))
    let bound = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, length) }
    }
    try #require(bound == 0)
  }

  static func inFolder() throws -> Listener {
    var template = Array("/tmp/pepd-systemd-XXXXXX".utf8CString)
    return try template.withUnsafeMutableBufferPointer { buffer in
      let made = buffer.baseAddress.flatMap { mkdtemp($0) }
      return try Listener(String(cString: try #require(made)) + "/socket")
    }
  }

  deinit {
    close(socket)
    if name.hasPrefix("/") { unlink(name) }
  }

  /// The datagrams that have come so far.
  func received() -> [[UInt8]] {
    var all: [[UInt8]] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count < 0 { return all }
      all.append(Array(buffer[..<count]))
    }
  }

  func texts() -> [String] { received().map { String(decoding: $0, as: UTF8.self) } }
}
