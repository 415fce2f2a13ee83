import Extraction
import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import TestSupport

@testable import PepStore
@testable import Processing

/// A whole office for one test: the real store in a temporary folder, the shipped forms and letters,
/// a mailbox, a sender and a clock that the test holds in its hand. A folder whose test failed is kept.
final class House: Sendable {
  let folder: URL
  let office: SampleOffice
  let settings: Settings
  /// The settings made ready for use.
  let made: Office
  let store: RegisterStore
  let mailbox: InMemoryMailbox
  let reader = FixedReader()
  let recognitions: Recognitions
  let time: TestTime

  /// `isForAYear`: in memory and without checkpoints, since hundreds of rounds would wait for the disk.
  /// `settings` are lines of pepd.yaml: whole sections, or lines for `mailbox:` and `letters:`.
  init(
    children: Int = 3, office: SampleOffice? = nil, at moment: String = "2026-10-07 10:00",
    sending: String = "live",
    mailbox mailboxLines: String = "", letters: String = "", calendars: Bool = false,
    isForAYear: Bool = false
  ) async throws {
    let id = UUID().uuidString.prefix(8)
    let memory = URL(filePath: "/dev/shm")
    let root =
      isForAYear && FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    folder = root.appending(path: "pepd-processing-\(id)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.office = office ?? SampleOffice(children: children)
    let file = folder.appending(path: "pepd.yaml").path
    try Self.configuration(folder, sending, mailboxLines, letters, calendars)
      .write(toFile: file, atomically: false, encoding: .utf8)
    var settings = try Settings.read(file: file)
    // Faster than any configuration may be.
    settings.letters.pacePerMinute = 1_000_000
    self.settings = settings
    made = try Office(settings: settings, forms: try Self.forms.get())
    let time = TestTime(moment)
    self.time = time
    recognitions = Recognitions(reader, capacity: 2)
    mailbox = InMemoryMailbox(clock: { time.now })
    store = try RegisterStore(
      folder: settings.stateFolder, at: time.now,
      files: LocalFileSystem(root: settings.stateFolder), segmentBytes: 16 << 20,
      writesCheckpoints: !isForAYear)
    _ = try await desk.take(self.office.roster, by: "test")
  }

  /// Where the office's people decide.
  var desk: AdministratorDesk {
    AdministratorDesk(store, made, time.clock)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "config").path

  /// Read once: thousands of words, and hundreds of rounds.
  private static let forms = Result { try FormFiles.read(folder: shipped + "/forms") }

  private static func configuration(
    _ folder: URL, _ sending: String, _ mailbox: String, _ letters: String, _ calendars: Bool
  ) -> String {
    return """
      sending: \(sending)
      authority:
        name: \(SampleOffice.authority)
        domains: [somerset.example]
        authentication_server: \(SampleOffice.mailServer)
      mailbox:
        address: \(SampleOffice.mailbox)
      \(mailbox.isEmpty ? "" : "  " + mailbox)
      imap: {host: localhost, username: shared, password_file: secret}
      smtp: {host: localhost, username: shared, password_file: secret}
      letters:
        folder: \(shipped)/letters
      \(letters.isEmpty ? "" : "  " + letters)
      state_folder: \(folder.path)/state
      forms_folder: \(shipped)/forms
      \(calendars ? "calendars: {bank_holidays: \(shipped)/calendars/bank-holidays.json, terms: \(shipped)/calendars/terms.yaml}" : "")
      """
  }

  // MARK: Rounds

  @discardableResult
  func round(
    sender: any MailSender, mailbox other: (any Mailbox)? = nil, recognitions: Recognitions? = nil,
    mayGoOn: @escaping @Sendable () -> Bool = { true },
    isCanary: @escaping @Sendable (String) -> Bool = { _ in false },
    tell: @escaping @Sendable (Processing.Progress) -> Void = { _ in }
  ) async throws -> RoundResult {
    var parts = RoundParts(
      office: made, store: store, reader: reader, clock: time.clock,
      secret: ReferenceSecret(key: Data(repeating: 7, count: 32)))
    parts.recognitions = recognitions ?? self.recognitions
    return try await Round(
      parts, mailbox: other ?? mailbox, sender: sender, mayGoOn: mayGoOn,
      isCanary: isCanary, tell: tell
    ).run()
  }

  // MARK: What arrives

  func form(_ child: Int, attendance: String = "94.2", meeting: String = "2026-10-05") -> FormText {
    let child = office.children[child]
    return FormText(
      child, school: office.school(of: child), meeting: CivilDay(meeting) ?? CivilDay(number: 0),
      attendance: attendance)
  }

  /// A school sends a form about the child of this index; returns the UID.
  @discardableResult
  func send(
    _ form: FormText, about child: Int, id: String, from sender: String? = nil,
    authentication: String? = "dmarc=pass", folder: String = "INBOX"
  ) async -> UID {
    let (bytes, read) = mail(form, about: child, id: id, from: sender, authentication)
    reader.know(bytes, read)
    return await mailbox.deliver(bytes, to: folder)
  }

  /// The same, as a scan whose reading lasts until the reader is told to finish it.
  func sendScan(
    _ form: FormText, about child: Int, id: String
  ) async -> (uid: UID, bytes: [UInt8]) {
    let (bytes, read) = mail(form, about: child, id: id, from: nil, "dmarc=pass")
    reader.knowScan(bytes, read)
    return (await mailbox.deliver(bytes, to: "INBOX"), bytes)
  }

  private func mail(
    _ form: FormText, about child: Int, id: String, from sender: String?, _ authentication: String?
  ) -> ([UInt8], ReadMessage) {
    let child = office.children[child]
    var mail = SampleMail(
      from: sender ?? office.school(of: child).designatedTeacherEmail, id: id)
    mail.authentication = authentication
    let document = form.docx
    mail.attachments = [("PEP Part B.docx", SampleMail.docx, document)]
    return (
      mail.bytes,
      ReadMessage(facts: .sample(mail, form.document, document), documents: [document[...]])
    )
  }

  // MARK: What came of it

  func plan(_ child: Int) async -> PlanRecord? {
    let id = office.children[child].id
    return await store.reading { register in
      register.plans.first { $0.key.child == id }?.value
    }
  }

  func uids(in folder: String) async -> [UID] { await mailbox.contents(of: folder).map(\.uid) }

  func letters(_ state: LetterState) async -> [OutboxLetter] {
    await store.outbox.letters(in: state)
  }
}

extension TestTime {
  var clock: Clock { Clock(now: { self.now }) }
}
