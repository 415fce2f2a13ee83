import PepCore

/// Promise 8, for a letter that asks somebody something: "initials + a Virtual School reference, term and
/// meeting date; list of missing labels, never values".
package enum LetterSecrets {
  /// What the letter tells and must not: names of the child, its date of birth, or what a form says.
  package static func told(in letter: LetterDraft, _ register: Register) -> [String] {
    guard letter.kind.asksSomebody, letter.kind != .unchecked, let plan = letter.plan,
      let child = register.children[plan.child]
    else { return [] }
    let words = Set(texts(letter.facts).flatMap(folded))
    let names = [child.forename, child.surname, child.knownAs ?? ""].flatMap(folded)
    let said = register.plans[plan]?.fields.values.compactMap { recorded -> String? in
      guard case .text(let text) = recorded.value, text.count > 12 else { return nil }
      return text
    }
    let all = texts(letter.facts)
    return names.filter { $0.count > 2 && words.contains($0) }
      + (said ?? []).filter { text in all.contains { $0.contains(text) } }
      + [child.dateOfBirth.inWords, child.dateOfBirth.description].filter { day in
        all.contains { $0.contains(day) }
      }
  }

  private static func folded(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
  }

  private static func texts(_ facts: [String: LetterFact]) -> [String] {
    facts.values.flatMap { fact -> [String] in
      switch fact {
      case .text(let text): [text]
      case .flag: []
      case .list(let items): items.flatMap(texts)
      }
    }
  }
}
