import Foundation
import PepCore
import PepStore

/// Brings a roster into the register: what it changes, and the change itself.
package struct RosterDesk: Sendable {
  let store: RegisterStore
  let clock: Clock

  package init(_ store: RegisterStore, _ clock: Clock = Clock()) {
    self.store = store
    self.clock = clock
  }

  package func commit(_ roster: Roster, by person: String) async throws -> RosterDifference {
    let outbox = await store.outbox
    let difference = await store.reading { RosterDifference(from: $0, to: roster, outbox: outbox) }
    guard !difference.isEmpty else { return difference }
    try await store.commit(
      [.roster(RosterImport(by: person, changes: difference.changes))], at: clock.now())
    try await store.checkpoint()
    return difference
  }
}

package enum RosterWords {
  /// Keys and columns only; an administrator looks names up in the files.
  package static func of(_ difference: RosterDifference) -> String {
    func list(_ title: String, _ items: [RosterDifference.Item]) -> [String] {
      items.isEmpty
        ? []
        : ["\(title):"]
          + items.map { item in
            "  \(item.kind.rawValue) \(item.key)"
              + (item.columns.isEmpty ? "" : "  (\(item.columns.joined(separator: ", ")))")
          }
    }
    let kept = difference.kept.map { kept in
      let why =
        kept.reason == .hasRecords
        ? "has records; mark as left by left_care_on" : "is named by somebody who stays"
      return "  \(kept.kind.rawValue) \(kept.key)  (\(why))"
    }
    let lines =
      list("New", difference.added) + list("Changed", difference.changed)
      + list("Removed", difference.removed)
      + (kept.isEmpty ? [] : ["No longer listed, but kept:"] + kept)
    return lines.isEmpty ? "The register has this roster already." : lines.joined(separator: "\n")
  }
}
