import Glibc

/// The few system calls of a stream socket in the file system (unix(7)).
enum UnixSocket {
  static func make(_ path: String) throws(ControlError) -> Int32 {
    let socket = Glibc.socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw ControlError(.system(code: errno), path: path) }
    return socket
  }

  static func connect(_ path: String) throws(ControlError) -> Int32 {
    let socket = try make(path)
    guard try withAddress(path, { Glibc.connect(socket, $0, $1) }) == 0 else {
      let code = errno
      close(socket)
      switch code {
      case ENOENT, ECONNREFUSED: throw ControlError(.noDaemon, path: path)
      case EACCES, EPERM: throw ControlError(.notAllowed, path: path)
      default: throw ControlError(.system(code: code), path: path)
      }
    }
    return socket
  }

  /// Mode 0660: the group of the socket may ask, nobody else.
  static func listen(_ path: String) throws(ControlError) -> Int32 {
    let socket = try make(path)
    unlink(path)
    let bound = try withAddress(path, { bind(socket, $0, $1) }) == 0
    guard bound, chmod(path, 0o660) == 0, Glibc.listen(socket, 8) == 0 else {
      let code = errno
      close(socket)
      throw ControlError(.system(code: code), path: path)
    }
    doNotBlock(socket)
    return socket
  }

  /// Whoever connected may be gone before it is accepted; the loop must not wait for the next one then.
  static func doNotBlock(_ socket: Int32) {
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
  }

  /// Where a socket listens; nil where it is none of the file system.
  static func path(of socket: Int32) -> String? {
    var address = sockaddr_un()
    var length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let got = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
    }
    guard got == 0, address.sun_family == sa_family_t(AF_UNIX) else { return nil }
    return withUnsafeBytes(of: &address.sun_path) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// Lets the members of another group ask. Without privileges only a group that the process is in
  /// can be given (chown(2)).
  static func give(_ path: String, to group: String) throws(ControlError) {
    guard let entry = getgrnam(group) else { throw ControlError(.groupUnknown(group), path: path) }
    guard chown(path, uid_t.max, entry.pointee.gr_gid) == 0 else {
      throw ControlError(.groupRefused(group, code: errno), path: path)
    }
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(ControlError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw ControlError(.system(code: ENAMETOOLONG), path: path)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// One line without its end; nil at the end of the stream or when it grows beyond `limit`.
  static func readLine(_ socket: Int32, limit: Int = 64 << 20) -> [UInt8]? {
    var line: [UInt8] = []
    var byte = [UInt8](repeating: 0, count: 65_536)
    while line.count < limit {
      // Peek first, so that bytes behind the line stay for the next call.
      let seen = recv(socket, &byte, byte.count, Int32(MSG_PEEK))
      if seen < 0, errno == EINTR { continue }
      guard seen > 0 else { return nil }
      let end = byte[..<seen].firstIndex(of: 10)
      let take = end.map { $0 + 1 } ?? seen
      let got = recv(socket, &byte, take, 0)
      guard got > 0 else { return nil }
      line += byte[..<got]
      if line.last == 10 { return Array(line.dropLast()) }
    }
    return nil
  }

  @discardableResult
  static func write(_ socket: Int32, line: [UInt8]) -> Bool {
    let bytes = line + [10]
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(socket, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
