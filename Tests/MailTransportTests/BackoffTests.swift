import MailTransport
import Testing

@Suite struct BackoffTests {
  @Test func `waits double until the longest`() {
    var backoff = Backoff(first: .seconds(4), longest: .seconds(20))
    let waits = (0..<5).map { _ in backoff.wait(random: 1) }
    #expect(waits == [.seconds(4), .seconds(8), .seconds(16), .seconds(20), .seconds(20)])
  }

  @Test func `at least half of the wait is kept whatever the dice say`() {
    var backoff = Backoff(first: .seconds(4), longest: .seconds(20))
    #expect(backoff.wait(random: 0) == .seconds(2))
    #expect(backoff.wait(random: -7) == .seconds(4))
    #expect(backoff.wait(random: 0.5) == .seconds(12))
  }

  @Test func `a success starts afresh`() {
    var backoff = Backoff(first: .seconds(4), longest: .seconds(20))
    for _ in 0..<40 { _ = backoff.wait(random: 1) }
    #expect(backoff.faults == 40)
    backoff.succeeded()
    #expect(backoff.wait(random: 1) == .seconds(4))
  }
}
