import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// How the daemon ends, and what it says when it cannot begin.
  @Suite struct StoppingTests {
    @Test func `SIGTERM in the middle of a round ends it, and the next start goes on`() async throws
    {
      let site = try await Installation(children: 60)
      try await site.importRoster()
      try await site.deliver(
        (0..<60).map { site.mail(site.form($0).docx, about: $0, id: "m\($0)") })
      let daemon = try Program(.pepd, ["--config", site.configuration])
      try await eventually("the first message") { daemon.log.contains("submission, registered") }
      let start = ContinuousClock.now
      let ended = try await daemon.stopped()
      // Acceptance: within 10 s; systemd would kill it later than that.
      #expect(ContinuousClock.now - start < .seconds(10))
      #expect(ended.code == 0 && ended.errors.hasSuffix("Stopped\n"), "\(ended.errors)")
      let second = try await site.daemon()
      #expect(try await site.pepctl("poll").code == 0)
      try await second.stopped()
      let snapshot = try site.snapshot
      #expect(snapshot.register.plans.count == 60 && snapshot.outbox.open.isEmpty)
      try await eventually("the forwards") {
        try await site.mails(site.office.address(.advisoryTeacher)).count >= 60
      }
      #expect(try await site.mails(site.office.address(.advisoryTeacher)).count == 60)
    }

    @Test func `a wrong password stops it with 78`() async throws {
      let site = try await Installation()
      try site.write("secret", "wr0ng-pass\n", mode: 0o600)
      let ended = try await Program(.pepd, ["--config", site.configuration]).ended()
      #expect(ended.code == 78)
      let server = "localhost:\(site.servers.port("IMAPS_PORT"))"
      #expect(
        lastLine(ended.errors).contains(server)
          && lastLine(ended.errors).hasSuffix(
            "Check the user name and the password or token file in pepd.yaml; nothing is tried again "
              + "before that, so that the account is not locked."),
        "\(ended.errors)")
      #expect(!ended.errors.contains("wr0ng-pass") && !ended.errors.contains(site.mailbox))
    }

    @Test func `a certificate of an unknown authority stops it with 78`() async throws {
      let site = try await Installation()
      try site.configure([site.servers.setting("CA_FILE"): site.servers.setting("OTHER_CA_FILE")])
      let ended = try await Program(.pepd, ["--config", site.configuration]).ended()
      #expect(ended.code == 78)
      #expect(
        lastLine(ended.errors).hasSuffix(
          "Check 'ca_file' in pepd.yaml, or have the server's certificate renewed."),
        "\(ended.errors)")
    }

    @Test func `an unknown key stops it with 78, the line and the right key`() async throws {
      let site = try await Installation()
      try site.configure(["poll_interval": "pol_interval"])
      let ended = try await Program(.pepd, ["--config", site.configuration]).ended()
      #expect(ended.code == 78)
      #expect(
        ended.errors == """
          pepd: \(site.configuration), line 8: 'mailbox.pol_interval' is not a setting. Did you mean \
          'mailbox.poll_interval'? All settings are explained in that file.

          """)
    }

    @Test func `a damaged journal stops it with 78, the file, the line and the remedy`()
      async throws
    {
      let site = try await Installation()
      try await site.importRoster()
      try await site.deliver(site.mail(site.form(0).docx, about: 0, id: "one"))
      #expect(try await site.pepctl("poll").code == 0)
      let file = site.state + "/register/journal.jsonl"
      var bytes = try #require(FileManager.default.contents(atPath: file))
      // In the first line: a last one that is torn would be cut off and told.
      bytes[200] ^= 1
      try bytes.write(to: URL(filePath: file))
      // Without the checkpoint the whole journal is read.
      try FileManager.default.removeItem(atPath: site.state + "/register/register.json")
      let ended = try await Program(.pepd, ["--config", site.configuration]).ended()
      #expect(ended.code == 78)
      #expect(
        ended.errors == """
          pepd: The register is damaged: register/journal.jsonl, line 1 (badChecksum). Nothing was \
          changed. Restore the state folder from a backup; do not delete the file.

          """)
      #expect(FileManager.default.contents(atPath: file) == bytes)
    }

    @Test func `a second daemon is refused with 75, and the first goes on`() async throws {
      let site = try await Installation()
      try await site.importRoster()
      let daemon = try await site.daemon()
      let second = try await Program(.pepd, ["--config", site.configuration]).ended()
      #expect(second.code == 75)
      #expect(
        second.errors.contains("The state folder is in use by process")
          && second.errors.contains("stop it first."), "\(second.errors)")
      #expect(try await site.pepctl("poll").code == 0)
      #expect(try await daemon.stopped().code == 0)
    }

    @Test func `SIGHUP takes a good configuration over and keeps the old one before a bad one`()
      async throws
    {
      let site = try await Installation()
      try await site.importRoster()
      let daemon = try await site.daemon()
      try site.configure(["sending: live": "sending: hold"])
      daemon.signal(SIGHUP)
      try await eventually("the reload") { daemon.log.contains("Configuration reloaded") }
      try await site.deliver(site.mail(site.form(0).docx, about: 0, id: "one"))
      #expect(try await site.pepctl("poll").code == 0)
      #expect(try site.snapshot.outbox.letters(in: .held).count == 1)

      try site.configure(["sending: live": "sending: maybe"])
      daemon.signal(SIGHUP)
      try await eventually("the refusal") { daemon.log.contains("the old one stays in force") }
      try site.configure([site.servers.setting("CA_FILE"): site.path("missing.pem")])
      let asked = try await site.pepctl("reload")
      #expect(asked.code == 78 && asked.errors.contains("missing.pem"), "\(asked)")
      #expect(try await site.pepctl("poll").code != 0 || daemon.isRunning)
      #expect(try await daemon.stopped().code == 0)
    }

    private func lastLine(_ text: String) -> String {
      text.split(separator: "\n").last.map(String.init) ?? ""
    }
  }
}
