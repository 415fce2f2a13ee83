import FoundationEssentials
import PepCore

/// Everything the journal adds up to. It changes in place only: a copy of a register of a hundred
/// thousand PEPs for each message would make a round grow with the county.
struct StoreState: Hashable, Sendable {
  var register = Register()
  var outbox = Outbox()
  var handled = HandledIndex()
  /// Messages that were handled and still stand where they arrived, by reference.
  var filings: [String: OwedFiling] = [:]
  /// How far each folder was looked through.
  var cursors: [String: FolderCursor] = [:]
  /// Set while a person has stopped all sending.
  var stop: SendingStop?

  /// Applies a committed entry. It cannot fail: what must not happen was refused before the commit.
  mutating func apply(_ entry: JournalEntry, at time: Date) {
    switch entry {
    case .message(let message):
      handled.insert(message.location)
      if let digest = message.digest {
        handled.insert(digest: digest, messageID: message.messageID)
      }
      filings[message.reference] =
        message.filing == .leave && !message.again
        ? nil : OwedFiling(location: message.location, filing: message.filing)
    case .recognised(let message):
      handled.insert(message.location)
      // Where the move is still owed it is owed at the new place: the old UID may be gone.
      filings[message.reference]?.location = message.location
    case .mailboxFiled(let filing): filings[filing.reference] = nil
    case .cursor(let cursor):
      cursors[cursor.folder] = cursor
      handled.forgetPlaces(in: cursor.folder, except: cursor.uidValidity)
    case .sending(let order):
      stop = order.isStopped ? stop ?? SendingStop(by: order.by, since: time) : nil
    case .letter, .roster, .administrator, .day, .erased: break
    }
    for change in entry.changes { register.apply(change) }
    for letter in entry.letters { outbox.add(letter, at: time) }
    for step in entry.steps { outbox.apply(step, at: time) }
  }
}

/// A message that is to be moved in the mailbox.
package struct OwedFiling: Codable, Hashable, Sendable {
  package var location: MessageLocation
  package var filing: Decision.Filing
}
