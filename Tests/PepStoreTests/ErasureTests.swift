import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

/// A child is taken out, and nothing else is; whatever moment the power fails at.
@Suite struct ErasureTests {
  private static let now = Sample.now.addingTimeInterval(9_000)
  /// By which the child would be found in any file.
  private static let marks = ["C9001", "Quenby", "Isolde", "Izzy", "A999000000001"]

  /// A register with everything in it about one child, and another child who stays.
  private func fill(_ disk: SimulatedDisk) async throws {
    let store = try open(disk, segmentBytes: 4_000)
    try await fillEverything(store)
    var other = Sample.child("C9002", surname: "Penhallow")
    other.forename = "Merryn"
    other.knownAs = nil
    other.upn = "A999000000002"
    try await store.commit(
      [.roster(RosterImport(by: "clerk", changes: [.childListed(other)]))], at: Sample.now)
    let form = try await store.keep(document: Data("other form".utf8), fileExtension: "docx")
    let plan = PlanKey(child: "C9002", term: Sample.term)
    try await handle(
      "about both", uid: 5, in: store,
      changes: [
        .documentFiled(plan, Sample.document(form, "C9002 PEP.docx")),
        .fieldRecorded(plan, .attendancePercentage, Sample.value(.number(88))),
        .fieldRecorded(Sample.plan, .attendancePercentage, Sample.value(.number(77))),
      ])
    var several = Sample.letter("L-9", kind: .handover)
    several.draft.plan = nil
    several.text = "Nobody writes about C9001 and C9002 any more."
    try await handle("for several", uid: 6, in: store, letters: [several])
    try await store.commit(
      [
        .administrator(AdministratorAct(what: "hold C9001", by: "clerk")),
        .day(
          DayBegun(day: Sample.day, reasons: ["C9001: no PEP is booked", "C9002: all is well"])),
      ], at: Sample.now)
    // A person put a message of nobody to the child.
    var review = Review(reason: .childNotIdentified, since: Sample.day)
    review.assignedTo = "C9001"
    try await store.commit(
      [
        .administrator(
          AdministratorAct(
            what: "assign M-7 C9001", by: "clerk",
            changes: [.reviewOpened(message: "M-7", review), .reviewClosed(message: "M-7")]))
      ], at: Sample.now)
    try await store.checkpoint()
  }

  /// Every file that tells of the child, with how often.
  private func found(_ disk: SimulatedDisk) throws -> [String: Int] {
    var found: [String: Int] = [:]
    for path in try disk.everyPath() {
      if Self.marks.contains(where: { path.contains($0) }) {
        found["path \(path)", default: 0] += 1
      }
      guard let bytes = try disk.readAll(path) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let count = Self.marks.reduce(0) { $0 + text.ranges(of: $1).count }
      if count > 0 { found[path] = count }
    }
    return found
  }

  @Test func `one line is left, and what is about others stays`() async throws {
    let disk = SimulatedDisk()
    try await fill(disk)
    #expect(try found(disk).count > 5)
    let store = try open(disk, segmentBytes: 4_000)
    let lines = await store.sequence
    let report = try #require(try await store.erase(child: "C9001", by: "clerk", at: Self.now))
    #expect(report.messages == 3 && report.documents == 1 && report.openLettersToSeveral == 1)
    #expect(await store.sequence == lines + 1)

    let left = try found(disk)
    #expect(left == ["/srv/state/register/\(try await growing(disk))": 1], "\(left)")
    let reopened = try open(disk, segmentBytes: 4_000)
    #expect(reopened.opening.replayed == 0)
    for store in [store, reopened] {
      let register = await store.register
      #expect(register.children.keys.sorted() == ["C9002"])
      #expect(register.plans.keys.map(\.child) == ["C9002"])
      #expect(register.plans.values.first?.fields[.attendancePercentage]?.value == .number(88))
      #expect(register.schools.count == 1 && register.samples.values.allSatisfy(\.isEmpty))
      #expect(await store.outbox.open.isEmpty)
      #expect(try await store.verify().isSound)
      #expect(await store.isHandled(Sample.location(1)), "it is not taken in once more")
    }
    #expect(try await store.erase(child: "C9001", by: "clerk", at: Self.now) == nil)
    // The register goes on.
    try await handle("afterwards", uid: 9, in: store)
    try await store.checkpoint()
    #expect(try open(disk).opening.sequence == lines + 2)
  }

