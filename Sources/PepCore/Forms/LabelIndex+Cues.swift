// Labels in words that nobody here has seen, by what they must speak of to ask for a thing.

extension LabelIndex {
  /// The entry whose cues tell the label part of the line best; nil where two meanings do equally.
  func byCue(_ line: Line, allowed: (LabelEntry) -> Bool) -> Match? {
    let end = LabelEnd.labelWords(line)
    guard line.looksLikeQuestion || line.standsAsLabel || end < line.labelWords.count,
      (1...Limits.longestLabel).contains(end)
    else { return nil }
    // "Social care record no." is no sentence.
    guard end < line.labelWords.count || end <= 5 || !line.isSentence else { return nil }
    let words = line.labelWords[..<end].map(\.folded)
    // "What we will buy 2" is the label of one row of several.
    let isNumbered = words.count > 1 && words.last.flatMap { Int($0) } != nil
    var best: (entry: Int, strength: Int)?
    var isTie = false
    for (index, entry) in entries.enumerated() where entry.isColumn == isNumbered && allowed(entry) {
      guard let strength = entry.cueStrength(words) else { continue }
      if let known = best, strength <= known.strength {
        if strength == known.strength, entry.meaning != entries[known.entry].meaning { isTie = true }
      } else {
        best = (index, strength)
        isTie = false
      }
    }
    guard let best, !isTie, let start = LabelEnd.answerStart(line, afterWord: end - 1) else {
      return nil
    }
    return Match(entry: best.entry, answerStart: start, score: Limits.cueScore)
  }

  /// The column of one field that a heading is likely to be, by its cues.
  func columnByCue(_ line: Line, of field: FieldName) -> FieldKind.Column? {
    let words = line.labelWords.map(\.folded)
    guard words.count <= Limits.longestHeading else { return nil }
    var found: [FieldKind.Column: Int] = [:]
    for entry in entries {
      guard case .column(field, let column) = entry.meaning,
        let strength = entry.cueStrength(words)
      else { continue }
      found[column] = max(strength, found[column] ?? 0)
    }
    guard let best = found.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }),
      found.filter({ $0.value == best.value }).count == 1
    else { return nil }
    return best.key
  }
}

extension LabelEntry {
  fileprivate var isColumn: Bool {
    if case .column = meaning { return true }
    return false
  }

  /// Of the strongest cue that fits the words.
  fileprivate func cueStrength(_ words: [String]) -> Int? {
    cues.filter { $0.fits(words) }.map(\.strength).max()
  }
}
