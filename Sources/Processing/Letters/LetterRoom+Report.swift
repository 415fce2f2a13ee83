import Foundation
import PepCore
import PepStore

extension LetterRoom {
  /// The figures of a month in the words of its letter, for a page of its own: to nobody, from nobody.
  package func page(
    _ report: MonthReport, _ policy: TermPolicy
  ) throws -> (text: String, html: String) {
    let draft = LetterDraft(
      kind: .monitoring, to: .coordinator(""), reference: "", facts: report.facts(policy))
    let letter = try word(draft, to: nil, at: Date(timeIntervalSince1970: 0), isHeld: true)
    return (letter.text, letter.html)
  }
}
