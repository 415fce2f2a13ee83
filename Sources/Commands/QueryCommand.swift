import ArgumentParser
import Control
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Advisory Teachers' queries that are not closed.",
    subcommands: [List.self, Close.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One line per query letter.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        let register = try StoreSnapshot(folder: try common.settings().stateFolder).register
        let queries = register.queries.sorted { ($0.value.plan, $0.key) < ($1.value.plan, $1.key) }
        if common.json { return print(JSONText.of(register.queries)) }
        guard !queries.isEmpty else { return print("No query is open.") }
        for (reference, query) in queries {
          print(
            reference.padded(to: 26) + query.plan.description.padded(to: 24)
              + Self.whom(query).padded(to: 22) + "\(query.askedOn)".padded(to: 12)
              + Self.state(query))
        }
      }
    }

    private static func whom(_ query: PlanQuery) -> String {
      switch query.recipient {
      case .designatedTeacher: "designated teacher"
      case .staff: "social worker"
      default: "the Advisory Teacher"
      }
    }

    private static func state(_ query: PlanQuery) -> String {
      if let day = query.answeredOn { return "answered \(day)" }
      if query.recipient == nil { return "followed up in person" }
      return query.isWithPerson == true ? "a person's" : "round \(query.round)"
    }
  }

  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Record that a query is settled.")
    @OptionGroup var common: Common
    @Argument(help: "The query's reference.") var reference: String

    func run() async throws {
      try await withWords { try await decide(.closeQuery(reference), common) }
    }
  }
}
