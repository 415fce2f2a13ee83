import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Faults {
  /// The way to the mailbox. Nobody lends a hand.
  @Suite(.serialized) struct NetworkFaultTests {
    struct Fault: Sendable {
      var name: String
      /// What the log says of it.
      var words: String
      var strike: @Sendable (FaultProxy) throws -> Void
    }

    static let faults = [
      Fault(name: "reset", words: "the connection was lost", strike: { try $0.reset() }),
      Fault(
        name: "half open in IDLE", words: "the server did not answer in time",
        strike: { try $0.freeze() }),
      Fault(
        name: "black hole", words: "the server did not answer in time",
        strike: { try $0.mode(.hole) }),
      Fault(
        name: "one byte a second", words: "the server did not answer in time",
        strike: { try $0.mode(.drip) }),
      Fault(
        name: "BYE in IDLE", words: "server shutting down",
        strike: {
          try $0.at(.client, "IDLE\r", .goodbye, "* BYE server shutting down\r\n", times: 1)
          try $0.reset()
        }),
      Fault(
        name: "cut in the middle of a message", words: "the connection was lost",
        strike: {
          try $0.at(.server, "BODY\\[\\] \\{", .cutAfter, times: 1)
        }),
      Fault(
        name: "cut between a MOVE and its answer", words: "the connection was lost",
        strike: { try $0.at(.server, "COPYUID", .cutBefore, times: 1) }),
      Fault(
        name: "no answer to the login", words: "the server did not answer in time",
        strike: {
          try $0.at(.client, "AUTHENTICATE", .freeze, times: 1)
          try $0.reset()
        }),
    ]

    /// Each strikes while the daemon waits for mail; a form arrives meanwhile, then the fault ends.
    @Test func `one fault after another, and each time it goes on by itself, with everything once`()
      async throws
    {
      let troubled = try await TroubledSite(children: Self.faults.count + 1)
      let daemon = try await troubled.daemon(haste: 300)
      for (index, fault) in Self.faults.enumerated() {
        try await eventually("IDLE; it says: \(daemon.log)", atMost: 900) {
          try troubled.imap.seen(.server, "^\\+ idling") > index
        }
        let told = daemon.said(fault.words)
        try fault.strike(troubled.imap)
        let struck = ContinuousClock.now
        try await troubled.send(form: index)
        try await eventually("\(fault.name); it says: \(daemon.log)", atMost: 900) {
          daemon.said(fault.words) > told
        }
        try troubled.imap.clear()
        took("\(fault.name), noticed", since: struck)
        let ended = ContinuousClock.now
        try await troubled.untilDone(index, daemon, atMost: 900)
        took(fault.name, since: ended)
      }
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: Self.faults.count) == [])
    }

    @Test func `small talk, and an answer of 100 KB, are no trouble`() async throws {
      let troubled = try await TroubledSite()
      try troubled.imap.at(
        .server, "^\\+ idling", .after, "* OK Still here\r\n* OK Still here\r\n")
      let long = String(repeating: "x", count: 100_000)
      try troubled.imap.at(.server, "UIDVALIDITY", .before, "* OK [ALERT] \(long)\r\n")
      let daemon = try await troubled.daemon()
      for child in 0..<2 {
        let start = ContinuousClock.now
        try await troubled.send(form: child)
        try await troubled.untilDone(child, daemon)
        took("OK Still here, 100 KB", since: start)
      }
      #expect(try troubled.imap.connections == 1)
      let log = try await daemon.stopped().errors
      #expect(!log.contains("Next try in"), "\(log)")
      #expect(try await troubled.losses(forms: 2) == [])
    }

    @Test func `mail that is announced before IDLE begins is not waited for`() async throws {
      let troubled = try await TroubledSite()
      let daemon = try await troubled.daemon()
      try troubled.imap.at(.client, " IDLE\r", .hold, times: 1)
      try await troubled.send(form: 0)
      try await eventually("IDLE") { try troubled.imap.held == 1 }
      try await troubled.send(form: 1)
      try await eventually("the form in the mailbox") {
        try await troubled.site.mails(troubled.site.mailbox).count == 4
      }
      // Dovecot announces it behind the `+`; this one does it before.
      try troubled.imap.at(.server, "^\\+ idling", .before, "* 9 EXISTS\r\n", times: 1)
      let start = ContinuousClock.now
      try troubled.imap.letGo()
      try await troubled.untilDone(1, daemon)
      took("EXISTS before + idling", since: start)
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 2) == [])
    }

    @Test func `a mail server away for two hours is told once, and once when it is back`()
      async throws
    {
      let troubled = try await TroubledSite()
      try troubled.configure([
        "state_folder: state":
          "state_folder: state\nmonitoring:\n  alert_to: [ict@somerset.example]\n  away_after: 1h"
      ])
      let daemon = try await troubled.daemon(haste: 60)
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      try troubled.imap.mode(.away)
      try await troubled.send(form: 1)
      for minutes in stride(from: 0, through: 120, by: 30) {
        try troubled.write(clockAhead: minutes * 60)
        let tries = daemon.said("Next try in")
        try await eventually("the next try; it says: \(daemon.log)", atMost: 900) {
          daemon.said("Next try in") > tries
        }
      }
      try troubled.imap.mode(.pass)
      let back = ContinuousClock.now
      try await troubled.untilDone(1, daemon, atMost: 900)
      took("mail server away for two hours", since: back)
      #expect(try await daemon.stopped().code == 0)
      #expect(daemon.said("The mailbox has been away since") == 1, "\(daemon.log)")
      #expect(daemon.said("The mailbox is back") == 1, "\(daemon.log)")
      #expect(try await troubled.losses(forms: 2) == [])
    }
  }
}
