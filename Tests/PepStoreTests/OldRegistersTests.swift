import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

/// Every register that any version ever wrote can be opened for ever.
@Suite struct OldRegistersTests {
  @Test(arguments: [1, 2]) func `an old register opens as it was`(version: Int) async throws {
    let folder = try temporaryFolder()
    let files = LocalFileSystem(root: folder)
    let old = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    try files.makeFolder(folder + "/register")
    for name in ["register.json", "journal.jsonl"] {
      let bytes = try #require(try files.readAll("/\(old)/OldRegisters/\(version)/\(name)"))
      try files.write(bytes, to: folder + "/register/" + name)
    }
    let store = try RegisterStore(folder: folder, at: Sample.now)
    #expect(store.opening.sequence == 10 && store.opening.replayed == 0)
    #expect(await store.register.children["C9001"] == Sample.child())
    #expect(await store.register.plans[Sample.plan]?.fields.count == 5)
    #expect(await store.outbox.settled["L-2"]?.state == .sent)
    #expect(await store.pendingLetters(at: Sample.now.addingTimeInterval(60)).count == 1)

    // The journal of that version still adds up to its checkpoint.
    let findings = try await store.verify().findings
    // The bytes are not kept here, nor the links to them.
    #expect(
      findings.allSatisfy {
        switch $0 {
        case .fileMissing, .linkMissing: true
        default: false
        }
      }, "\(findings)")
  }

  @Test func `an older shape without a step is refused, not guessed`() throws {
    let bytes = Data(#"{"schemaVersion":0}"#.utf8)
    #expect(throws: Upgrades.OtherVersion.self) {
      try Upgrades.checkpoint(bytes, file: "register/register.json")
    }
  }
}
