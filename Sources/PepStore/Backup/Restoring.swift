import FoundationEssentials
import Glibc

/// Brings a backup back. No daemon may run on the state folder meanwhile.
package enum Restoring {
  package struct Report: Codable, Hashable, Sendable {
    package var line: Int
    package var files: Int
    /// Where the register that was there before is kept, below the state folder.
    package var replaced: String?
  }

  /// Kept files are added, since their names are their content; the register changes places in one
  /// step, so that a power cut leaves the old one or the new one and never none.
  package static func restore(
    _ backup: String, to folder: String, replacing: Bool
  ) throws -> Report {
    let proof = try Verifier(folder: backup).run()
    guard proof.lastLine > 0 else { throw BackupError.noRegister(backup) }
    guard proof.isSound else { throw BackupError.notSound(backup, proof.findings) }
    let source = StoreLayout(root: backup)
    let target = StoreLayout(root: folder)
    let files = LocalFileSystem(root: folder)
    try files.makeFolder(folder)
    let lock = try files.lock(target.lock)
    defer { withExtendedLifetime(lock) {} }
    let isThere = try !files.names(in: target.register).isEmpty
    if isThere, !replacing {
      let found = try StoreOpening(layout: target, files: files).read()
      throw BackupError.wouldReplace(line: found.end.position.sequence)
    }

    var report = Report(line: proof.lastLine, files: 0)
    for (from, to) in [
      (source.received, target.received), (source.documents, target.documents),
      (source.cabinet, target.cabinet),
    ] {
      report.files += try copy(from, to, files)
    }
    if let key = try files.readAll(source.key) { try files.write(key, to: target.key) }
    let restored = folder + "/register.restored"
    _ = try copy(source.register, restored, files)
    try StateOwner.takesAll(in: folder)
    try files.syncEverything(at: folder)
    guard isThere else {
      try files.makeFolder(target.register)
      try files.exchange(restored, target.register)
      try files.removeFolder(restored)
      try StateOwner.takes([target.register], of: folder)
      try files.sync(folder)
      return report
    }
    try files.exchange(restored, target.register)
    let kept = try unusedName("register-replaced", in: folder, files)
    try files.rename(restored, to: "\(folder)/\(kept)")
    try files.sync(folder)
    report.replaced = kept
    return report
  }

  /// Copies files and links below a folder, and returns how many.
  private static func copy(_ from: String, _ to: String, _ files: LocalFileSystem) throws -> Int {
    var count = 0
    try files.makeFolder(to)
    for name in try files.names(in: from) {
      let (old, new) = ("\(from)/\(name)", "\(to)/\(name)")
      if let destination = try files.destination(ofLink: old) {
        if try files.destination(ofLink: new) == nil {
          try files.makeLink(new, to: destination)
          count += 1
        }
      } else if try files.isFolder(old) {
        count += try copy(old, new, files)
      } else if let bytes = try files.readAll(old) {
        // Never over a whole file that is there already: a power cut would leave half of it.
        try files.write(bytes, to: new + ".new")
        try files.rename(new + ".new", to: new)
        count += 1
      }
    }
    return count
  }

  private static func unusedName(
    _ stem: String, in folder: String, _ files: LocalFileSystem
  ) throws -> String {
    let taken = Set(try files.names(in: folder))
    var number = 1
    while taken.contains("\(stem)-\(number)") { number += 1 }
    return "\(stem)-\(number)"
  }
}
