import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct DueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "Who owes what: what was asked and is still open.",
    discussion: "By school, social worker and Advisory Teacher, with the day of the last letter.")

  @OptionGroup var common: Common

  func run() async throws {
    try await withWords {
      let office = try Office(settings: try common.settings())
      let snapshot = try StoreSnapshot(folder: office.settings.stateFolder)
      let open = OpenRequests(
        snapshot.register, calendar: office.calendar, policy: office.policy, today: Clock().today
      ).items
      if common.json { return print(JSONText.of(open)) }
      print(open.isEmpty ? "Nobody owes anything." : Self.text(open))
    }
  }

  private static func text(_ open: [OpenRequests.Item]) -> String {
    var lines: [String] = []
    var role = ""
    var owner = ""
    for item in open {
      if item.role != role {
        lines += (lines.isEmpty ? [] : [""]) + [item.role]
        owner = ""
      }
      if item.owner != owner { lines.append("  \(item.owner)") }
      (role, owner) = (item.role, item.owner)
      let asked = item.letters == 0 ? "not asked" : "asked \(item.askedOn)"
      let times = item.letters > 1 ? ", \(item.letters) letters" : ""
      lines.append(
        "    \(item.child.padded(to: 10))\(item.term.description.padded(to: 16))\(asked)\(times)"
          + (item.isWithPerson ? ", with a person" : ""))
      lines.append("      \(item.what)")
    }
    return lines.joined(separator: "\n")
  }
}
