import Foundation
import FuzzDriver

@testable import PepStore

/// What the disk gives back at a start: the journal, and behind a NUL byte the checkpoint. Read once as
/// it is and once with every line's checksum put right, which no chance finds. This runs in the daemon,
/// so nothing here may ever end the process; a folder that cannot be read is an error with words.
@main enum Journal {
  static func main() {
    FuzzDriver.run { bytes in
      let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        .map { Data($0) }
      let checkpoint = parts.count > 1 ? parts[1] : nil
      open(parts[0], checkpoint)
      open(sealed(parts[0]), checkpoint)
    }
  }

  private static func open(_ journal: Data, _ checkpoint: Data?) {
    let layout = StoreLayout(root: "/state")
    let files = ReadOnlyDisk(
      files: [
        JournalSegments.growing(in: layout.register): journal, layout.checkpoint: checkpoint,
      ].compactMapValues { $0 })
    let opening = StoreOpening(layout: layout, files: files)
    guard let found = try? opening.read() else { return }
    // What a start goes on to do with what it read.
    let now = Date(timeIntervalSince1970: 1_795_000_000)
    for letter in found.state.outbox.letters(in: .sending) {
      _ = try? found.state.outbox.step(letter.reference, .unknown(reason: ""), at: now)
    }
    _ = found.state.outbox.pending(at: now)
    _ = found.state.handled.lines
  }

  /// The lines with the checksums that belong to them.
  private static func sealed(_ journal: Data) -> Data {
    var result = Data()
    for line in journal.split(separator: 0x0a) {
      var body = Data(line)
      if let tail = body.range(of: Data(#","crc":"#.utf8)) { body = Data(body[..<tail.lowerBound]) }
      if body.last == UInt8(ascii: "}"), line.count == body.count { body.removeLast() }
      let checksum = String(CRC32C.checksum(body), radix: 16)
      let padding = String(repeating: "0", count: 8 - checksum.count)
      result += body + Data(",\"crc\":\"\(padding)\(checksum)\"}\n".utf8)
    }
    return result
  }
}

/// As much of a disk as reading needs; it refuses what the system refuses.
private struct ReadOnlyDisk: FileSystem {
  struct Refused: Error {}

  let files: [String: Data]

  func size(of path: String) throws -> Int? { files[path]?.count }
  func read(_ path: String, from offset: Int, atMost count: Int) throws -> Data {
    guard let bytes = files[path], offset >= 0, count >= 0 else { throw Refused() }
    return Data(bytes.dropFirst(offset).prefix(count))
  }
  func names(in folder: String) throws -> [String] {
    files.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }
  }
  func destination(ofLink path: String) throws -> String? { nil }
  func isFolder(_ path: String) throws -> Bool { files.keys.contains { $0.hasPrefix(path + "/") } }

  func makeFolder(_ path: String) throws { throw Refused() }
  func write(_ bytes: Data, to path: String) throws { throw Refused() }
  func append(_ bytes: Data, to path: String) throws { throw Refused() }
  func truncate(_ path: String, to size: Int) throws { throw Refused() }
  func rename(_ path: String, to newPath: String) throws { throw Refused() }
  func exchange(_ path: String, _ other: String) throws { throw Refused() }
  func makeLink(_ path: String, to destination: String) throws { throw Refused() }
  func remove(_ path: String) throws { throw Refused() }
  func removeFolder(_ path: String) throws { throw Refused() }
  func sync(_ path: String) throws { throw Refused() }
  func syncEverything(at path: String) throws { throw Refused() }
  func lock(_ path: String) throws -> any Sendable { throw Refused() }
}
