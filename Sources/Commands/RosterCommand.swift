import ArgumentParser
import Control
import Foundation
import PepConfig
import PepStore
import Processing

struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "The children, schools and staff.", subcommands: [Import.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring children.csv, schools.csv and people.csv of a folder into the register.",
      discussion: "Shows what changes. A child that has PEPs is never removed.")

    @OptionGroup var common: Common

    @Argument(help: "The folder with the three files.")
    var folder: String

    @Flag(help: "Only show what would change.")
    var dryRun = false

    func run() async throws {
      try await withWords {
        let roster = try RosterFiles.read(folder: folder)
        if dryRun {
          let snapshot = try StoreSnapshot(folder: try common.settings().stateFolder)
          print(
            RosterWords.of(
              RosterDifference(from: snapshot.register, to: roster, outbox: snapshot.outbox)))
          return
        }
        try await askOrDo(.importRoster(roster, by: common.person), common) { settings in
          let desk = try AdministratorDesk(of: settings)
          return (RosterWords.of(try await desk.take(roster, by: common.person)), "{}")
        }
      }
    }
  }
}
