import FoundationEssentials
import PepCore

/// The letters, by reference. Open ones are here whole, settled ones in a few words, so that the
/// checkpoint does not grow by every letter ever written.
package struct Outbox: Hashable, Sendable {
  package private(set) var open: [String: OutboxLetter] = [:]
  package private(set) var settled: [String: SettledLetter] = [:]
  /// Whom the letters of the last sending day asked. It follows from the settled letters.
  package private(set) var asked = AskedToday()

  init(open: [String: OutboxLetter] = [:], settled: [String: SettledLetter] = [:]) {
    self.open = open
    self.settled = settled
    guard let last = settled.values.map(\.at).max() else { return }
    let recent = settled.values.filter { $0.at > last.addingTimeInterval(-86_400) }
    for letter in recent.sorted(by: { $0.at < $1.at }) { note(letter) }
  }

  private mutating func note(_ letter: SettledLetter) {
    guard letter.state == .sent else { return }
    asked.note(
      letter.kind, to: letter.to, about: letter.plan?.child,
      on: LocalDay.of(seconds: Int64(letter.at.timeIntervalSince1970)))
  }

  /// What became of the letter that another one repeats.
  package enum Before: Hashable, Sendable {
    /// It repeats none, or a person dropped that.
    case none
    /// It has not left yet, or its fate is a person's to find out.
    case waits
    case sent(CivilDay)
  }

  package func before(_ letter: LetterDraft) -> Before {
    guard var reference = letter.letterBefore else { return .none }
    while let state = state(of: reference) {
      if open[reference] != nil { return .waits }
      if let done = settled[reference], state == .sent {
        return .sent(LocalDay.of(seconds: Int64(done.at.timeIntervalSince1970)))
      }
      // Another one went in its place, or none.
      reference += LetterDraft.rewritten
    }
    return .none
  }

  package func state(of reference: String) -> LetterState? {
    open[reference]?.state ?? settled[reference]?.state
  }

  /// The letters whose time has come, oldest first.
  package func pending(at now: Date) -> [OutboxLetter] {
    open.values.filter { $0.isDue(now) }
      .sorted { ($0.queuedAt, $0.reference) < ($1.queuedAt, $1.reference) }
  }

  /// When the next letter falls due, so that the daemon can sleep until then.
  package var nextAttempt: Date? {
    open.values.filter { $0.state == .queued }.map { $0.nextAttempt ?? $0.queuedAt }.min()
  }

  package func letters(in state: LetterState) -> [OutboxLetter] {
    open.values.filter { $0.state == state }
      .sorted { ($0.queuedAt, $0.reference) < ($1.queuedAt, $1.reference) }
  }

  /// What an outcome makes of a letter: the step to commit.
  func step(_ reference: String, _ outcome: LetterOutcome, at now: Date) throws -> LetterStep {
    let letter = try openLetter(reference)
    func step(
      _ state: LetterState, _ reply: String?, attempts: Int, next: Date? = nil
    ) -> LetterStep {
      LetterStep(
        reference: reference, state: state, reply: reply, attempts: attempts, nextAttempt: next)
    }
    switch outcome {
    case .sending: return step(.sending, letter.lastReply, attempts: letter.attempts + 1)
    case .sent(let reply): return step(.sent, reply, attempts: letter.attempts)
    case .notSecure(let reason): return step(.held, reason, attempts: letter.attempts)
    case .refused(let reply): return step(.failed, reply, attempts: letter.attempts)
    case .unknown(let reason): return step(.unknown, reason, attempts: letter.attempts)
    case .refusedForNow(let reply), .notReached(let reply):
      // Without a connection no attempt was begun, but it counts, or the waits would not grow.
      let attempts = letter.attempts + (letter.state == .queued ? 1 : 0)
      let next = RetryWaits.nextAttempt(
        after: attempts, at: now.wholeSecond, queuedAt: letter.queuedAt)
      return step(next == nil ? .failed : .queued, reply, attempts: attempts, next: next)
    }
  }

  /// The step by which a person decides about a letter.
  func step(_ reference: String, to state: LetterState) throws -> LetterStep {
    let letter = try openLetter(reference)
    return LetterStep(
      reference: reference, state: state, reply: letter.lastReply, attempts: letter.attempts)
  }

  private func openLetter(_ reference: String) throws -> OutboxLetter {
    if let letter = open[reference] { return letter }
    if let settled = settled[reference] {
      throw StoreError.letterNot(reference: reference, allowed: .sending, from: settled.state)
    }
    throw StoreError.letterUnknown(reference: reference)
  }

  mutating func add(_ letter: StoredLetter, at time: Date) {
    open[letter.reference] = OutboxLetter(
      letter: letter, state: letter.isHeld ? .held : .queued, attempts: 0, queuedAt: time,
      changedAt: time)
  }

  mutating func apply(_ step: LetterStep, at time: Date) {
    guard let letter = open[step.reference] else { return }
    if step.state.isSettled {
      open[step.reference] = nil
      let done = SettledLetter(
        kind: letter.letter.draft.kind, to: letter.letter.draft.to, plan: letter.letter.draft.plan,
        messageID: letter.letter.messageID, state: step.state, at: time, reply: step.reply)
      settled[step.reference] = done
      note(done)
      return
    }
    open[step.reference]?.state = step.state
    open[step.reference]?.attempts = step.attempts
    open[step.reference]?.lastReply = step.reply
    open[step.reference]?.nextAttempt = step.nextAttempt
    open[step.reference]?.changedAt = time
    // A released letter starts afresh: its days on hold are no days of failed attempts.
    if step.state == .queued && letter.state == .held { open[step.reference]?.queuedAt = time }
  }
}
