/// Finds which label of the catalogue a line begins with, or is.
///
/// Three ways, in this order: the line begins with a wording, word by word; or its label part is close
/// to a wording (spelling slips, other word order, extra words); or its label part speaks of what the
/// entry's cues name. Labels that are no fields of ours
/// take part on equal terms, or "How many times has the young person been late?" would be taken for
/// the nearest field.
package struct LabelIndex: Hashable, Sendable {
  package struct Match: Hashable, Sendable {
    /// Index into `FormCatalogue.labels`.
    package var entry: Int
    /// UTF-8 offset in the line behind the label and its colon or bracketed hint.
    package var answerStart: Int
    /// 1 for a wording met word by word.
    package var score: Double
    /// Of a label that was only guessed: how much likelier than anything else (`LearnedLabels.Guess`).
    package var lead = 0.0
  }

  private struct Node: Hashable, Sendable {
    var next: [String: Int] = [:]
    /// Entries of which a wording ends here.
    var entries: [Int] = []
  }

  private var nodes: [Node] = [Node()]
  private(set) var wordings: [(words: [String], entry: Int, weight: Double)] = []
  private(set) var byWord: [String: [Int]] = [:]
  private(set) var weights: [String: Double] = [:]
  let entries: [LabelEntry]
  private let examples: [LabelExample]
  let learned: LearnedLabels
  let learnedColumns: [FieldName: LearnedLabels]

  package init(_ entries: [LabelEntry], examples: [LabelExample] = []) {
    self.entries = entries
    self.examples = examples
    let known = entries.flatMap { entry in
      entry.wordings.map { LabelExample(meaning: entry.meaning, label: $0) }
    }
    learned = LearnedLabels((known + examples).filter { !$0.meaning.isColumn })
    learnedColumns = Dictionary(
      uniqueKeysWithValues: FieldName.withRows.map { field in
        (
          field,
          LearnedLabels(
            (known + examples).filter { $0.meaning.isColumn && $0.meaning.field == field })
        )
      })
    var spread: [String: Set<Int>] = [:]
    for (index, entry) in entries.enumerated() {
      for wording in entry.wordings {
        let words = LabelWords.canonical(wording)
        insert(words, index)
        // Forms drop the "(%)" or "(£)" at the end of a label as they please.
        if let last = words.last, last == "%" || last == "£", words.count > 2 {
          insert(words.dropLast(), index)
        }
        for word in words { spread[word, default: []].insert(index) }
      }
    }
    let total = Double(max(2, entries.count))
    weights = spread.mapValues { Double.rarity($0.count, of: total) }
    for (index, entry) in entries.enumerated() {
      for wording in entry.wordings {
        let words = LabelWords.canonical(wording)
        let weight = words.reduce(0) { $0 + (weights[$1] ?? 0) }
        for word in Set(words) { byWord[word, default: []].append(wordings.count) }
        wordings.append((words, index, weight))
      }
    }
  }

  package static func == (a: LabelIndex, b: LabelIndex) -> Bool {
    a.entries == b.entries && a.examples == b.examples
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(entries) }

  private mutating func insert(_ words: some Sequence<String>, _ entry: Int) {
    var node = 0
    for word in words {
      if let next = nodes[node].next[word] {
        node = next
      } else {
        nodes.append(Node())
        nodes[node].next[word] = nodes.count - 1
        node = nodes.count - 1
      }
    }
    if node != 0, !nodes[node].entries.contains(entry) { nodes[node].entries.append(entry) }
  }

  /// All labels that the line may begin with, best first. `allowed` says whether an entry may stand
  /// where the line stands (its section).
  func matches(
    _ line: Line, at place: PlaceInForm = PlaceInForm(), allowed: (LabelEntry) -> Bool
  ) -> Match? {
    guard !line.labelWords.isEmpty, !line.isEntered, !line.isFigure, !line.opensWithBox,
      !line.isBracketedHint
    else { return nil }
    for skip in numberings(line) {
      if let match = exact(line, from: skip, allowed: allowed) {
        return turnedByBracket(line, match) ?? match
      }
    }
    // "No SEN / SEN Support / EHCP" is what there is to choose from.
    guard !line.offersWords else { return nil }
    let likely = close(line, allowed: allowed)
    if let likely, let turned = turnedByBracket(line, likely) { return turned }
    if let likely, likely.score >= Limits.surelyAlike { return likely }
    guard let told = byCue(line, at: place, allowed: allowed) else {
      return likely ?? plainExample(line, allowed: allowed)
    }
    if line.endsWithNumber { return told.match }
    // "Details of request above allocation" is much like "Request above allocation" and asks another
    // thing.
    if let likely, told.strength < Limits.strongCue, isTold(line, as: entries[likely.entry].meaning)
    {
      return likely
    }
    return told.strength >= 2 || likely == nil ? told.match : likely
  }

  /// The columns that a table heading may be, of every field that knows the wording: "Target" heads
  /// a column both of the targets and of the Pupil Premium plan.
  func columns(
    _ line: Line, allowed: (LabelEntry) -> Bool
  ) -> [(field: FieldName, column: FieldKind.Column)] {
    guard let match = matches(line, allowed: allowed), line.from(match.answerStart).isBlank else {
      return []
    }
    var indices = [match.entry]
    for skip in numberings(line) {
      indices += terminal(line, from: skip).filter { allowed(entries[$0]) }
    }
    return indices.compactMap { index in
      if case .column(let field, let column) = entries[index].meaning {
        (field, column)
      } else {
        nil
      }
    }
  }

  /// The label that the whole line is, and nothing behind it.
  func headedMatch(_ line: Line, allowed: (LabelEntry) -> Bool) -> Match? {
    guard !line.labelWords.isEmpty, let match = matches(line, allowed: allowed),
      line.from(match.answerStart).isBlank
    else { return nil }
    return match
  }

  /// Everything that the line heads in any section, where it is a wording as a whole.
  func headed(_ line: Line) -> [LabelEntry.Meaning] {
    guard !line.labelWords.isEmpty, let match = matches(line, allowed: { _ in true }),
      match.score >= Limits.surelyAlike, line.from(match.answerStart).isBlank
    else { return [] }
    let others = numberings(line).flatMap { terminal(line, from: $0) }
    return ([match.entry] + others).map { entries[$0].meaning }
  }

  /// Entries of the wording that the whole line is.
  private func terminal(_ line: Line, from skip: Int) -> [Int] {
    var node = 0
    var last: [Int] = []
    for word in line.labelWords[skip...] {
      guard let next = nodes[node].next[word.folded] else { break }
      node = next
      if !nodes[node].entries.isEmpty { last = nodes[node].entries }
    }
    return last
  }

  // MARK: Word by word

  private func exact(_ line: Line, from skip: Int, allowed: (LabelEntry) -> Bool) -> Match? {
    var node = 0
    var found: Match?
    for position in skip..<line.labelWords.count {
      guard let next = nodes[node].next[line.labelWords[position].folded] else { break }
      node = next
      for entry in nodes[node].entries where allowed(entries[entry]) {
        if let start = LabelEnd.answerStart(line, afterWord: position)
          ?? LabelEnd.behindVerb(line, afterWord: position)
        {
          found = Match(entry: entry, answerStart: start, score: 1)
          break
        }
      }
    }
    return found
  }

  /// How many words of numbering ("3a", "1 (b)", "A2", "Q4", "Section 3") may be skipped, none first.
  private func numberings(_ line: Line) -> [Int] {
    var skips = [0]
    var position = 0
    let filler = line.labelWords.prefix { Self.fillers.contains($0.folded) }.count
    if filler > 0, filler < line.labelWords.count { skips.append(filler) }
    if ["section", "question"].contains(line.labelWords[0].folded) { position = 1 }
    guard position < line.labelWords.count, Numbering.is(line.labelWords[position].folded) else {
      return skips
    }
    // "2 days" is an answer and not question 2, "Days".
    let isPlainNumber = Int(line.labelWords[position].folded) != nil
    guard !isPlainNumber || line.startsBold || line.labelWords.count > position + 2 else {
      return skips
    }
    skips.append(position + 1)
    if position + 1 < line.labelWords.count {
      let second = line.labelWords[position + 1].folded
      if second.utf8.count == 1, Int(second) == nil { skips.append(position + 2) }
    }
    return skips.filter { $0 < line.labelWords.count }
  }

  /// "Please state the …" asks as the rest does.
  private static let fillers: Set<String> = [
    "please", "state", "give", "record", "enter", "provide", "confirm", "insert", "specify", "the",
  ]
}

extension Double {
  /// Weight of a word that occurs in `count` of `total` entries: 1 for the rarest, near 0 for one
  /// that all have. Cheaper and steadier than a logarithm, and only the order matters.
  fileprivate static func rarity(_ count: Int, of total: Double) -> Double {
    1 / (1 + 6 * Double(count - 1) / total)
  }
}
