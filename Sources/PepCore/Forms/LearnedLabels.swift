import func Glibc.log

/// A label of some form and what it asks for.
package struct LabelExample: Hashable, Sendable {
  package var meaning: LabelEntry.Meaning
  package var label: String
  package init(meaning: LabelEntry.Meaning, label: String) {
    self.meaning = meaning
    self.label = label
  }
}

/// Which words speak for which question, learned from labels whose meaning is known: naive Bayes over
/// words and pairs of neighbours. A label in words that nobody here has seen is mostly made of words
/// that other forms' labels for the same thing have.
struct LearnedLabels: Sendable {
  struct Guess: Hashable, Sendable {
    var meaning: LabelEntry.Meaning
    /// How many times likelier than the next meaning, as a natural logarithm.
    var lead: Double
  }

  private struct Class: Sendable {
    var meaning: LabelEntry.Meaning
    var words: Set<String> = []
    /// Logarithms of how likely the class is, and a feature that none of its labels has.
    var prior = 0.0
    var unseen = 0.0
  }

  /// "Yes", "N/A": said of anything, in labels ("Exclusions: yes/no") as in answers.
  private static let ofAnswers: Set<String> = ["yes", "no", "y", "n", "none", "nil", "not", "na"]

  private var classes: [Class] = []
  /// Labels of one word; any other word alone is as likely an answer.
  private var single: Set<String> = []
  /// By feature and class: what the feature adds, as a logarithm, over one that no label of the class has.
  private var gains: [String: [(index: Int, gain: Double)]] = [:]

  init(_ examples: [LabelExample]) {
    var known: [LabelEntry.Meaning: Int] = [:]
    var counts: [String: [Int: Double]] = [:]
    var labels: [Double] = []
    var features: [Double] = []
    for example in examples {
      let words = Self.asked(LabelWords.canonical(example.label))
      guard !words.isEmpty else { continue }
      if words.count == 1 { single.insert(words[0]) }
      let index = known[example.meaning] ?? classes.count
      if index == classes.count {
        known[example.meaning] = index
        classes.append(Class(meaning: example.meaning))
        labels.append(0)
        features.append(0)
      }
      let found = Self.features(words)
      for feature in found { counts[feature, default: [:]][index, default: 0] += 1 }
      classes[index].words.formUnion(words)
      labels[index] += 1
      features[index] += Double(found.count)
    }
    let every = Limits.unseenCount * Double(counts.count)
    for index in classes.indices {
      classes[index].prior = log(labels[index] / labels.reduce(0, +))
      classes[index].unseen = log(Limits.unseenCount / (features[index] + every))
    }
    gains = counts.mapValues { counts in
      counts.map { ($0.key, log(($0.value + Limits.unseenCount) / Limits.unseenCount)) }
    }
  }

  /// The likeliest meaning of a label; nil where another is nearly as likely, or where half of the words
  /// are ones that no label for it has: an answer, or a question about something else.
  func guess(_ label: [String]) -> Guess? {
    let words = Self.asked(label)
    guard words.count > 1 || words.first.map(single.contains) == true else { return nil }
    let known = Self.features(words).compactMap { gains[$0] }
    guard !known.isEmpty else { return nil }
    var scores = classes.map { $0.prior + Double(known.count) * $0.unseen }
    for (index, gain) in known.joined() { scores[index] += gain }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
    let second = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? -.infinity
    guard scores[best] - second >= Limits.learnedLead else { return nil }
    let kind = classes[best]
    guard 2 * words.filter(kind.words.contains).count >= words.count else { return nil }
    return Guess(meaning: kind.meaning, lead: scores[best] - second)
  }

  private static func asked(_ words: [String]) -> [String] {
    words.filter { !ofAnswers.contains($0) }
  }

  /// The words, and each pair of neighbours; the ends count as neighbours.
  private static func features(_ words: [String]) -> Set<String> {
    let bounded = ["<"] + words + [">"]
    return Set(words).union(zip(bounded, bounded.dropFirst()).map { "\($0) \($1)" })
  }
}
