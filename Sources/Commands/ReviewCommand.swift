import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Messages that a person must look at.",
    subcommands: [List.self, Accept.self, Assign.self, Dismiss.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One line per message, oldest first.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        let reviews = try StoreSnapshot(folder: try common.settings().stateFolder).register.reviews
        if common.json { return print(JSONText.of(reviews)) }
        if reviews.isEmpty { return print("Nothing is before a person.") }
        for (message, review) in reviews.sorted(by: {
          ($0.value.since, $0.key) < ($1.value.since, $1.key)
        }) {
          print(
            message.padded(to: 18) + review.since.description.padded(to: 12)
              + review.reason.rawValue.padded(to: 24) + (review.child ?? ""))
        }
      }
    }
  }

  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Vouch for a message's sender and have it read anew, as by moving it to PEP/Accept."
    )
    @OptionGroup var common: Common
    @Argument(help: "The message's reference, e.g. M-1f3a90c2.") var reference: String

    func run() async throws {
      try await withWords { try await decide(.accept(review: reference), common) }
    }
  }

  struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which child a message is about and have it read anew.")
    @OptionGroup var common: Common
    @Argument(help: "The message's reference, e.g. M-1f3a90c2.") var reference: String
    @Argument(help: "The care ID, e.g. C1007.") var child: String

    func run() async throws {
      try await withWords { try await decide(.assign(review: reference, child: child), common) }
    }
  }

  struct Dismiss: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that a message is dealt with; questions about its child go on.")
    @OptionGroup var common: Common
    @Argument(help: "The message's reference, e.g. M-1f3a90c2.") var reference: String

    func run() async throws {
      try await withWords { try await decide(.dismiss(review: reference), common) }
    }
  }
}
