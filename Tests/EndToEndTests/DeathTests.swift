import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

@testable import Processing

extension Servers {
  /// Promises 1 and 2: SIGKILL between any two steps, a new start, and everything has happened once.
  @Suite struct DeathTests {
    @Test(arguments: FaultPoints.Place.allCases)
    func `a death there and a new start give one of everything`(place: FaultPoints.Place)
      async throws
    {
      let site = try await Installation()
      try await site.importRoster()
      let form = site.form(0).without(FormText.Label.changes).docx
      try await site.deliver(site.mail(form, about: 0, id: "one"))
      let died = try await site.daemon(dyingAt: place.rawValue)
      #expect(died.wasKilled && died.code == 9, "it did not get there: \(died.errors)")
      let daemon = try await site.daemon()
      let polled = try await site.pepctl("poll")
      #expect(polled.code == 0, "\(polled)")
      let stopped = try await daemon.stopped()
      #expect(stopped.code == 0)
      try await expectOnce(site, place, children: 1)
    }

    @Test(arguments: [FaultPoints.Place.kept, .committed, .sent, .beforeMove, .moved])
    func `so it is with several messages`(place: FaultPoints.Place) async throws {
      let site = try await Installation(children: 5)
      try await site.importRoster()
      try await site.deliver(
        (0..<5).map {
          site.mail(site.form($0).without(FormText.Label.changes).docx, about: $0, id: "m\($0)")
        })
      _ = try await site.daemon(dyingAt: place.rawValue)
      let daemon = try await site.daemon()
      #expect(try await site.pepctl("poll").code == 0)
      try await daemon.stopped()
      try await expectOnce(site, place, children: 5)
    }

    /// Between the note before the final dot and the note of the answer, the letter in hand is
    /// `unknown`: it may have arrived, a person decides, and it is never sent again by itself. It has
    /// not arrived where the process died before the dot, and has where it died after the answer.
    /// Every other letter is there exactly once.
    private func expectOnce(
      _ site: Installation, _ place: FaultPoints.Place, children: Int
    ) async throws {
      let snapshot = try site.snapshot
      #expect(snapshot.register.plans.count == children)
      #expect(snapshot.register.plans.values.allSatisfy { $0.documents.count == 1 })
      #expect(snapshot.register.chases.count == children)
      #expect(snapshot.filings.isEmpty)
      let unknown = snapshot.outbox.letters(in: .unknown).count
      #expect(unknown == ([.sending, .sent].contains(place) ? 1 : 0))
      #expect(snapshot.outbox.open.count == unknown, "every other letter is settled")

      let missing = place == .sending ? 1 : 0
      let addresses = [
        site.office.address(.advisoryTeacher), site.office.schools[0].designatedTeacherEmail,
      ]
      var arrived: [String] = []
      try await eventually("the letters") {
        arrived = []
        for address in addresses { arrived += try await site.mails(address).map(messageID) }
        return arrived.count >= 2 * children - missing
      }
      #expect(arrived.count == 2 * children - missing)
      #expect(Set(arrived).count == arrived.count)
      #expect(try await site.mails(site.mailbox, "PEP/Registered").count == children)
      #expect(try await site.mails(site.mailbox).isEmpty)
    }
  }
}
