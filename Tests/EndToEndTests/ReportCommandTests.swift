import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import Testing

/// The commands that only look: no daemon, no mail server, and files that are their owner's alone.
@Suite struct ReportCommandTests {
  private let folder: String
  private let configuration: String
  private let office = SampleOffice(children: 2)

  /// A register with one PEP here, one meeting booked, and one question open.
  init() async throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "pepd-reports-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    folder = place.path
    configuration = folder + "/pepd.yaml"
    let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "config").path
    try """
    authority:
      name: \(SampleOffice.authority)
      domains: [somerset.example]
      authentication_server: \(SampleOffice.mailServer)
    mailbox: {address: \(SampleOffice.mailbox)}
    imap: {host: localhost, username: shared, password_file: secret}
    smtp: {host: localhost, username: shared, password_file: secret}
    letters: {folder: \(shipped)/letters}
    state_folder: state
    forms_folder: \(shipped)/forms
    calendars: {bank_holidays: \(shipped)/calendars/bank-holidays.json, terms: \(shipped)/calendars/terms.yaml}
    """.write(toFile: configuration, atomically: false, encoding: .utf8)
    let store = try RegisterStore(folder: folder + "/state", at: Date())
    try await store.commit(
      [.administrator(AdministratorAct(what: "fill", by: "test", changes: try changes()))],
      at: Date())
    try await store.checkpoint()
  }

  private func changes() throws -> [RegisterChange] {
    let term = SchoolTerm(startYear: 2026, season: .autumn)
    let day = try #require(CivilDay("2026-10-08"))
    let (first, second) = (
      PlanKey(child: office.children[0].id, term: term),
      PlanKey(child: office.children[1].id, term: term)
    )
    return office.schools.map { .schoolListed($0) } + office.staff.map { .staffListed($0) }
      + office.children.map { .childListed($0) } + [
        .meetingBooked(first, Meeting(day: day, message: "M-1", bookedOn: day)),
        .meetingBooked(second, Meeting(day: day, message: "M-2", bookedOn: day)),
        .planReceived(first, on: day.adding(days: 5)),
        .gapsFound(first, [.senStatus], on: day.adding(days: 5)),
        .chaseOpened(
          reference: "Q-1",
          Chase(
            plan: first, recipient: .designatedTeacher(office.schools[0].urn), asks: [.senStatus],
            askedOn: day.adding(days: 5))),
      ]
  }

  private func pepctl(_ arguments: String...) async throws -> Program.Ended {
    try await Program(.pepctl, arguments + ["--config", configuration]).ended()
  }

  private func mode(_ file: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
  }

  @Test func `the figures of a month are printed, or written as a page and a workbook`()
    async throws
  {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let printed = try await pepctl("report", "month", "2026-10")
    #expect(printed.code == 0 && printed.output.contains("2 PEPs due"))
    #expect(printed.output.contains("Submitted: 1 (50%)") && printed.output.contains("Overdue: 1"))
    let (page, book) = (folder + "/m.html", folder + "/m.xlsx")
    let written = try await pepctl("report", "month", "2026-10", "--html", page, "--xlsx", book)
    #expect(written.code == 0 && written.output.isEmpty)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("October 2026") && !html.contains("<img") && !html.contains("<script"))
    for secret in office.childrensData { #expect(!html.contains(secret)) }
    #expect(try mode(page) == 0o600 && mode(book) == 0o600)
    let json = try await pepctl("report", "month", "2026-10", "--json")
    #expect(json.output.contains("\"submitted\" : 1"))
    #expect(try await pepctl("report", "month", "October").code == 64)
  }

  @Test func `the register is exported, one row for each PEP`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let csv = try await pepctl("export", "register", "--csv", "-")
    let rows = csv.output.split(whereSeparator: \.isNewline)
    #expect(csv.code == 0 && rows.count == 3)
    #expect(rows[1].contains(office.children[0].surname) && rows[1].contains("2026-10-13"))
    let book = folder + "/r.xlsx"
    #expect(try await pepctl("export", "register", "--xlsx", book).code == 0)
    #expect(try mode(book) == 0o600)
    #expect(try await pepctl("export", "register").code == 64)
  }

  @Test func `who owes what stands under the school`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let due = try await pepctl("due")
    let lines = due.output.split(separator: "\n").map(String.init)
    #expect(due.code == 0 && lines.count == 4)
    #expect(lines[0] == "Designated teachers" && lines[1].contains(office.schools[0].name))
    #expect(lines[2].contains(office.children[0].id) && lines[2].contains("asked 2026-10-13"))
  }

  @Test func `a term is rehearsed, with what happens meanwhile, and nothing changes`() async throws
  {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let children = office.children.map(\.id)
    let register = FileManager.default.contents(atPath: folder + "/state/register/register.json")
    func simulate(_ arguments: String...) async throws -> Program.Ended {
      try await Program(
        .pepctl,
        ["simulate", "--from", "2026-10-14", "--to", "2026-10-23", "--config", configuration]
          + arguments
      ).ended()
    }
    let plain = try await simulate()
    #expect(plain.code == 0)
    let asked = plain.output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    let school = office.schools[0].designatedTeacherEmail
    #expect(asked.contains(["chase", school, children[0]]))
    #expect(asked.contains(["notSubmitted", school, children[1]]))

    let scenario = folder + "/scenario.yaml"
    func write(_ event: String) throws {
      try "- {day: 2026-10-19, \(event)}".write(
        toFile: scenario, atomically: false, encoding: .utf8)
    }
    try write("child: \(children[1]), event: submitted")
    let sent = try await simulate("--scenario", scenario, "--letters")
    #expect(sent.code == 0 && !sent.output.contains("notSubmitted"))
    #expect(
      sent.output.contains("Subject: PEP information needed (\(children[0]), 2026-27 autumn)"))
    for (event, words) in [
      ("child: C1, event: checked", "'C1', who is not on the roster"),
      ("child: \(children[0]), event: moved, school: '1'", "a school '1'"),
    ] {
      try write(event)
      let refused = try await simulate("--scenario", scenario)
      #expect(refused.code == 1 && refused.errors.contains(words))
    }
    let after = FileManager.default.contents(atPath: folder + "/state/register/register.json")
    #expect(after == register)
  }
}
