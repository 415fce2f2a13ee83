import Glibc
import Synchronization

/// A server on loopback that says exactly what a test wants, when it wants it.
///
/// One script per connection, in order; each runs on the server's own thread and may block. What went
/// wrong in a script is in `problems`.
package final class ScriptedServer: Sendable {
  package typealias Script = @Sendable (ScriptedClient) throws -> Void

  package let port: Int
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var problems: [String] = []
    var received: [String] = []
    var finished = 0
  }

  package init(_ scripts: Script...) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isReady = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(listener, raw, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, raw, &length) == 0
      }
    }
    guard isReady else { throw ScriptFailed(what: "cannot listen on loopback") }
    port = Int(UInt16(bigEndian: address.sin_port))
    ScriptedClient.limitWaits(on: listener)
    let box = Unmanaged.passRetained(Job(server: self, scripts: scripts))
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }

  deinit { close(listener) }

  /// What the scripts complained of.
  package var problems: [String] { state.withLock(\.problems) }
  /// Every line that clients sent, without the payload that scripts read as bytes.
  package var received: [String] { state.withLock(\.received) }
  /// How many scripts have run to their end.
  package var finished: Int { state.withLock(\.finished) }

  fileprivate func note(line: String) { state.withLock { $0.received.append(line) } }

  private final class Job {
    let server: ScriptedServer
    let scripts: [Script]

    init(server: ScriptedServer, scripts: [Script]) {
      self.server = server
      self.scripts = scripts
    }

    func run() {
      for script in scripts {
        let socket = accept(server.listener, nil, nil)
        guard socket >= 0 else { return }  // nobody came in time
        let client = ScriptedClient(socket: socket, server: server)
        do {
          try script(client)
          server.state.withLock { $0.finished += 1 }
        } catch {
          server.state.withLock { $0.problems.append("\(error)") }
        }
        client.disconnect()
      }
    }
  }
}

package struct ScriptFailed: Error, CustomStringConvertible {
  let what: String
  package var description: String { what }
}

/// The other end, as a script sees it.
package final class ScriptedClient {
  private let socket: Int32
  private let server: ScriptedServer
  private var isOpen = true

  fileprivate init(socket: Int32, server: ScriptedServer) {
    self.socket = socket
    self.server = server
    Self.limitWaits(on: socket)
  }

  /// A script whose client never speaks must not keep the test process alive.
  ///
  /// Minutes, because the client's next step may wait for a thread of the shared pool, and all tests
  /// of the process start at once: with 30 seconds, connections were cut whose client had its turn
  /// after 40.
  fileprivate static func limitWaits(on socket: Int32) {
    var limit = timeval(tv_sec: 600, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  package func send(_ text: String) throws { try send(Array(text.utf8)) }

  package func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw ScriptFailed(what: "the client hung up") }
      sent += count
    }
  }

  /// The client's next line, without CRLF.
  package func line() throws -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 100_000 {
      guard recv(socket, &byte, 1, 0) == 1 else { throw ScriptFailed(what: "no line came") }
      if byte == 10 { break }
      bytes.append(byte)
    }
    if bytes.last == 13 { bytes.removeLast() }
    let line = String(decoding: bytes, as: UTF8.self)
    server.note(line: line)
    return line
  }

  /// Reads a line that has to contain `words`, and returns its first word: the tag in IMAP.
  @discardableResult
  package func expect(_ words: String) throws -> String {
    let line = try line()
    guard line.contains(words) else {
      throw ScriptFailed(what: "expected '\(words)', got '\(line)'")
    }
    return String(line.prefix(while: { $0 != " " }))
  }

  /// An HTTP request: its lines, which are noted, and its body, which is not.
  package func request() throws -> (lines: [String], body: String) {
    var lines: [String] = []
    while let line = try Optional(line()), !line.isEmpty { lines.append(line) }
    let length =
      lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
    var body: [UInt8] = []
    var byte: UInt8 = 0
    while body.count < length {
      guard recv(socket, &byte, 1, 0) == 1 else { throw ScriptFailed(what: "no body came") }
      body.append(byte)
    }
    return (lines, String(decoding: body, as: UTF8.self))
  }

  /// Waits until the client hangs up.
  package func awaitEnd() {
    var byte: UInt8 = 0
    while recv(socket, &byte, 1, 0) == 1 {}
  }

  package func disconnect() {
    if isOpen { close(socket) }
    isOpen = false
  }
}

/// The beginnings that every dialogue has.
extension ScriptedClient {
  /// Greeting, libcurl's CAPABILITY, ours, a login, CAPABILITY and LIST.
  package func acceptIMAPLogin(offering capabilities: String = "") throws {
    let offer = "* CAPABILITY IMAP4rev1 AUTH=PLAIN \(capabilities)\r\n"
    try send("* OK ready\r\n")
    for _ in 0..<2 { try send("\(offer)\(expect("CAPABILITY")) OK done\r\n") }
    let login = try expect("AUTHENTICATE PLAIN")
    try send("+ \r\n")
    _ = try line()
    try send("\(login) OK welcome\r\n")
    try send("\(offer)\(expect("CAPABILITY")) OK done\r\n")
    try send("* LIST (\\Noselect) \"/\" \"\"\r\n\(expect("LIST")) OK done\r\n")
  }

  package func acceptSelect(exists: Int) throws {
    let tag = try expect("SELECT")
    try send("* \(exists) EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n")
    try send("* OK [UIDNEXT \(exists + 1)] next\r\n\(tag) OK [READ-WRITE] open\r\n")
  }

  /// Greeting, libcurl's EHLO, ours and a login.
  package func acceptSMTPLogin(offering extensions: [String] = ["AUTH PLAIN"]) throws {
    try send("220 ready\r\n")
    let lines = ["localhost"] + extensions
    let offer = lines.enumerated().map { index, line in
      "250\(index == lines.count - 1 ? " " : "-")\(line)\r\n"
    }
    for _ in 0..<2 {
      try expect("EHLO")
      try send(offer.joined())
    }
    guard extensions.contains(where: { $0.hasPrefix("AUTH") }) else { return }
    try expect("AUTH PLAIN")
    try send("334 \r\n")
    _ = try line()
    try send("235 welcome\r\n")
  }
}
