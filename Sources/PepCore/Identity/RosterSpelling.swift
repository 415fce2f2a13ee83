/// Names as the roster spells them, in text that was recognised in a picture.
///
/// A recogniser of English knows no Siân and bends every apostrophe. Only once the child is identified,
/// and only where letter by letter nothing but accents, apostrophes and letters that English has not
/// differs, the roster is believed.
struct RosterSpelling {
  /// Folded words, and how the roster writes them.
  private let forenames: [String: String]
  private let all: [String: String]
  private let careID: String
  private let schools: [String]

  init(_ child: Child, schools: [School] = []) {
    careID = child.id
    self.schools = schools.map(\.name)
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
    case .text(let text) where field == .childName:
      .text(spelled(text, all, isWholeName: true) { _ in true })
    case .text(let text) where field == .childCareID:
      .text(Self.isSame(text, careID) ? careID : text)
    case .text(let text) where field == .schoolName:
      .text(schools.first { Wording.key($0) == Wording.key(text) } ?? text)
    case .text(let text):
      .text(spelled(text, forenames) { $0.first?.isUppercase == true })
    default: value
    }
  }

  private func spelled(
    _ text: String, _ spellings: [String: String], isWholeName: Bool = false,
    where isName: (Substring) -> Bool
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
      let spelling =
        spellings[Wording.folded(String(name)).joined()]
        ?? spellings.values.first { isWholeName && Self.isMisread(name, $0) }
      if isName(name), let spelling {
        spelled += name.isInCapitals ? spelling.uppercased() : spelling
        spelled += word[name.endIndex...]
      } else {
        spelled += word
      }
    }
    return spelled
  }

  /// "C21 07": a recogniser may take the room about a 1 for a blank.
  private static func isSame(_ text: String, _ number: String) -> Bool {
    Wording.folded(text).joined() == Wording.folded(number).joined()
  }

  /// "Sgrensen" is Sørensen: all letters that English has are the same.
  private static func isMisread(_ name: Substring, _ spelling: String) -> Bool {
    name.count == spelling.count && spelling.count { !$0.isASCII } * 2 < spelling.count
      && zip(name.lowercased(), spelling.lowercased()).allSatisfy { $0 == $1 || !$1.isASCII }
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
