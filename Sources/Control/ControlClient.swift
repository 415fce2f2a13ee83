import FoundationEssentials
import Glibc

/// `pepctl`'s end.
package enum ControlClient {
  /// Whether a daemon takes requests there; nil where that cannot be seen.
  package static func isAnswered(at path: String) -> Bool? {
    do throws(ControlError) {
      close(try UnixSocket.connect(path))
      return true
    } catch {
      return error.kind == .noDaemon ? false : nil
    }
  }

  /// Sends one request and hands each reply to `each` until the last.
  package static func ask(
    _ request: ControlRequest, at path: String, each: (ControlReply) -> Void
  ) throws {
    let socket = try UnixSocket.connect(path)
    defer { close(socket) }
    guard UnixSocket.write(socket, line: [UInt8](try JSONEncoder().encode(request))) else {
      throw ControlError(.cutOff, path: path)
    }
    while let line = UnixSocket.readLine(socket) {
      let reply = try JSONDecoder().decode(ControlReply.self, from: Data(line))
      each(reply)
      switch reply {
      case .progress: continue
      case .done, .failed: return
      }
    }
    throw ControlError(.cutOff, path: path)
  }
}
