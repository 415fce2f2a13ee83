import ArgumentParser
import Foundation
import PepConfig
import PepStore
import Processing

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the state folder, also while pepd runs, and prove the copy.")

  @OptionGroup var common: Common
  @Argument(help: "A folder that does not exist yet.") var folder: String

  func run() async throws {
    try await withWords {
      let report = try Backup.make(of: try common.settings().stateFolder, in: folder.asFolder)
      if common.json { return print(JSONText.of(report)) }
      print(
        "Backup up to journal line \(report.line): \(report.files) file(s), \(report.links) link(s), \(report.bytes / 1024) KiB; replayed and compared."
      )
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a backup back. pepd must be stopped.")

  @OptionGroup var common: Common
  @Argument(help: "The folder of the backup.") var folder: String
  @Flag(help: "Put it in the place of the register that is there, which is kept beside it.")
  var replace = false

  func run() async throws {
    try await withWords {
      let report = try Restoring.restore(
        folder.asFolder, to: try common.settings().stateFolder, replacing: replace)
      if common.json { return print(JSONText.of(report)) }
      print(
        "Restored up to journal line \(report.line)."
          + (report.replaced.map { " The register that was there is kept as '\($0)'." } ?? ""))
    }
  }
}

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Replay the journal, compare, and read every kept file; changes nothing.")

  @OptionGroup var common: Common
  @Argument(help: "The folder of a backup (default: the state folder).") var folder: String?

  struct Finding: Encodable {
    var isHarmless: Bool
    var words: String
  }

  struct Answer: Encodable {
    var isSound: Bool
    var lines: Int
    var messages: Int
    var documents: Int
    var links: Int
    var findings: [Finding]
  }

  func run() async throws {
    try await withWords {
      let folder = try folder?.asFolder ?? common.settings().stateFolder
      let found = try Verifier(folder: folder).run()
      if common.json {
        print(
          JSONText.of(
            Answer(
              isSound: found.isSound, lines: found.lines, messages: found.messages,
              documents: found.documents, links: found.links,
              findings: found.findings.map {
                Finding(isHarmless: $0.isHarmless, words: $0.words)
              })))
      } else {
        print(found.words)
      }
      if !found.isSound { throw ExitCode(1) }
    }
  }
}

extension String {
  /// Absolute and without a slash at its end.
  var asFolder: String { URL(filePath: self).standardizedFileURL.path }
}
