import Glibc

/// Why the store could not do something: facts, not words. Nothing here holds a name, a date of
/// birth or an address; files are named relative to the state folder.
package enum StoreError: Error, Hashable, Sendable {
  /// Another process writes this folder; nil where it has not written its process ID yet.
  case locked(holder: Int32?)
  /// What lies on the disk is not what was written.
  case damaged(Damage)
  /// The register was written by a newer program; reading it would lose what only that one knows.
  case newerSchema(file: String, found: Int, supported: Int)
  /// The system refused. `isTransient` tells a full disk from a missing permission.
  case system(operation: String, file: String, code: Int32)
  /// An earlier sync or clean-up failed, so what is on the disk is unknown until it is read again.
  case mustReopen
  /// The message was handled before; only `again` may handle it anew.
  case alreadyHandled(reference: String)
  /// The reference does not follow from the digest (`RegisterStore.reference(for:)`).
  case wrongReference(String)
  case receivedMissing(digest: String)
  case documentMissing(digest: String)
  /// A name for the cabinet that would leave its folder or hide in it.
  case unsafeName
  /// A person has stopped all sending, so no letter is handed over.
  case sendingStopped
  /// This line of the journal would still tell of the child that is to be erased; nothing was changed.
  case notErased(line: Int)
  case letterExists(reference: String)
  case letterUnknown(reference: String)
  /// The letter's state does not allow the step: a letter that went out never goes out again.
  case letterNot(reference: String, allowed: LetterState, from: LetterState)

  package struct Damage: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case badChecksum
      case notReadable
      /// Lines are missing or stand twice.
      case sequence(expected: Int, found: Int)
      /// The checkpoint stands for more lines than the journal has.
      case journalShorterThanCheckpoint
      case journalMissing
    }

    /// What a person can do, safest first.
    package enum Remedy: Hashable, Sendable {
      /// The journal is whole: move register.json aside, and it is rebuilt from the journal.
      case rebuildFromJournal
      /// Only a backup has the lines.
      case restoreFromBackup
    }

    package var file: String
    /// From 1; nil where the place is not known.
    package var line: Int?
    package var kind: Kind
    package var remedy: Remedy
  }

  /// Worth another try later without a person: the disk may have room again.
  package var isTransient: Bool {
    guard case .system(_, _, let code) = self else { return false }
    return [ENOSPC, EDQUOT, EINTR, EAGAIN, ENFILE, EMFILE, ENOMEM].contains(code)
  }
}
