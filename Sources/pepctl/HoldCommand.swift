import ArgumentParser
import Control
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct HoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Stop letters about a child, say because you have telephoned.")

  @OptionGroup var common: Common
  @Argument(help: "The care ID, e.g. C1007.") var child: String
  @Option(help: "Why, for your colleagues.") var reason: String

  func run() async throws {
    try await withWords { try await decide(.hold(child: child, reason: reason), common) }
  }
}

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let letters about a child go on.")

  @OptionGroup var common: Common
  @Argument(help: "The care ID, e.g. C1007.") var child: String

  func run() async throws {
    try await withWords { try await decide(.resume(child: child), common) }
  }
}

/// By the running daemon, or here where none runs.
func decide(_ request: AdministratorRequest, _ common: Common) async throws {
  try await askOrDo(.administer(request, by: common.person), common) { settings in
    let office = try Office(settings: settings)
    let store = try RegisterStore(folder: settings.stateFolder, at: Date())
    let desk = AdministratorDesk(store, office.policy)
    return (try await desk.commit(request, by: common.person), "{}")
  }
}
