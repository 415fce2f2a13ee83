import FoundationEssentials
import PepCore

/// A letter in the words in which it goes out. Its address is not here: it is looked up in the
/// roster when the letter is sent.
package struct StoredLetter: Codable, Hashable, Sendable {
  package var draft: LetterDraft
  package var subject: String
  package var text: String
  package var html: String
  /// Stable over every attempt, so that a second copy is recognised as one by the mail systems.
  package var messageID: String
  package var date: Date
  /// Where mail is held the letter waits for a person; otherwise it is queued.
  package var isHeld: Bool

  package init(
    draft: LetterDraft, subject: String, text: String, html: String, messageID: String,
    date: Date, isHeld: Bool = false
  ) {
    self.draft = draft
    self.subject = subject
    self.text = text
    self.html = html
    self.messageID = messageID
    self.date = date.wholeSecond
    self.isHeld = isHeld
  }

  package var reference: String { draft.reference }
}

package enum LetterState: String, Codable, CaseIterable, Sendable {
  /// To be sent, now or after a wait.
  case queued
  /// Handed to the mail server, whose answer is not known yet.
  case sending
  case sent
  /// Refused for good, or for so long that a person must look.
  case failed
  /// The answer was lost: it may have arrived. A person decides, or the settings do.
  case unknown
  /// Waits for a person's release.
  case held
  /// A person decided that it does not go out.
  case dropped

  /// States from which a letter may come into this one. A letter that went out is in none of them,
  /// so it never goes out twice.
  package var predecessors: Set<LetterState> {
    switch self {
    case .queued: [.queued, .held, .failed, .unknown, .sending]
    case .sending: [.queued]
    case .sent, .failed: [.sending, .unknown, .queued]
    case .unknown: [.sending]
    case .held: [.queued]
    case .dropped: [.queued, .held, .failed, .unknown]
    }
  }

  /// Nothing more will be done with it; only its particulars are remembered.
  var isSettled: Bool { self == .sent || self == .dropped }
}

/// A step of a letter on its way, as the journal has it. The time is the line's.
package struct LetterStep: Codable, Hashable, Sendable {
  package var reference: String
  package var state: LetterState
  /// What the mail server answered, e.g. `450 4.7.1 try again later`.
  package var reply: String?
  /// Attempts so far.
  package var attempts: Int
  package var nextAttempt: Date?

  init(
    reference: String, state: LetterState, reply: String? = nil, attempts: Int,
    nextAttempt: Date? = nil
  ) {
    self.reference = reference
    self.state = state
    self.reply = reply
    self.attempts = attempts
    self.nextAttempt = nextAttempt
  }
}

/// What happened to a letter, as its sender tells it.
package enum LetterOutcome: Hashable, Sendable {
  /// It is about to be handed over; recorded before the first byte goes out.
  case sending
  case sent(reply: String)
  case refusedForNow(reply: String)
  case refused(reply: String)
  /// It cannot go as securely as its addressee wants it; a person decides.
  case notSecure(reason: String)
  /// Nobody answered and nothing was handed over: no connection, or an answer before DATA.
  case notReached(reason: String)
  /// The connection was lost between the final dot and the answer.
  case unknown(reason: String)
}

/// A letter of the outbox that still concerns somebody.
package struct OutboxLetter: Codable, Hashable, Sendable {
  package var letter: StoredLetter
  package var state: LetterState
  package var attempts: Int
  package var lastReply: String?
  package var queuedAt: Date
  package var changedAt: Date
  package var nextAttempt: Date?

  package var reference: String { letter.reference }

  func isDue(_ now: Date) -> Bool { state == .queued && (nextAttempt ?? queuedAt) <= now }
}

/// What is remembered of a letter that is done with: enough to understand a bounce or an answer
/// years later. Its words are in the journal.
package struct SettledLetter: Codable, Hashable, Sendable {
  package var kind: LetterDraft.Kind
  package var to: Recipient
  package var plan: PlanKey?
  package var messageID: String
  package var state: LetterState
  package var at: Date
  package var reply: String?
}
