import FoundationEssentials

/// Where the tests' files lie, and folders that last as long as one test.
enum Folders {
  static let here: String = {
    let file = #filePath
    return String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
  }()

  /// The shipped configuration.
  static let shipped = here + "/../../config"

  static func temporary() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/pepd-config-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  static func write(_ text: String, to path: String, mode: UInt = 0o600) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}
