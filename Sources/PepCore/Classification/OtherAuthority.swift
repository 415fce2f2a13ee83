/// Another council's name in the title of a form.
enum OtherAuthority {
  /// true where a title names a council other than ours, nil where it names none.
  static func named(in titles: [String], ours: String) -> Bool? {
    let own = Wording.folded(ours)
    var found: Bool?
    for title in titles {
      let words = title.split(separator: " ").map(String.init)
      for index in words.indices
      where isNamedCouncil(words, index) || isVirtualSchool(words, index) {
        let before = words[max(0, index - 4)..<index].filter { !kinds.contains($0) }
        guard !before.isEmpty else { continue }
        if own.allSatisfy({ before.contains($0) }) { return false }
        if before.contains(where: { $0.utf8.count > 3 }) { found = true }
      }
    }
    return found
  }

  /// "Mr Hoskin and the council" names a father.
  private static func isNamedCouncil(_ words: [String], _ index: Int) -> Bool {
    words[index] == "council" && index > 0
      && !["the", "and", "or", "a", "of", "by", "with"].contains(words[index - 1])
  }

  private static func isVirtualSchool(_ words: [String], _ index: Int) -> Bool {
    words[index] == "virtual" && index + 1 < words.count && words[index + 1] == "school"
      && index > 0
      && !kinds.contains(words[index - 1])
  }

  private static let kinds: Set<String> = [
    "county", "borough", "city", "district", "metropolitan", "unitary", "the", "of", "and", "royal",
    "london", "council", "cc", "bc", "mbc", "virtual", "school", "dear", "hello", "your", "our",
    "from", "with", "pep", "plan", "part", "a", "b",
    "education", "personal", "my", "form", "for", "to", "by", "clas",
  ]
}
