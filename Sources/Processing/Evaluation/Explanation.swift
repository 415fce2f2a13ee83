import Foundation
import PepCore
import PepStore

/// Why a message is decided as it is, step by step, for an administrator with the form before them.
package struct Explanation {
  package let decision: Decision
  private let facts: MessageFacts
  private let register: Register
  private let policy: Policy
  private let day: CivilDay
  private let letters: LetterRoom

  package init(
    _ facts: MessageFacts, _ register: Register, policy: Policy, calendar: OfficeCalendar,
    day: CivilDay?, digest: String,
    letters: LetterRoom
  ) {
    self.facts = facts
    self.register = register
    self.policy = policy
    self.letters = letters
    let seconds = facts.received?.seconds ?? facts.date?.seconds ?? 0
    self.day = day ?? LocalDay.of(seconds: seconds)
    let message = ArrivedMessage(
      facts: facts, reference: "M-" + digest.prefix(12), seed: String(digest.prefix(20)),
      arrivedOn: self.day, digest: { ContentDigest.hex(of: Data($0.utf8)) })
    decision = decide(
      .message(message), register, calendar: calendar, today: self.day, policy: policy)
  }

  package func text() throws -> String {
    let sender = SenderTrust(register, policy).verdict(facts)
    var lines = [
      "Judged as on \(day.inWords).",
      "Sender: \(sender.isAuthenticated ? "authenticated" : "NOT authenticated") (\(sender.because)); "
        + (sender.isKnown
          ? "known: schools \(sender.schools.sorted().joined(separator: " ")) staff \(sender.staff.sorted().joined(separator: " "))"
          : "nobody of the roster"),
    ]
    if !facts.defects.isEmpty {
      lines.append(
        "Defects of the message: " + facts.defects.map(\.rawValue).joined(separator: ", "))
    }
    lines += documents()
    lines.append("")
    lines.append(
      "Decision: \(decision.message.rawValue), \(decision.outcome.rawValue)"
        + (decision.reason.map { " (\($0.rawValue))" } ?? ""))
    lines += decision.reasons.map { "  because: \($0)" }
    for plan in decision.plans {
      lines.append(
        "  \(plan.plan): missing "
          + (plan.missing.isEmpty
            ? "nothing" : plan.missing.map(\.rawValue).joined(separator: ", ")))
    }
    lines += try shownLetters()
    return lines.joined(separator: "\n")
  }

  /// Each document: what it is and why, and each field with where it stood and how it was read.
  private func documents() -> [String] {
    let classification = Classification(policy, near: day)
    let body = classification.classify(body: facts).map { ("Text of the message", $0) }
    let attached = facts.attachments.map(classification.classify).map {
      ("Attachment '\($0.verdict.name)'", $0)
    }
    return (attached + [body].compactMap { $0 }).flatMap { title, classified -> [String] in
      let verdict = classified.verdict
      var lines = [
        "",
        "\(title): \(verdict.kind.rawValue)"
          + [verdict.part?.rawValue, verdict.phase?.rawValue].compactMap { $0 }.map { " \($0)" }
          .joined(),
      ]
      lines += verdict.reasons.map { "  because: \($0)" }
      for (field, reading) in (classified.reading?.fields ?? [:]).sorted(by: {
        $0.key.rawValue < $1.key.rawValue
      }) {
        lines.append(
          "  \(field.rawValue): \(Self.shown(reading.answer))  [\(reading.place), \(reading.way.rawValue)\(reading.score < 1 ? ", label only alike" : "")]"
        )
      }
      return lines
    }
  }

  private static func shown(_ answer: Answer) -> String {
    switch answer {
    case .value(.rows(let rows)): rows.map(Self.shown).joined(separator: " / ")
    case .value(let value): value.plain.replacing("\n", with: " / ")
    case .blank: "blank"
    case .elsewhere: "said to be in another document"
    case .doubtful: "cannot be read for certain"
    }
  }

  private static func shown(_ row: FieldValue.Row) -> String {
    row.cells.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { column, cell in
        switch cell {
        case .text(let text): "\(column.rawValue) '\(text.replacing("\n", with: " / "))'"
        case .number(let number): "\(column.rawValue) \(number)"
        }
      }.joined(separator: ", ")
  }

  private func shownLetters() throws -> [String] {
    try decision.letters.flatMap { draft -> [String] in
      let letter = try letters.word(
        draft, to: register.name(of: draft.to), at: Date(), isHeld: true)
      return ["", "Letter (\(draft.kind.rawValue)): \(letter.subject)"]
        + letter.text.split(separator: "\n", omittingEmptySubsequences: false).map { "  | \($0)" }
    }
  }
}
