import CArchive

/// A zip archive written for a test.
package struct ZipFile {
  private var members: [(name: String, bytes: [UInt8])] = []

  package init() {}

  package mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }
  package mutating func add(_ name: String, _ bytes: [UInt8]) { members.append((name, bytes)) }

  package var bytes: [UInt8] {
    let size = members.reduce(65_536) { $0 + $1.bytes.count + 2 * $1.name.utf8.count + 512 }
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
        archive_entry_set_size(entry, Int64(member.bytes.count))
        archive_write_header(archive, entry)
        _ = member.bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
      }
      archive_write_close(archive)
    }
    return Array(file[..<used])
  }
}
