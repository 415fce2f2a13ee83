/// What an Advisory Teacher's check document says: "A PEP check document is used by the AT to summarise
/// the outcomes" (paper, "What happens once a PEP is submitted?").
package struct CheckReading: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable {
    case satisfactory, withQueries, notSatisfactory
  }
  /// To whom a label or a column says that a query goes.
  package enum Addressee: String, Hashable, Sendable { case school, socialWorker }

  package struct Query: Hashable, Sendable {
    package var text: String
    /// What says whom it is for: its own words, or those of its row.
    package var whom: String
    package var addressee: Addressee?
  }

  /// nil where it cannot be told for certain.
  package private(set) var outcome: Outcome?
  package private(set) var queries: [Query] = []
  /// Of each section that is not simply found complete: what it says.
  package private(set) var summary: [String] = []

  init(_ outline: FormOutline, _ words: CheckWords) {
    let pairs = CheckPairs(outline, words).all
    let grids = outline.items.compactMap { if case .grid(let grid) = $0 { grid } else { nil } }
    let sections = CheckSections(grids, words)
    summary = sections.notes.prefix(Limits.checkNotes).map { $0.beginning(Limits.checkNote) }
    let ticked = Self.outcome(pairs, words)
    let (written, isClear) = Self.queries(pairs, grids, words)
    queries = written
    let isLeftToSections = sections.areJudged && !Self.asksOutcome(pairs, words)
    if queries.isEmpty,
      ticked == .withQueries || Self.pointsAbove(pairs, words)
        || isLeftToSections && sections.hasObjection
    {
      queries = sections.objections.map { Query(text: $0, whom: $0, addressee: nil) }
    }
    guard isClear else { return }
    switch ticked {
    // A section found wanting, and nothing asked about it: a person reads it.
    case .satisfactory where sections.hasObjection && queries.isEmpty: outcome = nil
    case .withQueries where queries.isEmpty: outcome = nil
    case nil where isLeftToSections && sections.hasObjection && !queries.isEmpty:
      outcome = .withQueries
    case nil where isLeftToSections && !sections.hasObjection && queries.isEmpty:
      outcome = .satisfactory
    default: outcome = ticked
    }
  }

  /// "Criterion | Satisfactory? | Query" on a document that asks for no outcome of the whole.
  private static func asksOutcome(_ pairs: [CheckPairs.Pair], _ words: CheckWords) -> Bool {
    pairs.contains { words.outcome.label($0.label) }
  }

  private static func outcome(_ pairs: [CheckPairs.Pair], _ words: CheckWords) -> Outcome? {
    let choice = ChoiceAnswer(options: [
      .init(Outcome.satisfactory.rawValue, words.satisfactory.keys),
      .init(Outcome.withQueries.rawValue, words.withQueries.keys),
      .init(Outcome.notSatisfactory.rawValue, words.notSatisfactory.keys),
    ])
    var taken: Set<String> = []
    for pair in pairs where words.outcome.label(pair.label) {
      switch choice.read(AnswerText(lines: pair.answer)) {
      case .taken(let key): taken.insert(key)
      case .unclear: return nil
      case .nothing: continue
      }
    }
    return taken.count == 1 ? taken.first.flatMap(Outcome.init) : nil
  }

  /// The queries, and whether it is clear what is one.
  private static func queries(
    _ pairs: [CheckPairs.Pair], _ grids: [Grid], _ words: CheckWords
  ) -> ([Query], isClear: Bool) {
    var found: [Query] = []
    for grid in grids { found += CheckSections.queryRows(grid, words) }
    if !found.isEmpty { return (found, true) }
    for pair in pairs {
      let addressee: Addressee? =
        words.schoolQueries.label(pair.label)
        ? .school : words.socialWorkerQueries.label(pair.label) ? .socialWorker : nil
      guard addressee != nil || words.queries.label(pair.label) else { continue }
      for text in texts(pair.answer) where !isNone(text, words) {
        let query = Query(text: text, whom: text, addressee: addressee)
        if !found.contains(where: { $0.text == text }) { found.append(query) }
      }
    }
    return (found, found.allSatisfy { $0.text.utf8.count <= Limits.checkQuery })
  }

  private static func pointsAbove(_ pairs: [CheckPairs.Pair], _ words: CheckWords) -> Bool {
    pairs.contains { pair in
      words.queries.label(pair.label)
        && pair.answer.contains { words.above.isOne(CheckPairs.key($0)) }
    }
  }

  private static func isNone(_ text: String, _ words: CheckWords) -> Bool {
    let key = Wording.key(text)
    // "None - a very good PEP."
    let opening = String(text.prefix { $0 == "/" || $0.isLetter || $0 == " " })
    let isOpening = opening.count < text.count && words.none.isOne(Wording.key(opening))
    return key.isEmpty || words.none.isOne(key) || isOpening || words.above.isOne(key)
  }

  /// One text a line; a line that goes on in small letters belongs to the one above it.
  private static func texts(_ lines: [Line]) -> [String] {
    var texts: [String] = []
    for line in lines {
      let text = withoutBullet(AnswerText(lines: [line]).written)
      if text.isEmpty { continue }
      if let last = texts.last, let first = text.unicodeScalars.first, first.properties.isLowercase,
        !last.hasSuffix(".")
      {
        texts[texts.count - 1] = last + " " + text
      } else {
        texts.append(text)
      }
    }
    return texts
  }

  /// "1. ", "a) ", "• ", "- ".
  static func withoutBullet(_ text: String) -> String {
    text.replacing(/^\s*(?:[-–•●▪*·]+|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+/, with: "").trimmedBlanks
  }
}
