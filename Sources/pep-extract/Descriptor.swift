import Glibc

/// A file descriptor read and written to the last byte.
struct Descriptor {
  private let number: CInt

  init(_ number: CInt) { self.number = number }

  static let input = Descriptor(STDIN_FILENO)
  static let output = Descriptor(STDOUT_FILENO)

  /// False at the end of the input, or where it broke.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var done = 0
    while done < buffer.count {
      let got = read(number, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return false }
      done += got
    }
    return true
  }

  func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var done = 0
    while done < bytes.count {
      let wrote = write(number, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if wrote < 0, errno == EINTR { continue }
      if wrote <= 0 { return false }
      done += wrote
    }
    return true
  }

  /// nil where there is more than the limit, or it broke.
  func readToEnd(limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = read(number, &chunk, chunk.count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { return nil }
      if got == 0 { return bytes }
      bytes += chunk[..<got]
      if bytes.count > limit { return nil }
    }
  }
}
