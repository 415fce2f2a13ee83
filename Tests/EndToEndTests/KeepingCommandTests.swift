import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// `pepctl erase`, `subject` and `retention` by the built programs.
  @Suite struct KeepingCommandTests {
    @Test func `a child is erased through the daemon, after an access request`() async throws {
      let site = try await Installation()
      try await site.importRoster()
      for child in 0..<2 {
        try await site.deliver(site.mail(site.form(child).docx, about: child, id: "m\(child)"))
      }
      let daemon = try await site.daemon()
      #expect(try await site.pepctl("poll").code == 0)
      let child = site.office.children[0]
      let subject = try await site.pepctl("subject", child.id, site.path("subject"))
      #expect(subject.code == 0 && subject.output.contains("1 document(s) and 1 message(s)"))
      let plan = try await site.pepctl("erase", child.id)
      #expect(plan.code == 0 && plan.output.hasPrefix("Would be erased: 1 message(s)"), "\(plan)")
      #expect(try site.snapshot.register.children[child.id] != nil)
      let erased = try await site.pepctl("erase", child.id, "--yes")
      #expect(erased.code == 0 && erased.output.hasPrefix("Erased: 1 message(s)"), "\(erased)")
      #expect(try site.snapshot.register.children[child.id] == nil)
      #expect(try await site.pepctl("poll").code == 0)
      let again = try await site.pepctl("erase", child.id, "--yes")
      #expect(again.code == 1 && again.errors.contains("Nothing is held on a child"), "\(again)")
      let log = try await daemon.stopped().errors
      #expect(!log.contains("erase \(child.id)") && log.contains("erase a child"))
      #expect(try await site.pepctl("verify").code == 0)
      #expect(try site.snapshot.register.plans.keys.map(\.child) == [site.office.children[1].id])
    }

    @Test func `retention shows first and removes only when told`() async throws {
      let site = try await Installation()
      try site.configure(["control_socket:": "retention: {raw_mail: 30 days}\ncontrol_socket:"])
      try await site.importRoster()
      let plan = try await site.pepctl("retention")
      #expect(
        plan.output
          == "Would be removed: nothing is older than the settings of 'retention' allow.\n")
      let applied = try await site.pepctl("retention", "apply", "--json")
      #expect(applied.code == 0 && applied.output.contains("\"messages\" : 0"), "\(applied)")
    }
  }
}
