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
  private static let ofAnswers: Set<String> = [
    "yes", "no", "y", "n", "none", "nil", "not", "na", "yet",
  ]

  private var classes: [Class] = []
  private var wordNumbers: [String: Int] = [:]
  /// Labels of one word; any other word alone is as likely an answer.
  private var single: Set<Int> = []
  /// The class of each example, by its words.
  private var wholes: [UInt64: Int16] = [:]
  /// What each feature adds, as a logarithm, over one that no label of the class has: sorted by feature,
  /// for a hundred thousand of them would weigh ten times as much in a dictionary of arrays.
  private var gains: [(feature: Feature, index: Int32, gain: Float)] = []

  init(_ examples: [LabelExample]) {
    var known: [LabelEntry.Meaning: Int] = [:]
    // Feature and class in one number: with twenty thousand labels an array of pairs, grown and sorted as a
    // copy, was the most that the daemon ever held.
    var met: [UInt64] = []
    met.reserveCapacity(12 * examples.count)
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
      let whole = Self.whole(words)
      if wholes[whole] == nil { wholes[whole] = Int16(index) }
      let found = Self.features(words)
      for feature in found { met.append(feature << 16 | UInt64(index)) }
      classes[index].words.formUnion(words)
      labels[index] += 1
      features[index] += Double(found.count)
    }
    met.sort()
    count(met)
    let different = zip(gains, gains.dropFirst()).filter { $0.feature != $1.feature }.count + 1
    let every = Limits.unseenCount * Double(different)
    let all = labels.reduce(0, +)
    for index in classes.indices {
      classes[index].prior = log(labels[index] / all)
      classes[index].unseen = log(Limits.unseenCount / (features[index] + every))
    }
  }

  /// No label that was learned has this folded word: a name, perhaps.
  func isUnseen(_ word: String) -> Bool { wordNumbers[word] == nil }

  private mutating func count(_ met: [UInt64]) {
    var start = 0
    for end in met.indices where end + 1 == met.count || met[end + 1] != met[start] {
      let count = Double(end + 1 - start)
      let gain = log((count + Limits.unseenCount) / Limits.unseenCount)
      gains.append((met[start] >> 16, Int32(met[start] & 0xFFFF), Float(gain)))
      start = end + 1
    }
  }

  private func gains(of feature: Feature) -> ArraySlice<
    (feature: Feature, index: Int32, gain: Float)
  > {
    var low = 0
    var high = gains.count
    while low < high {
      let middle = (low + high) / 2
      if gains[middle].feature < feature { low = middle + 1 } else { high = middle }
    }
    return gains[low...].prefix { $0.feature == feature }
  }

  /// The likeliest meaning of a label where it stands; nil where another is nearly as likely, or where
  /// half of the words are ones that no label for it has: an answer, or a question about something else.
  func guess(_ label: [String], at place: PlaceInForm = PlaceInForm()) -> Guess? {
    let words = Self.asked(label).map { wordNumbers[$0] ?? -1 }
    guard words.count > 1 || words.first.map(single.contains) == true,
      let scores = scores(words, at: place)
    else { return nil }
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

  /// What the label asks for that has just these words; nil where one is a figure, or "yes" or "none" at its end,
  /// which may be an answer.
  func example(_ label: [String]) -> LabelEntry.Meaning? {
    let asked = Self.asked(label)
    guard asked.count == label.count, !asked.contains("#") else { return nil }
    return wholes[Self.whole(asked.map { wordNumbers[$0] ?? -1 })].map { classes[Int($0)].meaning }
  }

  /// How likely each class is, as a logarithm; nil where no word of the label is known.
  private func scores(_ words: [Int], at place: PlaceInForm) -> [Double]? {
    // In one order, for sums of fractions depend on theirs.
    let known = Self.features(words).sorted().map { gains(of: $0) }.filter { !$0.isEmpty }
    guard !known.isEmpty else { return nil }
    var scores = classes.map { kind in
      kind.prior + Double(known.count) * kind.unseen + place.leaning(to: kind.meaning)
    }
    for gain in known.joined() { scores[Int(gain.index)] += Double(gain.gain) }
    // An example word by word is hardly anything else.
    if let example = wholes[Self.whole(words)] { scores[Int(example)] += Limits.surerByFar }
    return scores
  }

  /// Fields that the label may ask for, as they are less likely than the likeliest meaning by no more than tells
  /// two questions apart; nil where no word of it is known.
  func rivals(_ label: [String]) -> Set<FieldName>? {
    guard let scores = scores(Self.asked(label).map { wordNumbers[$0] ?? -1 }, at: PlaceInForm()),
      let best = scores.max()
    else { return nil }
    let near = scores.indices.filter { best - scores[$0] < Limits.surelyLearned }
    return Set(near.compactMap { classes[$0].meaning.field })
  }

  private mutating func number(_ word: String) -> Int {
    if let number = wordNumbers[word] { return number }
    wordNumbers[word] = wordNumbers.count + 1
    return wordNumbers.count
  }

  /// A word, or two neighbours, by their numbers; the ends count as neighbours, as 0.
  private typealias Feature = UInt64

  private static func features(_ words: [Int]) -> Set<Feature> {
    let bounded = [0] + words + [0]
    let pairs = zip(bounded, bounded.dropFirst()).filter { $0 >= 0 && $1 >= 0 }
    return Set(words.filter { $0 > 0 }.map { Feature($0) << 24 })
      .union(pairs.map { Feature($0) << 24 | Feature($1 + 1) })
  }

  /// All words of a label as one number; that two labels have the same is as good as impossible.
  private static func whole(_ words: [Int]) -> UInt64 {
    words.reduce(UInt64(words.count)) { ($0 &* 0x100_0000_01B3) ^ UInt64(bitPattern: Int64($1)) }
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

/// What is asked around a label. Forms mostly ask in the same order, so "Because:" behind "Is progress
/// acceptable?" asks for the evidence.
struct PlaceInForm: Hashable, Sendable {
  var previous: FieldName?
  var next: FieldName?
  /// Fields that are surely asked in other places of the form.
  var elsewhere: Set<FieldName> = []
  /// Of the answer beside it, where its shape tells: a date, a percentage, money, yes or no.
  var kind: FieldKind?

  /// What the place adds to the likelihood of a meaning, as a logarithm.
  func leaning(to meaning: LabelEntry.Meaning) -> Double {
    guard case .field(let field) = meaning else { return 0 }
    let follows = previous.map { Self.next[$0]?.contains(field) == true } ?? false
    let leads = next.map { Self.next[field]?.contains($0) == true } ?? false
    let fits = kind.map { $0 == field.kind ? Limits.inOrder : -Limits.inOrder } ?? 0
    return (follows ? Limits.inOrder : 0) + (leads ? Limits.inOrder : 0) + fits
      - (elsewhere.contains(field) ? Limits.askedElsewhere : 0)
  }

  private static let next: [FieldName: Set<FieldName>] = [
    .childName: [.childDateOfBirth, .childUPN, .childYearGroup],
    .childDateOfBirth: [.childUPN, .childYearGroup, .childCareID, .schoolName],
    .childUPN: [.childCareID, .childYearGroup, .schoolName, .meetingDate],
    .childCareID: [.schoolName, .childYearGroup, .legalStatus],
    .childYearGroup: [.schoolName, .childUPN, .meetingDate, .legalStatus],
    .schoolName: [.childYearGroup, .meetingDate, .legalStatus],
    .legalStatus: [.socialWorker, .parentalResponsibility],
    .socialWorker: [.parentalResponsibility],
    .parentalResponsibility: [.meetingDate],
    .meetingDate: [.nextMeetingDate],
    .nextMeetingDate: [.nextReviewDate, .changes],
    .nextReviewDate: [.changes],
    .changes: [.attendancePercentage, .onTrack],
    .attendancePercentage: [.sessionsMissed, .suspensionCount],
    .sessionsMissed: [.suspensionCount],
    .suspensionCount: [.suspensionDays, .permanentlyExcluded],
    .suspensionDays: [.permanentlyExcluded],
    .permanentlyExcluded: [.onTrack, .senStatus],
    .onTrack: [.acceptableProgress],
    .acceptableProgress: [.progressEvidence, .progressMeasures],
    .progressEvidence: [.progressMeasures],
    .progressMeasures: [.senStatus, .childsViews],
    .senStatus: [.senFundingUse],
    .senFundingUse: [.childsViews, .onTrack],
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
