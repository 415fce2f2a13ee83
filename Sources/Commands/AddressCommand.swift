import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct AddressCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "address", abstract: "Addresses from which a letter came back: none goes there.",
    subcommands: [List.self, Clear.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One line per address, with the day on which a letter came back.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        let failed = try StoreSnapshot(folder: try common.settings().stateFolder).register
          .undeliverable
        if common.json { return print(JSONText.of(failed)) }
        if failed.isEmpty { return print("No letter came back.") }
        for (address, day) in failed.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
          print(day.description.padded(to: 12) + address)
        }
      }
    }
  }

  struct Clear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Have letters go to an address again, say because its mailbox was only full.")
    @OptionGroup var common: Common
    @Argument(help: "The address.") var address: String

    func run() async throws {
      try await withWords { try await decide(.clearAddress(address), common) }
    }
  }
}
