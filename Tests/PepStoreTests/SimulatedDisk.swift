import FoundationEssentials
import Glibc
import Synchronization

@testable import PepStore

/// A disk in memory that knows what a power cut would leave: content counts as durable once its
/// file was synced, a name once its folder was. It can die at any call.
final class SimulatedDisk: FileSystem {
  struct Killed: Error {}

  enum Death: CaseIterable {
    /// The process is killed: what it handed to the system stays.
    case process
    /// The power fails: what was not synced is gone.
    case power
    /// The power fails while the system was writing: half of what was not synced is there.
    case powerInTheMiddle
  }

  fileprivate enum Node: Equatable {
    case folder
    case file(Int)
    case link(String)
  }

  fileprivate struct Content {
    var cached = Data()
    var durable = Data()
  }

  fileprivate struct Disk {
    var contents: [Content] = []
    var names: [String: Node] = ["/srv": .folder]
    var durableNames: [String: Node] = ["/srv": .folder]
    var calls = 0
    var dieAt = Int.max
    var diesHalfWay = true
    var isDead = false
    var refused: [String: Int32] = [:]
    var fullAt = Int.max
    /// Exchanges that reach the disk with the next sync of their folder.
    var exchanges: [(String, String)] = []
  }

  private let disk = Mutex(Disk())

  /// Calls that changed something since the last start.
  var calls: Int { disk.withLock { $0.calls } }
  var isDead: Bool { disk.withLock { $0.isDead } }

  /// Dies at the n-th call from now, before it has any effect or in the middle of it.
  func dieAt(call: Int, halfWay: Bool = true) {
    disk.withLock { disk in
      disk.dieAt = call
      disk.diesHalfWay = halfWay
    }
  }

  /// The named operation fails with this error number until told otherwise.
  func refuse(_ operation: String, _ code: Int32?) {
    disk.withLock { $0.refused[operation] = code }
  }

  /// From the n-th call from now nothing is written, because there is no room.
  func isFull(from call: Int) { disk.withLock { $0.fullAt = $0.calls + call } }

  /// Returns whether there was a write that found none.
  func makeRoom() -> Bool {
    disk.withLock { disk in
      defer { disk.fullAt = .max }
      return disk.calls >= disk.fullAt
    }
  }

  /// What needs room: content, and names that are new.
  private static let needsRoom: Set = ["mkdir", "write", "append", "symlink", "rename"]

  /// The machine comes up again after a death.
  func restart(_ death: Death) {
    disk.withLock { disk in
      disk.calls = 0
      disk.dieAt = .max
      disk.isDead = false
      if death == .process { return }
      if death == .power { disk.names = disk.durableNames }
      for index in disk.contents.indices {
        let content = disk.contents[index]
        var left = content.durable
        if death == .powerInTheMiddle, content.cached.starts(with: content.durable) {
          let more = content.cached.count - content.durable.count
          left = content.cached.prefix(content.durable.count + more / 2)
        }
        disk.contents[index] = Content(cached: left, durable: left)
      }
      disk.names = disk.names.filter { path, _ in
        disk.durableOrKept(path, death == .powerInTheMiddle)
      }
      disk.durableNames = disk.names
      disk.exchanges = []
    }
  }

