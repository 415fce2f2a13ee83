import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// Erasure, access and modes with what real rounds leave behind.
@Suite struct DataProtectionTests {
  /// Three children with forms, a question that was answered late, a notice, a hold, a correction.
  private func busyHouse(sending: String = "live") async throws -> House {
    let house = try await House(sending: sending)
    let sender = RecordingSender()
    for child in 0..<3 {
      await house.send(
        house.form(child).without(FormText.Label.changes), about: child, id: "m\(child)")
    }
    // Nobody is known to send this one, so it lies before a person.
    await house.send(house.form(0), about: 0, id: "stranger", from: "x@elsewhere.example")
    try await house.round(sender: sender)
    let desk = house.desk
    let child = house.office.children[0].id
    _ = try await desk.take(.hold(child: child, reason: "telephoned"), by: "clerk")
    _ = try await desk.take(
      .correct(
        child: child, field: FieldName.attendancePercentage.rawValue, value: "91.5 %", term: nil),
      by: "clerk")
    house.time.set("2026-10-08 09:00")
    await house.send(house.form(0), about: 0, id: "again")
    try await house.round(sender: sender)
    return house
  }

  private func files(_ house: House) throws -> [String] {
    let folder = house.settings.stateFolder
    return try FileManager.default.subpathsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
  }

  /// Where something of the child stands, in a name or in a file.
  private func traces(of child: Child, _ house: House) throws -> [String] {
    let marks = [child.id, child.surname, child.forename, child.upn]
    return try files(house).filter { path in
      let bytes = FileManager.default.contents(atPath: path) ?? Data()
      return marks.contains { mark in
        path.contains(mark) || bytes.range(of: Data(mark.utf8)) != nil
      }
    }
  }

  @Test func `of an erased child one line of the journal is left`() async throws {
    let house = try await busyHouse()
    let child = house.office.children[0]
    #expect(try traces(of: child, house).count > 3)
    let before = try await house.store.verify().documents
    let desk = KeepingDesk(house.store, house.settings, house.reader, house.time.clock)
    let (words, _) = try await desk.erase(child.id, by: "clerk")
    #expect(words.hasPrefix("Erased: 3 message(s)"), "the stranger's too; \(words)")
    #expect(words.contains("the messages in the mailbox"))
    #expect(try traces(of: child, house).map { $0.split(separator: "/").last } == ["journal.jsonl"])
    let journal = try String(
      contentsOfFile: house.settings.stateFolder + "/register/journal.jsonl", encoding: .utf8)
    let lines = journal.split(separator: "\n").filter { $0.contains(child.id) }
    #expect(lines.count == 1 && lines[0].contains("\"what\":\"erase \(child.id)\""))
    #expect(!journal.contains(child.surname))

    // The others are as they were, and the office goes on.
    let found = try await house.store.verify()
    #expect(found.isSound && found.documents < before, "\(found.findings)")
    #expect(await house.plan(1) != nil)
    #expect(await house.plan(2) != nil)
    #expect(await house.plan(0) == nil)
    let sender = RecordingSender()
    await house.send(house.form(1), about: 1, id: "later")
    try await house.round(sender: sender)
    #expect(try await house.store.verify().isSound)
    // A form about the child is now one about nobody we know: it goes to a person, and no further.
    await house.send(house.form(0), about: 0, id: "new")
    #expect(try await house.round(sender: sender).review == 1)
    await #expect(throws: Trouble.self) { try await desk.erase("C1", by: "clerk") }
  }

  @Test func `an access request gathers what the rounds left, and no other child`() async throws {
    let house = try await busyHouse()
    let child = house.office.children[0]
    let target = house.folder.appending(path: "subject").path
    let report = try #require(
      try SubjectAccess.gather(child.id, from: house.settings.stateFolder, in: target))
    #expect(report.documents >= 2 && report.letters >= 2 && report.messages >= 2, "\(report)")
    let others = house.office.children.dropFirst().flatMap { [$0.id, $0.surname, $0.upn] }
    for name in ["register.json", "history.json"] {
      let text = try String(contentsOfFile: "\(target)/\(name)", encoding: .utf8)
      #expect(text.contains(child.id))
      for other in others { #expect(!text.contains(other), "\(name)") }
    }
    try expectClosed(target)
  }

  @Test func `all of the state folder is its owner's alone`() async throws {
    let house = try await busyHouse()
    _ = try ReferenceSecret(stateFolder: house.settings.stateFolder)
    let watch = Watch(stateFolder: house.settings.stateFolder, clock: house.time.clock)
    watch.write()
    #expect(try files(house).count > 20)
    try expectClosed(house.settings.stateFolder)
    #expect(StateFolderCheck.findings(house.settings.stateFolder).first?.verdict == .ok)
  }

  /// 0700 and 0600 throughout, links aside.
  private func expectClosed(_ folder: String) throws {
    for path in try [folder]
      + FileManager.default.subpathsOfDirectory(atPath: folder).map({ "\(folder)/\($0)" })
    {
      let found = try FileManager.default.attributesOfItem(atPath: path)
      let type = found[.type] as? FileAttributeType
      if type == .typeSymbolicLink { continue }
      let mode = (found[.posixPermissions] as? NSNumber)?.intValue
      #expect(mode == (type == .typeDirectory ? 0o700 : 0o600), "\(path)")
    }
  }
}
