import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// `pepctl backup`, `restore` and `verify` by the built programs.
  @Suite struct BackupCommandTests {
    @Test func `a backup of a running daemon brings everything back after a loss`() async throws {
      let site = try await Installation()
      try await site.importRoster()
      try await site.deliver(site.mail(site.form(0).docx, about: 0, id: "one"))
      let daemon = try await site.daemon()
      try await eventually("the round") { daemon.log.contains("Round finished") }
      let made = try await site.pepctl("backup", site.path("backup"))
      #expect(made.code == 0 && made.output.hasPrefix("Backup up to journal line"), "\(made)")
      let there = try await site.pepctl("restore", site.path("backup"), "--replace")
      #expect(there.code == 75 && there.errors.contains("in use by process"), "\(there)")
      try await daemon.stopped()
      let before = try site.snapshot.register

      // The disk is lost, and nothing remembers what was done but the backup.
      try FileManager.default.removeItem(atPath: site.state)
      let restored = try await site.pepctl("restore", site.path("backup"))
      #expect(restored.code == 0, "\(restored)")
      #expect(try site.snapshot.register == before)
      let second = try await site.daemon()
      #expect(try await site.pepctl("poll").output.contains("0 registered"))
      try await second.stopped()
      let verified = try await site.pepctl("verify")
      #expect(verified.code == 0 && verified.output.contains("sound."), "\(verified)")

      let journal = site.state + "/register/journal.jsonl"
      var bytes = try #require(FileManager.default.contents(atPath: journal))
      bytes[100] ^= 1
      try bytes.write(to: URL(filePath: journal))
      let damaged = try await site.pepctl("verify")
      #expect(damaged.code == 78 && damaged.errors.contains("journal.jsonl, line 1"), "\(damaged)")
      #expect(try await site.pepctl("verify", site.path("backup"), "--json").code == 0)
    }
  }
}
