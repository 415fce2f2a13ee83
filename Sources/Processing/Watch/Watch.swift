import Foundation
import MailTransport
import PepConfig
import PepCore
import PepStore
import Synchronization

/// Knows whether mail is being processed: what the rounds tell, which server is away, whom to tell.
package final class Watch: Sendable {
  private struct State {
    var pulse: Pulse
    /// When the server for sending may be tried again without a letter.
    var nextProbe: Date
    /// Until when it is left alone altogether, because it refused the login.
    var closedUntil: Date?
    var refusals: Backoff
    /// Alerts that the log has, whoever else was told.
    var logged: [Outages.Alert] = []
  }

  private let state: Mutex<State>
  private let stateFolder: String
  private let clock: Clock

  package init(
    stateFolder: String, clock: Clock = Clock(),
    refusals: Backoff = Patience().afterRefusedLogin
  ) {
    self.stateFolder = stateFolder
    self.clock = clock
    var pulse = Pulse.read(stateFolder: stateFolder) ?? Pulse()
    pulse.startedAt = clock.now()
    state = Mutex(State(pulse: pulse, nextProbe: clock.now(), refusals: refusals))
  }

  package var pulse: Pulse { state.withLock(\.pulse) }

  private func note(_ body: (inout Pulse) -> Void) { state.withLock { body(&$0.pulse) } }

  // MARK: What is noted

  package func heard(_ progress: Progress) {
    let now = clock.now()
    note { pulse in Self.heard(progress, &pulse, now) }
  }

  private static func heard(_ progress: Progress, _ pulse: inout Pulse, _ now: Date) {
    switch progress {
    case .found(_, let messages, let oldest):
      pulse.unprocessed = messages
      pulse.oldestUnprocessed = oldest
    case .handled(_, _, let outcome, _, _):
      pulse.lastMessage = now
      switch outcome {
      case .registered: pulse.registered += 1
      case .review: pulse.review += 1
      case .ignored: pulse.ignored += 1
      }
    case .finished(let result):
      pulse.lastRound = now
      pulse.rounds += 1
      pulse.lettersSent += result.lettersSent
      pulse.unprocessed = result.scansBeingRead
      if result.scansBeingRead == 0 { pulse.oldestUnprocessed = nil }
    case .canaryCame(let messageID): pulse.canary?.came(messageID, at: now)
    case .recognised, .postponed, .tooLarge, .dayBegan, .sent, .filed, .notFiled, .noFolder,
      .cannotSend:
      break
    }
  }

  /// Whether it is a test message that has not come yet. Nobody else knows its Message-ID.
  package func awaitsCanary(_ messageID: String) -> Bool {
    state.withLock { $0.pulse.canary?.awaits(messageID) ?? false }
  }

  func mailboxAnswered(_ settings: Settings) {
    note { $0.outages.answered(.mailbox, at: clock.now(), limit: settings.monitoring.awayAfter) }
  }

  func mailboxFailed(_ error: MailTransportError) {
    note { $0.outages.failed(.mailbox, why: "\(error)", at: clock.now()) }
  }

  func submission(_ outcome: SendOutcome, _ settings: Settings) {
    let now = clock.now()
    let limit = settings.monitoring.awayAfter
    state.withLock { state in
      switch outcome {
      case .accountProblem(let error):
        state.pulse.outages.failed(.submission, why: "\(error)", at: now)
        state.nextProbe = now.addingTimeInterval(60)
        if error.reason == .loginRefused {
          let wait = state.refusals.wait(random: Double.random(in: 0..<1))
          state.closedUntil = now.addingTimeInterval(wait / .seconds(1))
        }
      case .temporary(let failure) where failure.stage == .connect || failure.stage == .login:
        state.pulse.outages.failed(.submission, why: failure.reason, at: now)
        state.nextProbe = now.addingTimeInterval(60)
      case .sent, .temporary, .permanent, .unknown, .insecure:
        state.pulse.outages.answered(.submission, at: now, limit: limit)
        state.closedUntil = nil
        state.refusals.succeeded()
        state.nextProbe = now.addingTimeInterval(max(300, Double(limit.components.seconds) / 2))
      }
    }
  }

  /// Whether the server for sending may be tried: not soon after it has refused the login, or the
  /// account is locked.
  var maySend: Bool {
    state.withLock { state in state.closedUntil.map { $0 <= clock.now() } ?? true }
  }

  /// A person has mended something.
  func triesAnew() { state.withLock { $0.closedUntil = nil } }

  func token(ends: Date?) { note { $0.tokenEnds = ends } }

  /// For a command that runs a round alone.
  package func write() { pulse.write(stateFolder: stateFolder) }

  // MARK: What follows

  /// After each round and each fault: tries a server that was long silent, tells what is due, and
  /// writes down how things stand.
  func attend(
    _ settings: Settings, _ store: RegisterStore, _ sender: any MailSender,
    probe: @Sendable () async throws -> Void, log: @Sendable (String) -> Void = { _ in }
  ) async {
    if maySend, clock.now() >= state.withLock(\.nextProbe) {
      submission(await Self.outcome(of: probe), settings)
    }
    if let day = settings.secretEndsOn {
      let days = day.number - clock.today.number
      note { $0.outages.secretEnds(on: day.description, inDays: days) }
    }
    await attendToCanary(settings, store, sender)
    await tell(settings, sender, log)
    let outbox = await store.outbox
    let reviews = await store.reading { $0.reviews.count }
    let isStopped = await store.sendingStop != nil
    write()
    guard let file = settings.monitoring.metricsFile else { return }
    let figures = Metrics.Figures(
      letters: Dictionary(grouping: outbox.open.values, by: \.state).mapValues(\.count),
      reviews: reviews, isStopped: isStopped, journalLine: await store.sequence,
      secretEnds: settings.secretEndsOn, stateFolder: stateFolder)
    let text = Metrics.text(pulse, figures)
    // A missing file is what node_exporter's own staleness shows.
    _ = try? WholeFile.replace(file, Data(text.utf8), mode: 0o644)
  }

  private static func outcome(
    of probe: @Sendable () async throws -> Void
  ) async -> SendOutcome {
    do {
      try await probe()
      return .sent(SMTPReply(code: 250, lines: []))
    } catch let error as MailTransportError {
      return .accountProblem(error)
    } catch {
      return .accountProblem(
        MailTransportError(.transient, .unreachable, operation: "log in", server: "smtp"))
    }
  }

  /// Sends a test message where one is due, and sees whether one is missing.
  private func attendToCanary(
    _ settings: Settings, _ store: RegisterStore, _ sender: any MailSender
  ) async {
    guard let interval = settings.monitoring.canaryEvery else {
      return note { pulse in
        pulse.canary = nil
        pulse.outages.canary(missing: nil, lastBack: nil)
      }
    }
    let now = clock.now()
    note { pulse in
      guard pulse.outages.mailbox == nil else { return }
      let missing = pulse.missingCanary(at: now, limit: settings.monitoring.awayAfter)
      pulse.outages.canary(missing: missing, lastBack: pulse.canary?.lastBack)
    }
    let isDue = pulse.canary?.isDue(every: interval, at: now) ?? true
    let letter = OwnLetter.canary(settings)
    // A person who has stopped all sending did so for a reason.
    guard isDue, maySend, await store.sendingStop == nil,
      let bytes = try? letter.bytes(settings, at: now)
    else { return }
    let outcome = await sender.send(
      bytes, from: settings.mailbox.address, to: settings.mailbox.address, envelopeID: nil)
    submission(outcome, settings)
    switch outcome {
    // The server is away, which is told by itself.
    case .accountProblem: return
    case .temporary(let failure) where failure.stage == .connect || failure.stage == .login: return
    // One that the server refuses will be missed like one that it lost.
    case .sent, .unknown, .temporary, .permanent, .insecure:
      note { pulse in
        var canary = pulse.canary ?? Canary()
        canary.sent(letter.messageID, at: now)
        pulse.canary = canary
      }
    }
  }

  /// Where nobody is configured the log has it all the same, and it counts as told.
  private func tell(
    _ settings: Settings, _ sender: any MailSender, _ log: @Sendable (String) -> Void
  ) async {
    let alerts = pulse.outages.due(at: clock.now(), limit: settings.monitoring.awayAfter)
    let unlogged = state.withLock { state in
      defer { state.logged = alerts }
      return alerts.filter { !state.logged.contains($0) }
    }
    for alert in unlogged { log(alert.words) }
    guard !alerts.isEmpty, maySend else { return }
    for address in settings.monitoring.alertTo {
      guard
        let bytes = try? OwnLetter.alert(alerts, to: address, settings)
          .bytes(settings, at: clock.now())
      else { continue }
      let outcome = await sender.send(
        bytes, from: settings.mailbox.address, to: address, envelopeID: nil)
      submission(outcome, settings)
      // Not told: it is tried again with the next round.
      if case .sent = outcome { continue }
      if case .permanent = outcome { continue }
      return
    }
    note { $0.outages.told(alerts) }
  }
}

/// Notes of each letter whether the server answered.
struct WatchedSender: MailSender {
  let sender: any MailSender
  let watch: Watch
  let settings: Settings

  func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) async -> SendOutcome {
    let outcome = await sender.send(
      mail, from: from, to: to, envelopeID: envelopeID, beforeFinalDot: beforeFinalDot)
    watch.submission(outcome, settings)
    return outcome
  }

  func close() async { await sender.close() }
}
