import Foundation

/// The two servers without which no mail is processed.
package enum WatchedServer: String, Codable, CaseIterable, Sendable {
  case mailbox, submission

  var name: String {
    switch self {
    case .mailbox: "the mailbox"
    case .submission: "the server for outgoing mail"
    }
  }
}

/// Which server is away and since when, and what somebody is to be told of it: once when it has been
/// away for too long, and once when it is back. A pure value, stored so that a restart tells nothing
/// twice.
package struct Outages: Codable, Hashable, Sendable {
  package struct Outage: Codable, Hashable, Sendable {
    package var since: Date
    package var why: String
    package var isTold = false
  }

  package enum Alert: Codable, Hashable, Sendable {
    case away(WatchedServer, since: Date, why: String)
    case back(WatchedServer, since: Date, until: Date)
    /// A test message did not come to the mailbox; the first that did not, by when it was sent.
    case canaryMissing(sent: Date)
    case canaryBack(sent: Date, came: Date)
    /// The secret by which tokens are got ends in so many days.
    case secretEnds(days: Int, on: String)
  }

  package private(set) var mailbox: Outage?
  package private(set) var submission: Outage?
  /// When the test message was sent whose absence was told.
  private var missingCanary: Date?
  /// What could not be told yet.
  private var owed: [Alert] = []
  /// The days before its end at which a secret's end was told, by that end.
  private var warned: [String: Int] = [:]

  package subscript(server: WatchedServer) -> Outage? {
    get { server == .mailbox ? mailbox : submission }
    set { if server == .mailbox { mailbox = newValue } else { submission = newValue } }
  }

  package mutating func failed(_ server: WatchedServer, why: String, at now: Date) {
    if self[server] == nil { self[server] = Outage(since: now, why: why) }
    self[server]?.why = why
  }

  package mutating func answered(_ server: WatchedServer, at now: Date, limit: Duration) {
    guard let outage = self[server] else { return }
    self[server] = nil
    guard outage.isTold || isLong(outage, now, limit) else { return }
    owed.append(.back(server, since: outage.since, until: now))
  }

  /// `missing`: when the oldest was sent that should have come by now. Told once, and once when one came.
  mutating func canary(missing: Date?, lastBack: Date?) {
    if let missing, missingCanary == nil {
      missingCanary = missing
      owed.append(.canaryMissing(sent: missing))
    } else if missing == nil, let sent = missingCanary {
      missingCanary = nil
      if let lastBack { owed.append(.canaryBack(sent: sent, came: lastBack)) }
    }
  }

  /// 30, 14, 7 and 1 days before, each once; after the end daily.
  package mutating func secretEnds(on day: String, inDays days: Int) {
    guard let step = [1, 7, 14, 30].first(where: { days <= $0 }) else { return }
    let mark = days < 1 ? days : step
    guard warned[day] != mark else { return }
    warned = [day: mark]
    owed.append(.secretEnds(days: days, on: day))
  }

  /// What is to be told now.
  package func due(at now: Date, limit: Duration) -> [Alert] {
    owed
      + WatchedServer.allCases.compactMap { server in
        guard let outage = self[server], !outage.isTold, isLong(outage, now, limit) else {
          return nil
        }
        return .away(server, since: outage.since, why: outage.why)
      }
  }

  package mutating func told(_ alerts: [Alert]) {
    owed.removeAll(where: alerts.contains)
    for case .away(let server, let since, _) in alerts where self[server]?.since == since {
      self[server]?.isTold = true
    }
  }

  package func isAway(_ server: WatchedServer, at now: Date, limit: Duration) -> Bool {
    self[server].map { isLong($0, now, limit) } ?? false
  }

  private func isLong(_ outage: Outage, _ now: Date, _ limit: Duration) -> Bool {
    now.timeIntervalSince(outage.since) >= Double(limit.components.seconds)
  }
}
