import CPoppler
import Glibc

/// Where the pixels of a page lie. They are looked at in place: a copy of a finely drawn page takes as
/// long as drawing it.
final class Canvas {
  let surface: OpaquePointer
  private let memory: Paper.Sheet
  private let paper: Paper

  init?(_ width: Int, _ height: Int, _ paper: Paper) {
    let stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, CInt(width))
    guard stride > 0, let memory = paper.take(Int(stride) * height),
      let surface = cairo_image_surface_create_for_data(
        memory.start, CAIRO_FORMAT_RGB24, CInt(width), CInt(height), stride)
    else { return nil }
    self.memory = memory
    self.surface = surface
    self.paper = paper
  }

  deinit {
    cairo_surface_destroy(surface)
    paper.put(memory)
  }
}

/// Memory that the pages of a document are drawn on, one after the other. To get it from the system anew
/// for each was a fifth of the time of a form. What an earlier page left on it is not white: whoever draws
/// only parts of a page looks at those alone.
final class Paper {
  /// Memory that the system gives when it is touched: where only parts of a page are drawn, the
  /// allocator would clear all of it first.
  final class Sheet {
    let start: UnsafeMutablePointer<UInt8>
    let size: Int

    init?(_ size: Int) {
      guard
        let memory = mmap(
          nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        memory != MAP_FAILED
      else { return nil }
      start = memory.assumingMemoryBound(to: UInt8.self)
      self.size = size
    }

    deinit { munmap(start, size) }
  }

  private var unused: [Sheet] = []

  /// Pages mostly have one size. Where they do not, sheets of others go back to the system first, so that
  /// never more is held than one page needs.
  func take(_ size: Int) -> Sheet? {
    if let index = unused.firstIndex(where: { $0.size == size }) { return unused.remove(at: index) }
    unused = []
    return Sheet(size)
  }

  func put(_ sheet: Sheet) { unused.append(sheet) }

  func giveBack() { unused = [] }
}
