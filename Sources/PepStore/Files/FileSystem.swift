import FoundationEssentials

/// Every touch of the disk, so that a test can let the process die at any of them.
///
/// Paths are absolute. A call that changes something is not durable until the file (for its
/// content) and its folder (for its name) were synced.
package protocol FileSystem: Sendable {
  /// Makes a folder of mode 0700 and those above it; one that exists is fine.
  func makeFolder(_ path: String) throws
  /// Size of a file; nil where there is none.
  func size(of path: String) throws -> Int?
  func read(_ path: String, from offset: Int, atMost count: Int) throws -> Data
  /// Names in a folder, in no order; empty where there is no folder.
  func names(in folder: String) throws -> [String]
  /// Where a symbolic link points, as written; nil where there is no link.
  func destination(ofLink path: String) throws -> String?
  /// False for a link, and where there is nothing.
  func isFolder(_ path: String) throws -> Bool
  /// Makes or empties a file of mode 0600 and writes it.
  func write(_ bytes: Data, to path: String) throws
  /// Adds to the end of a file that exists.
  func append(_ bytes: Data, to path: String) throws
  func truncate(_ path: String, to size: Int) throws
  func rename(_ path: String, to newPath: String) throws
  /// Two names, each of which then stands for what the other stood for, in one step.
  func exchange(_ path: String, _ other: String) throws
  func makeLink(_ path: String, to destination: String) throws
  func remove(_ path: String) throws
  /// Removes an empty folder.
  func removeFolder(_ path: String) throws
  /// Syncs one file or folder.
  func sync(_ path: String) throws
  /// Syncs all that was written to the file system that holds the path.
  func syncEverything(at path: String) throws
  /// Takes the lock, or throws `StoreError.locked`; it is held until the value goes away.
  func lock(_ path: String) throws -> any Sendable
}

extension FileSystem {
  func readAll(_ path: String) throws -> Data? {
    guard let size = try size(of: path) else { return nil }
    return try read(path, from: 0, atMost: size)
  }

  /// Replaces a file in one step: a reader sees the old or the new one, never half of either, and
  /// so does whoever looks after a power cut.
  func replace(
    _ path: String, in folder: String,
    with pieces: (_ add: @escaping (Data) throws -> Void) throws -> Void
  ) throws {
    let temporary = path + ".new"
    try write(Data(), to: temporary)
    try pieces { try append($0, to: temporary) }
    try sync(temporary)
    try rename(temporary, to: path)
    try sync(folder)
  }
}
