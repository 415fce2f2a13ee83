import Extraction
import Foundation
import MailTransport
import PepConfig
import PepCore
import PepStore
import ServiceLifecycle
import Synchronization
import Systemd

/// Runs rounds for as long as the daemon lives: at start, when mail arrives, when the poll interval is
/// over, and when an administrator asks. Faults of the world are waited out with growing pauses.
package actor MailboxService: Service {
  private var parts: RoundParts
  private let events: Events
  private let watch: Watch
  private let patience: Patience
  private var backoff: Backoff
  private var refusals: Backoff
  private var session: IMAPMailbox?
  /// nil where no login asks for tokens.
  private var tokens: TokenKeeper?
  private var sender: SMTPSender?
  private var listeners: [@Sendable (Listening) -> Void] = []
  private var waiting: [@Sendable () async -> Void] = []
  private let isStopping = Atomic<Bool>(false)
  private let bell = Bell()
  private var hasWorked = false
  private var hasLostToken = false
  private var hasNewSettings = false

  /// What somebody who asked for a round gets to hear.
  package enum Listening: Sendable {
    case progress(Progress)
    case done(RoundResult)
    case failed(Trouble)
  }

  package init(_ parts: RoundParts, events: Events, patience: Patience = Patience()) {
    self.parts = parts
    self.events = events
    self.patience = patience
    backoff = patience.afterFault
    refusals = patience.afterRefusedLogin
    watch = Watch(
      stateFolder: parts.office.settings.stateFolder, clock: parts.clock,
      refusals: patience.afterRefusedLogin)
    tokens = Endpoints.tokens(parts.office.settings, parts.clock)
  }

  package func run() async throws {
    await parts.recognitions.whenDone { [bell] in bell.ring() }
    try await withGracefulShutdownHandler {
      while !isStopping.load(ordering: .acquiring) { try await turn() }
    } onGracefulShutdown: {
      self.events.stopping()
      self.isStopping.store(true, ordering: .releasing)
      self.bell.ring()
    }
    await doWhatWaited()
    await leave()
    parts.promises.begin(.checkpoint)
    try await parts.store.checkpoint()
    parts.promises.release(.mailbox)
    events.stopped()
  }

  /// A round, then a wait. A fault ends the session and is waited out; a wrong set-up that was never
  /// right ends the daemon, so that a bad password is not tried until the account is locked.
  private func turn() async throws {
    await doWhatWaited()
    let asked = listeners
    listeners = []
    if hasNewSettings {
      hasNewSettings = false
      watch.triesAnew()
      tokens = Endpoints.tokens(parts.office.settings, parts.clock)
      await leave()
    }
    // A session over which the token ends is ended by the server, in the middle of a round perhaps.
    if let renewal = tokens?.renewal, parts.clock.now() >= renewal { await leave() }
    // Who asks has mended something, perhaps the password.
    if !asked.isEmpty { watch.triesAnew() }
    do {
      let result = try await round(asked)
      watch.mailboxAnswered(parts.office.settings)
      await attend()
      asked.forEach { $0(.done(result)) }
      backoff.succeeded()
      refusals.succeeded()
      hasWorked = true
      hasLostToken = false
      if !isStopping.load(ordering: .acquiring) { try await waitForWork(after: result) }
    } catch {
      let trouble = Trouble(error)
      asked.forEach { $0(.failed(trouble)) }
      await leave()
      if isStopping.load(ordering: .acquiring) { return }
      if isEndOfToken(error) { return }
      if trouble.exitCode == 78, !hasWorked { throw trouble }
      if error is StoreError, trouble.exitCode != 75 { throw trouble }
      if let away = error as? MailTransportError { watch.mailboxFailed(away) }
      await attend()
      let wait = wait(after: error)
      events.waits(Trouble(whileRunning: error), for: wait)
      await pause(wait)
    }
  }

  private func wait(after error: any Error) -> Duration {
    let random = Double.random(in: 0..<1)
    let isRefused = (error as? MailTransportError)?.reason == .loginRefused
    return isRefused ? refusals.wait(random: random) : backoff.wait(random: random)
  }

  /// An hour-old session whose token has ended is no fault: the next one gets a fresh token at once.
  /// Twice in a row it is one.
  private func isEndOfToken(_ error: any Error) -> Bool {
    guard (error as? MailTransportError)?.reason == .tokenEnded, let tokens,
      tokens.discard(gotBefore: parts.clock.now())
    else { return false }
    defer { hasLostToken = true }
    return !hasLostToken
  }

  private func round(_ asked: [@Sendable (Listening) -> Void]) async throws -> RoundResult {
    let mailbox = try await connected()
    let events = events
    let watch = watch
    let isStopping = { @Sendable [weak self] in self?.isStopping.load(ordering: .acquiring) ?? true
    }
    let round = Round(
      parts, mailbox: mailbox, sender: try watched(outgoing()), mayGoOn: { !isStopping() },
      maySend: { watch.maySend }, isCanary: { watch.awaitsCanary($0) },
      tell: { progress in
        events.progress(progress)
        watch.heard(progress)
        asked.forEach { $0(.progress(progress)) }
      })
    return try await round.run()
  }

  private func connected() async throws -> IMAPMailbox {
    if let session { return session }
    parts.promises.begin(.connect)
    events.connecting()
    var options = patience.imap
    let promises = parts.promises
    options.onProgress = { promises.renew(.mailbox) }
    let fresh = try await IMAPMailbox.connect(
      to: try Endpoints.imap(parts.office.settings, tokens), options: options)
    session = fresh
    events.connected(folder: parts.office.settings.mailbox.folders.inbox)
    return fresh
  }

  private func outgoing() throws -> SMTPSender {
    if let sender { return sender }
    let settings = parts.office.settings
    let fresh = try SMTPSender(
      endpoint: try Endpoints.smtp(settings, tokens),
      options: Endpoints.smtpOptions(settings, patience.smtp))
    sender = fresh
    return fresh
  }

  private func watched(_ sender: SMTPSender) -> WatchedSender {
    WatchedSender(sender: sender, watch: watch, settings: parts.office.settings)
  }

  /// Tells whom it may concern how things stand.
  private func attend() async {
    guard let sender = try? outgoing() else { return }
    watch.token(ends: tokens?.ends)
    parts.promises.begin(.send(reference: "of alert"))
    let events = events
    await watch.attend(
      parts.office.settings, parts.store, sender, probe: { try await sender.checkLogin() },
      log: { events.alert($0) })
  }

  private func leave() async {
    await session?.close()
    session = nil
    await sender?.close()
    sender = nil
  }

  // MARK: Waiting

  /// Until something arrives, a letter falls due, somebody rings, or the interval is over.
  private func waitForWork(after result: RoundResult) async throws {
    guard let session else { return }
    let interval = await nextInterval()
    await stands(result, interval)
    parts.promises.begin(.waitForMail(interval))
    guard parts.office.settings.mailbox.idle else { return await pause(interval) }
    let folder = try await session.open(parts.office.settings.mailbox.folders.inbox)
    let bell = bell
    let ringing = Task {
      await bell.wait()
      if !Task.isCancelled { session.endWaiting() }
    }
    defer { ringing.cancel() }
    _ = try await session.waitForArrival(in: folder, atMost: interval)
  }

  private func stands(_ result: RoundResult, _ interval: Duration) async {
    let outbox = await parts.store.outbox
    let clock = parts.clock
    let isStopped = await parts.store.sendingStop != nil
    events.stands(
      await parts.store.reading {
        Standing(result, $0, outbox, isSendingStopped: isStopped, at: clock, next: interval)
      })
  }

  private func nextInterval() async -> Duration {
    var poll = parts.office.settings.mailbox.pollInterval
    if let renewal = tokens?.renewal {
      poll = min(poll, .seconds(max(1, renewal.timeIntervalSince(parts.clock.now()))))
    }
    guard let next = await parts.store.outbox.nextAttempt else { return poll }
    let seconds = next.timeIntervalSince(parts.clock.now())
    // A letter that waits for its sending hours is due already; looking once a minute is enough.
    return min(poll, .seconds(max(60, seconds)))
  }

  private func pause(_ wait: Duration) async {
    parts.promises.begin(.pause(wait))
    let bell = bell
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await Task.sleep(for: wait) }
      group.addTask { await bell.wait() }
      await group.next()
      group.cancelAll()
    }
  }

  private func doWhatWaited() async {
    let waited = waiting
    waiting = []
    if !waited.isEmpty { parts.promises.begin(.keep) }
    for work in waited { await work() }
  }

  // MARK: From outside

  /// Does something while no round is under way.
  package func betweenRounds<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { done in
      waiting.append {
        do {
          done.resume(returning: try await body())
        } catch {
          done.resume(throwing: error)
        }
      }
      bell.ring()
    }
  }

  /// A round as soon as possible; `listener` hears of it.
  package func poll(_ listener: @escaping @Sendable (Listening) -> Void) {
    listeners.append(listener)
    bell.ring()
  }

  package func wakeUp() { bell.ring() }

  /// The next round works by the new settings, over new connections. A round under way keeps its own
  /// to the end: closing them here would cut off the letter in hand.
  var office: Office { parts.office }
  var reader: any MessageReader { parts.reader }

  package func replace(_ office: Office) {
    parts.office = office
    hasNewSettings = true
    bell.ring()
  }
}
