import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Which reminders would go from day to day. Nothing is sent and nothing is changed.",
    discussion: """
      Works on a copy of the register. What happens meanwhile can be told in a scenario, a YAML list of \
      {day: 2026-09-15, child: C1007, event: booked, on: 2026-10-08}; events are booked, submitted \
      (missing: [attendance.percentage]), answered, checked, left-care, moved (school: URN), held and resumed.
      """)

  @OptionGroup var common: Common

  @Option(help: "First day, e.g. 2026-09-01.")
  var from: String

  @Option(help: "Last day.")
  var to: String

  @Option(help: "File of events.")
  var scenario: String?

  @Flag(help: "Print each letter in full.")
  var letters = false

  func run() async throws {
    try await withWords {
      guard let first = CivilDay(from), let last = CivilDay(to), first <= last else {
        throw Trouble(64, "'--from' and '--to' are days such as 2026-09-01, the earlier one first.")
      }
      let settings = try common.settings()
      let office = try Office(settings: settings)
      let events = try scenario.map { try ScenarioFile.read(file: $0) } ?? []
      let snapshot = try StoreSnapshot(folder: settings.stateFolder)
      if let stranger = events.first(where: { snapshot.register.children[$0.child] == nil }) {
        throw Trouble(1, "The scenario speaks of '\(stranger.child)', who is not on the roster.")
      }
      if let school = events.compactMap(\.school).first(where: {
        snapshot.register.schools[$0] == nil
      }) {
        throw Trouble(
          1, "The scenario speaks of a school '\(school)'; no school of that URN is on the roster.")
      }
      var rehearsal = Rehearsal(snapshot.register, office)
      let days = rehearsal.run(first...last, events)
      print(
        common.json
          ? JSONText.of(
            days.flatMap { day in day.letters.map { Line(day.day, $0, rehearsal.register) } })
          : try text(days, rehearsal.register, office))
    }
  }

  /// One letter of a rehearsal, for programs.
  private struct Line: Encodable {
    var day: CivilDay
    var kind: LetterDraft.Kind
    var to: String?
    var child: String?
    var isHeldBecauseLate: Bool

    init(_ day: CivilDay, _ letter: LetterDraft, _ register: Register) {
      self.day = day
      kind = letter.kind
      to = register.address(of: letter.to)
      child = letter.plan?.child
      isHeldBecauseLate = letter.isLate == true
    }
  }

  private func text(
    _ days: [Rehearsal.Day], _ register: Register, _ office: Office
  ) throws -> String {
    var lines: [String] = []
    var counts: [String: Int] = [:]
    var waiting: Set<String> = []
    for day in days {
      lines.append("\(day.day)")
      lines += day.notes.map { "  note: \($0)" }
      for letter in day.letters {
        counts[letter.kind.rawValue, default: 0] += 1
        let about = letter.plan.map { "  \($0.child)" } ?? ""
        let isBehind = letter.letterBefore.map(waiting.contains) == true
        if letter.isLate == true || isBehind { waiting.insert(letter.reference) }
        let late =
          letter.isLate == true
          ? "  (held: late)" : isBehind ? "  (waits: the one before is held)" : ""
        lines.append(
          "  \(letter.kind.rawValue.padded(to: 16))\(register.address(of: letter.to) ?? "nobody")\(about)\(late)"
        )
        guard letters else { continue }
        let worded = try office.letters.word(
          letter, to: register.name(of: letter.to), at: Date(timeIntervalSince1970: 0), isHeld: true
        )
        lines.append("")
        lines += ("Subject: " + worded.subject + "\n\n" + worded.text)
          .split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        lines.append("")
      }
    }
    let sum = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return (lines + ["Letters: " + (sum.isEmpty ? "none" : sum.joined(separator: ", "))])
      .joined(separator: "\n")
  }
}
