import FoundationEssentials
import Glibc
import PepCore
import Testing

@testable import PepStore

@Suite struct RegisterStoreTests {
  @Test func `a second process is refused and hears who writes`() async throws {
    let folder = try temporaryFolder()
    let store = try RegisterStore(folder: folder, at: Sample.now)
    #expect(throws: StoreError.locked(holder: getpid())) {
      try RegisterStore(folder: folder, at: Sample.now)
    }
    #expect(try StoreSnapshot(folder: folder).sequence == 0)
    #expect(await store.sequence == 0)
  }

  @Test func `what is written on a real disk is read again`() async throws {
    let folder = try temporaryFolder()
    try await fillEverything(RegisterStore(folder: folder, at: Sample.now))
    let store = try RegisterStore(folder: folder, at: Sample.now)
    #expect(store.opening.replayed == 0)
    let verification = try await store.verify()
    #expect(verification.findings.isEmpty, "\(verification.findings)")
    #expect(verification.messages == 2 && verification.documents == 1)
    let link = folder + "/cabinet/C9001/2026-27 autumn/C9001 PEP Part B.docx"
    #expect(try LocalFileSystem(root: folder).readAll(link) == Data("a form".utf8))
    for name in ["register/register.json", "register/journal.jsonl", "lock"] {
      var status = stat()
      #expect(stat(folder + "/" + name, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
    try await store.checkpoint()
    let text = try LocalFileSystem(root: folder).readAll(folder + "/register/register.json")
    #expect(text?.last == 0x0a && text?.starts(with: Data("{\n  \"cursors\"".utf8)) == true)
  }

  @Test func `damage to kept files is found`() async throws {
    let folder = try temporaryFolder()
    let files = LocalFileSystem(root: folder)
    let store = try RegisterStore(folder: folder, at: Sample.now)
    try await fillEverything(store)
    let document = ContentDigest.hex(of: Data("a form".utf8))
    let path = "documents/\(document.prefix(2))/\(document).docx"
    try files.write(Data("another".utf8), to: folder + "/" + path)
    #expect(try await store.verify().findings == [.fileChanged(path)])
    try files.remove(folder + "/" + path)
    #expect(
      try await store.verify().findings
        == [
          .fileMissing(path), .brokenLink(folder: "cabinet/C9001/2026-27 autumn"),
          .brokenLink(folder: "cabinet/C9001/papers"),
        ])
    try await store.keep(document: Data("a form".utf8), fileExtension: "docx")
    let orphan = try await store.keep(received: Data("never committed".utf8))
    let verification = try await store.verify()
    #expect(verification.findings == [.orphan("received/\(orphan.prefix(2))/\(orphan).eml")])
    #expect(verification.isSound)
  }

  @Test func `a message is handled once`() async throws {
    let disk = SimulatedDisk()
    let store = try open(disk)
    let reference = try await handle("one", uid: 1, in: store)
    await #expect(throws: StoreError.alreadyHandled(reference: reference)) {
      try await handle("one", uid: 2, in: store)
    }
    try await store.commit(
      [.recognised(RecognisedMessage(reference: reference, location: Sample.location(2)))],
      at: Sample.now)
    #expect(await store.isHandled(Sample.location(2)))
    #expect(await store.owedFilings[reference]?.location == Sample.location(2))
    let digest = ContentDigest.hex(of: Data("one".utf8))
    try await store.commit(
      [Sample.message(digest, reference: reference, uid: 3, again: true)], at: Sample.now)
    #expect(await store.owedFilings[reference]?.location == Sample.location(3))
    try await store.commit(
      [.mailboxFiled(MailboxFiling(reference: reference, folder: nil))], at: Sample.now)
    #expect(await store.owedFilings.isEmpty)
  }

  @Test func `two copies in one commit are refused together`() async throws {
    let store = try open(SimulatedDisk())
    let digest = try await store.keep(received: Data("one".utf8))
    let reference = await store.reference(for: digest)
    await #expect(throws: StoreError.alreadyHandled(reference: reference)) {
      try await store.commit(
        [1, 2].map { Sample.message(digest, reference: reference, uid: $0) }, at: Sample.now)
    }
    #expect(await store.sequence == 0)
  }

  @Test func `nothing is committed whose bytes were not kept`() async throws {
    let store = try open(SimulatedDisk())
    await #expect(throws: StoreError.receivedMissing(digest: Sample.digest)) {
      try await store.commit(
        [Sample.message(Sample.digest, reference: "M-abababababab", uid: 1)], at: Sample.now)
    }
    await #expect(throws: StoreError.documentMissing(digest: Sample.digest)) {
      try await handle(
        "one", uid: 1, in: store,
        changes: [.documentFiled(Sample.plan, Sample.document(Sample.digest))])
    }
    await #expect(throws: StoreError.documentMissing(digest: Sample.digest)) {
      try await handle(
        "one", uid: 1, in: store, letters: [Sample.letter("L-1", attached: Sample.digest)])
    }
  }

  @Test func `of ordinary mail nothing is kept, and it is known again`() async throws {
    let disk = SimulatedDisk()
    let store = try open(disk)
    let digest = ContentDigest.hex(of: Data("lunch".utf8))
    let reference = await store.reference(for: digest)
    let entry = Sample.ordinary(digest, reference: reference, uid: 1)
    try await store.commit([.message(entry)], at: Sample.now)
    #expect(try await store.received(digest) == nil)
    #expect(await store.reference(ofDigest: digest) == reference)
    #expect(await store.reference(ofMessageID: "m1@larkrise.example") == reference)
    #expect(try await store.verify().findings == [])

    // A person drags it to a folder that has it handled anew, and it turns out to be a plan: now its
    // bytes must be there.
    let again = Sample.message(digest, reference: reference, uid: 2, again: true)
    await #expect(throws: StoreError.receivedMissing(digest: digest)) {
      try await store.commit([again], at: Sample.now)
    }
    try await store.keep(received: Data("lunch".utf8))
    try await store.commit([again], at: Sample.now)
    #expect(try await store.verify().findings == [])
    try disk.remove("/srv/state/received/\(digest.prefix(2))/\(digest).eml")
    #expect(
      try await store.verify().findings
        == [.fileMissing("received/\(digest.prefix(2))/\(digest.prefix(32))….eml")])
  }

  @Test(arguments: [
    (MessageKind.unrelated, Decision.Outcome.ignored, false), (.autoReply, .ignored, false),
    (.bounce, .ignored, false), (.bounce, .review, true), (.submission, .ignored, true),
    (.unrelated, .review, true), (.reply, .registered, true),
  ])
  func `what leads to something is kept, and a form in any case`(
    kind: MessageKind, outcome: Decision.Outcome, isKept: Bool
  ) {
    var message = Sample.ordinary(Sample.digest, reference: "M-1", uid: 1)
    message.kind = kind
    message.outcome = outcome
    #expect(message.isKept == isKept)
    message.digest = nil
    #expect(!message.isKept, "a message that was not fetched has no bytes to keep")
  }

  @Test func `a message that was too large to fetch is known by its place`() async throws {
    let store = try open(SimulatedDisk())
    try await store.commit(
      [Sample.message(nil, reference: "M-large-7", uid: 7)], at: Sample.now)
    #expect(await store.isHandled(Sample.location(7)))
    await #expect(throws: StoreError.alreadyHandled(reference: "M-large-7")) {
      try await store.commit(
        [Sample.message(nil, reference: "M-large-7", uid: 7)], at: Sample.now)
    }
  }

  @Test func `a document of the same name gets a name of its own`() async throws {
    let disk = SimulatedDisk()
    let store = try open(disk)
    for text in ["first", "second", "first"] {
      let digest = try await store.keep(document: Data(text.utf8), fileExtension: "docx")
      let act = AdministratorAct(
        what: "file", by: "clerk",
        changes: [.documentFiled(Sample.plan, Sample.document(digest))])
      try await store.commit([.administrator(act)], at: Sample.now)
    }
    #expect(
      try disk.names(in: "/srv/state/cabinet/C9001/2026-27 autumn").sorted()
        == ["C9001 PEP Part B (2).docx", "C9001 PEP Part B.docx"])
  }

  @Test(arguments: ["../x.docx", ".hidden", "a/b.docx", "", "line\nend.docx"])
  func `a name that would leave the cabinet is refused`(name: String) async throws {
    let store = try open(SimulatedDisk())
    let act = AdministratorAct(
      what: "file", by: "clerk",
      changes: [.documentFiled(Sample.plan, Sample.document(Sample.digest, name))])
    await #expect(throws: StoreError.unsafeName) {
      try await store.commit([.administrator(act)], at: Sample.now)
    }
  }

  @Test func `a printed entry, letter or error shows no particulars`() async throws {
    let store = try open(SimulatedDisk())
    let letter = Sample.letter("L-1")
    try await handle("one", uid: 1, in: store, changes: Sample.listing, letters: [letter])
    let entry = Sample.message(
      nil, reference: "M-1", uid: 1, changes: Sample.listing, letters: [letter])
    let roster = JournalEntry.roster(RosterImport(by: "clerk", changes: Sample.listing))
    let line = JournalLine(entry: roster, schema: 1, sequence: 1, time: Sample.now)
    for text in [
      String(reflecting: entry), "\(entry)", String(reflecting: roster), "\(line)",
      String(reflecting: letter), String(reflecting: await store.outbox),
      String(reflecting: await store.pendingLetters(at: Sample.now)),
    ] {
      for particular in ["Quenby", "Isolde", "Larkrise", "larkrise", "colleague", "2013-"] {
        #expect(!text.contains(particular), "\(text)")
      }
    }
  }
}

/// A folder of its own for one test.
func temporaryFolder() throws -> String {
  var template = Array("/tmp/pepd-store-XXXXXX".utf8CString)
  return try template.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress, mkdtemp(start) != nil else {
      throw StoreError.system(operation: "mkdtemp", file: "", code: errno)
    }
    return String(cString: start)
  }
}
