import Foundation
import OfficeFixtures
import PepCore
import PepStore
import Synchronization
import Systemd
import TestSupport
import Testing

@testable import Processing

@Suite struct StandingTests {
  @Test func `the status line is one glance and holds nobody's name`() async throws {
    let house = try await House(sending: "hold")
    for child in 0..<2 { await house.send(house.form(child), about: child, id: "m\(child)") }
    let result = try await house.round(sender: RecordingSender())
    let outbox = await house.store.outbox
    let clock = house.time.clock
    let standing = await house.store.reading {
      Standing(result, $0, outbox, isSendingStopped: false, at: clock, next: .seconds(300))
    }
    #expect(
      standing.line
        == "Mailbox ok; looked through at 10:00 (2 registered, 0 before a person), next by 10:05; 3 children, 0 message(s) wait for a person; outbox 2, of which 2 held"
    )
    let stopped = await house.store.reading {
      Standing(result, $0, outbox, isSendingStopped: true, at: clock, next: .seconds(300))
    }
    #expect(stopped.line == standing.line + "; all sending is STOPPED")
    for datum in house.office.personalData {
      #expect(!standing.line.localizedCaseInsensitiveContains(datum))
    }
  }

  @Test(arguments: [(0, "00:00"), (9, "00:09"), (605, "10:05"), (1_439, "23:59")])
  func `times are of the day`(_ minute: Int, _ words: String) {
    #expect(Standing.time(minute) == words)
  }

  @Test func `before each step the loop has said what it does and how long that may take`()
    async throws
  {
    let house = try await House()
    await house.send(house.form(0), about: 0, id: "one")
    let promises = Promises()
    let steps = Mutex<[FaultPoints.Place: String]>([:])
    var parts = RoundParts(
      office: house.made, store: house.store, reader: house.reader,
      clock: house.time.clock, secret: ReferenceSecret(key: Data(repeating: 7, count: 32)),
      promises: promises)
    // Whatever has been promised is broken in a day.
    parts.faults = FaultPoints { place in
      let step = promises.broken(at: .now + .seconds(86_400)).first?.step ?? "nothing"
      steps.withLock { $0[place] = step }
    }
    _ = try await Round(parts, mailbox: house.mailbox, sender: RecordingSender()).run()
    let seen = steps.withLock { $0 }
    #expect(seen[.committed] == "write to the journal" || seen[.committed] == "begin the day")
    #expect(seen[.fetched] == "write to the journal")
    #expect(seen[.sent]?.hasPrefix("send letter ") == true)
    #expect(seen[.moved] == "move messages to PEP/Registered")
    #expect(Set(seen.values).isDisjoint(with: ["nothing"]))
  }
}
