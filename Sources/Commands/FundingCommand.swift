import ArgumentParser
import Control
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct FundingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "funding", abstract: "Pupil Premium of each PEP, and what a person decided.",
    discussion:
      "A PEP's funding is releasable once the PEP is finalised. People decide, pepd never.",
    subcommands: [List.self, Release.self, Withhold.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One line per PEP.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        let register = try StoreSnapshot(folder: try common.settings().stateFolder).register
        let plans = register.plans.filter { $0.value.receivedOn != nil }.sorted { $0.key < $1.key }
        if common.json { return print(JSONText.of(plans.map(FundingLine.init))) }
        guard !plans.isEmpty else { return print("No PEP is on file.") }
        for line in plans.map(FundingLine.init) { print(line.words) }
      }
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record that a person released the funding of a finalised PEP.")
    @OptionGroup var common: Common
    @OptionGroup var chosen: Chosen

    func run() async throws { try await chosen.record(isReleased: true, common) }
  }

  struct Withhold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record that a person withholds the funding of a PEP.")
    @OptionGroup var common: Common
    @OptionGroup var chosen: Chosen

    func run() async throws { try await chosen.record(isReleased: false, common) }
  }

  struct Chosen: ParsableArguments {
    @Argument(help: "The care ID, e.g. C1007.") var child: String
    @Option(help: "Why; it is kept with the decision.") var reason: String
    @Option(help: "The long term, e.g. \"2026-27 autumn\" (default: of the latest PEP).")
    var term: String?

    func record(isReleased: Bool, _ common: Common) async throws {
      try await withWords {
        guard !reason.trimmedBlanks.isEmpty else { throw Trouble(64, "Give a reason.") }
        if let term, SchoolTerm(term) == nil {
          throw Trouble(64, "'\(term)' is not a term. Write it as \"2026-27 autumn\".")
        }
        try await decide(
          .funding(child: child, term: term, isReleased: isReleased, reason: reason), common)
      }
    }
  }
}

/// A PEP as `pepctl funding list` shows it.
private struct FundingLine: Encodable {
  var child: String
  var term: String
  var status: FundingStatus
  var decision: FundingDecision?
  var request: FundingRequest?

  init(_ key: PlanKey, _ plan: PlanRecord) {
    child = key.child
    term = key.term.description
    status = plan.fundingStatus
    decision = plan.funding
    request = plan.request
  }

  var words: String {
    let asked = request.map { request in
      "asks \(request.amount.map { "£\($0.formatted())" } ?? "more") of £\(request.allocation.formatted()): \(request.status.rawValue)  "
    }
    let decided = decision.map { "\($0.on) by \($0.by): \($0.reason)" }
    return child.padded(to: 10) + term.padded(to: 18) + status.rawValue.padded(to: 12)
      + (asked ?? "") + (decided ?? "")
  }
}
