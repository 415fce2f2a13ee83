import DocumentFixtures
import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import Processing
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// One child's PEP of a term from the notice of its meeting to the version that is circulated, on real
  /// servers: who gets which letter on which day, and no other.
  @Suite struct WholeTermTests {
    @Test func `a booking, a late form, a chase, a check with a query and a request end finalised`()
      async throws
    {
      let site = try await Installation(children: 1, withVirtualHead: true)
      let term = try await TermOffice(site, at: "2026-09-14 09:00")
      try await term.round(at: "2026-09-14 09:00")
      try await isBooked(term)
      try await isLate(term)
      try await isSubmittedWithAGap(term)
      try await isAnswered(term)
      try await isCheckedWithAQuery(term)
      try await queryIsAnswered(term)
      try await isFinalised(term)
      try await outcomeIsRecorded(term)
      try await expectNothingElse(term)
      await term.close()
    }

    /// The Advisory Teacher hears at once; the paperwork waits for the morning.
    private func isBooked(_ term: TermOffice) async throws {
      var notice = SampleMail(from: term.site.office.address(.socialWorker), id: "notice")
      notice.subject = "PEP - C9001"
      notice.body = "The PEP meeting for C9001 is booked for Tuesday 6 October 2026.\r\n"
      notice.date = "Mon, 21 Sep 2026 17:30:00 +0100"
      notice.to = term.site.mailbox
      let result = try await term.round(at: "2026-09-21 17:30", notice)
      #expect(result.registered == 1 && result.lettersSent == 1)
      #expect(try await term.lastLetter(.advisoryTeacher).contains("6 October 2026"))
      try await term.round(at: "2026-09-22 08:30")
      for reader in [Reader.school, .socialWorker] {
        #expect(try await term.lastLetter(reader).contains("Subject: Paperwork for the PEP"))
      }
    }

    /// Ten working days after the meeting are 20 October; the school is asked the day after, once.
    private func isLate(_ term: TermOffice) async throws {
      // September's figures, to the co-ordinator and the Virtual Head.
      #expect(try await term.round(at: "2026-10-20 09:00").lettersSent == 2)
      #expect(try await term.round(at: "2026-10-21 09:00").lettersSent == 1)
      let letter = try await term.lastLetter(.school)
      #expect(letter.contains("Subject: PEP form (C9001, 2026-27 autumn)"))
      #expect(letter.contains("6 October 2026") && letter.contains("20 October 2026"))
      #expect(try await term.round(at: "2026-10-22 09:00").lettersSent == 0)
    }

    /// It asks for more than the termly allocation and lacks the attendance.
    private func isSubmittedWithAGap(_ term: TermOffice) async throws {
      let child = term.site.office.children[0]
      var form = FormText(
        child, school: term.site.office.school(of: child),
        meeting: CivilDay("2026-10-06") ?? CivilDay(number: 0)
      ).without(FormText.Label.attendance)
      form.request = [
        ["Amount of Pupil Premium requested this term (£)", "1250"],
        ["Is this above the termly allocation?", "Yes"],
        [
          "If yes, please give a detailed summary of the planned use of the additional funding",
          "A reading mentor for three mornings a week, £950, and a laptop for it, £300.",
        ],
      ]
      var mail = term.site.mail(form.docx, about: 0, id: "form")
      mail.date = "Thu, 22 Oct 2026 10:00:00 +0100"
      let result = try await term.round(at: "2026-10-22 10:00", mail)
      #expect(result.registered == 1 && result.lettersSent == 2)
      let forward = try await term.lastLetter(.advisoryTeacher)
      #expect(forward.contains("Subject: PEP received") && forward.contains("filename="))
      let chase = try await term.lastLetter(.school)
      #expect(chase.contains("Subject: PEP information needed"))
      #expect(chase.contains("Attendance this academic year to date"))
      #expect(!chase.contains(child.surname) && !chase.contains(child.forename))
      #expect(await term.plan?.request?.status == .withAdvisoryTeacher)
    }

    private func isAnswered(_ term: TermOffice) async throws {
      let reply = try await term.reply(
        to: .school, "94.5% so far this year.", date: "Fri, 23 Oct 2026 11:00:00 +0100")
      let result = try await term.round(at: "2026-10-23 11:00", reply)
      #expect(result.registered == 1 && result.lettersSent == 0)
      #expect(await term.plan?.missing == [])
      #expect(await term.plan?.fields[.attendancePercentage]?.origin == .reply)
      #expect(await term.register.chases.isEmpty)
    }

    /// The request goes to the Virtual Head with the form, the query to the school.
    private func isCheckedWithAQuery(_ term: TermOffice) async throws {
      let child = term.site.office.children[0]
      let check = term.paper(
        "PEP check.docx",
        [
          "PEP check document", "Child / young person: \(child.forename) \(child.surname)",
          "Social care ID: C9001", "Date of PEP meeting: 06/10/2026",
          "Outcome: Satisfactory with queries",
          "Queries: Which reading test did \(child.forename) take? Ask school",
        ], date: "Tue, 03 Nov 2026 10:00:00 +0000")
      let result = try await term.round(at: "2026-11-03 10:00", check)
      // Beside these two, October's figures and its sample for quality assurance.
      #expect(result.registered == 1 && result.lettersSent == 5)
      let query = try await term.lastLetter(.school)
      #expect(query.contains("Which reading test did \(child.initials) take?"))
      let shared = try await term.letters(.virtualHead)
      let request = try #require(shared.first { $0.contains("request above the termly") })
      #expect(request.contains("£1,250") && request.contains("£850"))
      #expect(request.contains("queries about it are still open"))
      #expect(shared.contains { $0.contains("PEPs 2026-10.xlsx") })
      #expect(await term.plan?.request?.status == .shared)
      #expect(await term.plan?.fundingStatus == .notYet)
    }

    private func queryIsAnswered(_ term: TermOffice) async throws {
      let reply = try await term.reply(
        to: .school, "The Salford test, in September.", date: "Thu, 05 Nov 2026 10:00:00 +0000")
      let result = try await term.round(at: "2026-11-05 10:00", reply)
      #expect(result.registered == 1 && result.lettersSent == 1)
      #expect(try await term.lastLetter(.advisoryTeacher).contains("The Salford test"))
    }

    /// Three working days for the Advisory Teacher's objection, then it goes to the social worker.
    private func isFinalised(_ term: TermOffice) async throws {
      #expect(try await term.round(at: "2026-11-10 09:00").lettersSent == 0)
      await #expect(throws: (any Error).self) { try await term.release() }
      #expect(try await term.round(at: "2026-11-11 09:00").lettersSent == 1)
      let letter = try await term.lastLetter(.socialWorker)
      #expect(letter.contains("Subject: PEP finalised, to circulate"))
      #expect(letter.contains("94.5") && letter.contains("filename="))
      #expect(await term.plan?.finalisedOn == CivilDay("2026-11-11"))
      #expect(await term.plan?.fundingStatus == .releasable)
      try await term.release()
      #expect(await term.plan?.funding?.by == "clerk")
    }

    private func outcomeIsRecorded(_ term: TermOffice) async throws {
      let outcome = term.paper(
        "Funding outcome.docx",
        [
          "Outcome of request for additional funding",
          "Re: C9001 - request for Pupil Premium Plus above the termly allocation",
          "The Virtual Head has agreed the additional funding that you asked for.",
        ], date: "Fri, 13 Nov 2026 10:00:00 +0000")
      let result = try await term.round(at: "2026-11-13 10:00", outcome)
      #expect(result.registered == 1 && result.lettersSent == 0)
      #expect(await term.plan?.request?.status == .answered)
    }

    /// Until the end of the term nobody hears of it again but by the figures of November; the mailbox
    /// holds six messages that were dealt with, and nothing waits.
    private func expectNothingElse(_ term: TermOffice) async throws {
      #expect(try await term.round(at: "2026-12-01 09:00").lettersSent == 2)
      #expect(try await term.round(at: "2026-12-17 09:00").lettersSent == 0)
      let counts = try await [
        term.letters(.school).count, term.letters(.socialWorker).count,
        term.letters(.advisoryTeacher).count, term.letters(.coordinator).count,
      ]
      #expect(counts == [4, 2, 3, 3])
      let site = term.site
      #expect(try await site.mails(site.mailbox, "PEP/Registered").count == 6)
      #expect(try await site.mails(site.mailbox).isEmpty)
      let register = await term.register
      #expect(register.reviews.isEmpty && register.queries.isEmpty && register.reminders.isEmpty)
    }
  }
}

