import Foundation
import Glibc

/// What networks and servers do to a connection, done to pepd's: stands in front of a real server.
/// `Tests/servers/fault-proxy` does the work and says what each order does.
package final class FaultProxy: Sendable {
  package enum Side: String, Sendable { case client, server }
  package enum Mode: String, Sendable { case pass, hole, drip, away }
  package enum Act: String, Sendable {
    case replace, before, after, answer, goodbye, hold, freeze
    case cutBefore = "cut-before"
    case cutAfter = "cut-after"
  }

  /// How the two halves of the way are encrypted. Where the client's is, its certificate is the real
  /// server's.
  package enum Encryption: String, Sendable {
    case client = ""
    case both = "--tls"
    case neither = "--clear"
  }

  package let port: Int
  private let orders: Int
  private let process: ChildProcess

  package init(
    to port: Int, of servers: TestMailServers, _ encryption: Encryption = .client
  ) async throws {
    let ready = "/tmp/pepd-test-proxy-\(UUID().uuidString)"
    defer { unlink(ready) }
    let tls = servers.folder.appending(path: "tls").path
    process = try ChildProcess(
      TestMailServers.script("fault-proxy"),
      [ready, "\(getpid())", "\(tls)/server.crt", "\(tls)/server.key", "\(port)"]
        + (encryption == .client ? [] : [encryption.rawValue]))
    var ports: [Int] = []
    for _ in 0..<600 where ports.isEmpty {
      try await Task.sleep(for: .milliseconds(50))
      let line = try? String(contentsOfFile: ready, encoding: .utf8)
      ports = line?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) } ?? []
    }
    guard ports.count == 2 else {
      process.end()
      throw NotRunning(what: "the proxy did not start")
    }
    (self.port, orders) = (ports[0], ports[1])
  }

  deinit {
    process.end()
    // Or it stays as a zombie.
    let process = process
    Task { _ = await process.result() }
  }

  package struct NotRunning: Error, CustomStringConvertible {
    let what: String
    package var description: String { what }
  }

  // MARK: Orders

  package func mode(_ mode: Mode) throws { try order(["do": "mode", "mode": mode.rawValue]) }
  package func freeze() throws { try order(["do": "freeze"]) }
  package func reset() throws { try order(["do": "reset"]) }
  package func clear() throws { try order(["do": "clear"]) }
  package func letGo() throws { try order(["do": "go"]) }
  package func cut(after bytes: Int) throws { try order(["do": "cut", "bytes": bytes]) }

  /// What happens at the next `times` lines that match, or at all.
  package func at(
    _ side: Side, _ match: String, _ act: Act, _ text: String = "", times: Int = -1
  ) throws {
    try order([
      "do": "rule", "from": side.rawValue, "match": match, "act": act.rawValue, "text": text,
      "times": times,
    ])
  }

  /// Lines so far that match.
  package func seen(_ side: Side, _ match: String) throws -> Int {
    try order(["do": "seen", "from": side.rawValue, "match": match])
  }

  package var connections: Int { get throws { try order(["do": "connections"]) } }
  package var held: Int { get throws { try order(["do": "held"]) } }

  @discardableResult
  private func order(_ order: [String: Any]) throws -> Int {
    let line = try JSONSerialization.data(withJSONObject: order) + Data("\n".utf8)
    let answer = try JSONSerialization.jsonObject(with: exchange(line)) as? [String: Int]
    guard let count = answer?["count"] else { throw NotRunning(what: "the proxy did not answer") }
    return count
  }

  private func exchange(_ line: Data) throws -> Data {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      file, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = in_port_t(orders).bigEndian
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    let sent = line.withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    guard isConnected, sent == line.count else { throw NotRunning(what: "the proxy is gone") }
    var answer = Data()
    var piece = [UInt8](repeating: 0, count: 4_096)
    while answer.last != 10 {
      let count = recv(file, &piece, piece.count, 0)
      guard count > 0 else { throw NotRunning(what: "the proxy hung up") }
      answer += piece[..<count]
    }
    return answer
  }
}
