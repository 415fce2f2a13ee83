/// Words by which a label shows what it asks when nobody here has seen its wording: "acceptable/good
/// progress -evidence" is any label that has one of the first two words and the third, in any order, and
/// not the last.
package struct LabelCue: Hashable, Sendable {
  /// One of each must occur.
  private let required: [[Stem]]
  private let excluded: [Stem]

  /// nil where no word is required.
  package init?(_ text: String) {
    var required: [[Stem]] = []
    var excluded: [Stem] = []
    for part in text.split(separator: " ") {
      let stems = part.drop { $0 == "-" }.split(separator: "/").map { Stem($0) }
      if part.hasPrefix("-") { excluded += stems } else { required.append(stems) }
    }
    guard !required.isEmpty else { return nil }
    self.required = required
    self.excluded = excluded
  }

  /// How many of the words it tells the label by; the more, the surer.
  var strength: Int { required.count }

  /// `words` as labels are compared (`LabelWords`).
  func fits(_ words: [String]) -> Bool {
    required.allSatisfy { stems in words.contains { word in stems.contains { $0.fits(word) } } }
      && !words.contains { word in excluded.contains { $0.fits(word) } }
  }

  /// "achiev*" is the beginning of a word, anything else a whole one.
  private struct Stem: Hashable, Sendable {
    var text: String
    var isBeginning: Bool

    init(_ part: Substring) {
      isBeginning = part.hasSuffix("*")
      let word = isBeginning ? String(part.dropLast()) : String(part)
      text = isBeginning ? word : LabelWords.canonical(word).first ?? word
    }

    func fits(_ word: String) -> Bool { isBeginning ? word.hasPrefix(text) : word == text }
  }
}
