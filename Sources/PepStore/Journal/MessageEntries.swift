import PepCore

/// Where a message stands in the mailbox: what IMAP promises to mean one message for ever
/// (RFC 3501 section 2.3.1.1).
package struct MessageLocation: Codable, Hashable, Sendable {
  package var folder: String
  package var uidValidity: UInt32
  package var uid: UInt32
  package init(folder: String, uidValidity: UInt32, uid: UInt32) {
    self.folder = folder
    self.uidValidity = uidValidity
    self.uid = uid
  }
}

/// A message that was handled, and everything that followed from it.
package struct HandledMessage: Codable, Hashable, Sendable {
  /// `RegisterStore.reference(for:)` of the digest; the caller's own for a message not fetched.
  package var reference: String
  package var location: MessageLocation
  package var messageID: String?
  /// SHA-256 of the raw bytes, which were kept before where `isKept`; nil for a message too large to
  /// fetch.
  package var digest: String?
  /// True where a person asked for it to be handled anew: its effects are added to the earlier.
  package var again: Bool
  package var kind: MessageKind
  package var outcome: Decision.Outcome
  package var reason: ReasonCode?
  package var filing: Decision.Filing
  package var changes: [RegisterChange]
  package var letters: [StoredLetter]
  package var reasons: [String]
  /// True where its bytes were removed since, by erasure or retention.
  package var isRemoved: Bool?

  package init(
    reference: String, location: MessageLocation, messageID: String?, digest: String?,
    again: Bool = false, kind: MessageKind, outcome: Decision.Outcome, reason: ReasonCode? = nil,
    filing: Decision.Filing, changes: [RegisterChange] = [], letters: [StoredLetter] = [],
    reasons: [String] = []
  ) {
    self.reference = reference
    self.location = location
    self.messageID = messageID
    self.digest = digest
    self.again = again
    self.kind = kind
    self.outcome = outcome
    self.reason = reason
    self.filing = filing
    self.changes = changes
    self.letters = letters
    self.reasons = reasons
  }

  /// Whether a copy of the message is kept. Of ordinary mail that is left alone only the digest is
  /// remembered, by which it is known again: what is of no use to anybody here is not held (UK GDPR
  /// article 5(1)(c)). A form that is on file already is no ordinary mail: its covering words may
  /// tell what nobody has asked.
  package var isKept: Bool {
    guard digest != nil, isRemoved != true else { return false }
    guard outcome == .ignored else { return true }
    return switch kind {
    case .unrelated, .autoReply, .bounce: false
    case .submission, .booking, .reply, .pepCheck, .fundingOutcome, .qualityAssurance: true
    }
  }

  /// What a decision becomes once its letters have words.
  package init(
    reference: String, location: MessageLocation, messageID: String?, digest: String?,
    again: Bool = false, decision: Decision, letters: [StoredLetter]
  ) {
    self.init(
      reference: reference, location: location, messageID: messageID, digest: digest,
      again: again, kind: decision.message, outcome: decision.outcome, reason: decision.reason,
      filing: decision.filing, changes: decision.changes, letters: letters,
      reasons: decision.reasons)
  }
}

package struct RecognisedMessage: Codable, Hashable, Sendable {
  package var reference: String
  package var location: MessageLocation
  package init(reference: String, location: MessageLocation) {
    self.reference = reference
    self.location = location
  }
}

package struct MailboxFiling: Codable, Hashable, Sendable {
  package var reference: String
  /// Where it lies now, as far as the server said (RFC 4315 COPYUID); nil where it is gone.
  package var folder: String?
  package var uidValidity: UInt32?
  package var uid: UInt32?
  package init(
    reference: String, folder: String?, uidValidity: UInt32? = nil, uid: UInt32? = nil
  ) {
    self.reference = reference
    self.folder = folder
    self.uidValidity = uidValidity
    self.uid = uid
  }
}

/// Every message of the folder up to this UID was looked at, so a round asks for later ones only.
package struct FolderCursor: Codable, Hashable, Sendable {
  package var folder: String
  package var uidValidity: UInt32
  package var highestUID: UInt32
  package init(folder: String, uidValidity: UInt32, highestUID: UInt32) {
    self.folder = folder
    self.uidValidity = uidValidity
    self.highestUID = highestUID
  }
}

/// A roster that an administrator imported.
package struct RosterImport: Codable, Hashable, Sendable {
  package var by: String
  package var changes: [RegisterChange]
  /// Who is told of it; absent where nobody is.
  package var letters: [StoredLetter]?
  /// Letters that do not go out any more.
  package var steps: [LetterStep]?
  package init(
    by: String, changes: [RegisterChange], letters: [StoredLetter]? = nil,
    steps: [LetterStep]? = nil
  ) {
    self.by = by
    self.changes = changes
    self.letters = letters
    self.steps = steps
  }
}

/// Something that a person decided: a value corrected, a letter released, a review closed.
package struct AdministratorAct: Codable, Hashable, Sendable {
  /// The command, without personal data: it is shown in the history.
  package var what: String
  package var by: String
  package var changes: [RegisterChange]
  package var letters: [StoredLetter]
  package var steps: [LetterStep]
  package init(
    what: String, by: String, changes: [RegisterChange] = [], letters: [StoredLetter] = [],
    steps: [LetterStep] = []
  ) {
    self.what = what
    self.by = by
    self.changes = changes
    self.letters = letters
    self.steps = steps
  }
}

/// The place of a line that was erased; the numbers of the journal have no gap.
package struct ErasedLine: Codable, Hashable, Sendable {
  package var what: String
  package init(what: String) { self.what = what }
}

package struct DayBegun: Codable, Hashable, Sendable {
  package var day: CivilDay
  package var changes: [RegisterChange]
  package var letters: [StoredLetter]
  package var reasons: [String]
  package init(
    day: CivilDay, changes: [RegisterChange] = [], letters: [StoredLetter] = [],
    reasons: [String] = []
  ) {
    self.day = day
    self.changes = changes
    self.letters = letters
    self.reasons = reasons
  }
}
