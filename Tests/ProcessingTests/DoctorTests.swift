import Foundation
import OfficeFixtures
import PepCore
import Testing

@testable import Processing

/// The parts of `pepctl check` that need no server; EndToEndTests has the whole.
@Suite struct DoctorTests {
  private let today = CivilDay("2026-10-07") ?? CivilDay(number: 0)

  private func check(_ change: (inout SampleOffice) -> Void) -> [CheckFinding] {
    var office = SampleOffice(children: 7)
    change(&office)
    return RosterCheck.findings(Register(roster: office.roster), today: today)
  }

  @Test func `a roster is sound where each letter finds its reader`() {
    #expect(check { _ in }.map(\.verdict) == [.ok])
    #expect(check { $0.children = [] }.first?.saw.hasPrefix("no child in care") == true)
    #expect(check { $0.staff[1].email = "nowhere" }.first?.saw.contains("and 2 more") == true)
  }

  @Test(arguments: [
    ("no PEP Co-ordinator has an address", 0), ("children without an Advisory Teacher", 1),
    ("children without a social worker", 2),
  ])
  func `what a missing member of staff means is told`(saw: String, index: Int) {
    let found = check { $0.staff[index].email = "" }
    #expect(found.count == 1 && found[0].saw.hasPrefix(saw) && found[0].verdict == .wrong)
  }

  @Test func `schools and numbers are looked at too`() {
    #expect(check { $0.schools[0].designatedTeacherEmail = "" }[0].saw.hasSuffix("address: 900001"))
    #expect(check { $0.children[1].schoolURN = "1" }[0].saw.hasSuffix("roster: C9002"))
    #expect(check { $0.children[1].upn = $0.children[0].upn }[0].saw.hasSuffix("C9001, C9002"))
    #expect(
      check {
        $0.children[1].schoolURN = nil; $0.children[1].provision = .notInSchool
      }
      .map(\.verdict) == [.ok])
  }

  @Test func `a clock behind the server's is told with the minutes`() {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let slow = MailboxCheck.clock(newest: now.addingTimeInterval(3_600), now: now)
    #expect(slow.verdict == .wrong && slow.saw.hasSuffix("60 minutes behind the mail server's"))
    #expect(MailboxCheck.clock(newest: now.addingTimeInterval(-86_400), now: now).verdict == .ok)
  }

  @Test func `rights that moving needs are asked of the inbox alone`() {
    let lacking = MailboxCheck.rights("INBOX", ["l", "r", "s", "i"], moves: true)
    #expect(lacking.verdict == .wrong)
    #expect(lacking.saw == "INBOX: the account may not delete, expunge (it has 'ilrs')")
    #expect(MailboxCheck.rights("PEP/Registered", ["l", "r", "i"], moves: false).verdict == .ok)
    #expect(MailboxCheck.rights("INBOX", nil, moves: true).verdict == .ok)
  }

  @Test func `a server that can only copy is wrong, one without IDLE is noted`() {
    #expect(MailboxCheck.capabilities(["IMAP4REV1", "IDLE"]).verdict == .wrong)
    #expect(MailboxCheck.capabilities(["MOVE"]).verdict == .note)
    #expect(MailboxCheck.capabilities(["UIDPLUS", "IDLE"]).verdict == .ok)
  }

  @Test func `a disk is noted below a gigabyte and wrong below a tenth of it`() {
    let verdicts = [2 << 30, 500 << 20, 50 << 20].map {
      StateFolderCheck.disk(free: UInt64($0), total: 8 << 30, "/srv").verdict
    }
    #expect(verdicts == [.ok, .note, .wrong])
  }

  @Test func `others' eyes on the state folder are told`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(StateFolderCheck.findings(folder)[0].verdict == .ok)
    _ = FileManager.default.createFile(
      atPath: folder + "/letter", contents: Data(), attributes: [.posixPermissions: 0o644])
    let found = StateFolderCheck.findings(folder)[0]
    #expect(found.verdict == .wrong && found.remedy == "Run: chmod -R go= \(folder)")
  }
}
