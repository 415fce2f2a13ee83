import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// Promise 8: no name, date of birth or address where it does not belong.
  @Suite struct PersonalDataTests {
    @Test func `no log line, error, subject or chase tells who somebody is`() async throws {
      let site = try await Installation(children: 8)
      try await site.importRoster()
      try await site.deliver(kinds(site))
      let daemon = try await site.daemon()
      try await eventually("the round") { daemon.log.contains("Round finished") }
      let words = [
        try await site.pepctl("poll"), try await site.pepctl("status"),
        try await site.pepctl("outbox", "list"), try await site.pepctl("status", "--json"),
      ]
      // A word of trouble as well: the server is gone for the next round.
      try site.configure(["port: \(site.servers.port("IMAPS_PORT"))": "port: 1"])
      #expect(try await site.pepctl("reload").code == 0)
      let failed = try await site.pepctl("poll")
      let log = try await daemon.stopped().errors
      #expect(log.contains("before a person"))
      for text in [log, failed.output, failed.errors] + words.flatMap({ [$0.output, $0.errors] }) {
        expectNothingOf(site.office.personalData, in: text)
      }
      try await expectQuietLetters(site)
    }

    /// Subjects of all letters, and whole questions; the addressee's own name greets them.
    private func expectQuietLetters(_ site: Installation) async throws {
      let school = site.office.schools[0]
      let readers = site.office.staff.map(\.email) + [school.designatedTeacherEmail]
      var subjects = 0
      for reader in readers {
        for letter in try await site.mails(reader) {
          let text = String(decoding: letter.bytes, as: UTF8.self)
          for line in text.split(separator: "\r\n") where line.hasPrefix("Subject:") {
            subjects += 1
            expectNothingOf(site.office.personalData, in: String(line))
          }
          guard reader == school.designatedTeacherEmail else { continue }
          expectNothingOf(site.office.childrensData + site.office.staff.map(\.name), in: text)
        }
      }
      #expect(subjects >= 8)
    }

    /// A question, a stranger, a leaver's namesake, a broken form, a form without identity, an
    /// auto-reply and ordinary mail.
    private func kinds(_ site: Installation) -> [SampleMail] {
      func child(_ index: Int) -> Child { site.office.children[index] }
      var mails = [
        site.mail(site.form(0).without(FormText.Label.changes).docx, about: 0, id: "gap"),
        site.mail(site.form(1).docx, about: 1, id: "whole"),
        site.mail(site.form(2).docx, about: 2, id: "stranger"),
        site.mail(
          site.form(3).with(FormText.Label.upn, child(4).upn).docx, about: 3, id: "conflict"),
        site.mail(Array(site.form(5).docx.prefix(900)), about: 5, id: "broken"),
        site.mail(site.form(6).without(FormText.Label.name).docx, about: 6, id: "nameless"),
        site.mail(site.form(7).docx, about: 7, id: "forged", name: "PEP \(child(7).surname).docx"),
      ]
      mails[2].from = "\(child(2).surname.lowercased())@elsewhere.example"
      mails[6].authentication = "dmarc=fail"
      for index in mails.indices {
        mails[index].subject = "PEP \(child(index).forename) \(child(index).surname)"
      }
      return mails
    }

    private func expectNothingOf(_ data: [String], in text: String) {
      let found = data.filter { text.localizedCaseInsensitiveContains($0) }
      #expect(found == [], "in: \(text.prefix(2_000))")
    }
  }
}
