import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import Testing

@testable import Processing

/// Promise 8, by type: however a value is printed, it does not tell who somebody is.
@Suite struct PrintedTypesTests {
  private let office = SampleOffice()

  /// Every way in which a value gets into a log, an error or a failed assertion.
  private func prints(_ value: Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return "\(value) \(String(reflecting: value)) \(String(describing: [value])) \(dumped)"
  }

  private func expectNothing(in value: Any) {
    let text = prints(value)
    #expect(office.personalData.filter { text.contains($0) } == [])
  }

  @Test func `people of the roster print as their keys`() {
    for child in office.children { expectNothing(in: child) }
    for school in office.schools { expectNothing(in: school) }
    for person in office.staff { expectNothing(in: person) }
    expectNothing(in: office.roster)
    expectNothing(in: Register(roster: office.roster))
  }

  @Test func `a password prints as a secret`() {
    let text = prints(Secret(fileContent: "hunter2\n"))
    #expect(!text.contains("hunter2"))
  }

  @Test func `what a message says is not printed`() {
    let child = office.children[0]
    var mail = SampleMail(from: office.schools[0].designatedTeacherEmail, id: "m")
    mail.subject = "PEP \(child.forename) \(child.surname)"
    let form = FormText(child, school: office.schools[0], meeting: CivilDay(number: 20_000))
    let facts = MessageFacts.sample(mail, form.document)
    expectNothing(in: facts)
    expectNothing(in: facts.from[0])
    expectNothing(in: facts.attachments[0])
    expectNothing(in: form.document)
    expectNothing(
      in: ArrivedMessage(
        facts: facts, reference: "M-1", seed: "s", arrivedOn: CivilDay(number: 20_000),
        digest: { $0 }))
  }

  @Test func `a check and its queries are not printed`() {
    let name = office.children[0].surname
    let day = CivilDay(number: 20_000)
    expectNothing(
      in: PlanCheck(on: day, by: "P2", isSatisfactory: true, message: "M-1", summary: [name]))
    expectNothing(
      in: PlanQuery(
        plan: PlanKey(child: "C9001", term: SchoolTerm(of: day)), questions: [name],
        recipient: nil, by: "P2", askedOn: day))
  }

  @Test func `errors in words name nobody`() {
    let child = office.children[0].surname
    let errors: [any Error] = [
      StoreError.letterUnknown(reference: "L-1"), StoreError.receivedMissing(digest: "ab"),
      MailTransportError(.transient, .connectionLost, operation: "log in", server: "localhost:993"),
      Unforeseen(text: "nobody should read of \(child)"),
    ]
    for error in errors { expectNothing(in: Trouble(error).words) }
  }

  private struct Unforeseen: Error { let text: String }
}
