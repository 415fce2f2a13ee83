/// The figure of a year group. "Yr 1" is no English, so the reader makes it a word, "Yri" or "Yr s", and
/// of "Yr 4" it may see the first half alone: what stands behind is read as nothing but figures.
struct YearFigures {
  private let look: SecondLook
  private let dark: Picture

  init(_ look: SecondLook, _ dark: Picture) {
    self.look = look
    self.dark = dark
  }

  func read(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    var isTaken = Set<Int>()
    return words.indices.flatMap { index -> [Tesseract.Word] in
      if isTaken.contains(index) { return [] }
      guard let group = YearFigures.group(at: index, in: words) else { return [words[index]] }
      isTaken.formUnion(group)
      return figured(group.map { words[$0] })
    }
  }

  /// The word for "year" at this place with what may be its figure; nil where it is another word, or
  /// its figure was read for certain.
  static func group(at index: Int, in words: [Tesseract.Word]) -> [Int]? {
    let word = words[index]
    guard let rest = rest(of: word.text) else { return nil }
    let next = words.indices.dropFirst(index + 1).first { other in
      words[other].line == word.line && follows(words[other], word)
    }
    guard let next else { return [index] }
    // A word stands behind it: "Year group".
    guard isFigureLike(words[next].text) else { return rest.isEmpty ? nil : [index] }
    let isRead = rest.isEmpty && words[next].text.allSatisfy(\.isNumber) && isSure(words[next])
    return isRead ? nil : [index, next]
  }

  /// What follows "Yr" or "Year" in its word; nil where it is another word.
  static func rest(of text: String) -> String? {
    let folded = text.lowercased()
    if folded == "years" { return nil }
    for year in ["year", "yr"] where folded.hasPrefix(year) {
      let rest = String(text.dropFirst(year.count))
      // No word begins as "Yr" does, so whatever was read behind it is the figure: "Yrg9".
      let isFigure =
        isFigureLike(rest)
        || year == "yr" && rest.count <= 2 && rest.allSatisfy { $0.isLetter || $0.isNumber }
      return isFigure ? rest : nil
    }
    return nil
  }

  /// Up to two figures, or the letters that they are taken for.
  private static func isFigureLike(_ text: String) -> Bool {
    text.count <= 2 && text.allSatisfy { "0123456789ilI|!sSoOzZB".contains($0) }
  }

  private static func follows(_ next: Tesseract.Word, _ word: Tesseract.Word) -> Bool {
    let gap = next.box.x - word.box.x - word.box.width
    return gap > -word.lineHeight && gap < word.lineHeight && next.box.x > word.box.x
  }

  private static func isSure(_ word: Tesseract.Word) -> Bool {
    word.isBorneOut ?? (word.confidence >= Limits.certain)
  }

  /// The word for "year" and its figure, each by itself; as they were, and in doubt, where the figure is
  /// not for certain.
  private func figured(_ group: [Tesseract.Word]) -> [Tesseract.Word] {
    guard var year = group.first, let rest = YearFigures.rest(of: year.text) else { return group }
    let isAlone = rest.isEmpty && group.count == 1
    var whole = group.dropFirst().reduce(year.box) { $0.joined($1.box) }
    if isAlone { whole.width += year.lineHeight }
    whole = whole.cut(dark.width, dark.height)
    let gap = WordGaps.gaps(of: whole, dark).max { $0.count < $1.count }
    guard let gap, gap.count * 6 > year.lineHeight else {
      return isAlone ? group : group.map(YearFigures.doubted)
    }
    var figure = year
    figure.box.x = whole.x + gap.upperBound
    figure.box.width = whole.width - gap.upperBound
    guard let text = look.figures(in: figure.box), let number = Int(text), (1...14).contains(number)
    else { return group.map(YearFigures.doubted) }
    year.box.width = gap.lowerBound
    year.text = String(year.text.dropLast(rest.count))
    figure.text = text
    (year.isBorneOut, figure.isBorneOut) = (true, true)
    return [year, figure]
  }

  private static func doubted(_ word: Tesseract.Word) -> Tesseract.Word {
    var word = word
    word.isBorneOut = false
    return word
  }
}
