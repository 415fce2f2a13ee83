import Foundation
import PepCore

/// Judges a labelled set: the cases in the order of their dates against one register that starts
/// from the set's roster, so that later mail meets what earlier mail left.
package struct Evaluation {
  package var policy: Policy
  package var roster: Roster

  package init(policy: Policy, roster: Roster) {
    self.policy = policy
    self.roster = roster
  }

  package struct ReadCase: Sendable {
    package var labelled: LabelledCase
    package var facts: MessageFacts
    package init(labelled: LabelledCase, facts: MessageFacts) {
      self.labelled = labelled
      self.facts = facts
    }
  }

  package func run(_ cases: [ReadCase], digest: @escaping @Sendable (String) -> String)
    -> [Judgement]
  {
    var register = Register(roster: roster)
    let ordered = cases.sorted {
      (Self.clock($0.facts), $0.labelled.name) < (Self.clock($1.facts), $1.labelled.name)
    }
    return ordered.map { item in
      let day = LocalDay.of(seconds: Self.clock(item.facts))
      let reference = "M-" + digest(item.labelled.name).prefix(12)
      let message = ArrivedMessage(
        facts: item.facts, reference: reference,
        seed: String(digest("seed " + item.labelled.name).prefix(20)),
        arrivedOn: day, digest: digest)
      let decision = decide(.message(message), register, today: day, policy: policy)
      for change in decision.changes { register.apply(change) }
      var judgement = Judgement(
        name: item.labelled.name, format: Self.format(item.facts),
        tags: item.labelled.expected.tags ?? [], decision: decision,
        mail: Self.listed(decision.letters, register))
      judgement.compare(with: item.labelled.expected)
      return judgement
    }
  }

  /// "The clock of a case is the message's own Date: header (the newest Received: where that is
  /// missing)."
  private static func clock(_ facts: MessageFacts) -> Int64 {
    facts.date?.seconds ?? facts.received?.seconds ?? 0
  }

  /// Format of the first document, for grouping.
  private static func format(_ facts: MessageFacts) -> String {
    for attachment in facts.attachments {
      switch attachment.content {
      case .document(let document):
        return document.format.rawValue + (document.method == .recognised ? " (OCR)" : "")
      case .sealed: return "sealed"
      case .unreadable(let reason): return "unreadable (\(reason.rawValue))"
      default: continue
      }
    }
    return "no document"
  }

  private static func listed(_ letters: [LetterDraft], _ register: Register) -> [Expected.Letter] {
    letters.compactMap { letter in
      guard let to = register.address(of: letter.to) else { return nil }
      switch letter.kind {
      case .forward: return Expected.Letter(kind: "forward", to: to, child: nil, asks: nil)
      case .chase:
        return Expected.Letter(kind: "chase", to: to, child: letter.plan?.child, asks: letter.asks)
      case .acknowledgement, .notice: return nil
      }
    }
  }
}

/// The civil day of an instant in the United Kingdom.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October, changing at 01:00
/// UTC (Summer Time Order 2002), which needs no time-zone data of the machine.
package enum LocalDay {
  package static func of(seconds: Int64) -> CivilDay {
    CivilDay(number: Int(floor(Double(seconds + offset(at: seconds)) / 86_400)))
  }

  /// Seconds ahead of UTC: 0 or 3,600.
  package static func offset(at seconds: Int64) -> Int64 {
    let year = CivilDay(number: Int(floor(Double(seconds) / 86_400))).year
    guard let start = lastSunday(year, 3), let end = lastSunday(year, 10) else { return 0 }
    return (start..<end).contains(seconds) ? 3_600 : 0
  }

  private static func lastSunday(_ year: Int, _ month: Int) -> Int64? {
    guard let last = CivilDay(year: year, month: month, day: 31) else { return nil }
    return Int64(last.number - last.weekday % 7) * 86_400 + 3_600
  }
}
