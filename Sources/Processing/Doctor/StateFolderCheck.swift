import Foundation

/// Whether the state folder is the daemon's own, and has room.
enum StateFolderCheck {
  static func findings(_ folder: String) -> [CheckFinding] {
    var status = stat()
    guard stat(folder, &status) == 0 else {
      return [
        CheckFinding(
          what, .wrong, "'\(folder)' does not exist",
          "Make it: install -d -o pepd -g pepd -m 700 \(folder)")
      ]
    }
    let found = faults(folder, owner: status.st_uid)
    return
      (found.isEmpty
      ? [CheckFinding(what, .ok, "'\(folder)' is read by its owner alone")] : found)
      + disk(folder).map { disk(free: $0.free, total: $0.total, folder) }
  }

  private static let what = "state folder"

  private static func faults(_ folder: String, owner: UInt32) -> [CheckFinding] {
    var open = 0
    var foreign = 0
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for path in [folder] + names.map({ "\(folder)/\($0)" }) {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { continue }
      if status.st_mode & 0o077 != 0 { open += 1 }
      if status.st_uid != owner { foreign += 1 }
    }
    var found: [CheckFinding] = []
    if access(folder, W_OK) != 0 {
      found.append(
        CheckFinding(
          what, .wrong, "the user '\(NSUserName())' may not write in '\(folder)'",
          "Run this as root or as the daemon's user; or give the folder to it: chown -R pepd: \(folder)"
        ))
    }
    if open > 0 {
      found.append(
        CheckFinding(
          what, .wrong, "\(open) file(s) or folder(s) of '\(folder)' can be read by others",
          "Run: chmod -R go= \(folder)"))
    }
    if foreign > 0 {
      found.append(
        CheckFinding(
          what, .wrong, "\(foreign) file(s) of '\(folder)' belong to another user than the folder",
          "Run: chown -R --reference=\(folder) \(folder)"))
    }
    return found
  }

  private static func disk(_ folder: String) -> [(free: UInt64, total: UInt64)] {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return [] }
    let block = UInt64(status.f_frsize)
    return [(UInt64(status.f_bavail) * block, UInt64(status.f_blocks) * block)]
  }

  /// A year of a county's mail is about a gigabyte, and a full disk stops everything.
  static func disk(free: UInt64, total: UInt64, _ folder: String) -> CheckFinding {
    let enough: UInt64 = 1 << 30
    let saw = "\(free >> 20) MiB free of \(total >> 20) MiB"
    if free >= enough { return CheckFinding("disk", .ok, saw) }
    return CheckFinding(
      "disk", free < enough / 10 ? .wrong : .note, saw,
      "Make room on the file system of '\(folder)': with a full disk no mail is taken in.")
  }
}
