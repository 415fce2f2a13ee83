import PepCore

// Entries and letters hold what must not reach a log: printed or dumped, they show references and
// counts (`Reticent`).

extension StoredLetter: Reticent {
  package var description: String { "letter \(reference)" }
}

extension OutboxLetter: Reticent {
  package var description: String { "letter \(reference), \(state.rawValue)" }
}

extension SettledLetter: Reticent {
  package var description: String { "\(kind.rawValue), \(state.rawValue)" }
}

extension LetterStep: Reticent {
  package var description: String { "letter \(reference): \(state.rawValue)" }
}

extension HandledMessage: Reticent {
  package var description: String {
    "message \(reference): \(outcome.rawValue), \(changes.count) changes, \(letters.count) letters"
  }
}

extension RosterImport: Reticent {
  package var description: String { "roster: \(changes.count) changes" }
}

extension AdministratorAct: Reticent {
  package var description: String { "administrator: \(changes.count) changes" }
}

extension JournalLine: Reticent {
  package var description: String { "line \(sequence)" }
}

extension DayBegun: Reticent {
  package var description: String { "day \(day): \(changes.count) changes" }
}

extension Outbox: Reticent {
  package var description: String { "\(open.count) open letters, \(settled.count) settled" }
}

extension StoreSnapshot: Reticent {
  package var description: String { "state after line \(sequence)" }
}

extension StoreState: Reticent {
  var description: String { "state of a register" }
}

extension JSONValue: Reticent {
  var description: String { "JSON" }
}
