// What identifies a child has a shape of its own. A label whose words were only guessed may ask for
// something else, and then its answer shows it; taken for a fact about the child, it would point at
// nobody or at somebody else.

extension Pass {
  /// Whether the answer behind a guessed label can be what is asked for; always true of other fields.
  func hasShape(_ answer: AnswerText, of field: FieldName) -> Bool {
    if answer.isBlank(prompts: reading.prompts) { return true }
    let words = Wording.folded(answer.written)
    switch field {
    case .childName: return isName(answer.written, words)
    case .childUPN: return UPN(answer.written) != nil
    case .childCareID:
      return words.count <= 2 && words.joined().utf8.count <= 14 && holdsDigit(words)
        && UPN(answer.written) == nil && !answer.written.contains("/")
    case .childYearGroup:
      return words.count <= 4
        && (holdsDigit(words) || words.contains { Self.youngest.contains($0) })
    case .childDateOfBirth:
      guard case .value(.date(let day)) = reading.read(answer, as: .date) else { return false }
      return (1...Limits.oldest).contains((reading.near.number - day.number) / 365)
    case .schoolName:
      return words.joined().utf8.count >= 6 && words.count <= 10 && !answer.written.contains(";")
        && !answer.written.contains(/[a-z]{3}[.] [A-Z]/)
    default: return true
    }
  }

  /// "Nathan Combwell", "O'Hanlon, Aleksander"; not "Mrs Jelbert", "termly dashboard" or "N".
  private func isName(_ written: String, _ words: [String]) -> Bool {
    (2...6).contains(words.count) && !holdsDigit(words)
      && !words.contains { Self.titles.contains($0) }
      && written.trimmedBlanks.first?.isUppercase == true
      && written.split(separator: " ").last?.first?.isLowercase == false
  }

  private func holdsDigit(_ words: [String]) -> Bool {
    words.contains { $0.utf8.contains { (0x30...0x39).contains($0) } }
  }

  private static let youngest: Set<String> = [
    "reception", "nursery", "foundation", "preschool", "pre", "r", "n",
  ]
  private static let titles: Set<String> = ["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "rev"]
}
