import Foundation
import PepCore
import Testing

/// Every folder of `Cases/`: what happened, and what is decided. `PEPD_REWRITE_EXPECTED=1` writes the
/// expectations anew, for review in the diff.
@Suite struct CaseTests {
  @Test(arguments: Case.all) func `every case is decided as expected`(_ item: Case) throws {
    let text = try decided(item)
    if ProcessInfo.processInfo.environment["PEPD_REWRITE_EXPECTED"] == "1" {
      try (text + "\n").write(toFile: item.expectedFile, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOfFile: item.expectedFile, encoding: .utf8)
    #expect(text + "\n" == expected, "\(item.name)")
  }

  @Test func `there are cases`() { #expect(Case.all.count > 20) }

  private func decided(_ item: Case) throws -> String {
    var register = try TestOffice.register()
    let policy = try TestOffice.policy()
    return try item.messages().enumerated().map { index, message in
      let day = try #require(CivilDay(message.day))
      let event = Event.message(
        ArrivedMessage(
          facts: try message.facts(), reference: "M-\(index + 1)", seed: "seed\(index + 1)",
          arrivedOn: day,
          isAccepted: message.accepted ?? false, bytesDigest: "bytes\(index + 1)",
          digest: StableDigest.of))
      let decision = decide(event, register, today: day, policy: policy)
      // A law on the side: the same question has the same answer.
      #expect(decide(event, register, today: day, policy: policy) == decision)
      let text = DecisionText.of(decision, register)
      register = register.applying(decision.changes)
      return text
    }.joined(separator: "\n\n")
  }
}