  private func growing(_ disk: SimulatedDisk) async throws -> String {
    for name in try disk.names(in: "/srv/state/register") {
      let bytes = try disk.readAll("/srv/state/register/\(name)") ?? Data()
      if String(decoding: bytes, as: UTF8.self).contains("erase C9001") { return name }
    }
    return "no line"
  }

  @Test(arguments: SimulatedDisk.Death.allCases)
  func `a death at any moment leaves it whole or gone, and a second try ends it`(
    death: SimulatedDisk.Death
  ) async throws {
    var call = 0
    var isOver = false
    while !isOver {
      call += 1
      let disk = SimulatedDisk()
      try await fill(disk)
      let store = try open(disk, segmentBytes: 4_000)
      let before = await store.sequence
      disk.dieAt(call: disk.calls + call)
      do {
        _ = try await store.erase(child: "C9001", by: "clerk", at: Self.now)
        isOver = true
      } catch is SimulatedDisk.Killed {}
      disk.restart(death)
      let after = try open(disk, segmentBytes: 4_000)
      let isErased = await after.sequence == before + 1
      let isListed = await after.register.children.keys.contains("C9001")
      #expect(isErased != isListed)
      if isErased {
        #expect(try found(disk).count == 1, "call \(call)")
      } else {
        #expect(try await after.verify().isSound, "call \(call)")
        #expect(try await after.erase(child: "C9001", by: "clerk", at: Self.now) != nil)
        #expect(try found(disk).count == 1, "call \(call)")
      }
    }
    #expect(call > 30)
  }

  @Test func `another child's number that begins the same is another child`() {
    let trail = ChildTrail("C900")
    #expect(!trail.tells("C9001 has a PEP"))
    #expect(trail.tells("about C900.") && trail.tells("C900") && !trail.tells("XC900"))
  }

  @Test func `a line that would still tell stops the erasure before anything changes`() async throws
  {
    let disk = SimulatedDisk()
    let store = try open(disk)
    try await store.commit(
      [.roster(RosterImport(by: "clerk", changes: Sample.listing))], at: Sample.now)
    // A person whose name is the child's, which no rule would take out.
    try await store.commit(
      [.administrator(AdministratorAct(what: "correct", by: "Isolde Quenby"))], at: Sample.now)
    let before = try disk.readAll("/srv/state/register/journal.jsonl")
    await #expect(throws: StoreError.notErased(line: 2)) {
      try await store.erase(child: "C9001", by: "clerk", at: Self.now)
    }
    #expect(try disk.readAll("/srv/state/register/journal.jsonl") == before)
    try await handle("goes on", uid: 1, in: store)
    #expect(try open(disk).opening.sequence == 3)
  }
}

/// What is kept for how long.
@Suite struct RetentionTests {
  private func day(_ days: Double) -> Date { Sample.now.addingTimeInterval(days * 86_400) }

  private func filled(_ disk: SimulatedDisk) async throws -> RegisterStore {
    let store = try open(disk)
    try await fillEverything(store)
    return store
  }

  private let leaverDay = CivilDay(number: 21_500)

