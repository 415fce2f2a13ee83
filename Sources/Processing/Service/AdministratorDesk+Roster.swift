import Foundation
import PepCore
import PepStore

/// Brings a roster into the register: what it changes, and the change itself with all that follows.
extension AdministratorDesk {
  package func take(_ roster: Roster, by person: String) async throws -> RosterDifference {
    let outbox = await store.outbox
    let difference = await store.reading { RosterDifference(from: $0, to: roster, outbox: outbox) }
    guard !difference.isEmpty else { return difference }
    // Each import is an occasion of its own, even where it takes back the one before.
    let occasion = UUID().uuidString
    let arrival = RosterArrival(
      difference.changes, on: clock.today,
      openLetters: outbox.open.values.filter { LetterState.dropped.predecessors.contains($0.state) }
        .map(\.letter.draft).sorted { $0.reference < $1.reference }
    ) { String(ContentDigest.hex(of: Data("\(occasion) \($0)".utf8)).prefix(20)) }
    let office = office
    let decision = await store.reading {
      decide(arrival, $0, calendar: office.calendar, policy: office.policy)
    }
    try await store.importRoster(
      decision.changes, letters: try await word(decision.letters, difference.changes),
      dropping: decision.dropped, by: person, at: clock.now())
    try await store.checkpoint()
    return difference
  }

  /// Names are those of the new roster.
  private func word(
    _ drafts: [LetterDraft], _ changes: [RegisterChange]
  ) async throws -> [StoredLetter] {
    guard !drafts.isEmpty else { return [] }
    let names = await store.reading { register in
      let after = register.applying(changes)
      return drafts.map { after.name(of: $0.to) }
    }
    return try zip(drafts, names).map { draft, name in
      try office.letters.word(draft, to: name, at: clock.now(), isHeld: office.holdsLetters)
    }
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
    if lines.isEmpty { return "The register has this roster already." }
    let changes = [
      ("new", difference.added), ("changed", difference.changed), ("removed", difference.removed),
    ]
    let sums = changes.filter { !$0.1.isEmpty }.map { "\($0.0): \(counts($0.1))" }
    // What an administrator still sees at the end of a long list.
    return (lines + (sums.isEmpty ? [] : ["In all " + sums.joined(separator: "; ")]))
      .joined(separator: "\n")
  }

  private static func counts(_ items: [RosterDifference.Item]) -> String {
    let kinds: [(RosterDifference.Kind, String)] = [
      (.child, "children"), (.school, "schools"), (.staff, "staff"),
    ]
    return kinds.compactMap { kind, name in
      let count = items.filter { $0.kind == kind }.count
      return count == 0 ? nil : "\(name) \(count)"
    }.joined(separator: ", ")
  }
}
