import Extraction
import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import ProgramFixtures
import TestSupport

@testable import Processing

/// An office on the real servers whose rounds a test begins, at moments that the test sets: the built
/// reader, Dovecot and Exim, the register on disk, and no clock but the one handed in.
struct TermOffice {
  let site: Installation
  let time: TestTime
  private let settings: Settings
  private let office: Office
  private let store: RegisterStore
  private let reader: SandboxedReader
  private let mailbox: ClockedMailbox
  private let sender: SMTPSender

  /// Keeps the sending hours and the calendars that are shipped.
  init(_ site: Installation, at moment: String) async throws {
    self.site = site
    let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "config/calendars").path
    try site.configure([
      "\"00:00-24:00\"": "\"08:30-16:30\"", "every day": "weekdays",
      "state_folder: state":
        "state_folder: state\ncalendars: {bank_holidays: \(shipped)/bank-holidays.json, "
        + "terms: \(shipped)/terms.yaml}",
    ])
    var settings = try Settings.read(file: site.configuration)
    // Faster than any configuration may be.
    settings.letters.pacePerMinute = 1_000_000
    self.settings = settings
    office = try Office(settings: settings)
    let time = TestTime(moment)
    self.time = time
    store = try RegisterStore(folder: settings.stateFolder, at: time.now)
    reader = try SandboxedReader(
      SandboxedReader.Settings(program: Program.path(.extract), readers: 1))
    mailbox = ClockedMailbox(
      try await IMAPMailbox.connect(to: try Endpoints.imap(settings)), time)
    sender = try SMTPSender(endpoint: try Endpoints.smtp(settings))
    _ = try await desk.take(site.office.roster, by: "test")
  }

  private var clock: Clock { Clock(now: { [time] in time.now }) }

  /// A round whose letters have arrived, and another one, which finds nothing to do.
  @discardableResult
  func round(at moment: String, _ mails: SampleMail...) async throws -> RoundResult {
    time.set(moment)
    if !mails.isEmpty { try await site.deliver(mails) }
    let there = try await arrived
    let result = try await run()
    // Exim hands on what it took a moment later.
    try await eventually("\(result.lettersSent) letter(s) sent at \(moment)") {
      try await arrived >= there + result.lettersSent
    }
    let again = try await run()
    guard again.registered + again.review + again.lettersSent + again.lettersQueued == 0 else {
      throw NeverHappened(what: "a second round that finds nothing to do, at \(moment): \(again)")
    }
    return result
  }

  /// Letters in the mailboxes of all who get any.
  private var arrived: Int {
    get async throws {
      let readers =
        site.office.staff.map(\.email) + site.office.schools.map(\.designatedTeacherEmail)
      var count = 0
      for reader in readers { count += try await site.mails(reader).count }
      return count
    }
  }

  private func run() async throws -> RoundResult {
    let parts = RoundParts(
      office: office, store: store, reader: reader, clock: clock,
      secret: ReferenceSecret(key: Data(repeating: 7, count: 32)))
    return try await Round(parts, mailbox: mailbox, sender: sender).run()
  }

  func take(_ request: AdministratorRequest, by person: String) async throws {
    _ = try await desk.take(request, by: person)
  }

  private var desk: AdministratorDesk { AdministratorDesk(store, office, clock) }

  var register: Register { get async { await store.reading { $0 } } }

  func close() async {
    await sender.close()
    await mailbox.close()
    reader.close()
  }
}

/// The real mailbox, whose server knows only the machine's clock: what is fetched arrived at the time
/// that the test has handed in.
private struct ClockedMailbox: Mailbox {
  private let inner: IMAPMailbox
  private let time: TestTime

  init(_ inner: IMAPMailbox, _ time: TestTime) {
    self.inner = inner
    self.time = time
  }

  func fetch(_ uids: [UID], in folder: OpenFolder, sizeLimit: Int) -> MessageStream {
    MessageStream {
      var messages: [FetchedMessage] = []
      for try await item in inner.fetch(uids, in: folder, sizeLimit: sizeLimit) {
        guard case .message(let message) = item else {
          messages.append(item)
          continue
        }
        messages.append(
          .message(
            ReceivedMessage(
              uid: message.uid, flags: message.flags, arrival: time.now, bytes: message.bytes)))
      }
      return messages
    }
  }

  func open(_ folder: String) async throws -> OpenFolder { try await inner.open(folder) }
  func uids(above floor: UID, since day: MailDay?, in folder: OpenFolder) async throws -> [UID] {
    try await inner.uids(above: floor, since: day, in: folder)
  }
  func overviews(of uids: [UID], in folder: OpenFolder) async throws -> [MessageOverview] {
    try await inner.overviews(of: uids, in: folder)
  }
  func move(_ uids: [UID], in folder: OpenFolder, to target: String) async throws -> MoveOutcome {
    try await inner.move(uids, in: folder, to: target)
  }
  func waitForArrival(in folder: OpenFolder, atMost time: Duration) async throws -> Bool {
    try await inner.waitForArrival(in: folder, atMost: time)
  }
  func endWaiting() { inner.endWaiting() }
  func append(_ message: [UInt8], to folder: String, flags: [String]) async throws {
    try await inner.append(message, to: folder, flags: flags)
  }
  func folders() async throws -> [MailFolder] { try await inner.folders() }
  func create(_ folder: String) async throws -> Bool { try await inner.create(folder) }
  func rights(on folder: String) async throws -> Set<Character>? {
    try await inner.rights(on: folder)
  }
  func checkConnection() async throws { try await inner.checkConnection() }
  func close() async { await inner.close() }
}
