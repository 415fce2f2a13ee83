import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Faults {
  /// A first start on a mailbox of years. `PEPD_TEST_MAILBOX=50000` makes it as large as the largest.
  @Suite struct BigMailboxTests {
    static let messages =
      ProcessInfo.processInfo.environment["PEPD_TEST_MAILBOX"].flatMap { Int($0) } ?? 900

    @Test func `each message of a full mailbox is seen once, also over a reset in the middle`()
      async throws
    {
      let troubled = try await TroubledSite()
      let site = troubled.site
      let forms = [0, Self.messages / 2, Self.messages - 1]
      try fill(site, forms: forms)
      // Every third goes again, so that the numbers have gaps and lists of them are long.
      let left = try await thinOut(site)
      let start = ContinuousClock.now
      let daemon = try await troubled.daemon()
      try await eventually("half of it; it says: \(daemon.log.suffix(2_000))", atMost: 3_600) {
        daemon.said("unrelated, ignored") > left / 2
      }
      try troubled.imap.reset()
      try await eventually("all of it; it says: \(daemon.log.suffix(2_000))", atMost: 3_600) {
        let snapshot = try site.snapshot
        return snapshot.register.plans.count == 3 && snapshot.outbox.open.isEmpty
          && snapshot.filings.isEmpty && daemon.said("unrelated, ignored") >= left
      }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      print("FAULT \(left + 3) messages: \(Int(seconds)) s; \(daemon.peakMemory ?? 0) MiB at most")
      #expect(
        try await site.pepctl("poll").output.hasPrefix("Round finished: 0 registered, 0 before"))
      #expect(try await daemon.stopped().code == 0)
      // Once each; what was on its way at the reset had not been decided.
      #expect(daemon.said("unrelated, ignored") == left)
      #expect(daemon.said("seen before, nothing to do") == 0)
      #expect(try await troubled.losses(forms: 3) == [])
      let flagged = try await Inbox(site, site.mailbox).with { mailbox in
        let inbox = try await mailbox.open("INBOX")
        let uids = try await mailbox.uids(above: 0, since: nil, in: inbox)
        #expect(uids.count == left)
        return try await mailbox.overviews(of: uids, in: inbox).filter {
          !$0.flags.subtracting(["\\Recent"]).isEmpty
        }
      }
      #expect(flagged.count == 2, "staff's own marks")
    }

    /// Puts the messages where Dovecot keeps its own: by LMTP they would take an hour.
    private func fill(_ site: Installation, forms: [Int]) throws {
      let folder = site.servers.folder(of: site.mailbox, "INBOX")
      let owner = try FileManager.default.attributesOfItem(atPath: folder.path)
      for number in 0..<Self.messages {
        let mail =
          if let child = forms.firstIndex(of: number) {
            site.mail(site.form(child).docx, about: child, id: "form\(child)")
          } else {
            SampleMail(from: "friend@elsewhere.example", id: "lunch\(number)")
          }
        let file = folder.appending(path: "cur/\(1_700_000_000 + number).M\(number).big:2,")
        try Data(mail.bytes).write(to: file)
        try FileManager.default.setAttributes(
          [
            .ownerAccountID: owner[.ownerAccountID] ?? 0,
            .groupOwnerAccountID: owner[.groupOwnerAccountID] ?? 0,
          ], ofItemAtPath: file.path)
      }
    }

    /// Returns how many are left that are no forms.
    private func thinOut(_ site: Installation) async throws -> Int {
      try await Inbox(site, site.mailbox).with { _ = try await $0.open("INBOX") }
      let folder = site.servers.folder(of: site.mailbox, "INBOX").appending(path: "cur")
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
      where name.contains(".big") {
        let number = Int(name.prefix(10)).map { $0 - 1_700_000_000 } ?? 0
        let file = folder.appending(path: name)
        let isForm = number == 0 || number == Self.messages / 2 || number == Self.messages - 1
        if number % 3 == 1, !isForm { try FileManager.default.removeItem(at: file) }
      }
      return try await Inbox(site, site.mailbox).with { mailbox in
        let inbox = try await mailbox.open("INBOX")
        return try await mailbox.uids(above: 0, since: nil, in: inbox).count - 3
      }
    }
  }
}
