import CSandbox
import Glibc
import PepCore

/// Memory that a child writes its answer into and its parent reads afterwards: no pipe to drain
/// while waiting, and a child that dies in the middle leaves no half answer on the parent's output.
/// It is mapped for one message and unmapped after it, so that no later child finds it.
struct SharedArea {
  private static let header = 8
  private let base: UnsafeMutableRawPointer
  private let size: Int

  init?() {
    size = SharedArea.header + ReaderFrames.bodyBytes
    guard let base = pep_map_shared(size) else { return nil }
    self.base = base
  }

  var isReachable: Bool { pep_can_write(base) }

  func hideFromChildren() { pep_hide_from_children(base, size) }

  func unmap() { munmap(base, size) }

  // MARK: In the child

  /// Room for an ordinary answer, before it is written.
  func bringIn() { pep_bring_in(base, 64 << 10, true) }

  /// False where the answer is full.
  func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let used = SharedArea.header + base.load(as: Int.self)
    guard bytes.count <= size - used else { return false }
    if let start = bytes.baseAddress { memcpy(base + used, start, bytes.count) }
    base.storeBytes(of: used - SharedArea.header + bytes.count, as: Int.self)
    return true
  }

  func append(length: Int) -> Bool {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: length).bigEndian) { append($0) }
  }

  /// A length and the bytes.
  func append(framed bytes: [UInt8]) -> Bool {
    append(length: bytes.count) && bytes.withUnsafeBytes { append($0) }
  }

  // MARK: In the parent, when the child has ended

  /// What the child wrote. The length is the child's word and is held to the area.
  var answer: UnsafeRawBufferPointer {
    let used = min(max(base.load(as: Int.self), 0), size - SharedArea.header)
    return UnsafeRawBufferPointer(start: base + SharedArea.header, count: used)
  }
}
