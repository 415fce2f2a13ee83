import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing
import Workbooks

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "The register as a table.", subcommands: [Register.self])

  struct Register: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One row for each PEP, for a spreadsheet. The file names children.")

    @OptionGroup var common: Common

    @Option(help: "Write an Excel workbook.")
    var xlsx: String?

    @Option(help: "Write CSV; - for the screen.")
    var csv: String?

    @Option(help: "Only one long term, e.g. \"2026-27 autumn\".")
    var term: String?

    func run() async throws {
      try await withWords {
        guard xlsx != nil || csv != nil else {
          throw Trouble(64, "Give --xlsx FILE or --csv FILE.")
        }
        let only = try term.map { text in
          guard let term = SchoolTerm(text) else {
            throw Trouble(64, "'\(text)' is not a long term; write \"2026-27 autumn\".")
          }
          return term
        }
        let office = try Office(settings: try common.settings())
        let snapshot = try StoreSnapshot(folder: office.settings.stateFolder)
        let today = Clock().today
        let table = RegisterTable.of(
          snapshot.register, calendar: office.calendar, policy: office.policy, today: today,
          term: only)
        if let xlsx { try Workbook.of(register: table, on: today).write(to: xlsx) }
        // Excel takes a file for UTF-8 only where it begins with its mark.
        if let csv, csv != "-" { try PrivateFile.write("\u{feff}" + table.csv, to: csv) }
        if csv == "-" { print(table.csv, terminator: "") }
      }
    }
  }
}
