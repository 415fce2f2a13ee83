import FoundationEssentials
import PepCore

/// The state as it lies on the disk, for commands that only look. It takes no lock and changes
/// nothing, so it works beside a running daemon and shows every commit up to now.
package struct StoreSnapshot: Sendable {
  package let register: Register
  package let outbox: Outbox
  package let filings: [String: OwedFiling]
  package let cursors: [String: FolderCursor]
  package let sendingStop: SendingStop?
  package let sequence: Int
  /// Lines of the journal that register.json does not have yet.
  package let replayed: Int
  private let handled: HandledIndex

  package init(folder: String) throws {
    try self.init(folder: folder, files: LocalFileSystem(root: folder))
  }

  init(folder: String, files: any FileSystem) throws {
    let found = try StoreOpening(layout: StoreLayout(root: folder), files: files).read()
    register = found.state.register
    outbox = found.state.outbox
    filings = found.state.filings
    cursors = found.state.cursors
    sendingStop = found.state.stop
    handled = found.state.handled
    sequence = found.end.position.sequence
    replayed = found.end.lines
  }

  package func isHandled(_ location: MessageLocation) -> Bool { handled.contains(location) }
  package func reference(ofDigest digest: String) -> String? {
    handled.reference(ofDigest: digest)
  }
  package func reference(ofMessageID messageID: String) -> String? {
    handled.reference(ofMessageID: messageID)
  }
  /// Whether a handled message has this reference.
  package func isReference(_ text: String) -> Bool { handled.contains(reference: text) }
  package func reference(for digest: String) -> String { handled.reference(for: digest) }
}

/// The journal from its first line to its last: the audit trail.
package enum JournalHistory {
  /// Hands every line to `body`, oldest first.
  package static func forEach(in folder: String, _ body: (JournalLine) throws -> Void) throws {
    let layout = StoreLayout(root: folder)
    let start = StoreOpening(layout: layout, files: LocalFileSystem(root: folder))
    _ = try start.replay.run(from: nil, body)
  }
}
