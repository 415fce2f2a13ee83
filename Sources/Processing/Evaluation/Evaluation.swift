import Foundation
import PepCore

/// Judges a labelled set: the cases in the order of their dates against one register that starts
/// from the set's roster, so that later mail meets what earlier mail left.
package struct Evaluation {
  package var policy: Policy
  package var calendar: OfficeCalendar
  package var roster: Roster

  package init(policy: Policy, calendar: OfficeCalendar, roster: Roster) {
    self.policy = policy
    self.calendar = calendar
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
      let decision = decide(
        .message(message), register, calendar: calendar, today: day, policy: policy)
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
      case .acknowledgement, .notice, .handover, .firstPlan, .notBooked, .notSubmitted, .unchecked,
        .query, .answer, .request, .sharing, .finalised,
        .booking, .paperwork, .schoolMove, .newChild, .transition,
        .monitoring, .qaSample:
        return nil
      }
    }
  }
}
