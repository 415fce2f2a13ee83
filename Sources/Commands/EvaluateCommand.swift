import ArgumentParser
import Crypto
import Extraction
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Judge a labelled set and show every difference.",
    discussion: """
      The cases are judged in the order of their dates against one register that starts from the \
      set's roster; each case's own date is the clock. Changes nothing. Exit status 1 where anything \
      differs.
      """)

  @OptionGroup var common: Common

  @Argument(help: "Folder with roster/ and cases/.")
  var set: String

  @Option(help: "Write one JSON object per case to this file.")
  var decisions: String?

  func run() async throws {
    try await withWords {
      let settings = try common.settings()
      let office = try Office(settings: settings)
      let roster = try RosterFiles.read(folder: set + "/roster")
      let cases = try LabelledSet.read(set)
      let reader = try SandboxedReader(settings.reader)
      defer { reader.close() }
      let read = try await ReadCases.read(cases, by: reader, width: settings.reader.workers + 1)
      let judgements = Evaluation(policy: office.policy, calendar: office.calendar, roster: roster)
        .run(read) { text in
          ContentDigest.hex(of: Data(text.utf8))
        }
      if let decisions { try DecisionLines.write(judgements, to: decisions) }
      let report = EvaluationReport(judgements)
      print(common.json ? JSONText.of(report) : report.text)
      if report.casesRight < report.cases { throw ExitCode(1) }
    }
  }
}
