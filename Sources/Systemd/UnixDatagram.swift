import Glibc

/// A datagram to a socket of the file system, or to an abstract one, written `@name` (unix(7)).
enum UnixDatagram {
  /// 0, or errno.
  @discardableResult
  static func send(_ bytes: [UInt8], to path: String) -> Int32 {
    let socket = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return errno }
    defer { close(socket) }
    guard let (address, length) = address(path) else { return ENAMETOOLONG }
    // Whoever should listen may hang. That must not make us hang as well.
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let sent = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
    return sent < 0 ? errno : 0
  }

  /// The length counts the name's bytes exactly: in an abstract name every further zero would belong to
  /// the name.
  static func address(_ path: String) -> (sockaddr_un, socklen_t)? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(path.utf8)
    guard !name.isEmpty, name.count < MemoryLayout.size(ofValue: address.sun_path) else {
      return nil
    }
    if name[0] == UInt8(ascii: "@") { name[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let before = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    let isAbstract = name[0] == 0
    return (address, socklen_t(before + name.count + (isAbstract ? 0 : 1)))
  }
}
