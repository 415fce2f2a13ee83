import FoundationEssentials
import PepCore

/// Messages whose bytes are kept and that nobody has put to a child: one from an unknown sender, say.
/// Whether they tell of a child only a reading shows, which is not for this module.
package struct StrayMessages: Sendable {
  package struct Message: Sendable {
    package var reference: String
    package var digest: String
  }

  package private(set) var messages: [Message] = []
  private let trail: ChildTrail

  /// nil where nothing was ever recorded of the child.
  package init?(_ child: String, in folder: String) throws {
    try self.init(
      child, layout: StoreLayout(root: folder), files: LocalFileSystem(root: folder))
  }

  init?(_ child: String, layout: StoreLayout, files: any FileSystem) throws {
    trail = try Erasure(child, layout: layout, files: files).trail
    guard !trail.isEmpty else { return nil }
    var found: [Message] = []
    _ = try StoreOpening(layout: layout, files: files).replay.run(from: nil) { line in
      guard case .message(let message) = line.entry, message.isKept, let digest = message.digest,
        message.changes.allSatisfy({ $0.child == nil })
      else { return }
      found.append(Message(reference: message.reference, digest: digest))
    }
    messages = found
  }

  package static func bytes(of digest: String, in folder: String) throws -> Data? {
    try FilingCabinet(StoreLayout(root: folder), LocalFileSystem(root: folder)).received(digest)
  }

  /// Whether what a message says tells of the child.
  package func tells(_ text: String) -> Bool { trail.tells(text) || trail.tellsByNames(text) }
}

extension RegisterStore {
  package func strayMessages(of child: String) throws -> StrayMessages? {
    try StrayMessages(child, layout: layout, files: files)
  }
}
