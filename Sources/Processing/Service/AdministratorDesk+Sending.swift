import PepStore

/// The stop switch: no letter leaves while it is on, whatever the settings say, also after a restart.
extension AdministratorDesk {
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
