import ArgumentParser
import Extraction
import Foundation
import MailTransport
import PepConfig
import Processing

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Try everything in turn: configuration, forms and letters, reader, mailbox, folders.",
    discussion: "Sends nothing and changes nothing in the mailbox but missing folders.")

  @OptionGroup var common: Common

  struct Finding: Encodable {
    var what: String
    var isGood: Bool
    var words: String
  }

  func run() async throws {
    try await withWords {
      let findings = await Checks(file: common.file).run()
      if common.json {
        print(JSONText.of(findings))
      } else {
        for finding in findings {
          print(
            (finding.isGood ? "ok    " : "WRONG ") + finding.what.padded(to: 24) + finding.words)
        }
      }
      if findings.contains(where: { !$0.isGood }) { throw ExitCode(78) }
    }
  }
}

/// The checks in the order in which one needs the other; the first that fails may end them.
private struct Checks {
  let file: String
  private var findings: [CheckCommand.Finding] = []

  init(file: String) { self.file = file }

  func run() async -> [CheckCommand.Finding] {
    var checks = self
    await checks.all()
    return checks.findings
  }

  private mutating func all() async {
    let file = file
    guard
      let settings = note("configuration", { (try Settings.read(file: file), "read from \(file)") })
    else { return }
    let examination = settings.examine()
    note(
      "files and secrets", examination.errors.isEmpty,
      examination.errors.map(\.description).joined(separator: " ")
        + examination.warnings.map { "\($0)" }.joined(separator: " "))
    _ = note("forms and letters") {
      (
        try Office(settings: settings),
        "\(settings.sending == .hold ? "letters are held" : "letters are sent")"
      )
    }
    await noteAsync("sandboxed reader") {
      let reader = try SandboxedReader(settings.reader)
      defer { reader.close() }
      try await reader.check()
      return try await reader.canRecognise()
        ? "answers" : "answers; \(Events.cannotRecognise)"
    }
    await mailbox(settings)
  }

  private mutating func mailbox(_ settings: Settings) async {
    var newest: Date?
    await noteAsync("mailbox") {
      let mailbox = try await IMAPMailbox.connect(to: try Endpoints.imap(settings))
      let folders = settings.mailbox.folders
      for name in [folders.registered, folders.needsAPerson, folders.tryAgain, folders.accept] {
        _ = try await mailbox.create(name)
      }
      let inbox = try await mailbox.open(folders.inbox)
      let uids = try await mailbox.uids(above: 0, since: nil, in: inbox)
      newest = try await mailbox.overviews(of: Array(uids.suffix(1)), in: inbox).first?.arrival
      await mailbox.close()
      return "\(inbox.exists) message(s) in \(inbox.name); the folders of pepd are there"
    }
    clock(newest)
  }

  /// The mail server's clock stamped the newest message; if that lies ahead, ours is slow, and every
  /// due date and sending hour with it.
  private mutating func clock(_ newest: Date?) {
    guard let newest else { return note("clock", true, "no message to compare it with") }
    let ahead = Int(newest.timeIntervalSince(Date()))
    note(
      "clock", ahead < 300,
      ahead < 300
        ? "not behind the mail server's"
        : "\(ahead / 60) minutes behind the mail server's. Set it, best by NTP.")
  }

  private mutating func note<T>(_ what: String, _ body: () throws -> (T, String)) -> T? {
    do {
      let (value, words) = try body()
      note(what, true, words)
      return value
    } catch {
      note(what, false, Trouble(error).words)
      return nil
    }
  }

  private mutating func noteAsync(_ what: String, _ body: () async throws -> String) async {
    do { note(what, true, try await body()) } catch { note(what, false, Trouble(error).words) }
  }

  private mutating func note(_ what: String, _ isGood: Bool, _ words: String) {
    findings.append(CheckCommand.Finding(what: what, isGood: isGood, words: words))
  }
}
