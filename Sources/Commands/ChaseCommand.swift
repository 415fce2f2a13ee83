import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct ChaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chase", abstract: "What schools and social workers are asked.",
    subcommands: [List.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One line per open question or reminder.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        let register = try StoreSnapshot(folder: try common.settings().stateFolder).register
        let open = Self.open(register)
        if common.json { return print(JSONText.of(open)) }
        if open.isEmpty { return print("Nobody is asked anything.") }
        for item in open {
          print(
            item.plan.padded(to: 24) + item.what.padded(to: 16)
              + (item.isWithPerson ? "a person's" : "round \(item.round)").padded(to: 12)
              + item.lastOn.padded(to: 12) + item.asks.joined(separator: ", "))
        }
      }
    }

    private static func open(_ register: Register) -> [OpenItem] {
      let chases = register.chases.values.map { chase in
        OpenItem(
          plan: chase.plan.description, what: "missing", round: chase.round,
          lastOn: (chase.lastAskedOn ?? chase.askedOn).description,
          isWithPerson: chase.isWithPerson == true, asks: chase.asks.map(\.rawValue))
      }
      let reminders = register.reminders.flatMap { key, kinds in
        kinds.map { kind, reminder in
          OpenItem(
            plan: key.description, what: kind.rawValue, round: reminder.round,
            lastOn: reminder.lastOn.description, isWithPerson: reminder.isWithPerson, asks: [])
        }
      }
      return (chases + reminders).sorted { ($0.plan, $0.what) < ($1.plan, $1.what) }
    }
  }

  /// A question or a reminder that is not settled.
  struct OpenItem: Encodable {
    var plan: String
    var what: String
    var round: Int
    var lastOn: String
    var isWithPerson: Bool
    var asks: [String]
  }
}
