import Foundation
import PepCore
import Testing

@testable import PepStore

@Suite struct BackupTests {
  private func paths(below folder: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.map { "\(folder)/\($0)" }
  }

  @Test func `a backup holds everything, is nobody else's to read, and comes back`() async throws {
    let folder = try temporaryFolder()
    let state = folder + "/state"
    let store = try RegisterStore(folder: state, at: Sample.now)
    try await fillEverything(store)
    try Data(repeating: 7, count: 32).write(to: URL(filePath: state + "/reference.key"))
    let report = try Backup.make(of: state, in: folder + "/copy")
    #expect(await report.line == store.sequence)
    #expect(report.files == 3 && report.links == 2)
    for path in try paths(below: folder + "/copy") {
      let type = try FileManager.default.attributesOfItem(atPath: path)
      if type[.type] as? FileAttributeType == .typeSymbolicLink { continue }
      let mode = (type[.posixPermissions] as? NSNumber)?.intValue
      let isFolder = type[.type] as? FileAttributeType == .typeDirectory
      #expect(mode == (isFolder ? 0o700 : 0o600), "\(path)")
    }
    #expect(throws: BackupError.notEmpty(folder + "/copy")) {
      try Backup.make(of: state, in: folder + "/copy")
    }

    let restored = try Restoring.restore(folder + "/copy", to: folder + "/other", replacing: false)
    #expect(restored.line == report.line && restored.replaced == nil)
    let other = try RegisterStore(folder: folder + "/other", at: Sample.now)
    #expect(await other.register == store.register)
    #expect(await other.outbox == store.outbox)
    #expect(try await other.verify().findings == [])
    #expect(
      FileManager.default.contents(atPath: folder + "/other/reference.key")
        == Data(repeating: 7, count: 32))
  }

  @Test func `each backup taken while the daemon writes is a whole one`() async throws {
    let folder = try temporaryFolder()
    let store = try RegisterStore(
      folder: folder + "/state", at: Sample.now, files: LocalFileSystem(root: folder + "/state"),
      segmentBytes: 3_000)
    try await store.commit(
      [.roster(RosterImport(by: "clerk", changes: Sample.listing))], at: Sample.now)
    let writing = Task {
      for uid in 1...150 {
        try await handle("mail \(uid)", uid: UInt32(uid), in: store)
        if uid % 3 == 0 { try await store.checkpoint() }
      }
    }
    var lines: [Int] = []
    for number in 1...8 {
      do {
        let report = try Backup.make(of: folder + "/state", in: "\(folder)/copy-\(number)")
        lines.append(report.line)
        #expect(try Verifier(folder: "\(folder)/copy-\(number)").run().isSound)
      } catch BackupError.alwaysChanging {
        // Here segments close every few lines; in life a few times a year.
        try FileManager.default.removeItem(atPath: "\(folder)/copy-\(number).partial")
      }
    }
    try await writing.value
    lines.append(try Backup.make(of: folder + "/state", in: folder + "/last").line)
    #expect(lines.count > 1 && lines == lines.sorted() && lines.last == 151, "\(lines)")
  }

  @Test func `a register is replaced only on demand, and kept`() async throws {
    let folder = try temporaryFolder()
    let state = folder + "/state"
    do {
      let store = try RegisterStore(folder: state, at: Sample.now)
      try await fillEverything(store)
      _ = try Backup.make(of: state, in: folder + "/copy")
      try await handle("later", uid: 9, in: store)
      #expect(throws: StoreError.locked(holder: getpid())) {
        try Restoring.restore(folder + "/copy", to: state, replacing: true)
      }
    }
    let now = try Verifier(folder: state).run().lastLine
    #expect(throws: BackupError.wouldReplace(line: now)) {
      try Restoring.restore(folder + "/copy", to: state, replacing: false)
    }
    let report = try Restoring.restore(folder + "/copy", to: state, replacing: true)
    #expect(report.replaced == "register-replaced-1" && report.line == now - 1)
    let found = try Verifier(folder: state).run()
    #expect(found.isSound && found.findings.count == 1, "the later message is an orphan now")
    let kept = try #require(
      FileManager.default.contents(atPath: state + "/register-replaced-1/journal.jsonl"))
    #expect(kept.filter { $0 == 10 }.count == now)
  }

  @Test func `a damaged backup is not brought back`() async throws {
    let folder = try temporaryFolder()
    let store = try RegisterStore(folder: folder + "/state", at: Sample.now)
    try await fillEverything(store)
    _ = try Backup.make(of: folder + "/state", in: folder + "/copy")
    let mail = try #require(
      try paths(below: folder + "/copy/received").first { $0.hasSuffix(".eml") })
    try Data("other".utf8).write(to: URL(filePath: mail))
    #expect(throws: BackupError.self) {
      try Restoring.restore(folder + "/copy", to: folder + "/other", replacing: false)
    }
    #expect(!FileManager.default.fileExists(atPath: folder + "/other/register"))
    #expect(throws: BackupError.noRegister(folder + "/nothing")) {
      try Restoring.restore(folder + "/nothing", to: folder + "/other", replacing: false)
    }
  }

  @Test func `a document without its link is found, and a link without its document`() async throws
  {
    let folder = try temporaryFolder()
    let state = folder + "/state"
    let store = try RegisterStore(folder: state, at: Sample.now)
    try await fillEverything(store)
    let place = "cabinet/C9001/\(Sample.term)"
    let link = "\(state)/\(place)/C9001 PEP Part B.docx"
    try FileManager.default.removeItem(atPath: link)
    #expect(try Verifier(folder: state).run().findings == [.linkMissing(folder: place)])
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "../../../documents/nowhere")
    #expect(
      Set(try Verifier(folder: state).run().findings) == [
        .linkMissing(folder: place), .brokenLink(folder: place),
      ])
  }
}
