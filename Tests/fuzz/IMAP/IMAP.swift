import FuzzDriver

@testable import MailTransport

/// What a server says, cut into lines and literals as `IMAPConnection` does it. This runs in the daemon,
/// so nothing here may ever end the process.
@main enum IMAP {
  static func main() {
    FuzzDriver.run { bytes in
      var server = Server(bytes)
      while let response = server.next() { look(at: response) }
    }
  }

  /// What is made of an answer before anything else is known about it.
  private static func look(at response: IMAPResponse) {
    switch response {
    case .extendedSearch(let ranges): _ = UIDSet.uids(in: ranges, atMost: 5_000)
    case .search(let uids): _ = UIDSet.text(UIDSet.prefix(of: uids.sorted()[...], fitting: 4_000))
    case .list(let entry):
      let naming = FolderNaming(separator: entry.separator ?? "/", prefix: "INBOX.")
      let name = naming.ownName(entry.name)
      if let said = naming.serverName(name) { _ = FolderNaming.quoted(said) }
    case .namespace(let prefix, let separator):
      _ = FolderNaming(separator: separator ?? "/", prefix: prefix).ownName(prefix + "PEP")
    case .fetch(let items):
      _ = items.internalDate.flatMap(InternalDate.moment)
      _ = items.header.flatMap(MessageOverview.messageID)
    case .status(let status):
      var outcome = MoveOutcome(way: .moved)
      outcome.note(status)
    case .continuation, .capability, .exists, .expunge, .rights, .other: break
    }
  }

  /// Bytes as they come over the connection.
  private struct Server {
    private let bytes: [UInt8]
    private var at = 0
    private var parser = IMAPResponseParser()

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = [UInt8](bytes) }

    /// nil where the connection would be given up.
    mutating func next() -> IMAPResponse? {
      while at < bytes.count {
        let end = bytes[at...].firstIndex(of: 10) ?? bytes.endIndex
        var line = Array(bytes[at..<end])
        if line.last == 13 { line.removeLast() }
        at = min(end + 1, bytes.endIndex)
        guard let step = try? parser.take(line: line) else { return nil }
        switch step {
        case .response(let response): return response
        case .line: continue
        case .literal(let count):
          guard count <= bytes.count - at else { return nil }
          // A limit as the caller's, below which it is kept.
          if count > 64 {
            parser.skipped(literalOf: count)
          } else {
            parser.take(literal: Array(bytes[at..<at + count]))
          }
          at += count
        }
      }
      return nil
    }
  }
}
