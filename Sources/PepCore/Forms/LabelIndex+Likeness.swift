/// Telling a label by its likeness to a wording: spelling slips, other word order, extra words.
extension LabelIndex {
  func close(_ line: Line, allowed: (LabelEntry) -> Bool) -> Match? {
    let end = LabelEnd.labelWords(line)
    // "How is it used? For a reader pen." is a label with a sentence behind it.
    guard end > 0, end <= Limits.longestLabel, end < line.labelWords.count || !line.isSentence
    else { return nil }
    var words = line.labelWords[..<end].map(\.folded)
    if let first = words.first, Numbering.is(first), words.count > 1 { words.removeFirst() }
    guard words.count > 1 || (words.first?.utf8.count ?? 0) >= 6 else { return nil }
    // "2 (3 days)" is like "Days" and is an answer.
    guard words.first.flatMap({ Int($0) }) == nil else { return nil }
    var ranking = Ranking()
    for candidate in candidates(words) {
      let wording = wordings[candidate]
      // One word alone is only ever a slip of a label of one word: "S20 accommodated" is no "Date
      // accommodated".
      guard allowed(entries[wording.entry]), words.count > 1 || wording.words.count == 1 else {
        continue
      }
      ranking.note(
        wording.entry, entries[wording.entry].meaning,
        likeness(words, wording.words, wording.weight))
    }
    guard let best = ranking.clearWinner,
      let start = LabelEnd.answerStart(line, afterWord: end - 1)
    else { return nil }
    return Match(entry: best.entry, answerStart: start, score: best.score)
  }

  /// Wordings that share enough of the line's words to be worth comparing letter by letter. Most lines
  /// of a form are answers and share nothing; they must cost next to nothing.
  private func candidates(_ words: [String]) -> [Int] {
    var shared: [Int: Double] = [:]
    // In the order of the label: sums of fractions depend on theirs.
    for (place, word) in words.enumerated() where !words[..<place].contains(word) {
      guard let weight = weights[word] else { continue }
      for candidate in byWord[word] ?? [] { shared[candidate, default: 0] += weight }
    }
    if shared.isEmpty { return slips(words) }
    let total = words.reduce(0) { $0 + (weights[$1] ?? Limits.unknownWordWeight) }
    return shared.keys.sorted().filter { candidate in
      2 * shared[candidate, default: 0] / (total + wordings[candidate].weight)
        >= Limits.worthComparing
    }
  }

  /// Wordings for a label none of whose words is spelt as in the catalogue, by the first word that is
  /// like one of it.
  private func slips(_ words: [String]) -> [Int] {
    for word in words where word.utf8.count >= 6 {
      let meant = byWord.keys.filter {
        abs($0.utf8.count - word.utf8.count) <= 1 && editDistance($0, word, limit: 1) <= 1
      }
      if !meant.isEmpty { return Set(meant.flatMap { byWord[$0] ?? [] }).sorted() }
    }
    return []
  }

  /// Shared weight over all weight (Dice), rare words counting more; 1 = the same words.
  private func likeness(_ words: [String], _ wording: [String], _ wordingWeight: Double) -> Double {
    var shared = 0.0
    var total = wordingWeight
    var used: Set<Int> = []
    for word in words {
      let hit = wording.indices.first { !used.contains($0) && wording[$0].isLike(word) }
      let weight =
        hit.map { weights[wording[$0]] ?? 1 } ?? weights[word] ?? Limits.unknownWordWeight
      total += weight
      if let hit {
        used.insert(hit)
        shared += weight
      }
    }
    return total == 0 ? 0 : 2 * shared / total
  }
}

/// The best label so far, and the best of another meaning.
private struct Ranking {
  private var best: (entry: Int, meaning: LabelEntry.Meaning, score: Double)?
  private var second = 0.0

  mutating func note(_ entry: Int, _ meaning: LabelEntry.Meaning, _ score: Double) {
    guard let known = best else {
      best = (entry, meaning, score)
      return
    }
    if score > known.score {
      if known.meaning != meaning { second = max(second, known.score) }
      best = (entry, meaning, score)
    } else if known.meaning != meaning {
      second = max(second, score)
    }
  }

  var clearWinner: (entry: Int, score: Double)? {
    guard let best, best.score >= Limits.likeEnough, best.score - second >= Limits.clearLead else {
      return nil
    }
    return (best.entry, best.score)
  }
}

extension String {
  /// The same word up to plural or a slip of the pen.
  fileprivate func isLike(_ other: String) -> Bool {
    if self == other { return true }
    let shorter = Swift.min(utf8.count, other.utf8.count)
    if shorter < 4 { return false }
    return editDistance(self, other, limit: shorter >= 8 ? 2 : 1) <= (shorter >= 8 ? 2 : 1)
  }
}
