import Foundation

/// What the daemon last knew of its work, in `pulse.json` of the state folder: for `pepctl status`,
/// which asks nobody, and over a restart. No personal data.
package struct Pulse: Codable, Hashable, Sendable {
  package var startedAt: Date?
  package var lastRound: Date?
  /// When a message was last handled.
  package var lastMessage: Date?
  /// Messages seen and not yet handled, and when the oldest of them arrived.
  package var unprocessed = 0
  package var oldestUnprocessed: Date?
  package var outages = Outages()
  /// nil where no test messages are sent.
  package var canary: Canary?
  /// When the access token in use ends.
  package var tokenEnds: Date?
  package var rounds = 0
  package var registered = 0
  package var review = 0
  package var ignored = 0
  package var lettersSent = 0

  package init() {}

  /// When the test message was sent that has not come, though it could be seen.
  package func missingCanary(at now: Date, limit: Duration) -> Date? {
    outages.mailbox == nil ? canary?.missing(at: now, limit: limit) : nil
  }

  private static func path(_ stateFolder: String) -> String { stateFolder + "/pulse.json" }

  /// nil where none was written yet, or by another version: then it is not known.
  package static func read(stateFolder: String) -> Pulse? {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return FileManager.default.contents(atPath: path(stateFolder))
      .flatMap { try? decoder.decode(Pulse.self, from: $0) }
  }

  /// It is no loss where it cannot be written: the journal is what counts.
  func write(stateFolder: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    encoder.dateEncodingStrategy = .iso8601
    guard let bytes = try? encoder.encode(self) else { return }
    _ = try? WholeFile.replace(Self.path(stateFolder), bytes, mode: 0o600)
  }
}

/// A file that readers see wholly old or wholly new.
enum WholeFile {
  static func replace(_ path: String, _ bytes: Data, mode: Int) throws {
    let temporary = path + ".new"
    guard
      FileManager.default.createFile(
        atPath: temporary, contents: bytes, attributes: [.posixPermissions: mode]),
      rename(temporary, path) == 0
    else { throw StateFolderError(path: path) }
  }
}