  private func change<Result>(
    _ operation: String, half: ((inout Disk) -> Void)? = nil,
    _ body: (inout Disk) throws -> Result
  ) throws -> Result {
    try disk.withLock { disk in
      disk.calls += 1
      if disk.isDead { throw Killed() }
      if disk.calls == disk.dieAt {
        disk.isDead = true
        if disk.diesHalfWay { half?(&disk) }
        throw Killed()
      }
      let isFull = disk.calls >= disk.fullAt && Self.needsRoom.contains(operation)
      if let code = disk.refused[operation] ?? (isFull ? ENOSPC : nil) {
        half?(&disk)
        throw StoreError.system(operation: operation, file: "simulated", code: code)
      }
      return try body(&disk)
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func missing(_ operation: String) -> StoreError {
    .system(operation: operation, file: "simulated", code: 2)
  }

  func makeFolder(_ path: String) throws {
    try change("mkdir") { disk in
      var path = path
      while !path.isEmpty, disk.names[path] == nil {
        disk.names[path] = .folder
        path = Self.folder(of: path)
      }
    }
  }

  func size(of path: String) throws -> Int? {
    try content(path)?.count
  }

  func read(_ path: String, from offset: Int, atMost count: Int) throws -> Data {
    guard let bytes = try content(path) else { throw Self.missing("open") }
    return Data(bytes.dropFirst(offset).prefix(count))
  }

  private func content(_ path: String) throws -> Data? {
    try disk.withLock { disk in
      if disk.isDead { throw Killed() }
      switch disk.names[disk.resolve(path)] {
      case .file(let index): return disk.contents[index].cached
      default: return nil
      }
    }
  }

  func names(in folder: String) throws -> [String] {
    try disk.withLock { disk in
      if disk.isDead { throw Killed() }
      return disk.names.keys.filter { Self.folder(of: $0) == folder && $0 != folder }
        .map { String($0.dropFirst(folder.count + 1)) }
    }
  }

  func isFolder(_ path: String) throws -> Bool {
    try disk.withLock { disk in
      if disk.isDead { throw Killed() }
      return disk.names[path] == .folder
    }
  }

  func destination(ofLink path: String) throws -> String? {
    disk.withLock { disk in
      if case .link(let destination) = disk.names[path] { destination } else { nil }
    }
  }

  func write(_ bytes: Data, to path: String) throws {
    func put(_ disk: inout Disk, _ bytes: Data) throws {
      guard disk.names[Self.folder(of: path)] == .folder else { throw Self.missing("open") }
      if case .file(let index) = disk.names[path] {
        disk.contents[index].cached = bytes
        // Emptying a file reaches the disk whenever the system likes.
        disk.contents[index].durable = Data()
      } else {
        disk.contents.append(Content(cached: bytes))
        disk.names[path] = .file(disk.contents.count - 1)
      }
    }
    try change("write", half: { try? put(&$0, bytes.prefix(bytes.count / 2)) }) {
      try put(&$0, bytes)
    }
  }

  func append(_ bytes: Data, to path: String) throws {
    func put(_ disk: inout Disk, _ bytes: Data) throws {
      guard case .file(let index) = disk.names[path] else { throw Self.missing("open") }
      disk.contents[index].cached += bytes
    }
    try change("append", half: { try? put(&$0, bytes.prefix(bytes.count / 2)) }) {
      try put(&$0, bytes)
    }
  }

  func truncate(_ path: String, to size: Int) throws {
    try change("truncate") { disk in
      guard case .file(let index) = disk.names[path] else { throw Self.missing("truncate") }
      disk.contents[index].cached = Data(disk.contents[index].cached.prefix(size))
    }
  }

  func rename(_ path: String, to newPath: String) throws {
    try change("rename") { disk in
      guard let node = disk.names.removeValue(forKey: path) else { throw Self.missing("rename") }
      disk.names[newPath] = node
    }
  }

  func exchange(_ path: String, _ other: String) throws {
    try change("renameat2") { disk in
      guard disk.names[path] != nil, disk.names[other] != nil else {
        throw Self.missing("renameat2")
      }
      disk.names = Self.exchanged(disk.names, path, other)
      disk.exchanges.append((path, other))
    }
  }

  private static func exchanged(
    _ names: [String: Node], _ path: String, _ other: String
  ) -> [String: Node] {
    func renamed(_ name: String) -> String {
      for (old, new) in [(path, other), (other, path)]
      where name == old || name.hasPrefix(old + "/") {
        return new + name.dropFirst(old.count)
      }
      return name
    }
    return Dictionary(uniqueKeysWithValues: names.map { (renamed($0.key), $0.value) })
  }

  func removeFolder(_ path: String) throws { try remove(path) }

  func makeLink(_ path: String, to destination: String) throws {
    try change("symlink") { $0.names[path] = .link(destination) }
  }

  func remove(_ path: String) throws {
    try change("unlink") { $0.names[path] = nil }
  }

  func sync(_ path: String) throws {
    try change("fsync") { disk in
      switch disk.names[path] {
      case .file(let index): disk.contents[index].durable = disk.contents[index].cached
      case .folder:
        for (one, other) in disk.exchanges where Self.folder(of: one) == path {
          disk.durableNames = Self.exchanged(disk.durableNames, one, other)
        }
        disk.exchanges.removeAll { Self.folder(of: $0.0) == path }
        for name in Set(disk.names.keys).union(disk.durableNames.keys)
        where Self.folder(of: name) == path {
          disk.durableNames[name] = disk.names[name]
        }
      default: throw Self.missing("open")
      }
    }
  }

  func syncEverything(at path: String) throws {
    try change("syncfs") { disk in
      for index in disk.contents.indices {
        disk.contents[index].durable = disk.contents[index].cached
      }
      disk.durableNames = disk.names
      disk.exchanges = []
    }
  }

  /// Every name that is there.
  func everyPath() throws -> [String] { disk.withLock { Array($0.names.keys) } }

  func lock(_ path: String) throws -> any Sendable { true }

  /// Changes a file behind the store's back.
  func damage(_ path: String, _ body: (inout Data) -> Void) {
    disk.withLock { disk in
      guard case .file(let index) = disk.names[path] else { return }
      body(&disk.contents[index].cached)
      disk.contents[index].durable = disk.contents[index].cached
    }
  }

  func lose(_ path: String) {
    disk.withLock { disk in
      disk.names[path] = nil
      disk.durableNames[path] = nil
    }
  }
}

extension SimulatedDisk.Disk {
  /// A name is there after a power cut where all folders above it are.
  fileprivate func durableOrKept(_ path: String, _ keepsAll: Bool) -> Bool {
    var path = path
    while !path.isEmpty {
      guard names[path] != nil, keepsAll || durableNames[path] != nil else { return false }
      path = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
    return true
  }

  /// Follows a link of the cabinet, which are all made as `../../../documents/…`.
  fileprivate func resolve(_ path: String) -> String {
    guard case .link(let destination) = names[path] else { return path }
    var parts = path.split(separator: "/").dropLast()
    for part in destination.split(separator: "/") {
      if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
