import Foundation
import MailTransport
import OfficeFixtures
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// `pepctl status` by the built programs: for a person in one glance, for a monitor by exit status.
  @Suite struct StatusCommandTests {
    @Test func `status tells a working daemon from one that has not begun`() async throws {
      let site = try await Installation()
      try site.configure([
        "control_socket:": "monitoring: {metrics_file: pepd.prom}\ncontrol_socket:"
      ])
      try await site.importRoster()
      let before = try await site.pepctl("status")
      #expect(before.code == 1 && before.output.contains("No round has been finished yet"))
      #expect(before.output.contains("Mailbox                     not known\n"), "\(before.output)")
      let daemon = try await site.daemon()
      try await site.deliver(site.mail(site.form(0).docx, about: 0, id: "one"))
      #expect(try await site.pepctl("poll").code == 0)
      try await eventually("the metrics") {
        let text = try? String(contentsOfFile: site.path("pepd.prom"), encoding: .utf8)
        return text?.contains("pepd_messages_total{outcome=\"registered\"} 1\n") == true
      }
      let after = try await site.pepctl("status")
      #expect(after.code == 0, "\(after)")
      #expect(after.output.hasPrefix("Mail is being processed     yes\n"), "\(after.output)")
      let json = try await site.pepctl("status", "--json")
      let found = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect((found?["problems"] as? [String]) == [] && found?["unprocessed"] as? Int == 0)
      #expect((found?["lastRound"] as? String)?.hasSuffix("Z") == true)
      try await daemon.stopped()
      let stopped = try await site.pepctl("status")
      #expect(
        stopped.code == 1
          && stopped.output.contains("No pepd answers at \(site.path("control.sock"))"),
        "\(stopped.output)")

      // The disk of the pulse is gone for a day.
      let pulse = site.state + "/pulse.json"
      let mode = try FileManager.default.attributesOfItem(atPath: pulse)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600)
      let year = Calendar(identifier: .gregorian).component(.year, from: Date())
      let old = try String(contentsOfFile: pulse, encoding: .utf8)
        .replacing("\"\(year)-", with: "\"\(year - 1)-")
      try old.write(toFile: pulse, atomically: true, encoding: .utf8)
      let late = try await site.pepctl("status")
      #expect(late.code == 1 && late.output.contains("Nothing was done since"), "\(late)")
    }

    @Test func `a test message goes by way of both servers, comes back and is filed`() async throws
    {
      let site = try await Installation()
      try site.configure(["control_socket:": "monitoring: {canary_every: 10m}\ncontrol_socket:"])
      try await site.importRoster()
      let daemon = try await site.daemon()
      let registered = "PEP/Registered"
      try await eventually("the test message; it says: \(daemon.log)") {
        try await site.mails(site.mailbox, registered).count == 1
      }
      #expect(try await site.mails(site.mailbox).isEmpty)
      let mail = try #require(try await site.mails(site.mailbox, registered).first)
      #expect(String(decoding: mail.bytes, as: UTF8.self).contains("Subject: pepd: test message"))
      try await eventually("the status") {
        let status = try await site.pepctl("status")
        return status.code == 0
          && status.output.contains(/Test message +sent .* ago\), the last came .* ago\)/)
      }
      #expect(daemon.log.contains("a test message came to the mailbox"))
      try await daemon.stopped()
    }
  }
}
