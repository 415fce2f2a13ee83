import Glibc

// Systemd speaks to the service manager that may have started us: it tells it how we do (sd_notify(3)),
// proves to its watchdog that the loops of the daemon go on, takes the socket that it opened for us
// (sd_listen_fds(3)), and writes to its journal in the journal's own language. All of it is a few
// datagrams and variables of the environment; libsystemd is not needed.
//
// Promises: where no systemd is, every call does nothing and says nothing; a notice never blocks the
// daemon for an answer; nothing here holds a lock while it works.

/// One thing that a service tells systemd.
package enum Notice: Hashable, Sendable {
  /// The start, or a reload, is complete.
  case ready
  /// The configuration is being read anew, since this moment of CLOCK_MONOTONIC.
  case reloading(microseconds: UInt64)
  case stopping
  /// The line that `systemctl status` shows. No personal data: every user of the machine can read it.
  case status(String)
  case watchdog

  /// As sd_notify(3) wants it. A status is one line there, whatever it was before.
  var text: String {
    switch self {
    case .ready: "READY=1"
    case .reloading(let microseconds): "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
    case .stopping: "STOPPING=1"
    case .status(let words):
      "STATUS=" + String(words.map { $0.isNewline ? " " : $0 })
    case .watchdog: "WATCHDOG=1"
    }
  }
}

/// The way to tell systemd; leads nowhere where `NOTIFY_SOCKET` is not set.
package struct Notices: Sendable {
  /// For programs that nobody watches, and for tests.
  package static let unheard = Notices(environment: [:])

  private let socket: String?

  package init(environment: [String: String]) {
    socket = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// All of them in one datagram, so that they count at the same moment. A fault is not told: the only
  /// one who could act on it is the one who did not listen.
  package func send(_ notices: Notice...) {
    guard let socket else { return }
    UnixDatagram.send(Array(notices.map(\.text).joined(separator: "\n").utf8), to: socket)
  }
}

extension Notice {
  /// A reload that begins now.
  package static var reloading: Notice {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return .reloading(microseconds: UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1_000)
  }
}
