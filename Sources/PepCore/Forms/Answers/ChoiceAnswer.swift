/// Reads which of several options was taken, by all the ways in which people mark a choice on a
/// form: a tick beside it, the others deleted or struck through, it in bold or highlighted.
struct ChoiceAnswer {
  struct Option: Hashable, Sendable {
    var key: String
    /// Folded wordings, longest first.
    var wordings: [[String]]
    /// Words beside it that make it another option: an EHCP "applied for" is none yet.
    var turn: Turn?

    struct Turn: Hashable, Sendable {
      var stems: [String]
      var key: String
    }

    init(_ key: String, _ wordings: [String], turn: Turn? = nil) {
      self.key = key
      self.turn = turn
      self.wordings = wordings.map(Wording.folded).sorted { $0.count > $1.count }
    }
  }

  enum Result: Hashable {
    case taken(String)
    case nothing
    case unclear
  }

  var options: [Option]

  func read(_ answer: AnswerText) -> Result {
    let pieces = ChoicePieces(answer, options: options)
    if pieces.found.isEmpty { return pieces.hasTick ? .unclear : .nothing }
    if pieces.holdsHalfBracket { return .unclear }
    for way in [ticked, bracketed, unstruck, emphasised] {
      if let result = way(pieces) { return result }
    }
    let keys = Set(pieces.found.map(\.key))
    guard keys.count == 1, let only = pieces.found.first else {
      // "Yes – no further action": prose that opens with an option and goes on. "N – none / K – support / E – EHCP"
      // offers them all, and none was taken.
      return keys.count < 3 && pieces.opensWithOneOption ? .taken(pieces.found[0].key) : .nothing
    }
    return .taken(only.key)
  }

  /// Words stand there that are none of the options: an answer that cannot be read, and no blank.
  func speaksOfElse(_ answer: AnswerText) -> Bool {
    let pieces = ChoicePieces(answer, options: options)
    return pieces.found.isEmpty && !pieces.hasTick && !Wording.folded(answer.written).isEmpty
  }

  /// A ticked box beside an option: before it, or behind it where the boxes stand behind.
  private func ticked(_ pieces: ChoicePieces) -> Result? {
    guard pieces.signs.count > 0 else { return nil }
    let before = pieces.boxesStandBefore
    var taken: Set<String> = []
    for (index, sign) in pieces.signs.enumerated() where sign.isTicked {
      let next = index + 1 < pieces.signs.count ? pieces.signs[index + 1].offset : Int.max
      let last = index > 0 ? pieces.signs[index - 1].offset : -1
      let near =
        before
        ? pieces.found.first { $0.start >= sign.offset && $0.start < next }
        : pieces.found.last { $0.start < sign.offset && $0.start > last }
      // "☒ Nope ☐ SEN Support": the words of the option are not known, and no other is meant.
      guard let near, !pieces.hasOtherWords(between: near, and: sign) else { return .unclear }
      taken.insert(near.key)
    }
    if taken.count == 1 { return taken.first.map { .taken($0) } }
    if taken.count > 1 { return .unclear }
    // All boxes empty: nothing was chosen, whatever words stand beside them.
    return pieces.signs.contains { !$0.isTicked } ? .nothing : nil
  }

  /// `[X] Yes  [ ] No`, `(x) Yes ( ) No`, `Yes X  No`: letters used as ticks.
  private func bracketed(_ pieces: ChoicePieces) -> Result? {
    guard let mark = pieces.letterMark else { return nil }
    switch mark {
    case .beside(let key): return .taken(key)
    case .none: return .nothing
    case .several: return .unclear
    }
  }

  private func unstruck(_ pieces: ChoicePieces) -> Result? {
    let left = Set(pieces.found.filter { !$0.isStruck }.map(\.key))
    guard left.count < Set(pieces.found.map(\.key)).count else { return nil }
    // "Nothing extra / SEN support / EHC plan", of which all but the first are struck out, and nobody knows that.
    if left.isEmpty { return pieces.hasOtherWords(struck: false) ? .unclear : .nothing }
    return left.count == 1 ? left.first.map { .taken($0) } : .unclear
  }

  private func emphasised(_ pieces: ChoicePieces) -> Result? {
    let all = Set(pieces.found.map(\.key))
    guard all.count > 1 else { return nil }
    for mark: Run.Marks in [.highlighted, .bold, .underlined, .italic] {
      let marked = pieces.found.filter { $0.marks.contains(mark) }
      let keys = Set(marked.map(\.key))
      if keys.count == 1, let key = keys.first { return .taken(key) }
      // "EHCP being assessed" in bold: something was chosen, whatever it is.
      if keys.count > 1, marked.count < pieces.found.count { return .unclear }
      // "Nothing extra / SEN support / EHC plan" with the first in bold.
      if keys.isEmpty, mark != .italic, pieces.hasOtherWords(marked: mark) { return .unclear }
    }
    return nil
  }
}
