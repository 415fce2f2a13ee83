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
    var words: Set<Int> = []
    /// Logarithms of how likely the class is, and a feature that none of its labels has.
    var prior = 0.0
    var unseen = 0.0
  }

  /// "Yes", "N/A": answers to anything, and at the end of a label what there is to choose from.
  private static let ofAnswers: Set<String> = ["yes", "no", "y", "n", "none", "nil", "not", "na"]

  private var classes: [Class] = []
  private var wordNumbers: [String: Int] = [:]
  /// Labels of one word; any other word alone is as likely an answer.
  private var single: Set<Int> = []
  /// The class of each example, by its words.
  private var wholes: [[Int]: Int] = [:]
  /// By feature and class: what the feature adds, as a logarithm, over one that no label of the class has.
  private var gains: [Feature: [(index: Int, gain: Double)]] = [:]

  init(_ examples: [LabelExample]) {
    var known: [LabelEntry.Meaning: Int] = [:]
    var counts: [Feature: [Int: Double]] = [:]
    var labels: [Double] = []
    var features: [Double] = []
    for example in examples {
      let words = Self.asked(LabelWords.canonical(example.label)).map { number($0) }
      guard !words.isEmpty else { continue }
      if words.count == 1 { single.insert(words[0]) }
      let index = known[example.meaning] ?? classes.count
      if index == classes.count {
        known[example.meaning] = index
        classes.append(Class(meaning: example.meaning))
        labels.append(0)
        features.append(0)
      }
      if wholes[words] == nil { wholes[words] = index }
      let found = Self.features(words)
      for feature in found { counts[feature, default: [:]][index, default: 0] += 1 }
      classes[index].words.formUnion(words)
      labels[index] += 1
      features[index] += Double(found.count)
    }
    let every = Limits.unseenCount * Double(counts.count)
    let all = labels.reduce(0, +)
    for index in classes.indices {
      classes[index].prior = log(labels[index] / all)
      classes[index].unseen = log(Limits.unseenCount / (features[index] + every))
    }
    gains = counts.mapValues { counts in
      counts.map { ($0.key, log(($0.value + Limits.unseenCount) / Limits.unseenCount)) }
    }
  }

  /// The likeliest meaning of a label where it stands; nil where another is nearly as likely, or where
  /// half of the words are ones that no label for it has: an answer, or a question about something else.
  func guess(_ label: [String], at place: PlaceInForm = PlaceInForm()) -> Guess? {
    let words = Self.asked(label).map { wordNumbers[$0] ?? -1 }
    guard words.count > 1 || words.first.map(single.contains) == true else { return nil }
    let known = Self.features(words).compactMap { gains[$0] }
    guard !known.isEmpty else { return nil }
    var scores = classes.map { kind in
      kind.prior + Double(known.count) * kind.unseen + place.leaning(to: kind.meaning)
    }
    for gains in known { for (index, gain) in gains { scores[index] += gain } }
    // An example word by word is hardly anything else.
    if let example = wholes[words] { scores[example] += Limits.surerByFar }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
    let kind = classes[best]
    let second = scores.indices.filter { !classes[$0].meaning.asksAlike(kind.meaning) }
      .map { scores[$0] }.max()
    let lead = scores[best] - (second ?? -.infinity)
    guard lead >= Limits.learnedLead,
      2 * words.filter(kind.words.contains).count >= words.count
    else { return nil }
    return Guess(meaning: kind.meaning, lead: lead)
  }

  private mutating func number(_ word: String) -> Int {
    if let number = wordNumbers[word] { return number }
    wordNumbers[word] = wordNumbers.count + 1
    return wordNumbers.count
  }

  /// A word or two neighbours, by their numbers; the ends count as neighbours, as 0.
  private struct Feature: Hashable, Sendable {
    var first: Int
    var second: Int?
  }

  private static func features(_ words: [Int]) -> Set<Feature> {
    let bounded = [0] + words + [0]
    return Set(words.map { Feature(first: $0) })
      .union(zip(bounded, bounded.dropFirst()).map { Feature(first: $0, second: $1) })
  }

  /// Without its number ("Q11", "3a") and the answers to choose from at its end ("yes/no"); a year is as
  /// good as another.
  private static func asked(_ words: [String]) -> [String] {
    let isNumbered = words.count > 1 && Numbering.is(words[0])
    let rest = words.dropFirst(isNumbered ? 1 : 0)
    let choices = rest.reversed().prefix { ofAnswers.contains($0) }.count
    return rest.dropLast(choices).map { word in word.utf8.count > 1 && Int(word) != nil ? "#" : word
    }
  }
}

/// What was asked before a label. Forms mostly ask in the same order, so "Because:" behind "Is progress
/// acceptable?" asks for the evidence.
struct PlaceInForm: Hashable, Sendable {
  var previous: FieldName?
  /// Of the answer beside it, where its shape tells: a date, a percentage, money, yes or no.
  var kind: FieldKind?

  /// What the place adds to the likelihood of a meaning, as a logarithm.
  func leaning(to meaning: LabelEntry.Meaning) -> Double {
    guard case .field(let field) = meaning else { return 0 }
    let follows = previous.map { Self.next[$0]?.contains(field) == true } ?? false
    let fits = kind.map { $0 == field.kind ? Limits.inOrder : -Limits.inOrder } ?? 0
    return (follows ? Limits.inOrder : 0) + fits
  }

  private static let next: [FieldName: Set<FieldName>] = [
    .childName: [.childDateOfBirth, .childUPN, .childYearGroup],
    .childDateOfBirth: [.childUPN, .childYearGroup, .childCareID],
    .childUPN: [.childCareID, .childYearGroup, .schoolName],
    .childYearGroup: [.schoolName],
    .meetingDate: [.nextMeetingDate],
    .nextMeetingDate: [.nextReviewDate],
    .attendancePercentage: [.sessionsMissed],
    .suspensionCount: [.suspensionDays],
    .suspensionDays: [.permanentlyExcluded],
    .onTrack: [.acceptableProgress],
    .acceptableProgress: [.progressEvidence, .progressMeasures],
    .progressEvidence: [.progressMeasures],
    .senStatus: [.senFundingUse],
    .premiumSpend: [.premiumRequested],
    .premiumRequested: [.premiumAboveAllocation],
    .premiumAboveAllocation: [.premiumAboveAllocationDetail],
  ]
}

extension LabelEntry.Meaning {
  /// Labels that nothing is recorded from are all one, whatever they resemble.
  fileprivate func asksAlike(_ other: LabelEntry.Meaning) -> Bool {
    if case .other = self, case .other = other { return true }
    return self == other
  }
}
