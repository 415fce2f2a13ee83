import ArgumentParser
import Control
import Foundation
import PepConfig
import PepStore
import Processing

struct SendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: "Stop all sending at once, or let it go on.",
    subcommands: [Hold.self, Live.self])

  struct Hold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stop: no letter leaves, also after a restart. Mail is read on.")
    @OptionGroup var common: Common
    @Flag(help: "Every letter.") var all = false

    func run() async throws {
      try await withWords {
        guard all else {
          throw Trouble(
            64,
            "Give --all: it stops every letter. For one letter: pepctl outbox drop; for a child: pepctl hold."
          )
        }
        try await SendCommand.order(isStopped: true, common)
      }
    }
  }

  struct Live: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End the stop: letters leave as 'sending' of pepd.yaml says.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords { try await SendCommand.order(isStopped: false, common) }
    }
  }

  fileprivate static func order(isStopped: Bool, _ common: Common) async throws {
    try await askOrDo(.sending(isStopped: isStopped, by: common.person), common) { settings in
      let desk = try AdministratorDesk(of: settings)
      return (try await desk.order(isStopped: isStopped, by: common.person), "{}")
    }
  }
}
