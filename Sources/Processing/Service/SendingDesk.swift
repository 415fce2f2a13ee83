import Foundation
import PepConfig
import PepStore

/// The stop switch: no letter leaves while it is on, whatever the settings say, also after a restart.
package struct SendingDesk: Sendable {
  let store: RegisterStore
  let office: Office
  let clock: Clock

  package init(_ store: RegisterStore, _ office: Office, _ clock: Clock = Clock()) {
    self.store = store
    self.office = office
    self.clock = clock
  }

  /// What is so now, in words.
  package func order(isStopped: Bool, by person: String) async throws -> String {
    let isNew = try await store.order(
      SendingOrder(isStopped: isStopped, by: person), at: clock.now())
    try await store.checkpoint()
    let outbox = await store.outbox
    if isStopped {
      let waiting = outbox.letters(in: .queued).count
      return (isNew ? "All sending is stopped" : "All sending was stopped before")
        + "; mail is read on. \(waiting) letter(s) wait. Let them go with: pepctl send live"
    }
    let held = outbox.letters(in: .held).count
    return (isNew ? "Sending goes on" : "Sending was not stopped")
      + (office.holdsLetters
        ? ", but 'sending: hold' keeps new letters for a person's release" : "")
      + (held > 0 ? "; \(held) letter(s) wait for a person's release." : ".")
  }
}
