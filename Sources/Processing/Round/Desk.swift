import Extraction
import Foundation
import MailTransport
import PepConfig
import PepCore
import PepStore
import Systemd

/// What lies on the desk between two commits: messages being read, and decisions not yet committed.
struct Desk {
  let folder: OpenFolder
  let watched: WatchedFolder
  var reading: [(item: Task<ReadItem, any Error>, bytes: Int)] = []
  var entries: [JournalEntry] = []
  var told: [Progress] = []
  /// Children and contents that the uncommitted entries concern. A message that concerns one of them
  /// waits for the commit, so that each decision has seen all that went before it.
  var children: Set<String> = []
  var digests: Set<String> = []

  /// Whether the oldest must be settled before another is fetched.
  var isFull: Bool {
    reading.count >= Limits.readAhead
      || reading.reduce(0) { $0 + $1.bytes } > Limits.readAheadBytes
  }
}

/// A message as fetched, with what its sandbox said of it.
struct ReadItem: Sendable {
  var fetched: FetchedMessage
  var digest = ""
  var read: ReadMessage?
}

/// A folder that rounds look through, and what lying in it means.
struct WatchedFolder: Sendable {
  var name: String
  var isInbox = false
  /// A person moved the message here to have it handled anew.
  var isAgain = false
  /// A person vouches for the sender.
  var isAccepted = false

  static func all(_ settings: Settings) -> [WatchedFolder] {
    let folders = settings.mailbox.folders
    return [
      WatchedFolder(name: folders.inbox, isInbox: true),
      WatchedFolder(name: folders.tryAgain, isAgain: true),
      WatchedFolder(name: folders.accept, isAgain: true, isAccepted: true),
    ]
  }
}

/// What a round is made of, the same from round to round.
package struct RoundParts: Sendable {
  package var office: Office
  package var store: RegisterStore
  package var reader: any MessageReader
  package var recognitions: Recognitions
  package var clock: Clock
  package var secret: ReferenceSecret
  package var faults: FaultPoints
  /// Where the loop says how long its next step may take.
  package var promises: Promises
  let pace = Pace()

  package init(
    office: Office, store: RegisterStore, reader: any MessageReader, clock: Clock = Clock(),
    secret: ReferenceSecret, faults: FaultPoints = FaultPoints(), promises: Promises = Promises()
  ) {
    self.office = office
    self.store = store
    self.reader = reader
    recognitions = Recognitions(reader)
    self.clock = clock
    self.secret = secret
    self.faults = faults
    self.promises = promises
  }
}

/// Places where a test makes the process die or hang, to prove that nothing is lost or doubled there.
package struct FaultPoints: Sendable {
  package enum Place: String, CaseIterable, Sendable {
    case fetched, kept, committed, beforeSending, sending, sent, beforeMove, moved, filed,
      beforeCheckpoint
  }

  private let reach: @Sendable (Place) -> Void

  package init(_ reach: @escaping @Sendable (Place) -> Void = { _ in }) { self.reach = reach }

  func reached(_ place: Place) { reach(place) }
}

extension Array {
  func portions(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
