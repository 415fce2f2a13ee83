import Extraction
import MailTransport
import PepCore
import PepStore
import TestSupport
import Testing

@testable import Processing

/// Scans take a second a page to read, and the rest of the mailbox does not wait for them.
struct ScanTests {
  @Test func `a scan does not hold up the mail behind it`() async throws {
    let house = try await House()
    let scan = await house.sendScan(house.form(0), about: 0, id: "scan")
    await house.send(house.form(1), about: 1, id: "form")
    let result = try await house.round(sender: RecordingSender())
    #expect(result.registered == 1)
    #expect(result.scansBeingRead == 1)
    #expect(await house.plan(1) != nil)
    #expect(await house.uids(in: "INBOX") == [scan.uid])
    house.reader.finish(scan.bytes)
  }

  @Test func `what was read is decided by the next round`() async throws {
    let house = try await House()
    let scan = await house.sendScan(house.form(0), about: 0, id: "scan")
    await house.send(house.form(1), about: 1, id: "form")
    try await house.round(sender: RecordingSender())
    house.reader.finish(scan.bytes)
    #expect(await house.recognitions.settle())
    let result = try await house.round(sender: RecordingSender())
    #expect(result.registered == 1)
    #expect(result.scansBeingRead == 0)
    #expect(await house.plan(0) != nil)
    #expect(await house.uids(in: "INBOX").isEmpty)
    #expect(await !house.recognitions.settle())
  }

  @Test func `the cursor does not pass a scan that is being read`() async throws {
    let house = try await House()
    let scan = await house.sendScan(house.form(0), about: 0, id: "scan")
    await house.send(house.form(1), about: 1, id: "form")
    try await house.round(sender: RecordingSender())
    #expect(await house.store.cursor(of: "INBOX")?.highestUID == scan.uid - 1)
    house.reader.finish(scan.bytes)
  }

  @Test func `while it is read it is not fetched again`() async throws {
    let house = try await House()
    let scan = await house.sendScan(house.form(0), about: 0, id: "scan")
    try await house.round(sender: RecordingSender())
    let before = await house.mailbox.fetches
    try await house.round(sender: RecordingSender())
    #expect(await house.mailbox.fetches == before)
    house.reader.finish(scan.bytes)
  }

  @Test func `more scans than fit wait without being forgotten`() async throws {
    let house = try await House(children: 5)
    var scans: [(uid: UID, bytes: [UInt8])] = []
    for child in 0..<5 {
      scans.append(await house.sendScan(house.form(child), about: child, id: "scan\(child)"))
    }
    for scan in scans { house.reader.finish(scan.bytes) }
    var rounds = 0
    repeat {
      try await house.round(sender: RecordingSender())
      rounds += 1
    } while await house.recognitions.settle() && rounds < 20
    for child in 0..<5 { #expect(await house.plan(child) != nil) }
    #expect(await house.uids(in: "INBOX").isEmpty)
  }

  @Test func `a scan that somebody moved away meanwhile is forgotten`() async throws {
    let house = try await House()
    let scan = await house.sendScan(house.form(0), about: 0, id: "scan")
    try await house.round(sender: RecordingSender())
    await house.mailbox.remove([scan.uid])
    house.reader.finish(scan.bytes)
    try await house.round(sender: RecordingSender())
    #expect(await !house.recognitions.settle())
    #expect(await house.plan(0) == nil)
  }

  @Test func `a daemon that starts anew reads it anew`() async throws {
    let house = try await House()
    let scan = await house.sendScan(house.form(0), about: 0, id: "scan")
    try await house.round(sender: RecordingSender())
    let fresh = Recognitions(house.reader)
    house.reader.finish(scan.bytes)
    try await house.round(sender: RecordingSender(), recognitions: fresh)
    #expect(await fresh.settle())
    try await house.round(sender: RecordingSender(), recognitions: fresh)
    #expect(await house.plan(0) != nil)
  }
}
