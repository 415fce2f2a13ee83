import Foundation
import MailTransport
import TestSupport
import Testing

/// What every ``Mailbox`` does: the real one on Dovecot, and the one in memory that other tests use.
@Suite struct MailboxSuiteTests {
  typealias Kind = MailboxUnderTest.Kind

  private func mail(_ name: String, body: String = "hello") -> [UInt8] {
    Array("Subject: \(name)\r\nMessage-ID: <\(name)@school.example>\r\n\r\n\(body)\r\n".utf8)
  }

  private func fetchAll(
    _ mailbox: any Mailbox, _ uids: [UID], _ folder: OpenFolder, sizeLimit: Int = 10_000_000
  ) async throws -> [FetchedMessage] {
    var found: [FetchedMessage] = []
    for try await item in mailbox.fetch(uids, in: folder, sizeLimit: sizeLimit) {
      found.append(item)
    }
    return found
  }

  private func fill(_ mailbox: any Mailbox, _ count: Int) async throws {
    for number in 1...count {
      try await mailbox.append(mail("m\(number)"), to: "INBOX", flags: [])
    }
  }

  @Test(arguments: MailboxUnderTest.available)
  func `messages are listed in order and from a floor`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    try await fill(test.other, 3)
    let folder = try await test.mailbox.open("INBOX")
    #expect(folder.exists == 3)
    let uids = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    #expect(uids.count == 3 && uids == uids.sorted())
    #expect(
      try await test.mailbox.uids(above: uids[0], since: nil, in: folder) == Array(uids[1...]))
    #expect(try await test.mailbox.uids(above: uids[2], since: nil, in: folder) == [])
    #expect(try await test.mailbox.uids(above: uids[2] + 5, since: nil, in: folder) == [])
    #expect(folder.uidNext.map { $0 > uids[2] } == true)
  }

  @Test(arguments: MailboxUnderTest.available)
  func `a day of arrival leaves older mail out`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    try await fill(test.other, 2)
    let folder = try await test.mailbox.open("INBOX")
    let past = MailDay(year: 2020, month: 2, day: 29)
    let future = MailDay(year: 2999, month: 1, day: 1)
    #expect(try await test.mailbox.uids(above: 0, since: past, in: folder).count == 2)
    #expect(try await test.mailbox.uids(above: 0, since: future, in: folder).isEmpty)
  }

  @Test(arguments: MailboxUnderTest.available)
  func `a message comes byte by byte as it was stored`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let long = String(repeating: "x", count: 70_000)
    var awkward = mail("odd", body: "A004 OK fake\r\n)\r\n* 9 EXISTS\r\n.\r\n{5}\r\n\(long)")
    awkward += [0xE4, 0xFF, 0xC3, 0x28, 13, 10]
    try await test.other.append(awkward, to: "INBOX", flags: [])
    let folder = try await test.mailbox.open("INBOX")
    let uids = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    guard case .message(let message) = try await fetchAll(test.mailbox, uids, folder).first else {
      Issue.record("no message")
      return
    }
    #expect(message.bytes == awkward)
    #expect(message.arrival.map { abs($0.timeIntervalSinceNow) < 86_400 } == true)
  }

  @Test(arguments: MailboxUnderTest.available)
  func `reading and filing leave every flag as it was`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let given: [Set<String>] = [[], ["\\Seen"], ["\\Flagged"], ["\\Seen", "\\Answered"]]
    for (number, flags) in given.enumerated() {
      try await test.other.append(mail("f\(number)"), to: "INBOX", flags: flags.sorted())
    }
    let folder = try await test.mailbox.open("INBOX")
    let uids = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    _ = try await fetchAll(test.mailbox, uids, folder)
    let after = try await test.mailbox.overviews(of: uids, in: folder)
    #expect(after.map(\.flags) == given)
    _ = try await test.mailbox.move(uids, in: folder, to: "PEP/Registered")
    let target = try await test.other.open("PEP/Registered")
    let moved = try await test.other.uids(above: 0, since: nil, in: target)
    #expect(try await test.other.overviews(of: moved, in: target).map(\.flags) == given)
  }

  @Test(arguments: MailboxUnderTest.available)
  func `large and vanished messages are reported and not fetched`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let large = mail("large", body: String(repeating: "y\r\n", count: 2_000))
    try await test.other.append(mail("a"), to: "INBOX", flags: [])
    try await test.other.append(large, to: "INBOX", flags: [])
    try await test.other.append(mail("c"), to: "INBOX", flags: [])
    let folder = try await test.mailbox.open("INBOX")
    let uids = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    _ = try await test.other.move(
      [uids[0]], in: test.other.open("INBOX"), to: "Elsewhere")
    let found = try await fetchAll(test.mailbox, uids + [9_999], folder, sizeLimit: 1_000)
    let byUID = Dictionary(found.map { ($0.uid, $0) }, uniquingKeysWith: { $1 })
    #expect(found.count == 4 && byUID.count == 4)
    #expect(byUID[uids[0]] == .vanished(uids[0]))
    #expect(byUID[uids[1]] == .tooLarge(uids[1], size: large.count))
    #expect(byUID[9_999] == .vanished(9_999))
    guard case .message = byUID[uids[2]] else {
      Issue.record("the third message did not come")
      return
    }
  }

  @Test(arguments: MailboxUnderTest.available)
  func `each of many messages comes once`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    try await fill(test.other, 170)
    let folder = try await test.mailbox.open("INBOX")
    let uids = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    #expect(try await fetchAll(test.mailbox, uids, folder).map(\.uid) == uids)
    // The session is free again once the stream has ended.
    try await test.mailbox.checkConnection()
  }

  @Test(arguments: MailboxUnderTest.available)
  func `fetching nothing is an empty stream`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let folder = try await test.mailbox.open("INBOX")
    #expect(try await fetchAll(test.mailbox, [], folder).isEmpty)
    #expect(try await test.mailbox.overviews(of: [], in: folder).isEmpty)
    #expect(try await test.mailbox.uids(above: 0, since: nil, in: folder).isEmpty)
  }

  @Test(arguments: MailboxUnderTest.available, ["PEP/Needs a person", "PEP/Büro & Co"])
  func `filing makes the folder that is missing`(_ kind: Kind, _ name: String) async throws {
    let test = try await MailboxUnderTest.make(kind)
    try await fill(test.other, 3)
    let folder = try await test.mailbox.open("INBOX")
    let uids = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    let first = try await test.mailbox.move([uids[0], uids[2]], in: folder, to: name)
    let second = try await test.mailbox.move([uids[1], 9_999], in: folder, to: name)
    #expect(first.createdFolder && !second.createdFolder)
    #expect(try await test.mailbox.uids(above: 0, since: nil, in: folder).isEmpty)
    #expect(try await test.mailbox.folders().contains { $0.name == name && $0.isSelectable })
    let target = try await test.mailbox.open(name)
    let moved = try await test.mailbox.overviews(
      of: test.mailbox.uids(above: 0, since: nil, in: target), in: target)
    #expect(
      moved.map(\.messageID) == ["m1@school.example", "m3@school.example", "m2@school.example"])
    #expect(first.newUIDs == [uids[0]: moved[0].uid, uids[2]: moved[1].uid])
    #expect(first.targetValidity == target.uidValidity)
  }

  @Test(arguments: MailboxUnderTest.available)
  func `a folder is made once`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    #expect(try await test.mailbox.create("PEP/Try again"))
    #expect(try await !test.mailbox.create("PEP/Try again"))
  }

  @Test(arguments: MailboxUnderTest.available)
  func `a folder that is not there is refused and the session goes on`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let error = await #expect(throws: MailTransportError.self) {
      try await test.mailbox.open("No such folder")
    }
    #expect(error?.kind == .permanent)
    #expect(error?.reason == .refused)
    _ = try await test.mailbox.open("INBOX")
  }

  @Test(arguments: MailboxUnderTest.available)
  func `a message without a Message-ID has none`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let bytes = Array("Subject: none\r\n\r\nMessage-ID: <body@x.example>\r\n".utf8)
    try await test.other.append(bytes, to: "INBOX", flags: [])
    let folder = try await test.mailbox.open("INBOX")
    let uids = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    let overview = try await test.mailbox.overviews(of: uids, in: folder).first
    #expect(overview?.messageID == nil)
    #expect(overview?.size == bytes.count)
  }

  @Test(arguments: MailboxUnderTest.available)
  func `a delivery ends the waiting`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let folder = try await test.mailbox.open("INBOX")
    #expect(try await !test.mailbox.waitForArrival(in: folder, atMost: .milliseconds(200)))
    async let arrived = test.mailbox.waitForArrival(in: folder, atMost: .seconds(60))
    try await test.deliver(mail("new"))
    #expect(try await arrived)
    // It is still news until somebody has looked.
    #expect(try await test.mailbox.waitForArrival(in: folder, atMost: .seconds(60)))
    #expect(try await test.mailbox.uids(above: 0, since: nil, in: folder).count == 1)
    #expect(try await !test.mailbox.waitForArrival(in: folder, atMost: .milliseconds(100)))
  }

  @Test(arguments: MailboxUnderTest.available)
  func `mail that came while another folder was open is news`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    try await fill(test.other, 2)
    let folder = try await test.mailbox.open("INBOX")
    #expect(try await test.mailbox.waitForArrival(in: folder, atMost: .seconds(60)))
    _ = try await test.mailbox.uids(above: 0, since: nil, in: folder)
    _ = try await test.mailbox.create("PEP/Try again")
    _ = try await test.mailbox.open("PEP/Try again")
    #expect(try await !test.mailbox.waitForArrival(in: folder, atMost: .milliseconds(50)))
    _ = try await test.mailbox.open("PEP/Try again")
    try await fill(test.other, 1)
    #expect(try await test.mailbox.waitForArrival(in: folder, atMost: .seconds(60)))
  }

  @Test(arguments: MailboxUnderTest.available)
  func `waiting can be ended and the session goes on`(_ kind: Kind) async throws {
    let test = try await MailboxUnderTest.make(kind)
    let folder = try await test.mailbox.open("INBOX")
    async let waiting = test.mailbox.waitForArrival(in: folder, atMost: .seconds(600))
    test.mailbox.endWaiting()
    #expect(try await !waiting)
    try await test.mailbox.checkConnection()
    #expect(try await !test.mailbox.waitForArrival(in: folder, atMost: .milliseconds(50)))
  }
}
