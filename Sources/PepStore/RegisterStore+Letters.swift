import FoundationEssentials
import PepCore

extension RegisterStore {
  /// Letters whose time has come, oldest first.
  package func pendingLetters(at now: Date) -> [OutboxLetter] { state.outbox.pending(at: now) }

  /// Somebody was asked something else about the child today.
  package func isAskedAlready(_ letter: LetterDraft, on today: CivilDay) -> Bool {
    state.outbox.asked.holdsBack(letter, on: today)
  }

  /// Records what happened to letters, with one sync for all of them.
  package func record(_ outcomes: [String: LetterOutcome], at now: Date) throws {
    // The last moment at which a letter cannot have arrived: a stop counts up to here.
    if state.stop != nil, outcomes.values.contains(.sending) { throw StoreError.sendingStopped }
    let steps = try outcomes.sorted { $0.key < $1.key }.map { reference, outcome in
      JournalEntry.letter(try state.outbox.step(reference, outcome, at: now))
    }
    try commit(steps, at: now)
  }

  package var sendingStop: SendingStop? { state.stop }

  /// Stops all sending, or ends the stop; false where it stands so already.
  @discardableResult
  package func order(_ order: SendingOrder, at now: Date) throws -> Bool {
    guard order.isStopped != (state.stop != nil) else { return false }
    try commit([.sending(order)], at: now)
    return true
  }

  package func record(letter reference: String, _ outcome: LetterOutcome, at now: Date) throws {
    try record([reference: outcome], at: now)
  }

  /// Lets held, failed or unknown letters go out.
  package func release(_ references: [String], by person: String, at now: Date) throws {
    try decide(references, .queued, "release", person, now)
  }

  /// Decides that letters do not go out.
  package func drop(
    _ references: [String], _ changes: [RegisterChange] = [], by person: String, at now: Date
  ) throws {
    try decide(references, .dropped, "drop", person, now, changes)
  }

  /// Has letters wait for a person's release.
  package func hold(_ references: [String], by person: String, at now: Date) throws {
    try decide(references, .held, "hold", person, now)
  }

  /// Puts other letters in the place of one that has not gone out.
  package func replace(
    _ reference: String, by letters: [StoredLetter], _ changes: [RegisterChange], person: String,
    at now: Date
  ) throws {
    let step = try state.outbox.step(reference, to: .dropped)
    let act = AdministratorAct(
      what: "narrow", by: person, changes: changes, letters: letters, steps: [step])
    try commit([.administrator(act)], at: now)
  }

  /// Brings a roster in, with the letters that tell of it, and without those that it ends.
  package func importRoster(
    _ changes: [RegisterChange], letters: [StoredLetter], dropping: [String], by person: String,
    at now: Date
  ) throws {
    let steps = try dropping.map { try state.outbox.step($0, to: .dropped) }
    try commit(
      [
        .roster(
          RosterImport(
            by: person, changes: changes, letters: letters.isEmpty ? nil : letters,
            steps: steps.isEmpty ? nil : steps))
      ], at: now)
  }

  private func decide(
    _ references: [String], _ state: LetterState, _ what: String, _ person: String, _ now: Date,
    _ changes: [RegisterChange] = []
  ) throws {
    let steps = try references.map { try self.state.outbox.step($0, to: state) }
    try commit(
      [.administrator(AdministratorAct(what: what, by: person, changes: changes, steps: steps))],
      at: now)
  }
}
