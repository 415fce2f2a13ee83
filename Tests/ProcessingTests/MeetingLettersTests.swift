import Extraction
import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// The paperwork of a booked meeting, as the rim sends it.
@Suite struct MeetingLettersTests {
  /// A social worker's notice of a meeting of the first child.
  private func announce(_ house: House, _ day: String, id: String) async {
    let child = house.office.children[0]
    var mail = SampleMail(from: house.office.address(.socialWorker), id: id)
    mail.subject = "PEP - \(child.id)"
    var facts = MessageFacts.sample(mail, nil)
    facts.date = MessageDate(
      seconds: Int64(house.time.now.timeIntervalSince1970), offsetMinutes: 60)
    facts.body = "The PEP meeting for \(child.id) is booked for \(day)."
    house.reader.know(mail.bytes, ReadMessage(facts: facts, documents: []))
    _ = await house.mailbox.deliver(mail.bytes, to: "INBOX")
  }

  private func house(_ form: Bool = true) async throws -> House {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "pepd-form-\(UUID().uuidString.prefix(8)).docx")
    try Data("the blank form".utf8).write(to: file)
    return try await House(
      at: "2026-10-07 18:00",
      letters: form
        ? "forms_to_send: {early-years: \(file.path), ks1-4: \(file.path), post-16: \(file.path)}"
        : "guidance_link: https://www.somerset.example/peps")
  }

  private func text(_ letter: RecordingSender.Sent?) -> String {
    String(decoding: letter?.mail ?? [], as: UTF8.self)
  }

  @Test func `the form of the phase goes with the paperwork, in sending hours`() async throws {
    let house = try await house()
    let sender = RecordingSender()
    await announce(house, "Tuesday 20 October 2026", id: "one")
    try await house.round(sender: sender)
    #expect(await sender.letters.count == 1, "the Advisory Teacher hears at once")
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    let paperwork = await sender.letters.filter { text($0).contains("Paperwork for the PEP") }
    #expect(paperwork.count == 2)
    for letter in paperwork {
      #expect(text(letter).contains(Data("the blank form".utf8).base64EncodedString()))
      #expect(!text(letter).contains(house.office.children[0].surname))
    }
  }

  @Test func `without a form the letter says where it lies`() async throws {
    let house = try await house(false)
    let sender = RecordingSender()
    await announce(house, "Tuesday 20 October 2026", id: "one")
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    let paperwork = await sender.letters.first { text($0).contains("Paperwork for the PEP") }
    #expect(text(paperwork).contains("https://www.somerset.example/peps"))
  }

  @Test func `a meeting moved meanwhile is told with its new day, once`() async throws {
    let house = try await house()
    let sender = RecordingSender()
    await announce(house, "Tuesday 20 October 2026", id: "one")
    try await house.round(sender: sender)
    await announce(house, "Wednesday 21 October 2026", id: "two")
    try await house.round(sender: sender)
    house.time.set("2026-10-08 09:00")
    try await house.round(sender: sender)
    try await house.round(sender: sender)
    let paperwork = await sender.letters.filter { text($0).contains("Paperwork for the PEP") }
    #expect(paperwork.count == 2)
    #expect(paperwork.allSatisfy { text($0).contains("21 October 2026") })
  }
}
