import ArgumentParser
import Control
import Extraction
import Foundation
import PepConfig
import PepStore
import Processing

struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "Remove what need not be kept any longer.",
    discussion: "How long things are kept stands in pepd.yaml, section 'retention'.",
    subcommands: [Plan.self, Apply.self], defaultSubcommand: Plan.self)

  struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what would be removed; removes nothing.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        let settings = try common.settings()
        let report = try RegisterStore.retention(
          settings.retention.rules, in: settings.stateFolder, at: Date(), today: Clock().today)
        print(common.json ? JSONText.of(report) : "Would be removed: \(report.words)")
      }
    }
  }

  struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove it, for good.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        try await askOrDo(.retain(by: common.person), common) { settings in
          let store = try RegisterStore(folder: settings.stateFolder, at: Date())
          let reader = try SandboxedReader(settings.reader)
          defer { reader.close() }
          return try await KeepingDesk(store, settings, reader).retain(by: common.person)
        }
      }
    }
  }
}

struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Take out all that is held on a child, but for one line that says so.",
    discussion: "Without --yes it only shows what would go.")

  @OptionGroup var common: Common
  @Argument(help: "The care ID, e.g. C1007.") var child: String
  @Flag(help: "Do it. It cannot be undone.") var yes = false

  func run() async throws {
    try await withWords {
      guard yes else {
        let folder = try common.settings().stateFolder
        guard let report = try RegisterStore.erasure(of: child, in: folder) else {
          throw Trouble(1, "Nothing is held on a child '\(child)'.")
        }
        let words = "Would be erased: \(report.words) To do it: pepctl erase \(child) --yes"
        return print(common.json ? JSONText.of(report) : words)
      }
      try await askOrDo(.erase(child: child, by: common.person), common) { settings in
        let store = try RegisterStore(folder: settings.stateFolder, at: Date())
        let reader = try SandboxedReader(settings.reader)
        defer { reader.close() }
        return try await KeepingDesk(store, settings, reader).erase(child, by: common.person)
      }
    }
  }
}

struct SubjectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subject",
    abstract: "Gather all that is held on a child into a folder, for an access request.")

  @OptionGroup var common: Common
  @Argument(help: "The care ID, e.g. C1007.") var child: String
  @Argument(help: "A folder that does not exist yet.") var folder: String

  func run() async throws {
    try await withWords {
      let settings = try common.settings()
      let report = try SubjectAccess.gather(
        child, messages: try await strays(settings), from: settings.stateFolder,
        in: folder.asFolder)
      guard let report else { throw Trouble(1, "Nothing is held on a child '\(child)'.") }
      if common.json { return print(JSONText.of(report)) }
      print(
        "\(report.lines) line(s) of the journal, \(report.letters) letter(s), \(report.documents) document(s) and \(report.messages) message(s), with a README.txt. The mailbox is to be searched by hand."
      )
    }
  }

  private func strays(_ settings: Settings) async throws -> Set<String> {
    let folder = settings.stateFolder
    guard let strays = try StrayMessages(child, in: folder) else { return [] }
    let reader = try SandboxedReader(settings.reader)
    defer { reader.close() }
    return try await StrayReading.references(strays, reader) {
      try StrayMessages.bytes(of: $0, in: folder)
    }
  }
}
