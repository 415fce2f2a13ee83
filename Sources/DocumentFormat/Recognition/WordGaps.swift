/// Parts words that a recogniser ran together ("houraweek"): it goes by what it takes for likely, but
/// a gap as wide as a space is one.
enum WordGaps {
  /// Of the height of a line: a space is 0.3 to 0.5 wide, and letters stand closer than 0.2.
  private static let leastGap = 0.3
  /// Points: a space of the smallest print.
  private static let leastSpace = 1.8

  static func parted(
    _ words: [Tesseract.Word], _ dark: Picture, scale: Double
  ) -> [Tesseract.Word] {
    words.flatMap { word -> [Tesseract.Word] in
      // A gap inside a box that reaches into the next one is the space between the two words.
      guard word.text.count > 1,
        word.text.unicodeScalars.contains(where: \.properties.isAlphabetic),
        !words.contains(where: { $0.box != word.box && $0.box.touches(word.box) })
      else { return [word] }
      // The reader may have drawn two lines into one.
      let height = min(Double(word.lineHeight), Double(word.box.height) * 1.35)
      let least = max(height * leastGap, leastSpace * scale)
      let spaces = spaces(among: gaps(of: word.box, dark), least: Int(least))
      return parted(word, at: spaces.filter { isBetweenLetters($0, of: word) })
    }
  }

  /// Words that the reader cut in two where it took one column to end and another to begin: it knows
  /// them as parts of two lines, and there is no gap between them.
  static func joined(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    var joined = words
    var isTaken = Set<Int>()
    for left in joined.indices where !isTaken.contains(left) {
      let right = joined.indices.first { right in
        right != left && !isTaken.contains(right) && isRest(joined[right], of: joined[left])
      }
      guard let right else { continue }
      isTaken.insert(right)
      joined[left].text += joined[right].text
      joined[left].box = joined[left].box.joined(joined[right].box)
      joined[left].confidence = min(joined[left].confidence, joined[right].confidence)
    }
    return joined.indices.filter { !isTaken.contains($0) }.map { joined[$0] }
  }

  /// A reader is not exact about where a figure ends and the next word begins, and ink of one in the
  /// box of the other looks like ink that was not read. The end is at the nearest gap.
  static func bounded(_ words: [Tesseract.Word], _ dark: Picture) -> [Tesseract.Word] {
    var words = words
    for left in words.indices.dropLast() {
      let (first, second) = (words[left], words[left + 1])
      guard first.line == second.line, first.hasFigures || second.hasFigures,
        let gap = gap(between: first, second, dark)
      else { continue }
      words[left].box.width = gap.lowerBound - first.box.x
      words[left + 1].box.width = second.box.x + second.box.width - gap.upperBound
      words[left + 1].box.x = gap.upperBound
    }
    return words
  }

  /// nil where the boxes end in a gap already, or there is none near their ends.
  private static func gap(
    between first: Tesseract.Word, _ second: Tesseract.Word, _ dark: Picture
  ) -> Range<Int>? {
    let end = first.box.x + first.box.width
    let (left, right) = (min(end, second.box.x), max(end, second.box.x))
    guard second.box.x > first.box.x, right - left <= first.lineHeight else { return nil }
    let whole = first.box.joined(second.box)
    let gaps = gaps(of: whole, dark).map { $0.lowerBound + whole.x..<$0.upperBound + whole.x }
    if gaps.contains(where: { $0.lowerBound <= left && $0.upperBound >= right }) { return nil }
    let near = left - first.lineHeight...right + first.lineHeight
    let found = gaps.filter { gap in
      near.contains(gap.lowerBound) && near.contains(gap.upperBound)
        && gap.lowerBound > first.box.x && gap.upperBound < second.box.x + second.box.width
    }
    // Between figures there is less room than between words.
    return found.filter { $0.count * 6 >= first.lineHeight }.min {
      distance($0, left, right) < distance($1, left, right)
    }
  }

  private static func distance(_ gap: Range<Int>, _ left: Int, _ right: Int) -> Int {
    max(gap.lowerBound - right, left - gap.upperBound, 0)
  }

