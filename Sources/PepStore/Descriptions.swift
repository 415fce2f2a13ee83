import PepCore

// Entries and letters hold what must not reach a log (promise 8 of the design). Printed, they show
// references and counts.

extension StoredLetter: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "letter \(reference)" }
  package var debugDescription: String { description }
}

extension OutboxLetter: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "letter \(reference), \(state.rawValue)" }
  package var debugDescription: String { description }
}

extension SettledLetter: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "\(kind.rawValue), \(state.rawValue)" }
  package var debugDescription: String { description }
}

extension LetterStep: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "letter \(reference): \(state.rawValue)" }
  package var debugDescription: String { description }
}

extension HandledMessage: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String {
    "message \(reference): \(outcome.rawValue), \(changes.count) changes, \(letters.count) letters"
  }
  package var debugDescription: String { description }
}

extension RosterImport: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "roster: \(changes.count) changes" }
  package var debugDescription: String { description }
}

extension AdministratorAct: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "administrator: \(changes.count) changes" }
  package var debugDescription: String { description }
}

extension DayBegun: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "day \(day): \(changes.count) changes" }
  package var debugDescription: String { description }
}

extension Outbox: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "\(open.count) open letters, \(settled.count) settled" }
  package var debugDescription: String { description }
}

extension StoreSnapshot: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "state after line \(sequence)" }
  package var debugDescription: String { description }
}

extension StoreState: CustomStringConvertible, CustomDebugStringConvertible {
  var description: String { "state of a register" }
  var debugDescription: String { description }
}

extension JSONValue: CustomStringConvertible, CustomDebugStringConvertible {
  var description: String { "JSON" }
  var debugDescription: String { description }
}
