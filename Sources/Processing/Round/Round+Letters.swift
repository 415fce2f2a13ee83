import Dispatch
import Foundation
import MailTransport
import PepConfig
import PepCore
import PepStore
import Synchronization

extension Round {
  /// Sends what is due: one recipient per letter, each rechecked at the last moment.
  func sendLetters() async throws {
    try await giveUpOnUnwritten()
    let pace = office.pacePerMinute
    for letter in await store.pendingLetters(at: clock.now()) {
      guard mayGoOn(), maySend() else { break }
      begin(.send(reference: letter.reference))
      guard await isTime(for: letter.letter.draft) else { continue }
      guard try await !isTooOld(letter) else { continue }
      guard try await isStillTrue(letter) else { continue }
      guard await !isTooSoon(letter) else { continue }
      guard await !store.isAskedAlready(letter.letter.draft, on: clock.today) else { continue }
      try await self.pace.wait(perMinute: pace)
      guard await store.sendingStop == nil else { break }
      guard try await send(letter) else { break }
    }
    let outbox = await store.outbox
    result.lettersWaiting = outbox.open.count
  }

  /// Between two letters none is being handed over: one that seems so went out when its outcome could not
  /// be written, because the disk was full.
  private func giveUpOnUnwritten() async throws {
    for letter in await store.outbox.letters(in: .sending) {
      try await record(letter, .unknown(reason: "its outcome could not be written down"))
    }
  }

  /// Sends one letter; false where the account or the server is out of order and the others wait too.
  private func send(_ letter: OutboxLetter) async throws -> Bool {
    let reference = letter.reference
    guard await !isUndeliverable(letter) else {
      try await record(letter, .refused(reply: "a letter to this address came back before"))
      return true
    }
    guard let addressed = try await addressed(letter) else {
      try await record(letter, .refused(reply: "nobody of that role has an address on the roster"))
      return true
    }
    guard addressed.documents.count == letter.letter.draft.attachments.count else {
      try await record(letter, .refused(reply: "a document of it is not in the cabinet any more"))
      return true
    }
    guard let addressed = withForm(addressed) else {
      try await record(letter, .notReached(reason: "the form of forms_to_send cannot be read"))
      return true
    }
    let bytes = try LetterMail.bytes(of: addressed, office.settings)
    let outcome = await sender.send(
      bytes, from: office.settings.mailbox.address, to: addressed.address, envelopeID: reference,
      beforeFinalDot: noteSending(reference))
    faults.reached(.sent)
    try await record(letter, LetterOutcome(outcome))
    guard case .accountProblem(let error) = outcome else { return true }
    tell(.cannotSend(why: Trouble(whileRunning: error).words))
    return false
  }

  /// Journals that the letter may have arrived, at the last moment at which it cannot have: a process
  /// that dies before sends it anew, one that dies after leaves it `unknown` for a person.
  private func noteSending(_ reference: String) -> @Sendable () throws -> Void {
    let store = store
    let clock = clock
    let faults = faults
    return {
      faults.reached(.beforeSending)
      try Blocking.wait { try await store.record(letter: reference, .sending, at: clock.now()) }
      faults.reached(.sending)
    }
  }

  private func record(_ letter: OutboxLetter, _ outcome: LetterOutcome) async throws {
    try await store.record(letter: letter.reference, outcome, at: clock.now())
    if case .sent = outcome { result.lettersSent += 1 }
    tell(.sent(reference: letter.reference, letter.letter.draft.kind, state: outcome.word))
  }

  private func isUndeliverable(_ letter: OutboxLetter) async -> Bool {
    let office = office
    let today = clock.today
    let to = letter.letter.draft.to
    return await store.reading {
      TermDay($0, calendar: office.calendar, today: today, policy: office.policy)
        .isUndeliverable(to)
    }
  }

  private func addressed(_ letter: OutboxLetter) async throws -> LetterMail.Addressed? {
    let to = letter.letter.draft.to
    let (address, name) = await store.reading { ($0.address(of: to), $0.name(of: to)) }
    guard let address, EmailAddress(address) != nil else { return nil }
    var documents: [(fileName: String, bytes: Data)] = []
    for attachment in letter.letter.draft.attachments {
      if let bytes = try await store.document(attachment.digest, named: attachment.fileName) {
        documents.append((attachment.fileName, bytes))
      }
    }
    return LetterMail.Addressed(
      letter: letter.letter, address: address, name: name, documents: documents)
  }

  /// With the form that the letter brings, as the configuration has it today; nil where its file is not
  /// to be read just now.
  private func withForm(_ addressed: LetterMail.Addressed) -> LetterMail.Addressed? {
    guard let phase = addressed.letter.draft.form,
      let file = office.settings.letters.formsToSend[phase]
    else { return addressed }
    guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
    var complete = addressed
    complete.documents.insert((URL(filePath: file).lastPathComponent, bytes), at: 0)
    return complete
  }

