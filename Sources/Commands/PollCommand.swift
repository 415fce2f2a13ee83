import ArgumentParser
import Control
import Extraction
import Foundation
import MailTransport
import PepConfig
import PepStore
import Processing

struct PollCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "poll", abstract: "Run a round now and show what comes of it.",
    discussion: "Asks the running daemon; without one, runs one round itself.")

  @OptionGroup var common: Common

  func run() async throws {
    try await withWords {
      try await askOrDo(.poll, common) { settings in
        let isJSON = common.json
        let result = try await LoneRound.run(settings) { progress in
          if case .finished = progress { return }
          if isJSON {
            FileHandle.standardError.write(Data("\(progress.line)\n".utf8))
          } else {
            print(progress.line)
          }
        }
        return (result.line, JSONText.of(result))
      }
    }
  }
}

struct ReloadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: "Have the running daemon read its configuration anew.")

  @OptionGroup var common: Common

  func run() async throws {
    try await withWords {
      try await askOrDo(.reload, common) { _ in
        throw Trouble(75, "No pepd runs, so there is nothing to reload.")
      }
    }
  }
}

/// One round without a daemon, under the same lock; and others for the scans that it found.
enum LoneRound {
  static func run(
    _ settings: Settings, tell: @escaping @Sendable (Processing.Progress) -> Void
  ) async throws -> RoundResult {
    let office = try Office(settings: settings)
    let store = try RegisterStore(folder: settings.stateFolder, at: Date())
    let reader = try SandboxedReader(settings.reader)
    defer { reader.close() }
    try await reader.check()
    let parts = RoundParts(
      office: office, store: store, reader: reader,
      secret: try ReferenceSecret(stateFolder: settings.stateFolder))
    let tokens = Endpoints.tokens(settings)
    let mailbox = try await IMAPMailbox.connect(to: try Endpoints.imap(settings, tokens))
    let sender = try SMTPSender(
      endpoint: try Endpoints.smtp(settings, tokens), options: Endpoints.smtpOptions(settings))
    let watch = Watch(stateFolder: settings.stateFolder)
    var result = RoundResult()
    repeat {
      result += try await Round(
        parts, mailbox: mailbox, sender: sender, isCanary: { watch.awaitsCanary($0) },
        tell: { progress in
          watch.heard(progress)
          tell(progress)
        }
      ).run()
    } while await parts.recognitions.settle()
    watch.write()
    await mailbox.close()
    await sender.close()
    return result
  }
}
