import OfficeFixtures
import ProgramFixtures
import TestSupport

/// What networks and servers do.
actor Trouble {
  private(set) var done: [String] = []
  private let troubled: TroubledSite
  private var chance: Chance

  init(_ troubled: TroubledSite, _ chance: Chance) {
    self.troubled = troubled
    self.chance = chance
  }

  private struct Fault: Sendable {
    var name: String
    var strike: @Sendable (FaultProxy, inout Chance) throws -> Void
  }

  func work(until end: ContinuousClock.Instant) async throws {
    while !end.isOver {
      try await end.rest(chance.below(15_000))
      let isMailbox = chance.of(60)
      let proxy = isMailbox ? troubled.imap : troubled.smtp
      let fault = chance.oneOf(Self.anywhere + (isMailbox ? Self.ofMailbox : Self.ofSending))
      try fault.strike(proxy, &chance)
      done.append((isMailbox ? "mailbox " : "sending ") + fault.name)
      try await end.rest(chance.below(8_000))
      try proxy.clear()
    }
  }

  private static let anywhere = [
    Fault(name: "reset") { proxy, _ in try proxy.reset() },
    Fault(name: "half open") { proxy, _ in try proxy.freeze() },
    Fault(name: "black hole") { proxy, _ in try proxy.mode(.hole) },
    Fault(name: "drip") { proxy, _ in try proxy.mode(.drip) },
    Fault(name: "away") { proxy, _ in try proxy.mode(.away) },
    Fault(name: "cut") { proxy, chance in
      try proxy.cut(after: 100 + chance.below(20_000))
      try proxy.reset()
    },
    Fault(name: "login refused") { proxy, _ in
      try proxy.at(
        .client, "^(\\S+) AUTHENTICATE", .answer, "\\1 NO [AUTHENTICATIONFAILED]\r\n", times: 1)
      try proxy.at(.client, "^AUTH ", .answer, "535 5.7.8 no\r\n", times: 1)
      try proxy.reset()
    },
  ]

  private static let ofMailbox = [
    Fault(name: "BYE") { proxy, _ in
      try proxy.at(.client, " IDLE\r", .goodbye, "* BYE shutting down\r\n", times: 1)
    },
    Fault(name: "cut at a command") { proxy, chance in
      let command = chance.oneOf(["UID MOVE", "UID SEARCH", "UID FETCH", "SELECT", "CREATE"])
      try proxy.at(.client, command, chance.of(50) ? .cutBefore : .cutAfter, times: 1)
    },
    Fault(name: "cut at an answer") { proxy, chance in
      let answer = chance.oneOf(["COPYUID", "BODY\\[\\] \\{", "UIDVALIDITY", "ESEARCH"])
      try proxy.at(.server, answer, chance.of(50) ? .cutBefore : .cutAfter, times: 1)
    },
    Fault(name: "over quota") { proxy, _ in
      try proxy.at(.client, "^(\\S+) UID MOVE", .answer, "\\1 NO [OVERQUOTA] full\r\n")
    },
  ]

  private static let ofSending = [
    Fault(name: "cut in the letter") { proxy, chance in
      try proxy.at(
        .client, chance.oneOf(["^Subject: ", "^RCPT", "^DATA", "^--"]), .cutBefore, times: 1)
    },
    Fault(name: "cut at the final dot") { proxy, chance in
      try proxy.at(.client, "^\\.\r\n", chance.of(50) ? .cutBefore : .cutAfter, times: 1)
    },
    Fault(name: "answer to the final dot lost") { proxy, _ in
      try proxy.at(.server, "^250 OK id=", .cutBefore, times: 1)
    },
    Fault(name: "421") { proxy, chance in
      try proxy.at(
        .client, chance.oneOf(["^MAIL", "^RCPT", "^DATA"]), .goodbye, "421 4.3.2 closing\r\n",
        times: 1)
    },
    Fault(name: "450") { proxy, _ in
      try proxy.at(.client, "^RCPT", .answer, "450 4.7.1 come back\r\n")
    },
    Fault(name: "550") { proxy, _ in
      try proxy.at(.client, "^RCPT", .answer, "550 5.1.1 no such user\r\n", times: 1)
    },
  ]
}
