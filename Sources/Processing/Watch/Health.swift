import Foundation
import PepConfig
import PepCore

/// Whether mail is being processed, from what the daemon last wrote down.
package enum Health {
  /// What a monitor should wake somebody for; empty where all is well. Letters that wait for a person
  /// are that person's work and no fault.
  package static func problems(
    _ pulse: Pulse?, _ settings: Settings, at now: Date = Date()
  ) -> [String] {
    guard let pulse, let lastRound = pulse.lastRound else {
      return ["No round has been finished yet. Is pepd running? See: systemctl status pepd"]
    }
    let limit = settings.monitoring.awayAfter
    var problems: [String] = []
    for server in WatchedServer.allCases where pulse.outages.isAway(server, at: now, limit: limit) {
      guard let outage = pulse.outages[server] else { continue }
      let name = server.name.prefix(1).uppercased() + server.name.dropFirst()
      problems.append("\(name) is away since \(Clock.words(outage.since)): \(outage.why).")
    }
    let seconds = Double(limit.components.seconds)
    let isMailboxAway = pulse.outages.mailbox != nil
    // A long backlog is one long round, in which messages are handled all the time.
    let sign = max(lastRound, pulse.lastMessage ?? lastRound)
    let interval = Double(settings.mailbox.pollInterval.components.seconds)
    if !isMailboxAway, now.timeIntervalSince(sign) > 2 * interval + seconds {
      problems.append(
        "Nothing was done since \(Clock.words(sign)). Is pepd running? See: systemctl status pepd"
      )
    }
    if let oldest = pulse.oldestUnprocessed, now.timeIntervalSince(oldest) > seconds,
      pulse.unprocessed > 0
    {
      problems.append("A message waits since \(Clock.words(oldest)).")
    }
    if let sent = pulse.missingCanary(at: now, limit: limit) {
      problems.append(
        "The test message of \(Clock.words(sent)) has not come to the mailbox. See what became of it at the server for outgoing mail."
      )
    }
    if let ends = settings.secretEndsOn {
      let days = ends.number - Clock(now: { now }).today.number
      if days <= 7 {
        problems.append(
          "The client secret ends on \(ends)\(days < 0 ? ", which is past" : ""). Make a new one in Microsoft Entra."
        )
      }
    }
    return problems
  }
}
