import FoundationEssentials

/// A folder as it was when it was opened. Handed back with every request, so that a UID is never
/// used in another folder, or in a folder that was replaced by one of the same name.
package struct OpenFolder: Sendable, Hashable {
  package let name: String
  package let uidValidity: UInt32
  /// Where the server says so: every message now in the folder has a smaller UID.
  package let uidNext: UID?
  package let exists: Int
  package let isReadOnly: Bool

  package init(
    name: String, uidValidity: UInt32, uidNext: UID?, exists: Int, isReadOnly: Bool = false
  ) {
    self.name = name
    self.uidValidity = uidValidity
    self.uidNext = uidNext
    self.exists = exists
    self.isReadOnly = isReadOnly
  }
}

package struct MailFolder: Sendable, Hashable {
  /// With `/` between its parts, whatever the server uses.
  package let name: String
  package let isSelectable: Bool

  package init(name: String, isSelectable: Bool) {
    self.name = name
    self.isSelectable = isSelectable
  }
}

/// Enough to recognise a message after UIDVALIDITY has changed, without fetching it.
package struct MessageOverview: Sendable, Hashable {
  package let uid: UID
  package let size: Int
  package let flags: Set<String>
  package let arrival: Date?
  /// Without angle brackets; nil where the message has none.
  package let messageID: String?

  package init(uid: UID, size: Int, flags: Set<String>, arrival: Date?, messageID: String?) {
    self.uid = uid
    self.size = size
    self.flags = flags
    self.arrival = arrival
    self.messageID = messageID
  }
}

/// A message as the server holds it, byte by byte.
package struct ReceivedMessage: Sendable, Hashable {
  package let uid: UID
  package let flags: Set<String>
  package let arrival: Date?
  package let bytes: [UInt8]

  package init(uid: UID, flags: Set<String>, arrival: Date?, bytes: [UInt8]) {
    self.uid = uid
    self.flags = flags
    self.arrival = arrival
    self.bytes = bytes
  }
}

/// What became of one message that was asked for. Every UID gets exactly one of these.
package enum FetchedMessage: Sendable, Hashable {
  case message(ReceivedMessage)
  /// Over the limit, and therefore not fetched.
  case tooLarge(UID, size: Int)
  /// Moved or deleted by somebody since the list was made.
  case vanished(UID)
  /// The server has it and cannot read it.
  case refused(UID, serverText: String)

  package var uid: UID {
    switch self {
    case .message(let message): message.uid
    case .tooLarge(let uid, _), .vanished(let uid), .refused(let uid, _): uid
    }
  }

  /// Bytes that this holds in memory.
  var cost: Int {
    if case .message(let message) = self { message.bytes.count } else { 0 }
  }
}

package struct MoveOutcome: Sendable, Hashable {
  package enum Way: Sendable {
    case moved, copiedAndExpunged
    /// The server can neither move nor expunge single messages: the originals are still there.
    case copiedOnly
  }

  package var way: Way
  package var createdFolder = false
  /// Where each message went, by its old UID; empty where the server does not say.
  package var newUIDs: [UID: UID] = [:]
  package var targetValidity: UInt32?

  package init(way: Way) { self.way = way }
}

/// How to deal with one server.
package struct IMAPOptions: Sendable {
  /// DNS to login.
  package var connectTimeout: Duration = .seconds(30)
  /// For one whole answer; literals get more, by their size.
  package var responseTimeout: Duration = .seconds(60)
  /// IDLE is begun anew after this. RFC 2177 asks for less than 29 minutes; many routers forget a
  /// connection after ten.
  package var idleRenewal: Duration = .seconds(9 * 60)
  /// How often to ask where IDLE is not offered.
  package var pollInterval: Duration = .seconds(60)
  /// Capabilities that this server offers and does badly.
  package var ignoredCapabilities: Set<String> = []
  /// Called whenever bytes have come: a long message is no hanging one.
  package var onProgress: @Sendable () -> Void = {}

  package init() {}
}
