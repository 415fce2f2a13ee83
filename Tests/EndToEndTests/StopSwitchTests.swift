import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// `pepctl send hold --all` and `send live`, through the daemon and alone.
  @Suite struct StopSwitchTests {
    @Test func `sending stops at once, stays stopped over a restart, and mail is read on`()
      async throws
    {
      let site = try await Installation()
      try await site.importRoster()
      let daemon = try await site.daemon()
      let stopped = try await site.pepctl("send", "hold", "--all")
      #expect(
        stopped.code == 0 && stopped.output.hasPrefix("All sending is stopped;"), "\(stopped)")
      try await site.deliver(site.mail(site.form(0).docx, about: 0, id: "one"))
      // The daemon hears of it by itself, so it may be done before anybody asks.
      #expect(try await site.pepctl("poll").code == 0)
      try await eventually("the form; it says: \(daemon.log)") {
        daemon.log.contains("1 registered")
      }
      let status = try await site.pepctl("status")
      #expect(status.output.contains("STOPPED by \(NSUserName()) since"), "\(status.output)")
      try await daemon.stopped()

      let second = try await site.daemon()
      #expect(second.log.contains("All sending is stopped, by \(NSUserName()) since"))
      #expect(try await site.pepctl("poll").output.contains("0 sent, 1 waiting"))
      try await second.stopped()
      #expect(try await site.mails(site.office.address(.advisoryTeacher)).isEmpty)

      // Alone, where no daemon runs.
      let live = try await site.pepctl("send", "live")
      #expect(live.code == 0 && live.output == "Sending goes on.\n", "\(live)")
      #expect(try await site.pepctl("poll").output.contains("1 sent, 0 waiting"))
      let again = try await site.pepctl("send", "hold", "--all")
      #expect(again.output.contains("0 letter(s) wait"), "\(again)")
      #expect(try site.snapshot.sendingStop != nil)
      let unclear = try await site.pepctl("send", "hold")
      #expect(unclear.code == 64 && unclear.errors.contains("pepctl hold"), "\(unclear)")
    }
  }
}
