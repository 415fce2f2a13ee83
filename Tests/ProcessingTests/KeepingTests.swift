import Extraction
import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// What of the mailbox is copied to the state folder: what the register rests on, and nothing else.
@Suite struct KeepingTests {
  @Test func `a form's message is kept`() async throws {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one")
    try await house.round(sender: RecordingSender())
    #expect(try kept(house).count == 1)
    #expect(try await house.store.verify().findings == [])
  }

  @Test func `of ordinary mail no copy is kept, and it is known again`() async throws {
    let house = try await House()
    await deliverOrdinary(house)
    let first = try await house.round(sender: ForbiddenSender())
    await house.mailbox.changeValidity()
    let second = try await house.round(sender: ForbiddenSender())
    #expect(first.ignored == 1 && second.recognised == 1 && second.ignored == 0)
    #expect(try kept(house) == [])
    #expect(try await house.store.verify().findings == [])
  }

  @Test(arguments: ["PEP/Accept", "PEP/Try again"])
  func `dragged to be read anew, ordinary mail comes back to the inbox`(folder: String) async throws
  {
    let house = try await House()
    let uid = await deliverOrdinary(house)
    try await house.round(sender: ForbiddenSender())
    let inbox = try await house.mailbox.open("INBOX")
    _ = try await house.mailbox.move([uid], in: inbox, to: folder)
    let result = try await house.round(sender: ForbiddenSender())
    #expect(result.ignored == 1)
    #expect(await house.uids(in: folder).isEmpty)
    #expect(await house.uids(in: "INBOX").count == 1)
    #expect(try kept(house) == [])
  }

  @discardableResult
  private func deliverOrdinary(_ house: House) async -> UID {
    let mail = SampleMail(from: "friend@elsewhere.example", id: "lunch")
    house.reader.know(mail.bytes, .init(facts: .sample(mail, nil)))
    return await house.mailbox.deliver(mail.bytes)
  }

  /// The files of `received/`, in no certain order.
  private func kept(_ house: House) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: house.settings.stateFolder + "/received")
      .filter { $0.hasSuffix(".eml") }
  }
}
