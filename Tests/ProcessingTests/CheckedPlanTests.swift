import Extraction
import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// What leaves the office once an Advisory Teacher has checked a PEP, and what a person records.
@Suite struct CheckedPlanTests {
  /// A PEP and its check, in that order.
  private func house(
    queries: String = "None", outcome: String = "Satisfactory", at moment: String,
    with sender: any MailSender
  ) async throws -> House {
    let house = try await House(at: moment)
    await house.send(house.form(0), about: 0, id: "form")
    try await house.round(sender: sender)
    await house.sendCheck(about: 0, outcome: outcome, queries: queries)
    try await house.round(sender: sender)
    return house
  }

  @Test func `the finalised form goes to the social worker, and the funding waits for a person`()
    async throws
  {
    let sender = RecordingSender()
    let house = try await house(at: "2026-10-07 10:00", with: sender)
    let letter = try #require(await sender.letters.first { $0.to == "p3@somerset.example" })
    let text = String(decoding: letter.mail, as: UTF8.self)
    #expect(text.contains("finalised") && text.contains("PEP Part B.docx"))
    #expect(await house.plan(0)?.fundingStatus == .releasable)
  }

  @Test func `a social worker who takes over before it leaves gets the finalised form`()
    async throws
  {
    let sender = RecordingSender()
    let house = try await house(at: "2026-10-07 18:00", with: sender)
    var roster = house.office.roster
    roster.staff.append(
      StaffMember(
        id: "P4", name: "Ottoline Farrow", role: .socialWorker, email: "p4@somerset.example"))
    roster.children[0].socialWorkerID = "P4"
    _ = try await house.desk.take(roster, by: "clerk")
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    try await house.round(sender: sender)
    #expect(await !sender.letters.contains { $0.to == "p3@somerset.example" })
    #expect(await sender.letters.count { $0.to == "p4@somerset.example" } == 1)
  }

  @Test func `of a child who leaves care nothing is circulated`() async throws {
    let house = try await house(at: "2026-10-07 18:00", with: RecordingSender())
    var roster = house.office.roster
    roster.children[0].leftCareOn = CivilDay("2026-10-08")
    _ = try await house.desk.take(roster, by: "clerk")
    house.time.set("2026-10-08 09:00")
    let forbidden = ForbiddenSender()
    try await house.round(sender: forbidden)
    #expect(await forbidden.attempts == 0)
  }

  @Test func `a newer form is not passed over for the one that was checked`() async throws {
    let sender = RecordingSender()
    let house = try await house(at: "2026-10-07 18:00", with: sender)
    await house.send(house.form(0, attendance: "95.1"), about: 0, id: "newer")
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    #expect(await !sender.letters.contains { $0.to == "p3@somerset.example" })
    #expect(await house.plan(0)?.finalisedOn == nil)
  }

  @Test func `a query goes in the Advisory Teacher's words, without the child's name`()
    async throws
  {
    let sender = RecordingSender()
    let child = SampleOffice().children[0]
    let house = try await house(
      queries: "Which test did \(child.forename) take? Ask school",
      outcome: "Satisfactory with queries", at: "2026-10-07 10:00", with: sender)
    let letter = try #require(await sender.letters.first { $0.to == "dt@larkrise0.example" })
    let text = String(decoding: letter.mail, as: UTF8.self)
    #expect(text.contains("Which test did \(child.initials) take?"))
    #expect(!text.contains("Ask school"))
    #expect(house.office.childrensData.filter { text.contains($0) } == [])
    #expect(await house.plan(0)?.finalisedOn == nil)
  }

  @Test func `funding is released only of a finalised PEP, and the journal says who and why`()
    async throws
  {
    let sender = RecordingSender()
    let house = try await House(at: "2026-10-07 10:00")
    await house.send(house.form(0), about: 0, id: "form")
    try await house.round(sender: sender)
    let desk = house.desk
    let release = AdministratorRequest.funding(
      child: "C9001", term: nil, isReleased: true, reason: "accepted")
    await #expect(throws: AdministratorRefusal.self) { try await desk.take(release, by: "clerk") }
    await house.sendCheck(about: 0, outcome: "Satisfactory", queries: "None")
    try await house.round(sender: sender)
    _ = try await desk.take(release, by: "clerk")
    let funding = await house.plan(0)?.funding
    #expect(funding?.by == "clerk" && funding?.reason == "accepted")
    #expect(await house.plan(0)?.fundingStatus == .released)
  }
}

extension House {
  /// The Advisory Teacher sends a check of this child's PEP.
  func sendCheck(about index: Int, outcome: String, queries: String) async {
    let child = office.children[index]
    var mail = SampleMail(from: "p2@somerset.example", id: "check")
    let bytes = Array("a check of \(child.id)".utf8)
    mail.attachments = [("PEP check.docx", SampleMail.docx, bytes)]
    let lines = [
      "PEP check document", "Child / young person: \(child.forename) \(child.surname)",
      "Social care ID: \(child.id)", "Date of PEP meeting: 05/10/2026", "Outcome: \(outcome)",
      "Queries: \(queries)",
    ]
    let document = DocumentFacts(
      format: .docx, blocks: lines.map { .paragraph(Paragraph([Run($0)])) })
    reader.know(
      mail.bytes, ReadMessage(facts: .sample(mail, document, bytes), documents: [bytes[...]]))
    await mailbox.deliver(mail.bytes, to: "INBOX")
  }
}
