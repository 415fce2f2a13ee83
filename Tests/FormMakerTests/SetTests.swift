import Foundation
import Processing
import Testing

@testable import FormMaker

@Suite struct SetTests {
  private func files(seed: UInt64) throws -> [String: Data] {
    var maker = SetMaker(SetOptions(seed: seed, cases: 25, isPlain: false))
    return Dictionary(uniqueKeysWithValues: try maker.files().map { ($0.path, $0.bytes) })
  }

  @Test func `the same seed gives the same bytes`() throws {
    #expect(try files(seed: 5) == files(seed: 5))
    #expect(try files(seed: 5) != files(seed: 6))
  }

  @Test func `what is expected of every case can be read`() throws {
    for (path, bytes) in try files(seed: 3) where path.hasSuffix("expected.json") {
      _ = try JSONDecoder().decode(Processing.Expected.self, from: bytes)
    }
  }

  @Test func `check letters of UPNs fit their digits`() {
    // The example of the Department for Education's guide.
    #expect(UPN.make([8, 0, 1, 2, 0, 0, 0, 0, 1, 0, 0, 1]) == "H801200001001")
    let roster = RosterMaker.make(children: 50, Dice(seed: 1))
    for child in roster.children {
      let digits = child.upn.dropFirst().compactMap(\.wholeNumberValue)
      #expect(UPN.make(digits) == child.upn)
    }
  }
}
