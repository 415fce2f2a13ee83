import FoundationEssentials
import Glibc

/// A copy of a state folder, taken beside a running daemon without asking it.
///
/// It is consistent because of the order in which the daemon writes: what a line of the journal names
/// was on the disk before the line. So the register is copied first and the kept files after it, and
/// everything that the copied journal names is there. Only closing a segment and rewriting the journal
/// take names away; the copy of the register is then begun anew. A copy is proved before it gets its
/// name: one that was never read is none.
package struct Backup {
  package struct Report: Codable, Hashable, Sendable {
    /// The last line of the journal that is in it.
    package var line = 0
    package var files = 0
    package var links = 0
    package var bytes = 0
  }

  private let source: StoreLayout
  private let target: StoreLayout
  private let files: LocalFileSystem
  private var report = Report()

  private init(of folder: String, in target: String) {
    source = StoreLayout(root: folder)
    self.target = StoreLayout(root: target)
    files = LocalFileSystem(root: folder)
  }

  /// Makes the folder `target`, which must not exist or be empty.
  package static func make(of folder: String, in target: String) throws -> Report {
    let files = LocalFileSystem(root: folder)
    guard try files.names(in: target).isEmpty else { throw BackupError.notEmpty(target) }
    guard try files.size(of: StoreLayout(root: folder).register) != nil else {
      throw BackupError.noRegister(folder)
    }
    let partial = target + ".partial"
    guard try files.names(in: partial).isEmpty else { throw BackupError.unfinished(partial) }
    var backup = Backup(of: folder, in: partial)
    try backup.copy()
    let proof = try Verifier(folder: partial).run()
    guard proof.isSound else { throw BackupError.notSound(partial, proof.findings) }
    backup.report.line = proof.lastLine
    try files.syncEverything(at: partial)
    try files.rename(partial, to: target)
    try files.sync(FilingCabinet.folder(of: target))
    return backup.report
  }

  private mutating func copy() throws {
    try files.makeFolder(target.root)
    try copyRegister()
    for (from, to) in [
      (source.received, target.received), (source.documents, target.documents),
    ] {
      try files.makeFolder(to)
      for part in try files.names(in: from) { try copyFolder("\(from)/\(part)", "\(to)/\(part)") }
    }
    try copyLinks()
    if try files.size(of: source.key) != nil { try copyFile(source.key, target.key) }
  }

  private mutating func copyRegister() throws {
    for _ in 0..<Limits.backupAttempts {
      let before = try RegisterFiles(source, files)
      for name in try files.names(in: target.register) {
        try files.remove("\(target.register)/\(name)")
      }
      try files.makeFolder(target.register)
      let bytes = report.bytes
      do {
        // The checkpoint first: the journal may be ahead of it, never behind.
        for name in before.names { try copyFile(name) }
      } catch StoreError.system(_, _, ENOENT) {
        report.bytes = bytes
        continue
      }
      if try RegisterFiles(source, files) == before { return }
      report.bytes = bytes
    }
    throw BackupError.alwaysChanging
  }

  private mutating func copyFile(_ name: String) throws {
    try copyFile("\(source.register)/\(name)", "\(target.register)/\(name)")
  }

  private mutating func copyFolder(_ from: String, _ to: String) throws {
    try files.makeFolder(to)
    // What ends in .new is being written at this moment.
    for name in try files.names(in: from) where !name.hasSuffix(".new") {
      try copyFile("\(from)/\(name)", "\(to)/\(name)")
      report.files += 1
    }
  }

  private mutating func copyFile(_ from: String, _ to: String) throws {
    let size = try files.size(of: from) ?? 0
    let bytes = try files.read(from, from: 0, atMost: size)
    try files.write(bytes, to: to)
    report.bytes += bytes.count
  }

  private mutating func copyLinks() throws {
    try files.makeFolder(target.cabinet)
    for child in try files.names(in: source.cabinet) {
      for term in try files.names(in: "\(source.cabinet)/\(child)") {
        let place = "\(source.cabinet)/\(child)/\(term)"
        let copy = "\(target.cabinet)/\(child)/\(term)"
        try files.makeFolder(copy)
        for name in try files.names(in: place) {
          guard let destination = try files.destination(ofLink: "\(place)/\(name)") else {
            continue
          }
          try files.makeLink("\(copy)/\(name)", to: destination)
          report.links += 1
        }
      }
    }
  }
}

/// The files of a register folder, by which a change of their number is noticed.
private struct RegisterFiles: Equatable {
  /// The checkpoint first, the growing segment last.
  let names: [String]
  /// Another number after the journal was rewritten.
  private let folder: UInt64

  init(_ layout: StoreLayout, _ files: LocalFileSystem) throws {
    let closed = try files.names(in: layout.register).filter {
      $0.hasSuffix(".jsonl") && $0 != "journal.jsonl"
    }
    let checkpoint = try files.size(of: layout.checkpoint) == nil ? [] : ["register.json"]
    names = checkpoint + closed.sorted() + ["journal.jsonl"]
    var status = stat()
    guard stat(layout.register, &status) == 0 else {
      throw StoreError.system(operation: "stat", file: "register", code: errno)
    }
    folder = UInt64(status.st_ino)
  }
}

/// Why a backup was not made or not brought back.
package enum BackupError: Error, Hashable, Sendable {
  case notEmpty(String)
  /// An earlier backup was cut short and left this.
  case unfinished(String)
  case noRegister(String)
  /// The journal was rewritten again and again meanwhile.
  case alwaysChanging
  case notSound(String, [Verification.Finding])
  /// There is a register already where one is to be restored; its last line.
  case wouldReplace(line: Int)
}
