import ArgumentParser
import Extraction
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the whole path of a message, from its sender to the letters. Changes nothing.")

  @OptionGroup var common: Common

  @Argument(help: "A message file (.eml), or the reference of a handled message (M-…).")
  var message: String

  @Option(help: "Judge as on this day (YYYY-MM-DD); otherwise on the day of the message.")
  var day: String?

  func run() async throws {
    try await withWords {
      let settings = try common.settings()
      let office = try Office(settings: settings)
      let snapshot = try StoreSnapshot(folder: settings.stateFolder)
      let bytes = try bytes(settings, snapshot)
      let reader = try SandboxedReader(settings.reader)
      defer { reader.close() }
      let read = try await reader.readToTheEnd([UInt8](bytes))
      let explanation = Explanation(
        read.facts, snapshot.register, policy: office.policy, calendar: office.calendar,
        day: day.flatMap { CivilDay($0) },
        digest: ContentDigest.hex(of: bytes), letters: office.letters)
      print(common.json ? JSONText.of(explanation.decision) : try explanation.text())
    }
  }

  private func bytes(_ settings: Settings, _ snapshot: StoreSnapshot) throws -> Data {
    if let data = FileManager.default.contents(atPath: message) { return data }
    let digits = message.hasPrefix("M-") ? String(message.dropFirst(2)) : message
    let folder = settings.stateFolder + "/received/" + digits.prefix(2)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard let name = names.first(where: { $0.hasPrefix(digits) }),
      let data = FileManager.default.contents(atPath: folder + "/" + name)
    else {
      let reference = "M-" + digits
      throw snapshot.isReference(reference) ? Trouble.notKept(reference) : .noSuchMessage(message)
    }
    return data
  }
}
