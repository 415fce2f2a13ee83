import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// The main job on real servers, by the built programs.
  @Suite struct SubmissionTests {
    @Test func `a form arrives and everybody hears of it, and a second look changes nothing`()
      async throws
    {
      let site = try await Installation()
      try await site.importRoster()
      let form = site.form(0).without(FormText.Label.changes).docx
      var lunch = SampleMail(from: "friend@elsewhere.example", id: "lunch")
      lunch.to = site.mailbox
      try await site.deliver(lunch)
      try await site.deliver(site.mail(form, about: 0, id: "one"))
      let daemon = try await site.daemon()
      let polled = try await site.pepctl("poll")
      #expect(polled.code == 0 && polled.output.contains("Round finished:"), "\(polled)")

      try await expectOutcome(site, form)
      let inbox = try await site.mails(site.mailbox)
      #expect(inbox.count == 1 && inbox[0].bytes.ends(with: lunch.body.utf8))
      #expect(inbox[0].flags.subtracting(["\\Recent"]).isEmpty, "still unread")

      let register = try site.snapshot.register
      let second = try await site.pepctl("poll")
      #expect(
        second.output.hasPrefix("Round finished: 0 registered, 0 before a person"), "\(second)")

      // The same mail under a new UID; and delivered once more, so with another trace of its way.
      let moved = try await site.mails(site.mailbox, "PEP/Registered")[0].bytes
      try await Inbox(site, site.mailbox).with {
        try await $0.append(moved, to: "INBOX", flags: [])
      }
      // The daemon hears of it by itself, so it may be done before anybody asks.
      try await eventually("the copy; it says: \(daemon.log)") {
        daemon.log.contains("seen before, nothing to do")
      }
      try await site.deliver(site.mail(form, about: 0, id: "one"))
      try await eventually("the second delivery; it says: \(daemon.log)") {
        daemon.log.contains("submission, ignored (duplicate)")
      }
      #expect(try await site.pepctl("poll").code == 0)
      #expect(try site.snapshot.register == register)
      try await expectOutcome(site, form)
      #expect(try await daemon.stopped().code == 0)
    }

    /// One register entry, one filed copy, one forward with the document, one question, one move.
    private func expectOutcome(_ site: Installation, _ form: [UInt8]) async throws {
      let plans = try site.snapshot.register.plans
      #expect(plans.count == 1)
      let (key, plan) = try #require(plans.first)
      #expect(key.child == "C9001" && plan.missing == [.changes])
      let name = try #require(plan.documents.first?.fileName)
      let cabinet = "\(site.state)/cabinet/C9001/\(key.term)/\(name)"
      #expect(FileManager.default.contents(atPath: cabinet) == Data(form))

      let teacher = site.office.address(.advisoryTeacher)
      try await eventually("the forward") { try await !site.mails(teacher).isEmpty }
      let forwards = try await site.mails(teacher)
      #expect(forwards.count == 1)
      #expect(attachments(of: forwards[0].bytes) == [Data(form)])
      let school = site.office.schools[0].designatedTeacherEmail
      try await eventually("the question") { try await !site.mails(school).isEmpty }
      let chases = try await site.mails(school).map { String(decoding: $0.bytes, as: UTF8.self) }
      #expect(chases.count == 1 && chases[0].contains("Changes since the last PEP"))
      #expect(chases[0].contains("Auto-Submitted: auto-generated"))
      #expect(try await site.mails(site.mailbox, "PEP/Registered").count == 1)
    }

    /// Decoded base64 parts that bear a file name.
    private func attachments(of mail: [UInt8]) -> [Data] {
      let text = String(decoding: mail, as: UTF8.self).replacing("\r\n", with: "\n")
      return text.components(separatedBy: "\n--").compactMap { part in
        guard part.contains("filename"), let gap = part.range(of: "\n\n") else { return nil }
        let base64 = part[gap.upperBound...].filter { !$0.isWhitespace }
        return Data(base64Encoded: String(base64))
      }
    }

    @Test func `a delivery wakes the daemon, which tells of it in its log`() async throws {
      let site = try await Installation()
      try await site.importRoster()
      let daemon = try await site.daemon()
      try await site.deliver(site.mail(site.form(0).docx, about: 0, id: "one"))
      // The poll interval is 30 minutes, so nothing but IDLE brings it.
      try await eventually("the round") { daemon.log.contains("1 registered") }
      #expect(try await daemon.stopped().code == 0)
    }

    @Test func `six malformed mails go to a person with their reasons, beside twenty good ones`()
      async throws
    {
      let site = try await Installation(children: 26)
      try await site.importRoster()
      let good = (0..<20).map { site.mail(site.form($0).docx, about: $0, id: "good\($0)") }
      let bad = MalformedMail.all(site, from: 20)
      // Mixed, so that each malformed one has good ones before and after it.
      var mails = good
      for (index, mail) in bad.enumerated() { mails.insert(mail, at: index * 4 + 1) }
      try await site.deliver(mails)
      let polled = try await site.pepctl("poll")
      #expect(polled.code == 0)
      #expect(polled.output.contains("20 registered, 6 before a person"), "\(polled)")
      let register = try site.snapshot.register
      #expect(register.plans.count == 20 && register.reviews.count == 6)
      #expect(
        register.reviews.values.allSatisfy { $0.reason == .unreadable || $0.reason == .unsure })
      let notices = try await site.letters(6, to: site.office.address(.pepCoordinator))
      #expect(notices.count == 6)
      #expect(try await site.mails(site.mailbox, "PEP/Needs a person").count == 6)
      #expect(try await site.mails(site.mailbox, "PEP/Registered").count == 20)
    }
  }
}