  private static func isRest(_ right: Tesseract.Word, of left: Tesseract.Word) -> Bool {
    guard right.line != left.line else { return false }
    let gap = right.box.x - left.box.x - left.box.width
    let shared =
      min(left.box.y + left.box.height, right.box.y + right.box.height)
      - max(left.box.y, right.box.y)
    return gap >= -1 && gap * 7 <= max(left.lineHeight, right.lineHeight)
      && shared * 3 > min(left.box.height, right.box.height) * 2
      && [left, right].allSatisfy { $0.text.contains(where: \.isLetter) && !$0.hasFigures }
  }

  /// Those wide gaps that are twice as wide as all others: wide type has wide gaps everywhere.
  static func spaces(among gaps: [Range<Int>], least: Int) -> [Range<Int>] {
    let between = gaps.filter { $0.count < least }.map(\.count).max() ?? 0
    return gaps.filter { $0.count >= least && $0.count >= between * 2 }
  }

  /// Narrower than the narrowest letter is a sliver of the word before, which its box reached into.
  private static func isBetweenLetters(_ gap: Range<Int>, of word: Tesseract.Word) -> Bool {
    let letter = word.lineHeight / 12
    return gap.lowerBound > letter && word.box.width - gap.upperBound > letter
  }

  /// Columns without ink between columns with ink, in pixels from the left of the box.
  static func gaps(of box: PixelBox, _ dark: Picture) -> [Range<Int>] {
    let box = box.cut(dark.width, dark.height)
    var gaps: [Range<Int>] = []
    var last: Int?
    for x in 0..<box.width {
      let column = PixelBox(x: box.x + x, y: box.y, width: 1, height: box.height)
      guard dark.darkness(column) > 0 else { continue }
      if let last, x > last + 1 { gaps.append(last + 1..<x) }
      last = x
    }
    return gaps
  }

  /// Each gap lies where the widths of the letters before it come nearest to its place.
  static func parted(_ word: Tesseract.Word, at gaps: [Range<Int>]) -> [Tesseract.Word] {
    let letters = Array(word.text)
    guard !gaps.isEmpty, gaps.count < letters.count else { return [word] }
    let ink = Double(word.box.width - gaps.reduce(0) { $0 + $1.count })
    let total = letters.reduce(0) { $0 + width($1) }
    var parts: [Tesseract.Word] = []
    var (start, left) = (0, 0)
    var blank = 0
    for gap in gaps {
      let place = Double(gap.lowerBound - blank) / ink * total
      blank += gap.count
      guard let end = boundary(in: letters, after: start, nearest: place) else { continue }
      parts.append(word.part(letters[start..<end], left..<gap.lowerBound))
      (start, left) = (end, gap.upperBound)
    }
    guard !parts.isEmpty else { return [word] }
    parts.append(word.part(letters[start...], left..<word.box.width))
    return parts
  }

  /// The place between two letters where the widths up to it are nearest to `place`; nil where that
  /// is between two figures, since a 1 has much room about it, or at a sign that stands beside its word.
  private static func boundary(in letters: [Character], after start: Int, nearest place: Double)
    -> Int?
  {
    var width = 0.0
    var best: (distance: Double, end: Int)?
    for (index, letter) in letters.enumerated().dropLast() {
      width += WordGaps.width(letter)
      let distance = abs(width - place)
      if index >= start, distance < best?.distance ?? .infinity { best = (distance, index + 1) }
    }
    guard let end = best?.end, !(letters[end - 1].isNumber && letters[end].isNumber),
      !"“‘’([".contains(letters[end - 1]), !"”’.,;:!?)]".contains(letters[end])
    else { return nil }
    return end
  }

  /// Of a letter in sans-serif type, in parts of its size.
  private static func width(_ letter: Character) -> Double {
    switch letter {
    case "i", "j", "l", "I", "'", "’", "‘", ".", ",", ":", ";", "!", "|": 0.25
    case "f", "t", "r", "(", ")", "[", "]", "-", "/", "“", "”": 0.33
    case "m", "M", "w", "W", "@", "—": 0.85
    case _ where letter.isUppercase: 0.7
    default: 0.55
    }
  }
}

extension Tesseract.Word {
  fileprivate func part(_ letters: ArraySlice<Character>, _ columns: Range<Int>) -> Tesseract.Word {
    var part = self
    part.text = String(letters)
    part.box.x += columns.lowerBound
    part.box.width = columns.count
    return part
  }
}
