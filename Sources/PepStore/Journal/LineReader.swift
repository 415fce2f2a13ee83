import FoundationEssentials

/// Reads a file line by line in pieces, so that years of journal cost one piece of memory.
struct LineReader {
  private let files: any FileSystem
  private let path: String
  private let size: Int
  /// Bytes of the file that were handed out as whole lines, or skipped.
  private(set) var offset: Int
  private var buffer = Data()

  init(_ path: String, from offset: Int, _ files: any FileSystem) throws {
    self.files = files
    self.path = path
    self.offset = offset
    size = try files.size(of: path) ?? 0
  }

  /// Bytes behind the last whole line handed out.
  var rest: Int { size - offset }

  /// The next line without its line end; nil where no line end follows.
  mutating func next() throws -> Data? {
    var searched = 0
    while true {
      if let end = Self.lineEnd(buffer.dropFirst(searched)) {
        let line = buffer[..<end]
        buffer = buffer[(end + 1)...]
        offset += line.count + 1
        return line
      }
      searched = buffer.count
      let start = offset + buffer.count
      guard start < size, buffer.count <= Limits.lineBytes else { return nil }
      // A fresh buffer, because a slice would keep every piece that was read before it.
      let more = try files.read(path, from: start, atMost: min(Limits.readBytes, size - start))
      guard !more.isEmpty else { return nil }
      buffer = Data(buffer) + more
    }
  }

  private static func lineEnd(_ bytes: Data) -> Data.Index? {
    bytes.withUnsafeBytes { $0.firstIndex(of: 0x0a) }.map { bytes.startIndex + $0 }
  }
}
