import Extraction
import Foundation
import MailTransport
import PepConfig
import PepCore
import PepStore

/// Tries everything that the daemon needs, in the order in which one needs the other, and says of each
/// what it saw and what to do. It sends nothing, and changes nothing but to make missing folders.
package struct Doctor {
  private let file: String
  private let clock: Clock
  private var findings: [CheckFinding] = []

  package static func findings(file: String, clock: Clock = Clock()) async -> [CheckFinding] {
    var doctor = Doctor(file: file, clock: clock)
    await doctor.examine()
    return doctor.findings
  }

  private init(file: String, clock: Clock) {
    self.file = file
    self.clock = clock
  }

  private mutating func examine() async {
    let file = file
    let settings = attempt("configuration") {
      let settings = try Settings.read(file: file)
      return (settings, "read from \(file)")
    }
    guard let settings else { return }
    files(settings)
    findings += StateFolderCheck.findings(settings.stateFolder)
    office(settings)
    register(settings)
    await reader(settings)
    let tokens = Endpoints.tokens(settings, clock)
    if let tokens, await !token(tokens, settings) { return }
    await mailbox(settings, tokens)
    await submission(settings, tokens)
  }

  // MARK: Without a server

  private mutating func files(_ settings: Settings) {
    let examination = settings.examine()
    findings += examination.errors.map { CheckFinding("files", .wrong, "\($0)") }
    findings += examination.warnings.map { CheckFinding("files", .note, "\($0)") }
    if examination.errors.isEmpty, examination.warnings.isEmpty {
      findings.append(CheckFinding("files", .ok, "all there; secrets are their owner's alone"))
    }
  }

  private mutating func office(_ settings: Settings) {
    let office = attempt("forms and letters") {
      (
        try Office(settings: settings),
        settings.sending == .hold ? "letters are held for a person" : "letters leave by themselves"
      )
    }
    guard let office else { return }
    if settings.letters.contactPhone == nil {
      findings.append(
        CheckFinding(
          "letters", .note, "they give schools no telephone number",
          "letters: contact_phone, and contact_name, in pepd.yaml"))
    }
    findings += CalendarCheck.findings(office.calendar, today: clock.today)
  }

  private mutating func register(_ settings: Settings) {
    let snapshot = attempt("register") {
      let snapshot = try StoreSnapshot(folder: settings.stateFolder)
      return (snapshot, "journal line \(snapshot.sequence)")
    }
    guard let snapshot else { return }
    findings += RosterCheck.findings(snapshot.register, today: clock.today)
    if let stop = snapshot.sendingStop {
      findings.append(
        CheckFinding(
          "sending", .note, "stopped by \(stop.by) since \(stop.since.ISO8601Format())",
          "When letters may leave again: pepctl send live"))
    }
  }

  private mutating func reader(_ settings: Settings) async {
    do {
      let reader = try SandboxedReader(
        SandboxedReader.Settings(
          program: settings.reader.program, readers: settings.reader.workers,
          allowsUnsandboxed: settings.reader.allowUnsandboxed))
      defer { reader.close() }
      try await reader.check()
      findings.append(CheckFinding("sandboxed reader", .ok, "answers, locked in"))
      if try await !reader.canRecognise() {
        findings.append(
          CheckFinding(
            "scans", .note, "scans and photographs of forms cannot be read and go to a person",
            "apt-get install tesseract-ocr tesseract-ocr-eng"))
      }
    } catch {
      findings.append(CheckFinding("sandboxed reader", .wrong, Trouble(error).words))
    }
  }

  // MARK: The servers

  /// False where none is to be had, without which no login succeeds.
  private mutating func token(_ tokens: TokenKeeper, _ settings: Settings) async -> Bool {
    let what = "access token"
    do {
      // It blocks, which a thread of the shared pool may not.
      try await withCheckedThrowingContinuation { done in
        Thread.detachNewThread { done.resume(with: Result { _ = try tokens.token() }) }
      }
    } catch {
      let remedy = (error as? MailTransportError).flatMap { MicrosoftWords.remedy(for: $0) }
      let saw = remedy == nil ? Trouble(error).words : "\(error)"
      findings.append(CheckFinding(what, .wrong, saw, remedy))
      return false
    }
    let end = tokens.ends?.ISO8601Format() ?? "not known"
    findings.append(CheckFinding(what, .ok, "got, ends at \(end)"))
    guard let day = settings.secretEndsOn else {
      findings.append(
        CheckFinding(
          "client secret", .note, "nobody is told when it ends",
          "Write its last day as 'microsoft365.secret_ends_on'."))
      return true
    }
    let days = day.number - clock.today.number
    findings.append(
      CheckFinding(
        "client secret", days > 30 ? .ok : .note, "ends on \(day), in \(days) day(s)",
        days > 30 ? nil : "Make a new one in Microsoft Entra before that."))
    return true
  }

  private mutating func mailbox(_ settings: Settings, _ tokens: TokenKeeper?) async {
    let check = ServerCheck(section: "imap", server: settings.imap, login: settings.imapLogin)
    guard reachable(check) else { return }
    let mailbox: IMAPMailbox
    do {
      mailbox = try await IMAPMailbox.connect(to: try Endpoints.imap(settings, tokens))
    } catch {
      findings += check.findings(error)
      return
    }
    findings += check.succeeded
    do {
      findings.append(MailboxCheck.capabilities(try await mailbox.capabilities()))
      try await folders(settings.mailbox.folders, mailbox)
    } catch {
      findings.append(CheckFinding("imap folders", .wrong, Trouble(error).words))
    }
    await mailbox.close()
  }

  private mutating func folders(
    _ folders: Settings.Folders, _ mailbox: IMAPMailbox
  ) async throws {
    var made: [String] = []
    for name in [folders.registered, folders.needsAPerson, folders.tryAgain, folders.accept]
    where try await mailbox.create(name) { made.append(name) }
    let inbox = try await mailbox.open(folders.inbox)
    let saw = "\(inbox.exists) message(s) in \(inbox.name)"
    if inbox.isReadOnly {
      findings.append(
        CheckFinding(
          "imap folders", .wrong, saw + ", which is read-only",
          "Have the account given full access to the mailbox and its folders."))
    } else {
      findings.append(
        CheckFinding(
          "imap folders", .ok,
          saw + (made.isEmpty ? "; all are there" : "; made: \(made.joined(separator: ", "))")))
    }
    let sources = [folders.inbox, folders.tryAgain, folders.accept]
    for name in sources + [folders.registered, folders.needsAPerson] {
      findings.append(
        MailboxCheck.rights(
          name, try await mailbox.rights(on: name), moves: sources.contains(name)))
    }
    let uids = try await mailbox.uids(above: 0, since: nil, in: inbox)
    let newest = try await mailbox.overviews(of: Array(uids.suffix(1)), in: inbox).first
    findings.append(MailboxCheck.clock(newest: newest?.arrival, now: clock.now()))
  }

  private mutating func submission(_ settings: Settings, _ tokens: TokenKeeper?) async {
    let check = ServerCheck(section: "smtp", server: settings.smtp, login: settings.smtpLogin)
    guard reachable(check) else { return }
    do {
      try await SMTPSender(endpoint: try Endpoints.smtp(settings, tokens)).checkLogin()
      findings += check.succeeded
    } catch {
      findings += check.findings(error)
    }
  }

  private mutating func reachable(_ check: ServerCheck) -> Bool {
    let finding = check.name()
    findings.append(finding)
    return finding.verdict == .ok
  }

  private mutating func attempt<T>(_ what: String, _ body: () throws -> (T, String)) -> T? {
    do {
      let (value, saw) = try body()
      findings.append(CheckFinding(what, .ok, saw))
      return value
    } catch {
      findings.append(CheckFinding(what, .wrong, Trouble(error).words))
      return nil
    }
  }
}