  /// Letters to schools and social workers keep to sending hours and to days on which they work; our own
  /// people's come at once.
  private func isTime(for draft: LetterDraft) async -> Bool {
    guard draft.kind.keepsSendingHours else { return true }
    let letters = office.settings.letters
    guard letters.sendingHours.contains(minuteOfDay: clock.minuteOfDay) else { return false }
    if letters.sendingDays == .everyDay { return true }
    let office = office
    let today = clock.today
    do {
      return try await store.reading {
        try TermDay($0, calendar: office.calendar, today: today, policy: office.policy)
          .isOpen(draft.to, today)
      }
    } catch OfficeCalendar.Gap.beyond {
      // Past the end of the loaded calendar it may be holidays: the log says what to load.
      return false
    } catch {
      // Where no calendar is loaded, a weekday is all that is known of a school.
      return today.weekday <= 5
    }
  }

  /// A letter that has waited for longer than an outage may last is a person's to release.
  private func isTooOld(_ letter: OutboxLetter) async throws -> Bool {
    guard letter.letter.draft.kind.keepsSendingHours else { return false }
    let since = LocalDay.of(seconds: Int64(letter.changedAt.timeIntervalSince1970))
    let to = letter.letter.draft.to
    let office = office
    let today = clock.today
    // Days on which the addressee is away are not waited for.
    let waited = await store.reading {
      let day = TermDay($0, calendar: office.calendar, today: today, policy: office.policy)
      return (try? day.openDays(to, after: since)) ?? 0
    }
    guard waited > office.policy.term.catchUpDays else { return false }
    try await store.hold([letter.reference], by: "pepd", at: clock.now())
    tell(.sent(reference: letter.reference, letter.letter.draft.kind, state: "too old, held"))
    return true
  }

  /// "Round 2 after 5 school days": a letter may have waited for a person or for the addressee's return,
  /// so the days of the next one are counted from the day on which it left.
  private func isTooSoon(_ letter: OutboxLetter) async -> Bool {
    let draft = letter.letter.draft
    let office = office
    let today = clock.today
    switch await store.outbox.before(draft) {
    case .none: return false
    case .waits: return true
    case .sent(let day):
      return await store.reading {
        let term = TermDay($0, calendar: office.calendar, today: today, policy: office.policy)
        // Without a calendar the centre has counted as well as can be.
        guard let waited = try? term.openDays(draft.to, after: day) else { return false }
        return waited < office.policy.term.roundSchoolDays
      }
    }
  }

  /// "Re-check at send time": a question that was answered meanwhile, or about a child who has left
  /// care, is not asked. What is left of it is asked in a letter of its own.
  private func isStillTrue(_ letter: OutboxLetter) async throws -> Bool {
    let draft = letter.letter.draft
    let office = office
    let today = clock.today
    let check = await store.reading {
      StillAsked.check(
        draft, TermDay($0, calendar: office.calendar, today: today, policy: office.policy))
    }
    switch check {
    case .wait: return false
    case .ask: return true
    case .drop(let changes):
      try await store.drop([draft.reference], changes, by: "pepd", at: clock.now())
      tell(.sent(reference: draft.reference, draft.kind, state: "not needed any more"))
      return false
    case .instead(let narrower, let changes):
      try await replace(letter, by: narrower, changes)
      return false
    }
  }

  /// In one commit: between two, a death would leave a question that nobody ever gets to read.
  private func replace(
    _ letter: OutboxLetter, by draft: LetterDraft, _ changes: [RegisterChange]
  ) async throws {
    let letters = try await word([draft])
    try await store.replace(
      letter.reference, by: letters, changes, person: "pepd", at: clock.now())
  }
}

/// Letters a minute, as the provider allows; one for all rounds, or many short ones would go beyond it.
package actor Pace {
  private var next = ContinuousClock.now

  package init() {}

  func wait(perMinute: Int) async throws {
    let mine = max(ContinuousClock.now, next)
    next = mine + .seconds(60) / max(1, perMinute)
    try await Task.sleep(until: mine, clock: .continuous)
  }
}

extension LetterOutcome {
  init(_ outcome: SendOutcome) {
    switch outcome {
    case .sent(let reply): self = .sent(reply: "\(reply)")
    case .temporary(let failure): self = .refusedForNow(reply: failure.facts)
    case .insecure(let failure): self = .notSecure(reason: failure.facts)
    case .permanent(let failure): self = .refused(reply: failure.facts)
    case .accountProblem(let error): self = .notReached(reason: "\(error)")
    case .unknown(let failure): self = .unknown(reason: failure.facts)
    }
  }

  var word: String {
    switch self {
    case .sending: "sending"
    case .sent: "sent"
    case .refusedForNow: "refused for now, will be tried again"
    case .notReached: "the server was not reached, will be tried again"
    case .refused: "refused, a person must look"
    case .notSecure: "held: the server cannot promise TLS to that domain"
    case .unknown: "outcome unknown, a person must look"
    }
  }
}

extension SendFailure {
  /// Stage, code and reason: no address.
  fileprivate var facts: String {
    [stage.rawValue, reply.map { "\($0)" } ?? "", reason].filter { !$0.isEmpty }.joined(
      separator: ", ")
  }
}

/// Waits on a thread that may block (the mail session's own) for work of an actor.
enum Blocking {
  static func wait(_ body: @escaping @Sendable () async throws -> Void) throws {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Result<Void, any Error>>(.success(()))
    Task {
      do { try await body() } catch { result.withLock { $0 = .failure(error) } }
      done.signal()
    }
    done.wait()
    try result.withLock { $0 }.get()
  }
}
