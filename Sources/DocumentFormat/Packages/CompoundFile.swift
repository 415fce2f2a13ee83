import PepCore

/// OLE2 ([MS-CFB]): a small file system inside a file. Old Word documents, Outlook messages and new
/// Office files behind a password are kept in it.
///
/// Chains of sectors are followed with a count, so a loop ends; a chain that leaves the file gives the
/// bytes up to there, which is how the office programs treat a download that broke off.
struct CompoundFile {
  struct Entry {
    enum Kind { case storage, stream }
    var name: String
    var kind: Kind
    fileprivate var left: Int
    fileprivate var right: Int
    fileprivate var child: Int
    fileprivate var start: Int
    var size: Int
  }

  private(set) var entries: [Entry?] = []
  private let file: ByteReader
  private let sectorSize: Int
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniStream = ByteReader([])
  /// Streams below this size lie in the mini stream, in pieces of 64 bytes.
  private let miniCutoff: Int

  /// nil where the header or the directory is none.
  init?(_ bytes: UnsafeRawBufferPointer) {
    self.init([UInt8](bytes))
  }

  init?(_ bytes: [UInt8]) {
    file = ByteReader(bytes)
    guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]), let shift = file.u16(30),
      shift == 9 || shift == 12, let directory = file.u32(48), let cutoff = file.u32(56)
    else { return nil }
    sectorSize = 1 << shift
    miniCutoff = cutoff
    table = allocationTable()
    entries = CompoundFile.entries(in: ByteReader(chain(from: directory, limit: nil)))
    guard let root = entries.first, let root else { return nil }
    miniStream = ByteReader(chain(from: root.start, limit: root.size))
    if let start = file.u32(60) { miniTable = numbers(in: chain(from: start, limit: nil)[...]) }
  }

  // MARK: Asking

  /// Where the entries of a storage stand; 0 is the root.
  func members(of storage: Int = 0) -> [Int] {
    guard entries.indices.contains(storage), let entry = entries[storage] else { return [] }
    var found: [Int] = []
    var seen: Set<Int> = [storage]
    var next = [entry.child]
    while let index = next.popLast() {
      guard entries.indices.contains(index), let entry = entries[index],
        seen.insert(index).inserted
      else { continue }
      found.append(index)
      next += [entry.right, entry.left]
    }
    return found
  }

  /// Names are compared without case, as Windows does.
  func member(_ name: String, of storage: Int = 0) -> Int? {
    let wanted = name.lowercased()
    return members(of: storage).first { entries[$0]?.name.lowercased() == wanted }
  }

  func has(_ name: String) -> Bool { entries.contains { $0?.name == name } }

  /// nil where there is no such stream.
  func stream(_ name: String, in storage: Int = 0) -> [UInt8]? {
    guard let index = member(name, of: storage), let entry = entries[index],
      entry.kind == .stream
    else { return nil }
    return bytes(of: entry)
  }

  func bytes(of entry: Entry) -> [UInt8] {
    if entry.size >= miniCutoff { return chain(from: entry.start, limit: entry.size) }
    var content: [UInt8] = []
    var sector = entry.start
    while content.count < entry.size, miniTable.indices.contains(sector) {
      let wanted = min(64, entry.size - content.count)
      guard let piece = miniStream.slice(sector * 64, wanted) else { break }
      content += piece
      sector = Int(miniTable[sector])
    }
    return content
  }

  // MARK: Sectors

  private var sectorsInFile: Int { file.count / sectorSize + 1 }

  /// The last sector of many files is short.
  private func sector(_ number: Int) -> ArraySlice<UInt8>? {
    guard number >= 0, number < sectorsInFile else { return nil }
    let start = (number + 1) * sectorSize
    guard start < file.count else { return nil }
    return file.slice(start, min(sectorSize, file.count - start))
  }

  /// No more sectors than the file has, so a loop in the table ends.
  private func chain(from start: Int, limit: Int?) -> [UInt8] {
    var content: [UInt8] = []
    var number = start
    var steps = 0
    let limit = limit ?? file.count
    while content.count < limit, steps < sectorsInFile, let piece = sector(number) {
      content += piece.prefix(limit - content.count)
      guard table.indices.contains(number) else { break }
      number = Int(table[number])
      steps += 1
    }
    return content
  }

  private func numbers(in bytes: ArraySlice<UInt8>) -> [UInt32] {
    let reader = ByteReader(Array(bytes))
    return stride(from: 0, to: reader.count - 3, by: 4).map { UInt32(reader.u32($0) ?? 0) }
  }

  /// The header names the first 109 sectors of the table; a chain of further lists the rest.
  private func allocationTable() -> [UInt32] {
    var sectors = (0..<109).compactMap { file.u32(76 + $0 * 4) }
    var next = file.u32(68) ?? Int(UInt32.max)
    var steps = 0
    let enough = sectorsInFile / (sectorSize / 4) + 2
    while sectors.count < enough + 109, steps < enough, let piece = sector(next) {
      let list = numbers(in: piece)
      sectors += list.dropLast().map(Int.init)
      next = list.last.map(Int.init) ?? Int(UInt32.max)
      steps += 1
    }
    var table: [UInt32] = []
    for number in sectors.prefix(enough) {
      guard let piece = sector(number) else { continue }
      table += numbers(in: piece)
    }
    return table
  }

  // MARK: Directory

  private static func entries(in directory: ByteReader) -> [Entry?] {
    let count = min(directory.count / 128, Limits.oleEntries)
    return (0..<count).map { entry(directory, $0 * 128) }
  }

  private static func entry(_ directory: ByteReader, _ at: Int) -> Entry? {
    guard let length = directory.u16(at + 64), (2...64).contains(length),
      let name = directory.utf16(at, length / 2 - 1), let kind = directory.u8(at + 66),
      [1, 2, 5].contains(kind), let left = directory.u32(at + 68),
      let right = directory.u32(at + 72), let child = directory.u32(at + 76),
      let start = directory.u32(at + 116), let size = directory.u32(at + 120)
    else { return nil }
    return Entry(
      name: name, kind: kind == 2 ? .stream : .storage, left: left, right: right, child: child,
      start: start, size: size)
  }
}
