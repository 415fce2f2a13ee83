import Foundation
import Glibc
import OfficeFixtures
import PepStore
import ProgramFixtures
import TestSupport

/// Starts the daemon whenever it does not run, kills it at random, and lets it finish in the end.
actor Keeper {
  /// How each daemon ended.
  private(set) var ends: [String] = []
  private(set) var log = ""
  private let troubled: TroubledSite
  private var chance: Chance

  init(_ troubled: TroubledSite, _ chance: Chance) {
    self.troubled = troubled
    self.chance = chance
  }

  func work(until end: ContinuousClock.Instant) async throws {
    while !end.isOver {
      let daemon = try troubled.start()
      let death = min(end, .now + .milliseconds(500 + chance.below(40_000)))
      while daemon.isRunning, ContinuousClock.now < death {
        try await Task.sleep(for: .milliseconds(20))
      }
      let isAsked = chance.of(20)
      if daemon.isRunning { daemon.signal(isAsked ? SIGTERM : SIGKILL) }
      note(try await daemon.ended())
    }
  }

  private func note(_ ended: Program.Ended) {
    ends.append(
      ended.wasKilled
        ? (ended.code == SIGKILL ? "kill -9" : "died by signal \(ended.code)")
        : ended.code == 0 ? "SIGTERM" : "ended by itself with \(ended.code)")
    log += ended.errors + "--- \(ends.count): \(ends.last ?? "")\n"
  }

  /// A round, however much has gathered: a letter leaves every tenth of a second.
  private func poll() async throws {
    for _ in 0..<60 {
      let asked = try Program(.pepctl, ["poll", "--config", troubled.site.configuration])
      if try await asked.ended(atMost: 1_200).code == 0 { return }
      try await Task.sleep(for: .seconds(1))
    }
    throw NeverHappened(what: "a round; the daemon said: \(log.suffix(2_000))")
  }

  /// No more trouble: everything is done, letters that wait are waited for by the clock.
  func settle() async throws {
    try troubled.imap.clear()
    try troubled.smtp.clear()
    // At work before it is asked, or `pepctl poll` would take the lock and do a round of its own.
    let daemon = try await troubled.daemon()
    for ahead in [0, 0, 120, 900, 3_600, 12_000, 30_000, 60_000, 100_000] {
      try troubled.write(clockAhead: ahead)
      try await poll()
      let outbox = try troubled.site.snapshot.outbox
      if ahead > 0, outbox.letters(in: .queued).isEmpty { break }
    }
    // Bounces of the last letters are on their way.
    try await Task.sleep(for: .seconds(6))
    try await poll()
    daemon.signal(SIGTERM)
    let ended = try await daemon.ended(atMost: 600)
    log += ended.errors
    if ended.code != 0 { ends.append("the last one ended with \(ended.code)") }
  }
}
