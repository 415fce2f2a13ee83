import CArchive

/// A zip archive written for a test.
package struct ZipFile {
  private enum Content {
    case bytes([UInt8])
    case zeros(Int)

    var size: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .zeros(let count): count
      }
    }
    /// More than it takes when packed.
    var room: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .zeros(let count): count / 500
      }
    }
  }

  private var members: [(name: String, content: Content)] = []

  package init() {}

  package mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }
  package mutating func add(_ name: String, _ bytes: [UInt8]) {
    members.append((name, .bytes(bytes)))
  }
  /// A member that unpacks to so many zeros.
  package mutating func add(_ name: String, zeros: Int) { members.append((name, .zeros(zeros))) }

  package var bytes: [UInt8] {
    let size = members.reduce(65_536) { $0 + $1.content.room + 2 * $1.name.utf8.count + 512 }
    var file = [UInt8](repeating: 0, count: size)
    var used = 0
    file.withUnsafeMutableBytes { buffer in
      guard let archive = archive_write_new() else { return }
      defer { archive_write_free(archive) }
      archive_write_set_format_zip(archive)
      archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used)
      for member in members {
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, member.name)
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_size(entry, Int64(member.content.size))
        archive_write_header(archive, entry)
        switch member.content {
        case .bytes(let bytes):
          _ = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
        case .zeros(let count): archive.write(zeros: count)
        }
      }
      archive_write_close(archive)
    }
    return Array(file[..<used])
  }
}
