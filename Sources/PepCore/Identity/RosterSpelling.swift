/// The child's name as the roster spells it, in text that was recognised in a picture.
///
/// A recogniser of English knows no Siân and bends every apostrophe. Only once the child is identified,
/// and only where letter by letter nothing but accents and apostrophes differs, the roster is believed.
struct RosterSpelling {
  /// Folded words, and how the roster writes them.
  private let forenames: [String: String]
  private let all: [String: String]

  init(_ child: Child) {
    forenames = Self.spellings(in: [child.forename, child.knownAs ?? ""])
    all = forenames.merging(Self.spellings(in: [child.surname])) { first, _ in first }
  }

  /// Of words that are more than English letters.
  private static func spellings(in names: [String]) -> [String: String] {
    var spellings: [String: String] = [:]
    for word in names.flatMap({ $0.split(whereSeparator: { !isLetter($0) }) }) {
      guard !word.allSatisfy({ $0.isASCII && $0.isLetter }) else { continue }
      spellings[Wording.folded(String(word)).joined()] = String(word)
    }
    return spellings
  }

  /// In other text than the name itself only forenames that begin as names do: "ni" is a part of a
  /// surname, and may be a word.
  func value(_ value: FieldValue, of field: FieldName) -> FieldValue {
    switch value {
    case .text(let text) where field == .childName: .text(spelled(text, all) { _ in true })
    case .text(let text):
      .text(spelled(text, forenames) { $0.first?.isUppercase == true })
    default: value
    }
  }

  private func spelled(
    _ text: String, _ spellings: [String: String], where isName: (Substring) -> Bool
  ) -> String {
    guard !spellings.isEmpty else { return text }
    var spelled = ""
    var rest = text[...]
    while let first = rest.first {
      let word = rest.prefix { Self.isLetter($0) }
      if word.isEmpty {
        spelled.append(first)
        rest = rest.dropFirst()
        continue
      }
      rest = rest[word.endIndex...]
      let name = word.withoutPossessive
      if isName(name), let spelling = spellings[Wording.folded(String(name)).joined()] {
        spelled += name.isInCapitals ? spelling.uppercased() : spelling
        spelled += word[name.endIndex...]
      } else {
        spelled += word
      }
    }
    return spelled
  }

  private static func isLetter(_ character: Character) -> Bool {
    character.isLetter || ["'", "’", "‘", "`"].contains(character)
  }
}

extension Substring {
  /// "Zoë’s" is Zoë.
  fileprivate var withoutPossessive: Substring {
    ["'s", "’s"].contains(String(suffix(2)).lowercased()) ? dropLast(2) : self
  }

  fileprivate var isInCapitals: Bool { count > 1 && !contains(where: \.isLowercase) }
}
