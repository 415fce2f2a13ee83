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
    (try await AdministratorDesk(of: settings).take(request, by: common.person), "{}")
  }
}

extension AdministratorDesk {
  /// For a command that does it alone: takes the lock of the state folder.
  init(of settings: Settings) throws {
    self.init(
      try RegisterStore(folder: settings.stateFolder, at: Date()), try Office(settings: settings))
  }
}
