import ArgumentParser
import Foundation
import Processing

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Try everything in turn, and say of each what was seen and what to do.",
    discussion: "Sends nothing and changes nothing in the mailbox but missing folders.")

  @OptionGroup var common: Common

  func run() async throws {
    try await withWords {
      let findings = await Doctor.findings(file: common.file)
      if common.json {
        print(JSONText.of(findings))
      } else {
        for finding in findings {
          print(finding.word.padded(to: 6) + finding.what.padded(to: 20) + finding.saw)
          if let remedy = finding.remedy { print(String(repeating: " ", count: 26) + remedy) }
        }
      }
      if findings.contains(where: { $0.verdict == .wrong }) { throw ExitCode(78) }
    }
  }
}

extension CheckFinding {
  /// What catches the eye in a list.
  fileprivate var word: String { verdict == .wrong ? "WRONG" : verdict.rawValue }
}
