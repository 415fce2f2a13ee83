/// A message's number within one folder and one UIDVALIDITY.
package typealias UID = UInt32

/// One answer of an IMAP server, read but not yet believed.
enum IMAPResponse: Equatable {
  case status(IMAPStatus)
  /// `+ ...`: the server waits for us.
  case continuation(String)
  case capability(Set<String>)
  case exists(Int)
  case expunge(Int)
  case search([UID])
  /// The ranges of an ESEARCH answer, not yet counted out: `1:4294967295` is one range.
  case extendedSearch([ClosedRange<UID>])
  case list(IMAPListEntry)
  case namespace(prefix: String, separator: Character?)
  case rights(Set<Character>)
  case fetch(IMAPFetchItems)
  /// Anything else a server may say at any time: `* FLAGS`, `* RECENT`, an extension, a stray line.
  case other
}

/// `OK`, `NO`, `BAD`, `BYE` or `PREAUTH`, tagged or not.
struct IMAPStatus: Equatable {
  enum Kind: String { case ok = "OK", no = "NO", bad = "BAD", bye = "BYE", preauth = "PREAUTH" }

  var tag: String?
  var kind: Kind
  /// The response code in brackets, e.g. `UIDVALIDITY`, in capitals; and what follows it.
  var code: String?
  var argument = ""
  var text = ""
}

struct IMAPListEntry: Equatable {
  var attributes: Set<String>
  var separator: Character?
  /// As the server sent it: modified UTF-7.
  var name: String
}

/// What a FETCH answer said about one message. A server may send any of it, in any order, unasked.
struct IMAPFetchItems: Equatable {
  enum Body: Equatable {
    case bytes([UInt8])
    /// Over the caller's limit, so it was read through and not kept.
    case skipped(Int)
    /// `BODY[] NIL`: the message is there, but the server itself cannot read it.
    case missing
  }

  var sequence: Int
  var uid: UID?
  var size: Int?
  var flags: Set<String>?
  var internalDate: String?
  var body: Body?
  var header: [UInt8]?
}

/// Bytes that are not IMAP. The connection cannot be trusted to be in step any more.
struct IMAPSyntaxError: Error, Equatable { let what: String }
