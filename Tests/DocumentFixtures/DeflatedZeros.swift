import CArchive

/// Zeros without end, packed small: what bombs are filled with.
package enum DeflatedZeros {
  /// A zlib stream (RFC 1950), as PDF's FlateDecode and PNG want it.
  package static func zlib(_ count: Int) -> [UInt8] {
    // libarchive's gzip (RFC 1952) has a head of ten bytes and ends with a checksum and the length.
    let raw = gzip(count).dropFirst(10).dropLast(8)
    // Adler-32 of zeros: the sum of bytes stays 1, and the sum of sums is their number.
    let sum = UInt32(count % 65_521) << 16 | 1
    return [0x78, 0x9C] + raw + withUnsafeBytes(of: sum.bigEndian) { Array($0) }
  }

  private static func gzip(_ count: Int) -> [UInt8] {
    var file = [UInt8](repeating: 0, count: count / 500 + 65_536)
    var used = 0
    file.withUnsafeMutableBytes { buffer in
      guard let archive = archive_write_new() else { return }
      defer { archive_write_free(archive) }
      archive_write_set_format_raw(archive)
      archive_write_add_filter_gzip(archive)
      archive_write_set_options(archive, "gzip:!timestamp")
      // Else the last block is filled up to 10 KB.
      archive_write_set_bytes_in_last_block(archive, 1)
      archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used)
      let entry = archive_entry_new()
      defer { archive_entry_free(entry) }
      archive_entry_set_filetype(entry, 0o100000)
      archive_write_header(archive, entry)
      archive.write(zeros: count)
      archive_write_close(archive)
    }
    return Array(file[..<used])
  }
}

extension OpaquePointer {
  /// Data of the current entry of an archive, in pieces: a bomb's own size fits no test's memory.
  func write(zeros count: Int) {
    let piece = [UInt8](repeating: 0, count: min(count, 1 << 20))
    var left = count
    while left > 0 {
      let wrote = piece.withUnsafeBytes {
        archive_write_data(self, $0.baseAddress, min(left, $0.count))
      }
      guard wrote > 0 else { return }
      left -= wrote
    }
  }
}
