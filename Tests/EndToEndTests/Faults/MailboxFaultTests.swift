import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Faults {
  /// What the mailbox's server and its other users do between any two steps of a round.
  @Suite(.serialized) struct MailboxFaultTests {
    enum Act: CaseIterable, Sendable { case move, delete }

    /// The commands of a round before which somebody takes the message away, and whether it was read then.
    static let steps: [(command: String, isRead: Bool)] = [
      ("UID SEARCH", false), ("UID FETCH .*\\(UID RFC822.SIZE\\)", false),
      ("BODY.PEEK\\[\\]\\)", false), ("UID MOVE", true),
    ]

    @Test func `a message that staff take away between two steps is theirs`() async throws {
      let troubled = try await TroubledSite(children: 16)
      let daemon = try await troubled.daemon()
      var child = 0
      for step in Self.steps {
        for act in Act.allCases {
          try troubled.imap.at(.client, step.command, .hold, times: 1)
          try await troubled.send(form: child)
          try await eventually("\(step.command); it says: \(daemon.log)") {
            try troubled.imap.held == 1
          }
          try await takeAway(child, troubled, act)
          let start = ContinuousClock.now
          try troubled.imap.letGo()
          try await troubled.send(form: child + 1)
          try await troubled.untilDone(child + 1, daemon)
          took("staff \(act) the message before \(step.command)", since: start)
          #expect(try troubled.isRegistered(child) == step.isRead, "\(act) before \(step.command)")
          child += 2
        }
      }
      #expect(try await daemon.stopped().code == 0)

      // Eight that nobody took away, and two that were in the register when somebody did.
      #expect(try troubled.site.snapshot.register.plans.count == 10)
      let filed = try await troubled.site.mails(troubled.site.mailbox, "PEP/Registered")
      #expect(filed.count == 8, "only what was still there was moved")
      let taken = try await troubled.site.mails(troubled.site.mailbox, "Staff")
      #expect(taken.count == 4, "what was moved stays where it was moved to")
      let teacher = troubled.site.office.address(.advisoryTeacher)
      try await eventually("the forwards") { try await troubled.site.mails(teacher).count >= 10 }
      #expect(try await troubled.site.mails(teacher).count == 10)
      #expect(try await troubled.changesToStaffsMail() == [])
    }

    /// As staff do with a mail program: to a folder of theirs, or for good.
    private func takeAway(_ child: Int, _ troubled: TroubledSite, _ act: Act) async throws {
      let site = troubled.site
      // The daemon may have been held up in an earlier round.
      try await eventually("form \(child) in the mailbox") {
        try await site.mails(site.mailbox).contains { messageID($0).contains("<form\(child)@") }
      }
      let folder = act == .move ? "Staff" : "Bin"
      try await Inbox(site, site.mailbox).with { mailbox in
        let inbox = try await mailbox.open("INBOX")
        let uids = try await mailbox.uids(above: 0, since: nil, in: inbox)
        let form = try await mailbox.overviews(of: uids, in: inbox).first {
          $0.messageID?.hasPrefix("form\(child)@") == true
        }
        _ = try await mailbox.move([try #require(form).uid], in: inbox, to: folder)
      }
      guard act == .delete else { return }
      try FileManager.default.removeItem(at: site.servers.folder(of: site.mailbox, folder))
    }

    @Test func `a folder that staff have removed is made again`() async throws {
      let troubled = try await TroubledSite()
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      let folder = troubled.site.servers.folder(of: troubled.site.mailbox, "PEP/Registered")
      #expect(FileManager.default.fileExists(atPath: folder.path))
      try FileManager.default.removeItem(at: folder)
      let start = ContinuousClock.now
      try await troubled.send(form: 1)
      try await troubled.untilDone(1, daemon)
      took("folder missing", since: start)
      #expect(try await daemon.stopped().code == 0)
      let filed = try await troubled.site.mails(troubled.site.mailbox, "PEP/Registered")
      #expect(filed.count == 1)
      #expect(try await troubled.changesToStaffsMail() == [])
    }

    @Test func `a folder that may not be made is told, and nothing waits for it`() async throws {
      let troubled = try await TroubledSite()
      try troubled.imap.at(
        .client, "^(\\S+) CREATE \"PEP/(Try|Accept)", .answer,
        "\\1 NO [NOPERM] Permission denied\r\n")
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      let words =
        "PEP/Accept does not exist and could not be made: could not create a folder at localhost:"
      try await eventually("a word of it; it says: \(daemon.log)") { daemon.log.contains(words) }
      #expect(!daemon.log.contains("Next try in"), "\(daemon.log)")
      try troubled.imap.clear()
      #expect(try await troubled.site.pepctl("poll").code == 0)
      let folder = troubled.site.servers.folder(of: troubled.site.mailbox, "PEP/Accept")
      #expect(FileManager.default.fileExists(atPath: folder.path))
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 1) == [])
    }

    @Test func `a full mailbox stops the filing and nothing else`() async throws {
      let troubled = try await TroubledSite()
      try troubled.imap.at(
        .client, "^(\\S+) UID MOVE", .answer, "\\1 NO [OVERQUOTA] Quota exceeded\r\n")
      let daemon = try await troubled.daemon()
      for child in 0..<2 {
        try await troubled.send(form: child)
        try await eventually("form \(child) and its letters; it says: \(daemon.log)") {
          try troubled.isRegistered(child) && troubled.site.snapshot.outbox.open.isEmpty
        }
      }
      try await eventually("a word of it; it says: \(daemon.log)") {
        daemon.log.contains(
          "2 message(s) could not be moved to PEP/Registered: could not move messages at localhost:"
        )
      }
      #expect(try troubled.site.snapshot.filings.count == 2)
      #expect(!daemon.log.contains("Next try in"), "\(daemon.log)")
      try troubled.imap.clear()
      let start = ContinuousClock.now
      try await troubled.send(form: 2)
      try await troubled.untilDone(2, daemon)
      took("over quota", since: start)
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 3) == [])
    }

    @Test func `a mailbox rebuilt with the same UIDs for other messages brings nothing twice`()
      async throws
    {
      let troubled = try await TroubledSite()
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      // As after a migration: all numbers begin anew, those of handled messages are given again.
      let (oldValidity, oldUIDs) = try await numbers(troubled)
      let folder = troubled.site.servers.folder(of: troubled.site.mailbox, "INBOX")
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
      where name.hasPrefix("dovecot") {
        try FileManager.default.removeItem(at: folder.appending(path: name))
      }
      let start = ContinuousClock.now
      try await troubled.send(form: 1)
      try troubled.imap.reset()
      try await troubled.untilDone(1, daemon)
      took("UIDVALIDITY changed with the same UIDs", since: start)
      #expect(try await troubled.site.pepctl("poll").code == 0)
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 2) == [])
      let (validity, uids) = try await numbers(troubled)
      #expect(
        validity != oldValidity && !Set(uids).isDisjoint(with: oldUIDs) && uids != oldUIDs,
        "the fault was none: \(uids) after \(oldUIDs)")
    }

    private func numbers(_ troubled: TroubledSite) async throws -> (UInt32, [UID]) {
      try await Inbox(troubled.site, troubled.site.mailbox).with { mailbox in
        let inbox = try await mailbox.open("INBOX")
        return (inbox.uidValidity, try await mailbox.uids(above: 0, since: nil, in: inbox))
      }
    }
  }
}
