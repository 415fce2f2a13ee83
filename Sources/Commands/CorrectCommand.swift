import ArgumentParser
import Foundation
import PepCore
import Processing

struct CorrectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Correct a value of a PEP by hand.",
    discussion: "Nothing read from mail replaces it until it is cleared with --clear.")

  @OptionGroup var common: Common
  @Argument(help: "The care ID, e.g. C1007.") var child: String
  @Argument(help: "The field, e.g. attendance.percentage.") var field: String
  @Argument(help: "The value; none with --clear.") var value: String?
  @Option(help: "The term, e.g. '2026-27 autumn' (default: the child's latest PEP).")
  var term: String?
  @Flag(help: "Let the next value from mail replace the one entered by hand.") var clear = false

  func run() async throws {
    try await withWords {
      if clear {
        guard value == nil else { throw Trouble(64, "Give a value or --clear, not both.") }
        return try await decide(.clearCorrection(child: child, field: field, term: term), common)
      }
      guard let value else { throw Trouble(64, "Give the value, or --clear.") }
      try await decide(.correct(child: child, field: field, value: value, term: term), common)
    }
  }
}