/// Whose mailbox is looked into.
private enum Reader { case school, socialWorker, advisoryTeacher, coordinator, virtualHead }

extension TermOffice {
  fileprivate var plan: PlanRecord? { get async { await register.plans.values.first } }

  fileprivate func release() async throws {
    try await take(
      .funding(child: "C9001", term: nil, isReleased: true, reason: "accepted"), by: "clerk")
  }

  private func address(_ reader: Reader) -> String {
    switch reader {
    case .school: site.office.schools[0].designatedTeacherEmail
    case .socialWorker: site.office.address(.socialWorker)
    case .advisoryTeacher: site.office.address(.advisoryTeacher)
    case .coordinator: site.office.address(.pepCoordinator)
    case .virtualHead: site.office.address(.virtualHead)
    }
  }

  /// Their letters, the oldest first, with what quoted-printable does to their texts undone.
  fileprivate func letters(_ reader: Reader) async throws -> [String] {
    try await site.mails(address(reader)).map {
      String(decoding: $0.bytes, as: UTF8.self).replacing("=\r\n", with: "")
        .replacing("=C2=A3", with: "£")
    }
  }

  fileprivate func lastLetter(_ reader: Reader) async throws -> String {
    try await letters(reader).last ?? ""
  }

  /// Their answer to the last letter, as a mail program writes it.
  fileprivate func reply(
    to reader: Reader, _ text: String, date: String
  ) async throws -> SampleMail {
    let letter = try await lastLetter(reader).split(separator: "\r\n")
    func header(_ name: String) -> Substring {
      letter.first { $0.hasPrefix(name) }?.dropFirst(name.count) ?? ""
    }
    var mail = SampleMail(from: address(reader), id: "reply\(date.filter(\.isNumber))")
    mail.to = site.mailbox
    mail.subject = "Re:" + header("Subject:")
    mail.headers = "In-Reply-To:\(header("Message-ID:"))\r\n"
    mail.body = text + "\r\n"
    mail.date = date
    return mail
  }

  /// A document of the Advisory Teacher's.
  fileprivate func paper(_ name: String, _ lines: [String], date: String) -> SampleMail {
    var mail = SampleMail(from: address(.advisoryTeacher), id: "paper\(date.filter(\.isNumber))")
    mail.to = site.mailbox
    mail.subject = name
    mail.date = date
    mail.attachments = [
      (name, SampleMail.docx, WordFile(lines.map { p(r($0)) }.joined()).bytes)
    ]
    return mail
  }
}
