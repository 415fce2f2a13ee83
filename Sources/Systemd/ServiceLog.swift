import Glibc
import Logging

/// The daemon's log. Where systemd's journal reads our standard error, each entry goes to the journal in
/// its own language, with fields to filter by (`journalctl -u pepd PEPD_EVENT=letter-sent`); everywhere
/// else it is a line of plain text.
package struct ServiceLog: LogHandler {
  package enum Target: Hashable, Sendable {
    /// The journal's socket.
    case journal(String)
    /// Lines that begin with the priority, for a journal that has no socket for us (sd-daemon(3)).
    case prefixedLines
    case plainLines
  }

  package static let journalSocket = "/run/systemd/journal/socket"

  package var logLevel = Logger.Level.info
  package var metadata: Logger.Metadata = [:]
  private let program: String
  private let target: Target

  package init(program: String, target: Target) {
    self.program = program
    self.target = target
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// `JOURNAL_STREAM` names device and inode of the stream that the journal reads; standard error may
  /// have been turned elsewhere since.
  package static func target(environment: [String: String]) -> Target {
    var file = stat()
    guard let stream = environment["JOURNAL_STREAM"], fstat(STDERR_FILENO, &file) == 0,
      stream == "\(file.st_dev):\(file.st_ino)"
    else { return .plainLines }
    return access(journalSocket, W_OK) == 0 ? .journal(journalSocket) : .prefixedLines
  }

  package func log(event: LogEvent) {
    let priority = event.level.priority
    switch target {
    case .journal(let socket):
      let record = record(of: event)
      if UnixDatagram.send(record.bytes, to: socket) != 0 {
        Self.write("<\(priority)>\(event.message)")
      }
    case .prefixedLines:
      // Each line is an entry of its own there.
      for line in event.message.description.split(separator: "\n") {
        Self.write("<\(priority)>\(line)")
      }
    case .plainLines:
      Self.write("\(Self.moment()) \(event.level.rawValue) \(program): \(event.message)")
    }
  }

  func record(of event: LogEvent) -> JournalRecord {
    var record = JournalRecord()
    record.add("MESSAGE", event.message.description)
    record.add("PRIORITY", "\(event.level.priority)")
    record.add("SYSLOG_IDENTIFIER", program)
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }
    for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
      record.add("\(program)_\(key)", "\(value)")
    }
    return record
  }

  private static func moment() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// In one piece, so that lines of two threads do not mix.
  private static func write(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}

extension Logger.Level {
  /// Of syslog(3).
  fileprivate var priority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
