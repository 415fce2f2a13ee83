import CSandbox
import Glibc

/// The memory that reading touches. After a fork each of its pages would be brought in by a fault of its
/// own when the message is there already: 400 faults, a third of the time that a form takes. The kernel
/// brings in all of it with fewer, and before the message comes.
struct WorkingSet {
  private struct Range {
    var start: UInt
    var length: Int
    var isWritten: Bool
    /// Where its mapping begins.
    var mapping: UInt
  }

  /// Four numbers for each range and one for how many; a form touches some 200.
  private static let most = 2_000
  private var ranges: [Range] = []

  /// What `work` touches, seen in a child that does it and looks at its own tables.
  static func touched(by work: () -> Void) -> WorkingSet {
    var set = WorkingSet()
    let size = (4 * most + 1) * MemoryLayout<UInt>.stride
    guard let shared = pep_map_shared(size) else { return set }
    defer { munmap(shared, size) }
    let words = shared.bindMemory(to: UInt.self, capacity: 4 * most + 1)
    let child = pep_fork()
    if child == 0 {
      work()
      let found = PageTables.ofThisProcess().prefix(most)
      for (index, range) in found.enumerated() {
        words[4 * index + 1] = range.start
        words[4 * index + 2] = UInt(range.length)
        words[4 * index + 3] = range.isWritten ? 1 : 0
        words[4 * index + 4] = range.mapping
      }
      words[0] = UInt(found.count)
      _exit(0)
    }
    guard child > 0 else { return set }
    while waitpid(child, nil, 0) < 0, errno == EINTR {}
    set.ranges = (0..<Int(words[0])).map { index in
      Range(
        start: words[4 * index + 1], length: Int(words[4 * index + 2]),
        isWritten: words[4 * index + 3] == 1, mapping: words[4 * index + 4])
    }
    return set
  }

  /// What is only read, mostly the code of libraries, comes to children with the fork itself. Linux copies
  /// the tables of a file's mapping only where one of its pages is the process's own, so a byte of each
  /// is written over itself; by this door, since code is not writable. Where the system keeps it shut,
  /// children bring these pages in as they do the others.
  mutating func handDown() {
    let memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC)
    guard memory >= 0 else { return }
    defer { close(memory) }
    var owned: UInt?
    ranges.removeAll { range in
      guard !range.isWritten, let page = UnsafeMutableRawPointer(bitPattern: range.start) else {
        return false
      }
      if range.mapping != owned {
        guard pwrite(memory, page, 1, Int(range.start)) == 1 else { return false }
        owned = range.mapping
      }
      pep_bring_in(page, range.length, false)
      return true
    }
  }

  func bringIn() {
    for range in ranges {
      pep_bring_in(UnsafeMutableRawPointer(bitPattern: range.start), range.length, range.isWritten)
    }
  }

  /// A process's own view of which pages it holds (proc(5), pagemap).
  private enum PageTables {
    private static let page = UInt(getpagesize())
    private static let isPresent: UInt64 = 1 << 63
    private static let isOfFile: UInt64 = 1 << 61
    /// Mapped here alone: since the fork this process has written it, and has a copy of its own.
    private static let isExclusive: UInt64 = 1 << 56

    static func ofThisProcess() -> [Range] {
      let maps = open("/proc/self/maps", O_RDONLY)
      let pages = open("/proc/self/pagemap", O_RDONLY)
      defer {
        close(maps)
        close(pages)
      }
      guard maps >= 0, pages >= 0, let text = Descriptor(maps).readToEnd(limit: 1 << 20) else {
        return []
      }
      return text.split(separator: UInt8(ascii: "\n"))
        .flatMap { ranges(in: String(decoding: $0, as: UTF8.self), pages) }
    }

    /// `7f12-7f34 r-xp offset device inode file`
    private static func ranges(in line: String, _ pages: CInt) -> [Range] {
      let words = line.split(separator: " ")
      guard words.count >= 2, words[1].hasPrefix("r"), words[1].hasSuffix("p") else { return [] }
      let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      // The kernel's own page of system calls lies beyond what pagemap tells.
      guard ends.count == 2, ends[0] < ends[1], ends[1] < 1 << 47 else { return [] }
      let count = Int((ends[1] - ends[0]) / page)
      var entries = [UInt64](repeating: 0, count: count)
      let got = entries.withUnsafeMutableBytes {
        pread(pages, $0.baseAddress, $0.count, Int(ends[0] / page * 8))
      }
      guard got == count * 8 else { return [] }
      return ranges(of: entries, from: ends[0], isWritable: words[1].hasPrefix("rw"))
    }

    private static func ranges(
      of entries: [UInt64], from start: UInt, isWritable: Bool
    ) -> [Range] {
      var found: [Range] = []
      for (index, entry) in entries.enumerated() where entry & isPresent != 0 {
        let address = start + UInt(index) * page
        if entry & isOfFile != 0 {
          // A page of a file brings its neighbours with it.
          if let last = found.last, last.start / around == address / around { continue }
          found.append(Range(start: address, length: Int(page), isWritten: false, mapping: start))
        } else if isWritable, entry & isExclusive != 0 {
          // What it has not written came into its tables by the fork.
          if let last = found.last, last.isWritten, last.start + UInt(last.length) == address {
            found[found.count - 1].length += Int(page)
          } else {
            found.append(Range(start: address, length: Int(page), isWritten: true, mapping: start))
          }
        }
      }
      return found
    }

    /// What Linux maps at one fault of a file's page, where the file is in memory.
    private static let around: UInt = 64 << 10
  }
}
