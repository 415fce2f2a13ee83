import Foundation
import PepCore
import PepStore

/// Takes a person's word about a PEP into the register and its journal.
package struct WordDesk: Sendable {
  let store: RegisterStore
  let clock: Clock

  package init(_ store: RegisterStore, _ clock: Clock = Clock()) {
    self.store = store
    self.clock = clock
  }

  /// What was done, in words.
  package func take(_ word: PersonsWord, by person: String) async throws -> String {
    let today = clock.today
    let changes: [RegisterChange]
    do {
      changes = try await store.reading { try word.changes($0, by: person, on: today) }
    } catch let problem as PersonsWord.Problem {
      throw Trouble(problem)
    }
    try await store.commit(
      [.administrator(AdministratorAct(what: word.what, by: person, changes: changes))],
      at: clock.now())
    try await store.checkpoint()
    return changes.map(Self.words).joined(separator: "\n")
  }

  private static func words(_ change: RegisterChange) -> String {
    switch change {
    case .fundingDecided(let key, let decision):
      "Funding of \(key): \(decision.isReleased ? "released" : "withheld")."
    case .queryClosed(let reference): "Query \(reference) closed."
    default: "Recorded."
    }
  }
}

extension Trouble {
  fileprivate init(_ problem: PersonsWord.Problem) {
    switch problem {
    case .noPlan:
      self.init(1, "No PEP of that child and term is on file. See: pepctl show CHILD.")
    case .notFinalised(let key):
      self.init(
        1,
        "The PEP \(key) is not finalised, so its funding is not released. See what is open with: pepctl funding list."
      )
    case .noQuery:
      self.init(1, "There is no open query of that reference. See: pepctl query list.")
    }
  }
}
