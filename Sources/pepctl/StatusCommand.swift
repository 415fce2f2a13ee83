import ArgumentParser
import Control
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "How the register, the outbox and the mailbox stand.")

  @OptionGroup var common: Common

  func run() async throws {
    try await withWords {
      let settings = try common.settings()
      let snapshot = try StoreSnapshot(folder: settings.stateFolder)
      let status = Status(snapshot, today: Clock().today)
      print(common.json ? JSONText.of(status) : status.table)
    }
  }
}

/// Figures only.
struct Status: Encodable {
  var journalLine: Int
  var childrenInCare: Int
  var plansThisTerm: Int
  var plansThisTermIncomplete: Int
  var openQuestions: Int
  var beforeAPerson: Int
  var letters: [String: Int]
  var sendingStop: SendingStop?
  var messagesToFile: Int

  init(_ snapshot: StoreSnapshot, today: CivilDay) {
    let register = snapshot.register
    let term = SchoolTerm(of: today)
    let plans = register.plans.filter { $0.key.term == term }
    journalLine = snapshot.sequence
    childrenInCare = register.children.values.filter { $0.isInCare(on: today) }.count
    plansThisTerm = plans.count
    plansThisTermIncomplete = plans.values.filter { !$0.missing.isEmpty }.count
    openQuestions = register.chases.count
    beforeAPerson = register.reviews.count
    letters = Dictionary(grouping: snapshot.outbox.open.values, by: \.state.rawValue).mapValues(
      \.count)
    messagesToFile = snapshot.filings.count
    sendingStop = snapshot.sendingStop
  }

  var table: String {
    let rows: [(String, String)] = [
      ("Children in care", "\(childrenInCare)"),
      (
        "PEPs received this term",
        "\(plansThisTerm), of which incomplete \(plansThisTermIncomplete)"
      ),
      ("Open questions", "\(openQuestions)"),
      ("Before a person", "\(beforeAPerson)"),
      (
        "Letters in the outbox",
        letters.isEmpty
          ? "none"
          : letters.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
            separator: ", ")
      ),
      (
        "Sending",
        sendingStop.map { "STOPPED by \($0.by) since \($0.since.ISO8601Format())" }
          ?? "as configured"
      ),
      ("Messages still to be filed", "\(messagesToFile)"),
      ("Journal", "\(journalLine) lines"),
    ]
    return rows.map { $0.0.padded(to: 28) + $0.1 }.joined(separator: "\n")
  }
}

extension String {
  func padded(to width: Int) -> String {
    count >= width ? self + " " : self + String(repeating: " ", count: width - count)
  }
}
