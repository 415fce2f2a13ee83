import Extraction
import Foundation
import PepStore

/// Reads messages that nobody has put to a child, to find those that tell of one all the same.
package enum StrayReading {
  package static func references(
    _ strays: StrayMessages, _ reader: any MessageReader,
    bytes: @Sendable (_ digest: String) async throws -> Data?
  ) async throws -> Set<String> {
    var found: Set<String> = []
    for message in strays.messages {
      guard let bytes = try await bytes(message.digest) else { continue }
      let facts = try await reader.readToTheEnd([UInt8](bytes)).facts
      let text = String(decoding: try JSONEncoder().encode(facts), as: UTF8.self)
      if strays.tells(text) { found.insert(message.reference) }
    }
    return found
  }
}
