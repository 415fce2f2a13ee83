import Synchronization

/// What the daemon's loops have promised: each says, before a step that may block, how long it may take.
/// A loop that breaks its promise hangs, however alive the process looks.
package final class Promises: Sendable {
  /// The loops that go on for as long as the daemon lives.
  package enum Loop: String, CaseIterable, Sendable {
    /// Rounds through the mailbox, sending included, and the waits between them.
    case mailbox
    /// Takes in what pepctl asks.
    case control
  }

  /// A promise that its time has run out on.
  package struct Broken: Hashable, Sendable {
    package var loop: Loop
    package var step: String
    package var promised: Duration
  }

  private struct Given {
    var step: String
    var length: Duration
    /// A clock that stands still while the machine sleeps: nobody can work then.
    var due: SuspendingClock.Instant
  }

  private let given = Mutex<[Loop: Given]>([:])

  package init() {}

  /// The loop's next step, which takes its last promise's place.
  package func promise(_ loop: Loop, _ step: String, within length: Duration) {
    let due = SuspendingClock.now + length
    given.withLock { $0[loop] = Given(step: step, length: length, due: due) }
  }

  /// Something moved within the step, bytes of a long message for instance: its time begins anew.
  package func renew(_ loop: Loop) {
    let now = SuspendingClock.now
    given.withLock { given in
      if let length = given[loop]?.length { given[loop]?.due = now + length }
    }
  }

  /// The loop has ended as it should and owes nothing more.
  package func release(_ loop: Loop) { given.withLock { $0[loop] = nil } }

  package func broken(at now: SuspendingClock.Instant = .now) -> [Broken] {
    given.withLock { given in
      Loop.allCases.compactMap { loop in
        guard let promise = given[loop], promise.due < now else { return nil }
        return Broken(loop: loop, step: promise.step, promised: promise.length)
      }
    }
  }
}
