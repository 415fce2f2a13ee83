import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Faults {
  /// The server for outgoing mail. Mail is read on whatever it does.
  @Suite(.serialized) struct SendingFaultTests {
    struct Fault: Sendable {
      var name: String
      /// What becomes of the letter while it lasts.
      var words: String
      /// Bytes of the form's picture.
      var picture = 0
      var strike: @Sendable (FaultProxy) throws -> Void
    }

    /// Faults after which the letter waits and is tried again.
    static let passing = [
      Fault(
        name: "421", words: "refused for now",
        strike: { try $0.at(.client, "^RCPT", .goodbye, "421 4.3.2 closing\r\n", times: 1) }),
      Fault(
        name: "connection lost before the letter", words: "refused for now",
        strike: { try $0.at(.client, "^DATA", .cutBefore, times: 1) }),
      Fault(
        name: "connection lost before the final dot", words: "refused for now",
        // More than lies in a connection (4 MiB of it to be sent), so that the final dot cannot go out while
        // the proxy has not had its turn: the outcome would rightly be unknown.
        picture: 5_000_000,
        strike: { try $0.at(.client, "^Subject: ", .cutBefore, times: 1) }),
      Fault(
        name: "server for sending away", words: "refused for now", strike: { try $0.mode(.away) }),
      Fault(
        name: "black hole before the server for sending", words: "refused for now",
        strike: { try $0.mode(.hole) }),
      Fault(
        name: "login for sending refused once", words: "the server was not reached",
        strike: {
          try $0.at(.client, "^AUTH ", .answer, "535 5.7.8 no\r\n", times: 1)
          try $0.reset()
        }),
      Fault(
        name: "SMTP without AUTH", words: "the server offers no way to log in that can be used",
        strike: {
          try $0.at(.server, "^250-AUTH", .replace)
          try $0.reset()
        }),
    ]

    @Test func `a letter that meets a passing fault waits, is told and goes out once`() async throws
    {
      let troubled = try await TroubledSite(children: Self.passing.count + 1)
      let daemon = try await troubled.daemon(haste: 60)
      var ahead = 0
      for (index, fault) in Self.passing.enumerated() {
        let told = daemon.said(fault.words)
        try fault.strike(troubled.smtp)
        try await troubled.send(form: index, picture: fault.picture)
        try await eventually("\(fault.name); it says: \(daemon.log)") {
          daemon.said(fault.words) > told
        }
        try await eventually("the message in its folder; it says: \(daemon.log)") {
          try troubled.isRegistered(index) && troubled.site.snapshot.filings.isEmpty
        }
        try troubled.smtp.clear()
        let wait = try #require(try troubled.site.snapshot.outbox.nextAttempt)
        print(
          "FAULT \(fault.name): the letter's next try in \(Int(wait.timeIntervalSinceNow) - ahead) s"
        )
        // Past the next try, and past the pause after a refused login.
        ahead += 400
        try troubled.write(clockAhead: ahead)
        #expect(try await troubled.site.pepctl("poll").code == 0)
        try await troubled.untilDone(index, daemon)
      }
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: Self.passing.count) == [])
    }

    @Test func `greylisting for an hour is outwaited, with growing waits and the same letter`()
      async throws
    {
      let troubled = try await TroubledSite()
      try troubled.smtp.at(.client, "^RCPT", .answer, "450 4.7.1 greylisted\r\n")
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await eventually("the first try; it says: \(daemon.log)") {
        daemon.log.contains("refused for now")
      }
      var minutes = 0
      while minutes < 60 {
        minutes += 3
        try troubled.write(clockAhead: minutes * 60)
        #expect(try await troubled.site.pepctl("poll").code == 0)
      }
      let tries = try troubled.smtp.seen(.client, "^RCPT")
      #expect((4...5).contains(tries), "\(tries) tries in an hour")
      try troubled.smtp.clear()
      while try !troubled.site.snapshot.outbox.open.isEmpty, minutes < 180 {
        minutes += 3
        try troubled.write(clockAhead: minutes * 60)
        #expect(try await troubled.site.pepctl("poll").code == 0)
      }
      print("FAULT 450 for an hour: sent after \(minutes) minutes, \(tries) tries before")
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 1) == [])
    }

    @Test func `an address that is refused costs its own letter, and a person's release sends it`()
      async throws
    {
      let troubled = try await TroubledSite()
      let site = troubled.site
      try troubled.smtp.at(.client, "^RCPT TO:<dt@", .answer, "550 5.1.1 no such user\r\n")
      let daemon = try await troubled.daemon()
      let gap = site.mail(
        site.form(0).without(FormText.Label.changes).docx, about: 0, id: "form0")
      try await site.servers.deliver(gap.bytes, to: gap.to, from: gap.from)
      try await eventually("the refusal; it says: \(daemon.log)") {
        daemon.log.contains("chase: refused, a person must look")
          && daemon.log.contains("forward: sent")
      }
      try troubled.write(clockAhead: 100_000)
      #expect(try await site.pepctl("poll").code == 0)
      #expect(try troubled.smtp.seen(.client, "^RCPT TO:<dt@") == 1, "not tried again by itself")
      let failed = try #require(try site.snapshot.outbox.letters(in: .failed).first)
      let listed = try await site.pepctl("outbox", "list")
      #expect(listed.output.contains("550 5.1.1"), "\(listed)")

      try troubled.smtp.clear()
      let start = ContinuousClock.now
      #expect(try await site.pepctl("outbox", "release", failed.reference).code == 0)
      try await troubled.untilDone(0, daemon)
      took("550, after a person's release", since: start)
      #expect(try await daemon.stopped().code == 0)
      let school = site.office.schools[0].designatedTeacherEmail
      try await eventually("the question") { try await site.mails(school).count == 1 }
      #expect(try await troubled.losses(forms: 1) == [])
    }

    @Test func `a letter whose answer is lost is never sent again by itself`() async throws {
      let troubled = try await TroubledSite()
      let site = troubled.site
      let daemon = try await troubled.daemon()
      let teacher = site.office.address(.advisoryTeacher)
      let faults: [(name: String, side: FaultProxy.Side, match: String, isTaken: Bool)] = [
        ("answer lost after the final dot", .server, "^250 OK id=", true),
        ("connection lost at the final dot", .client, "^\\.\r\n", false),
      ]
      for (index, fault) in faults.enumerated() {
        let told = daemon.said("outcome unknown, a person must look")
        try troubled.smtp.at(fault.side, fault.match, .cutBefore, times: 1)
        try await troubled.send(form: index)
        try await eventually("\(fault.name); it says: \(daemon.log)") {
          daemon.said("outcome unknown, a person must look") > told
        }
        let unknown = try #require(try site.snapshot.outbox.letters(in: .unknown).first)
        try troubled.write(clockAhead: (index + 1) * 100_000)
        #expect(try await site.pepctl("poll").code == 0)
        #expect(
          try site.snapshot.outbox.letters(in: .unknown).map(\.reference) == [unknown.reference])
        let arrived = { try await site.mails(teacher).map(messageID) }
        let copies = try await arrived().filter { $0.contains(unknown.letter.messageID) }.count
        #expect(copies == (fault.isTaken ? 1 : 0), "\(fault.name)")
        // What a person does who has looked whether it is there.
        let decided = try await site.pepctl(
          "outbox", fault.isTaken ? "drop" : "release", unknown.reference)
        #expect(decided.code == 0, "\(decided)")
        try await troubled.untilDone(index, daemon)
      }
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 2) == [])
    }

    /// An attacker on the way offers no encryption: nothing is said that he could use.
    @Test func `where STARTTLS is stripped no password and no letter goes out`() async throws {
      let troubled = try await TroubledSite()
      let site = troubled.site
      let servers = site.servers
      let smtp = try await FaultProxy(to: servers.port("SMTP_PORT"), of: servers, .neither)
      try smtp.at(.server, "STARTTLS", .replace)
      try troubled.configure(["port: \(servers.port("SMTP_PORT"))": "port: \(smtp.port)"])
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await eventually("the refusal; it says: \(daemon.log)") {
        daemon.log.contains("the server does not offer the encryption that is required")
      }
      #expect(try smtp.seen(.client, "^(AUTH|MAIL|RCPT)") == 0)
      #expect(try troubled.isRegistered(0))
      try smtp.clear()
      let start = ContinuousClock.now
      try troubled.write(clockAhead: 100)
      #expect(try await site.pepctl("poll").code == 0)
      try await troubled.untilDone(0, daemon)
      took("STARTTLS stripped for sending", since: start)
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 1) == [])

      let imap = try await FaultProxy(to: servers.port("IMAP_PORT"), of: servers, .neither)
      try imap.at(.server, "^(.*)STARTTLS (.*\r\n)", .replace, "\\1\\2")
      try troubled.configure([
        "port: \(servers.port("IMAPS_PORT"))": "port: \(imap.port)\n  security: starttls"
      ])
      let ended = try await troubled.start().ended()
      #expect(ended.code == 78)
      #expect(
        ended.errors.contains(
          "Check 'security' and 'port' in pepd.yaml; mail is never sent in the clear."),
        "\(ended.errors)")
      #expect(try imap.seen(.client, "LOGIN|AUTHENTICATE") == 0)
    }
  }
}
