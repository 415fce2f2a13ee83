import FoundationEssentials
import PepCore

// Control is the Unix socket between `pepctl` and the running daemon, which alone may write the
// state folder. One connection carries one request: a line of JSON there, lines of JSON back, the
// last of which says how it ended.

/// What an administrator asks of the daemon.
package enum ControlRequest: Codable, Hashable, Sendable {
  case poll
  case reload
  case importRoster(Roster, by: String)
  case release([String], by: String)
  case drop([String], by: String)
  /// Takes out all that is held on a child.
  case erase(child: String, by: String)
  /// Removes what need not be kept any longer.
  case retain(by: String)
  /// Stops all sending, or ends the stop.
  case sending(isStopped: Bool, by: String)
  /// What a person decides about a child, a PEP or a message.
  case administer(AdministratorRequest, by: String)
}

package enum ControlReply: Codable, Hashable, Sendable {
  /// A line of progress, ready to be shown.
  case progress(String)
  /// It was done; the sum of it as JSON for `--json`, and in words.
  case done(words: String, json: String)
  case failed(words: String, exitCode: Int32)
}

/// The socket cannot be used; `code` is errno.
package struct ControlError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Nobody listens: no daemon runs.
    case noDaemon
    /// The socket may not be used by this person.
    case notAllowed
    case system(code: Int32)
    case cutOff
    /// systemd's socket is at this place, and pepctl will look at the other.
    case listensElsewhere(String)
    /// The system knows no group of this name.
    case groupUnknown(String)
    /// The socket cannot be given to this group.
    case groupRefused(String, code: Int32)
  }

  package var kind: Kind
  package var path: String

  package init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }
}
