import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// `pepctl hold`, `resume`, `review dismiss` and `correct`.
@Suite struct AdministratorDeskTests {
  @Test func `a held child's question waits, and leaves when letters go on`() async throws {
    let house = try await House(at: "2026-10-07 18:00")
    await house.send(house.form(0).without(FormText.Label.changes), about: 0, id: "one")
    let sender = RecordingSender()
    try await house.round(sender: sender)
    let desk = house.desk
    let child = house.office.children[0].id
    _ = try await desk.take(.hold(child: child, reason: "telephoned"), by: "clerk")
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    #expect(await sender.letters.contains { $0.to == "dt@larkrise0.example" } == false)
    _ = try await desk.take(.resume(child: child), by: "clerk")
    try await house.round(sender: sender)
    #expect(await sender.letters.filter { $0.to == "dt@larkrise0.example" }.count == 1)
  }

  @Test func `a correction stays until it is cleared`() async throws {
    let house = try await House()
    await house.send(house.form(0, attendance: "94.2"), about: 0, id: "one")
    try await house.round(sender: RecordingSender())
    let desk = house.desk
    let child = house.office.children[0].id
    let field = FieldName.attendancePercentage
    _ = try await desk.take(
      .correct(child: child, field: field.rawValue, value: "91.5 %", term: nil), by: "clerk")
    await house.send(house.form(0, attendance: "95.0"), about: 0, id: "two")
    try await house.round(sender: RecordingSender())
    #expect(await house.plan(0)?.fields[field]?.value == .number(91.5))
    #expect(await house.plan(0)?.fields[field]?.place == "entered by clerk")
    _ = try await desk.take(
      .clearCorrection(child: child, field: field.rawValue, term: nil), by: "clerk")
    #expect(await house.plan(0)?.fields[field]?.value == .number(91.5))
    await house.send(house.form(0, attendance: "96.0"), about: 0, id: "three")
    try await house.round(sender: RecordingSender())
    #expect(await house.plan(0)?.fields[field]?.value == .number(96))
  }

  @Test func `what cannot be done says what would be right, and changes nothing`() async throws {
    let house = try await House()
    let desk = house.desk
    let child = house.office.children[0].id
    let refused: [(AdministratorRequest, String)] = [
      (.hold(child: "C0", reason: "x"), "There is no child 'C0' on the roster."),
      (.resume(child: child), "Letters about '\(child)' are not held."),
      (.dismiss(review: "M-0"), "Nothing of the reference 'M-0' is before a person."),
      (.correct(child: child, field: "sen", value: "x", term: nil), "There is no field 'sen'."),
      (
        .correct(child: child, field: "sen.status", value: "x", term: "2026"),
        "'2026' is no term."
      ),
      (
        .correct(child: child, field: "sen.status", value: "none", term: nil),
        "The register has no PEP of \(child)."
      ),
    ]
    for (request, words) in refused {
      let error = await #expect(throws: AdministratorRefusal.self) {
        _ = try await desk.take(request, by: "clerk")
      }
      let trouble = Trouble(try #require(error))
      #expect(trouble.words.hasPrefix(words) && trouble.exitCode == 1)
    }
    #expect(await house.store.reading { $0.holds.isEmpty })
  }
}
