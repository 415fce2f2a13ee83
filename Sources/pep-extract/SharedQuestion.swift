import CSandbox
import Glibc
import PepCore

/// Memory in which one child gets its message. It is mapped before the message is there, so for the
/// largest one; what is not used takes no room, and the child gives those addresses back.
struct SharedQuestion {
  private static let size = ReaderFrames.questionBytes
  private let base: UnsafeMutableRawPointer

  init?() {
    guard let base = pep_map_shared(SharedQuestion.size) else { return nil }
    self.base = base
  }

  var isReachable: Bool { pep_can_write(base) }

  func hideFromChildren() { pep_hide_from_children(base, SharedQuestion.size) }

  func unmap() { munmap(base, SharedQuestion.size) }

  func fill(_ length: Int, from input: Descriptor) -> Bool {
    input.fill(UnsafeMutableRawBufferPointer(start: base, count: length))
  }

  /// In the child: its limit on addresses is for what it reads, not for what others might send.
  func cut(to length: Int) -> UnsafeRawBufferPointer {
    let page = Int(getpagesize())
    let used = (length + page - 1) / page * page
    if used < SharedQuestion.size { munmap(base + used, SharedQuestion.size - used) }
    return UnsafeRawBufferPointer(start: base, count: length)
  }
}
