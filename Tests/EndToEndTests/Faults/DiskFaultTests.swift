import Foundation
import Glibc
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Faults {
  /// The state folder's disk, and what a crash leaves on it. That each single write may fail is in
  /// `PepStoreTests`.
  @Suite(.serialized) struct DiskFaultTests {
    @Test(
      .enabled(if: SmallDisk.isPossible, "THE MACHINE CANNOT: no user namespaces for a small disk"),
      arguments: ["full", "read-only"])
    func `a disk that takes nothing more`(how: String) async throws {
      let troubled = try await TroubledSite()
      let site = troubled.site
      let disk = try await SmallDisk(at: site.path("disk"), megabytes: 8)
      try troubled.configure(["state_folder: state": "state_folder: disk/state"])
      let imported = try await Program(
        .pepctl, ["roster", "import", site.path("roster"), "--config", site.configuration],
        under: disk.starter
      ).ended()
      #expect(imported.code == 0, "\(imported)")
      var daemon = try troubled.start(haste: 20, under: disk.starter)
      let state = disk.seenFromHere("state")
      func untilDone(_ child: Int) async throws {
        try await eventually("form \(child); it says: \(daemon.log)") {
          // As systemd would, after 30 s.
          if !daemon.isRunning {
            #expect(try await [1, 75].contains(daemon.ended().code), "\(daemon.log)")
            daemon = try troubled.start(haste: 20, under: disk.starter)
          }
          let snapshot = try StoreSnapshot(folder: state)
          return snapshot.register.plans.count == child + 1 && snapshot.outbox.open.isEmpty
            && snapshot.filings.isEmpty
        }
      }
      try await troubled.send(form: 0)
      try await untilDone(0)

      if how == "full" {
        try disk.fill()
      } else {
        // As after a start of the machine that found the disk damaged.
        #expect(try await daemon.stopped().code == 0)
        try await disk.remount("ro")
        daemon = try troubled.start(haste: 20, under: disk.starter)
      }
      try await troubled.send(form: 1)
      let words = how == "full" ? "No space left on device" : "Read-only file system"
      try await eventually("the fault; it says: \(daemon.log)") { daemon.log.contains(words) }
      #expect(
        daemon.log.contains("Check the disk and the folder's owner and mode."), "\(daemon.log)")
      if how == "read-only" {
        #expect(try await daemon.ended().code == 78)
        try await disk.remount("rw")
        daemon = try troubled.start(haste: 20, under: disk.starter)
      } else {
        try disk.makeRoom()
      }
      let start = ContinuousClock.now
      try await untilDone(1)
      took("disk \(how)", since: start)
      #expect(try await daemon.stopped().code == 0)
      let teacher = site.office.address(.advisoryTeacher)
      try await eventually("the forwards") { try await site.mails(teacher).count >= 2 }
      #expect(try await site.mails(teacher).count == 2)
      #expect(try await site.mails(site.mailbox, "PEP/Registered").count == 2)
      #expect(try await troubled.changesToStaffsMail() == [])
    }

    @Test func `a checkpoint cut short is never taken for an empty register, and is rebuilt`()
      async throws
    {
      let troubled = try await TroubledSite()
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      #expect(try await daemon.stopped().code == 0)
      let checkpoint = URL(filePath: troubled.site.state + "/register/register.json")
      let whole = try Data(contentsOf: checkpoint)
      try whole.prefix(whole.count / 2).write(to: checkpoint)
      let refused = try await troubled.start().ended()
      #expect(refused.code == 78)
      #expect(
        refused.errors.contains("move register.json aside and start again; it is then rebuilt."),
        "\(refused.errors)")

      try FileManager.default.moveItem(
        at: checkpoint, to: URL(filePath: checkpoint.path + ".damaged"))
      let start = ContinuousClock.now
      let second = try await troubled.daemon()
      #expect(second.log.contains("register.json was missing and has been rebuilt"))
      try await troubled.send(form: 1)
      try await troubled.untilDone(1, second)
      took("checkpoint truncated, after moving it aside", since: start)
      #expect(try await second.stopped().code == 0)
      #expect(try await troubled.losses(forms: 2) == [])
    }

    @Test func `a torn last line of the journal is cut off, kept, and its event done anew`()
      async throws
    {
      let troubled = try await TroubledSite()
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      daemon.signal(SIGKILL)
      #expect(try await daemon.ended().wasKilled)
      // What a power cut leaves of the line that moves the message: nothing of it has happened.
      let journal = URL(filePath: troubled.site.state + "/register/journal.jsonl")
      let lines = try Data(contentsOf: journal)
      try (lines + lines.prefix(100)).write(to: journal)
      try await troubled.send(form: 1)
      let start = ContinuousClock.now
      let second = try await troubled.daemon()
      #expect(second.log.contains("An unfinished last line of the journal was cut off (100 bytes)"))
      try await troubled.untilDone(1, second)
      took("journal torn", since: start)
      #expect(try await second.stopped().code == 0)
      #expect(try await troubled.losses(forms: 2) == [])
      let verified = try await troubled.site.pepctl("verify")
      #expect(verified.code == 0, "\(verified)")
    }

    @Test func `a clock that goes back an hour, and forth again`() async throws {
      let troubled = try await TroubledSite()
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      for (child, ahead) in [(1, -3_600), (2, 0)] {
        try troubled.write(clockAhead: ahead)
        let start = ContinuousClock.now
        try await troubled.send(form: child)
        try await troubled.untilDone(child, daemon)
        took("clock at \(ahead) s", since: start)
      }
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 3) == [])
    }
  }
}
