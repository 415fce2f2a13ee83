/// Words of labels reduced to what they mean: forms say child, young person, pupil, student or learner;
/// school, setting or college; suspension or fixed-term exclusion. Without this every wording would
/// have to be listed once for each.
enum LabelWords {
  /// The words of a line or a wording; a phrase that stands for one word takes up its whole stretch.
  static func canonical(_ words: [Word], in bytes: [UInt8]) -> [Word] {
    var result: [Word] = []
    var position = 0
    while position < words.count {
      let (meaning, length) = meaning(words, position)
      position += length
      guard let meaning else { continue }
      let word = Word(
        folded: meaning, start: words[position - length].start, end: words[position - 1].end)
      if let last = result.last, last.folded == meaning, merging.contains(meaning),
        isOneThing(bytes[last.end..<word.start])
      {
        result[result.count - 1] = Word(folded: meaning, start: last.start, end: word.end)
      } else {
        result.append(word)
      }
    }
    return result
  }

  /// What stands between two words for it: "Child / young person" is one child; "What I think about school:
  /// School is …", or the label in bold and nothing between, is a label and its answer.
  private static func isOneThing(_ gap: ArraySlice<UInt8>) -> Bool {
    gap.contains { $0 > 0x20 }
      && !gap.contains { $0 >= 0x80 || [":", "?", "\""].contains(Unicode.Scalar($0)) }
  }

  static func canonical(_ text: String) -> [String] {
    canonical(Wording.words(text), in: Array(text.utf8)).map(\.folded)
  }

  private static func meaning(_ words: [Word], _ position: Int) -> (String?, Int) {
    for (phrase, meaning) in phrases[words[position].folded] ?? [] {
      let end = position + phrase.count
      if end <= words.count,
        zip(words[position..<end], phrase).allSatisfy({ isMeant($0.folded, $1) })
      {
        return (meaning, phrase.count)
      }
    }
    let word = words[position].folded
    return (single[word] ?? slip(word) ?? word, 1)
  }

  /// The word of a phrase, or that word with a slip of the pen ("young persno's").
  private static func isMeant(_ word: String, _ known: String) -> Bool {
    word == known || known.utf8.count >= 6 && editDistance(known, word, limit: 1) <= 1
  }

  /// The meaning of a word that is one slip of the pen away from a known one.
  private static func slip(_ word: String) -> String? {
    guard word.utf8.count >= 6, let first = word.utf8.first else { return nil }
    return long[first]?.first { known, _ in
      abs(known.utf8.count - word.utf8.count) <= 1 && editDistance(known, word, limit: 1) <= 1
    }?.meaning
  }

  /// Words that labels turn on, and that people misspell, by their first letter.
  private static let long: [UInt8: [(word: String, meaning: String)]] = {
    let words = [
      "changes", "suspensions", "exclusions", "targets", "school", "meeting", "sessions",
      "attendance",
      "progress", "premium", "acceptable", "evidence", "measures", "allocation", "requested",
      "parental", "responsibility", "worker", "permanently", "excluded", "intervention",
    ]
    let all = single.merging(words.map { ($0, $0) }) { known, _ in known }
      .filter { $0.key.utf8.count >= 6 }
      .map { (word: $0.key, meaning: $0.value) }
      .sorted { $0.word < $1.word }
    return Dictionary(grouping: all) { $0.word.utf8.first ?? 0 }
  }()

  private static let merging: Set<String> = ["child", "school", "suspensions", "premium"]

  private static let single: [String: String] = {
    let groups: [String: [String]] = [
      "child": [
        "childs", "pupil", "pupils", "student", "students", "learner", "learners", "yp", "children",
        "trainee", "trainees",
      ],
      "school": ["setting", "settings", "college", "nursery", "schools"],
      "suspensions": ["suspension", "fte", "ftes", "fpex"],
      "sen": ["send"], "cla": ["lac", "cic"], "premium": ["ppg", "ppplus", "eypp"],
      "exclusions": ["exclusion"], "targets": ["target"], "sessions": ["session"],
      "views": ["view"], "changes": ["change", "alterations", "alteration"],
      "changed": ["altered"], "last": ["previous", "preceding", "prior"],
      "meeting": ["meetings", "mtg", "mtgs"],
    ]
    var single: [String: String] = [:]
    for (meaning, words) in groups { for word in words { single[word] = meaning } }
    return single
  }()

  /// By their first word, the longest first.
  private static let phrases: [String: [(phrase: [String], meaning: String)]] = {
    let all: [(String, String)] = [
      ("young person", "child"), ("young persons", "child"), ("young people", "child"),
      ("young adult", "child"), ("young adults", "child"), ("little one", "child"),
      ("little ones", "child"),
      ("fixed term exclusions", "suspensions"), ("fixed term exclusion", "suspensions"),
      ("fixed period exclusions", "suspensions"), ("fixed period exclusion", "suspensions"),
      ("pupil premium plus grant", "premium"), ("pupil premium plus", "premium"),
      ("pupil premium grant", "premium"), ("pupil premium", "premium"), ("pp", "premium"),
      ("early years premium", "premium"), ("early years pupil premium", "premium"),
      ("special educational needs and disabilities", "sen"),
      ("special educational needs and disability", "sen"),
      ("special educational needs", "sen"), ("looked after child", "cla"), ("looked after", "cla"),
      ("press send", "submit"), ("you send", "submit"), ("to send", "submit"),
      ("child looked after", "cla"), ("child in care", "cla"), ("key stage", "ks"),
    ]
    var phrases: [String: [(phrase: [String], meaning: String)]] = [:]
    for (text, meaning) in all {
      let words = text.split(separator: " ").map(String.init)
      phrases[words[0], default: []].append((words, meaning))
    }
    return phrases.mapValues { $0.sorted { $0.phrase.count > $1.phrase.count } }
  }()
}