  @Test func `nothing is removed without a setting, nor before its time`() async throws {
    let store = try await filled(SimulatedDisk())
    let never = RetentionRules(rawMail: nil, documents: nil, journalDetail: nil)
    let rules = RetentionRules(rawMail: 90, documents: 365, journalDetail: 90)
    let line = await store.sequence
    #expect(
      try await store.retain(never, by: "clerk", at: day(9_000), today: leaverDay).isEmpty)
    #expect(
      try await store.retain(rules, by: "clerk", at: day(89), today: leaverDay.adding(days: 364))
        .isEmpty)
    #expect(await store.sequence == line, "no line for nothing")
  }

  @Test func `raw mail goes, but for what is before a person or still to be filed`() async throws {
    let disk = SimulatedDisk()
    let store = try await filled(disk)
    let register = await store.register
    try await handle("later", uid: 7, in: store)
    try await store.commit(
      [
        .mailboxFiled(
          MailboxFiling(
            reference: await store.reference(
              for: ContentDigest.hex(of: Data("later".utf8))), folder: nil))
      ], at: Sample.now)
    let rules = RetentionRules(rawMail: 90, documents: nil, journalDetail: nil)
    let report = try await store.retain(rules, by: "clerk", at: day(90), today: Sample.day)
    // "one" is the message of a review? It is M-1's; "two" is owed to the mailbox and stays.
    #expect(report.messages == 2 && report.documents == 0 && report.bytes == 8)
    #expect(try await store.received(ContentDigest.hex(of: Data("two".utf8))) != nil)
    #expect(try await store.received(ContentDigest.hex(of: Data("later".utf8))) == nil)
    #expect(await store.register == register)
    for store in [store, try open(disk)] { #expect(try await store.verify().findings == []) }
    #expect(try await store.retain(rules, by: "clerk", at: day(91), today: Sample.day).isEmpty)
  }

  @Test func `documents of a child go so long after it has left care`() async throws {
    let disk = SimulatedDisk()
    let store = try await filled(disk)
    try await store.drop(["L-1"], by: "clerk", at: Sample.now)
    let rules = RetentionRules(rawMail: nil, documents: 365, journalDetail: nil)
    let today = leaverDay.adding(days: 365)
    let report = try await store.retain(rules, by: "clerk", at: day(0), today: today)
    #expect(report.documents == 1 && report.messages == 0)
    let plan = try #require(await store.register.plans[Sample.plan])
    #expect(plan.documents.isEmpty && plan.fields.count == 5, "what the register says stays")
    #expect(try disk.names(in: "/srv/state/cabinet").isEmpty)
    #expect(try disk.everyPath().contains { $0.hasSuffix(".docx") } == false)
    for store in [store, try open(disk)] { #expect(try await store.verify().findings == []) }
  }

  @Test func `the words of letters that have gone leave the journal, those of others do not`()
    async throws
  {
    let disk = SimulatedDisk()
    let store = try await filled(disk)
    let before = (await store.register, await store.outbox)
    let rules = RetentionRules(rawMail: nil, documents: nil, journalDetail: 30)
    let report = try await store.retain(rules, by: "clerk", at: day(31), today: Sample.day)
    #expect(report.letters == 1)
    #expect(await store.register == before.0)
    #expect(await store.outbox == before.1)
    let journal = String(
      decoding: try disk.readAll("/srv/state/register/journal.jsonl") ?? Data(), as: UTF8.self)
    #expect(journal.ranges(of: "Dear colleague").count == 2, "text and html of the open letter")
    #expect(!journal.contains("a form was read"))
    #expect(try await store.verify().findings == [])
  }
}

@Suite struct SubjectAccessTests {
  @Test func `all that is held on a child is gathered, and nothing of another`() async throws {
    let folder = try temporaryFolder()
    let store = try RegisterStore(folder: folder + "/state", at: Sample.now)
    try await fillEverything(store)
    var other = Sample.child("C9002", surname: "Penhallow")
    other.upn = "A999000000002"
    try await store.commit(
      [.roster(RosterImport(by: "clerk", changes: [.childListed(other)]))], at: Sample.now)
    let report = try #require(
      try SubjectAccess.gather("C9001", from: folder + "/state", in: folder + "/out"))
    #expect(report.documents == 1 && report.letters == 2 && report.messages == 1)
    let files = LocalFileSystem(root: folder)
    func text(_ name: String) throws -> String {
      String(decoding: try #require(try files.readAll("\(folder)/out/\(name)")), as: UTF8.self)
    }
    #expect(try text("register.json").contains("Quenby"))
    #expect(try text("history.json").contains("attendance.percentage"))
    #expect(try text("letters/L-1.txt").contains("Dear colleague"))
    #expect(try text("README.txt").contains("third parties"))
    for name in ["register.json", "history.json"] {
      #expect(try !text(name).contains("Penhallow") && !text(name).contains("C9002"))
    }
    #expect(try files.names(in: folder + "/out/documents").count == 1)
    #expect(try SubjectAccess.gather("C1", from: folder + "/state", in: folder + "/no") == nil)
    #expect(throws: BackupError.notEmpty(folder + "/out")) {
      try SubjectAccess.gather("C9001", from: folder + "/state", in: folder + "/out")
    }
  }
}
