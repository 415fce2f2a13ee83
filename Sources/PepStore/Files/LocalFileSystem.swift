import FoundationEssentials
import Glibc

/// The machine's own file system.
package struct LocalFileSystem: FileSystem {
  private let layout: StoreLayout

  /// Errors name files below this folder.
  package init(root: String) { layout = StoreLayout(root: root) }

  package func makeFolder(_ path: String) throws {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw refused("mkdir", path)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw refused("mkdir", path) }
  }

  package func size(of path: String) throws -> Int? {
    var status = stat()
    if stat(path, &status) == 0 { return Int(status.st_size) }
    guard errno == ENOENT || errno == ENOTDIR else { throw refused("stat", path) }
    return nil
  }

  package func read(_ path: String, from offset: Int, atMost count: Int) throws -> Data {
    try withFile(path, O_RDONLY) { file in
      var bytes = Data(count: count)
      var done = 0
      while done < count {
        let got = bytes.withUnsafeMutableBytes { buffer -> Int in
          guard let start = buffer.baseAddress else { return 0 }
          return pread(file, start + done, count - done, off_t(offset + done))
        }
        if got < 0 && errno == EINTR { continue }
        guard got >= 0 else { throw refused("read", path) }
        if got == 0 { break }
        done += got
      }
      return done == count ? bytes : bytes.prefix(done)
    }
  }

  package func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw refused("opendir", folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  package func destination(ofLink path: String) throws -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        chars.baseAddress.map { readlink(path, $0, chars.count) } ?? -1
      }
    }
    if count >= 0 { return String(decoding: buffer.prefix(count), as: UTF8.self) }
    guard errno == ENOENT || errno == EINVAL || errno == ENOTDIR else {
      throw refused("readlink", path)
    }
    return nil
  }

  package func write(_ bytes: Data, to path: String) throws {
    try withFile(path, O_WRONLY | O_CREAT | O_TRUNC) { try put(bytes, to: $0, path) }
  }

  package func append(_ bytes: Data, to path: String) throws {
    try withFile(path, O_WRONLY | O_APPEND) { try put(bytes, to: $0, path) }
  }

  package func truncate(_ path: String, to size: Int) throws {
    guard Glibc.truncate(path, off_t(size)) == 0 else { throw refused("truncate", path) }
  }

  package func rename(_ path: String, to newPath: String) throws {
    guard Glibc.rename(path, newPath) == 0 else { throw refused("rename", path) }
  }

  package func exchange(_ path: String, _ other: String) throws {
    guard let exchange = Self.renameat2 else {
      errno = ENOSYS
      throw refused("renameat2", path)
    }
    let here: Int32 = -100  // AT_FDCWD
    let isExchange: UInt32 = 2  // RENAME_EXCHANGE
    guard exchange(here, path, here, other, isExchange) == 0 else {
      throw refused("renameat2", path)
    }
  }

  private typealias RenameAt2 =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
  /// As with syncfs; in glibc since 2.28.
  private static let renameat2: RenameAt2? = dlsym(nil, "renameat2").map {
    unsafeBitCast($0, to: RenameAt2.self)
  }

  package func makeLink(_ path: String, to destination: String) throws {
    guard symlink(destination, path) == 0 else { throw refused("symlink", path) }
  }

  package func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw refused("unlink", path) }
  }

  package func removeFolder(_ path: String) throws {
    guard rmdir(path) == 0 || errno == ENOENT else { throw refused("rmdir", path) }
  }

  package func isFolder(_ path: String) throws -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw refused("lstat", path) }
      return false
    }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  package func sync(_ path: String) throws {
    try withFile(path, O_RDONLY) { file in
      guard fsync(file) == 0 else { throw refused("fsync", path) }
    }
  }

  package func syncEverything(at path: String) throws {
    guard let syncfs = Self.syncfs else {
      errno = ENOSYS
      throw refused("syncfs", path)
    }
    try withFile(path, O_RDONLY) { file in
      guard syncfs(file) == 0 else { throw refused("syncfs", path) }
    }
  }

  /// glibc declares syncfs(2) only to programs that ask for GNU extensions, which the Glibc module
  /// does not; the function is there since version 2.14. Since Linux 5.8 it reports lost writes.
  private static let syncfs: (@convention(c) (Int32) -> Int32)? = dlsym(nil, "syncfs").map {
    unsafeBitCast($0, to: (@convention(c) (Int32) -> Int32).self)
  }

  private func put(_ bytes: Data, to file: Int32, _ path: String) throws {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { buffer -> Int in
        guard let start = buffer.baseAddress else { return 0 }
        return Glibc.write(file, start + done, buffer.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written >= 0 else { throw refused("write", path) }
      done += written
    }
  }

  private func withFile<Result>(
    _ path: String, _ flags: Int32, _ body: (Int32) throws -> Result
  ) throws -> Result {
    let file = open(path, flags | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw refused("open", path) }
    defer { close(file) }
    return try body(file)
  }

  private func refused(_ operation: String, _ path: String) -> StoreError {
    .system(operation: operation, file: layout.shown(path), code: errno)
  }
}

extension LocalFileSystem {
  package func lock(_ path: String) throws -> any Sendable {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw refused("open", path) }
    let lock = HeldLock(file: file)
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw refused("flock", path) }
      throw StoreError.locked(holder: holder(path))
    }
    try truncate(path, to: 0)
    try put(Data("\(getpid())\n".utf8), to: file, path)
    return lock
  }

  private func holder(_ path: String) -> Int32? {
    guard let bytes = try? read(path, from: 0, atMost: 16) else { return nil }
    return Int32(String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" })
  }
}

/// The kernel drops the lock when the file is closed, also where the process was killed, so a
/// stale lock file never keeps the daemon from starting.
private final class HeldLock: Sendable {
  private let file: Int32
  init(file: Int32) { self.file = file }
  deinit { close(file) }
}
