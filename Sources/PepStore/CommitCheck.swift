import PepCore

/// What may be committed. It is asked before anything is written, so that a mistake of a caller
/// ends in an error and never in a doubled effect (promise 2 of the design).
struct CommitCheck {
  /// Of the entries of this commit that were admitted already.
  private var digests: Set<String> = []
  private var references: Set<String> = []
  private var letters: [String: LetterState] = [:]

  mutating func admit(
    _ entry: JournalEntry, _ state: StoreState, _ cabinet: FilingCabinet
  ) throws {
    if case .message(let message) = entry { try admit(message, state, cabinet) }
    for letter in entry.letters {
      guard letters[letter.reference] == nil, state.outbox.state(of: letter.reference) == nil else {
        throw StoreError.letterExists(reference: letter.reference)
      }
      letters[letter.reference] = letter.isHeld ? .held : .queued
      // A held letter may wait for a document that a person is to bring back.
      for attached in letter.isHeld ? [] : letter.draft.attachments
      where try !cabinet.hasDocument(attached.digest, named: attached.fileName) {
        throw StoreError.documentMissing(digest: attached.digest)
      }
    }
    for step in entry.steps {
      guard let known = letters[step.reference] ?? state.outbox.state(of: step.reference) else {
        throw StoreError.letterUnknown(reference: step.reference)
      }
      guard step.state.predecessors.contains(known) else {
        throw StoreError.letterNot(reference: step.reference, allowed: step.state, from: known)
      }
      letters[step.reference] = step.state
    }
  }

  private mutating func admit(
    _ message: HandledMessage, _ state: StoreState, _ cabinet: FilingCabinet
  ) throws {
    // Folder and UID are enough to know a message that was too large to fetch.
    guard message.again || !state.handled.contains(message.location) else {
      throw StoreError.alreadyHandled(reference: message.reference)
    }
    guard let digest = message.digest else { return }
    guard message.again || state.handled.reference(ofDigest: digest) == nil,
      digests.insert(digest).inserted
    else { throw StoreError.alreadyHandled(reference: message.reference) }
    guard message.reference == state.handled.reference(for: digest),
      references.insert(message.reference).inserted
    else { throw StoreError.wrongReference(message.reference) }
    guard try !message.isKept || cabinet.hasReceived(digest) else {
      throw StoreError.receivedMissing(digest: digest)
    }
  }
}
