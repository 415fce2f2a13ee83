import ArgumentParser
import Control
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Whether mail is being processed, and how register and outbox stand.",
    discussion: "Exit status 1 where something needs an administrator, for monitors.")

  @OptionGroup var common: Common

  func run() async throws {
    try await withWords {
      let settings = try common.settings()
      let snapshot = try StoreSnapshot(folder: settings.stateFolder)
      let pulse = Pulse.read(stateFolder: settings.stateFolder)
      let isRunning = ControlClient.isAnswered(at: settings.controlSocket.path)
      let status = Status(snapshot, pulse, settings, isRunning: isRunning, now: Date())
      print(common.json ? JSONText.of(status) : status.table)
      if !status.problems.isEmpty { throw ExitCode(1) }
    }
  }
}

/// Figures and moments only.
struct Status: Encodable {
  var problems: [String]
  var isRunning: Bool?
  var lastRound: Date?
  var lastMessage: Date?
  var unprocessed: Int?
  var oldestUnprocessed: Date?
  var mailboxAwaySince: Date?
  var submissionAwaySince: Date?
  var canarySent: Date?
  var canaryBack: Date?
  var tokenEnds: Date?
  var secretEndsOn: CivilDay?
  var sending: String
  var sendingStop: SendingStop?
  var letters: [String: Int]
  var beforeAPerson: Int
  var childrenInCare: Int
  var plansThisTerm: Int
  var plansThisTermIncomplete: Int
  var openQuestions: Int
  var messagesToFile: Int
  var checkpoint: Date?
  var linesAfterCheckpoint: Int
  var journalLine: Int
  private let outages: Outages?
  private let now: Date

  private enum CodingKeys: String, CodingKey {
    case problems, isRunning, lastRound, lastMessage, unprocessed, oldestUnprocessed,
      mailboxAwaySince,
      submissionAwaySince, canarySent, canaryBack, tokenEnds, secretEndsOn, sending, sendingStop,
      letters, beforeAPerson,
      childrenInCare, plansThisTerm, plansThisTermIncomplete, openQuestions, messagesToFile,
      checkpoint, linesAfterCheckpoint, journalLine
  }

  init(
    _ snapshot: StoreSnapshot, _ pulse: Pulse?, _ settings: Settings, isRunning: Bool?, now: Date
  ) {
    let register = snapshot.register
    let today = Clock(now: { now }).today
    let plans = register.plans.filter { $0.key.term == SchoolTerm(of: today) }
    self.now = now
    self.isRunning = isRunning
    problems = Health.problems(pulse, settings, at: now)
    // Said at once, and not when so much time has passed that somebody might have noticed.
    if isRunning == false {
      let place = settings.controlSocket.path
      problems.insert("No pepd answers at \(place). See: systemctl status pepd", at: 0)
    }
    outages = isRunning == false ? nil : pulse?.outages
    lastRound = pulse?.lastRound
    lastMessage = pulse?.lastMessage
    unprocessed = pulse?.unprocessed
    oldestUnprocessed = pulse?.oldestUnprocessed
    mailboxAwaySince = pulse?.outages.mailbox?.since
    submissionAwaySince = pulse?.outages.submission?.since
    canarySent = pulse?.canary?.lastSent
    canaryBack = pulse?.canary?.lastBack
    tokenEnds = pulse?.tokenEnds
    secretEndsOn = settings.secretEndsOn
    sending = settings.sending.rawValue
    sendingStop = snapshot.sendingStop
    letters = Dictionary(grouping: snapshot.outbox.open.values, by: \.state.rawValue).mapValues(
      \.count)
    beforeAPerson = register.reviews.count
    childrenInCare = register.children.values.filter { $0.isInCare(on: today) }.count
    plansThisTerm = plans.count
    plansThisTermIncomplete = plans.values.filter { !$0.missing.isEmpty }.count
    openQuestions = register.chases.count
    messagesToFile = snapshot.filings.count
    checkpoint = Checkpoints.age(stateFolder: settings.stateFolder)
    linesAfterCheckpoint = snapshot.replayed
    journalLine = snapshot.sequence
  }

  var table: String {
    let outbox = letters.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    var rows: [(String, String)] = [
      ("Mail is being processed", problems.isEmpty ? "yes" : "NO, or not as it should be:")
    ]
    rows += problems.map { ("", $0) }
    rows += [
      ("Last round", ago(lastRound)), ("Last message handled", ago(lastMessage)),
      ("Messages not yet handled", waiting),
      ("Mailbox", standing(of: .mailbox)), ("Server for sending", standing(of: .submission)),
      (
        "Sending",
        sendingStop.map { "STOPPED by \($0.by) since \(ago($0.since)); pepctl send live" }
          ?? (sending == "hold" ? "hold: letters wait for a person" : "live")
      ),
      (
        "Letters in the outbox",
        outbox.isEmpty ? "none" : outbox.joined(separator: ", ") + "; pepctl outbox list"
      ),
      ("Before a person", beforeAPerson == 0 ? "none" : "\(beforeAPerson); pepctl review list"),
    ]
    if let canarySent {
      rows.append(("Test message", "sent \(ago(canarySent)), the last came \(ago(canaryBack))"))
    }
    if let tokenEnds { rows.append(("Access token ends", Clock.words(tokenEnds))) }
    if let secretEndsOn { rows.append(("Client secret ends", "\(secretEndsOn)")) }
    rows += [
      ("Children in care", "\(childrenInCare)"),
      (
        "PEPs received this term",
        "\(plansThisTerm), of which incomplete \(plansThisTermIncomplete)"
      ),
      ("Open questions", "\(openQuestions)"),
      ("Messages still to be filed", "\(messagesToFile)"),
      (
        "Checkpoint",
        "\(ago(checkpoint)); line \(journalLine) of the journal, \(linesAfterCheckpoint) after it"
      ),
    ]
    return rows.map { $0.0.padded(to: 28) + $0.1 }.joined(separator: "\n")
  }

  private var waiting: String {
    guard let unprocessed else { return "not known" }
    return unprocessed == 0
      ? "none" : "\(unprocessed)" + (oldestUnprocessed.map { ", the oldest of \(ago($0))" } ?? "")
  }

  private func standing(of server: WatchedServer) -> String {
    guard let outages else { return "not known" }
    return outages[server].map { "AWAY since \(ago($0.since)): \($0.why)" } ?? "answers"
  }

  private func ago(_ moment: Date?) -> String {
    guard let moment else { return "never" }
    let minutes = max(0, Int(now.timeIntervalSince(moment)) / 60)
    let age =
      minutes < 120
      ? "\(minutes) min" : minutes < 2_880 ? "\(minutes / 60) h" : "\(minutes / 1_440) days"
    return "\(Clock.words(moment)) (\(age) ago)"
  }
}

extension String {
  func padded(to width: Int) -> String {
    count >= width ? self + " " : self + String(repeating: " ", count: width - count)
  }
}
