/// The options and ticks found in an answer, in the order of the text.
struct ChoicePieces {
  struct Found {
    var key: String
    var start: Int
    var end: Int
    var isStruck: Bool
    var marks: Run.Marks
  }

  struct Sign {
    var offset: Int
    var isTicked: Bool
  }

  enum LetterMark {
    case beside(String)
    case none
    case several
  }

  private(set) var found: [Found] = []
  private(set) var signs: [Sign] = []
  private var text = ""
  private var looks: [(end: Int, marks: Run.Marks)] = []
  private var words: [Word] = []
  /// Words that belong to no option.
  private var otherWords: [Word] = []

  init(_ answer: AnswerText, options: [ChoiceAnswer.Option]) {
    var marks: [(end: Int, marks: Run.Marks)] = []
    for (index, line) in answer.lines.enumerated() {
      if index > 0 {
        text += "\n"
        marks.append((text.utf8.count, []))
      }
      for run in line.runs where !run.marks.contains(.prompt) {
        text += run.text
        marks.append((text.utf8.count, run.marks))
      }
    }
    words = Wording.words(text)
    looks = marks
    findOptions(options)
    findSigns()
  }

  var hasTick: Bool { signs.contains(where: \.isTicked) }

  /// The boxes stand before their options if the first box comes before the first option, or opens the line of
  /// another: "Yes" over "☒ No".
  var boxesStandBefore: Bool {
    guard let sign = signs.first, let option = found.first else { return true }
    return sign.offset < option.start || opensLine(sign)
  }

  private func opensLine(_ sign: Sign) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes[..<sign.offset].last(where: { $0 != 0x20 && $0 != 9 }) == UInt8(ascii: "\n"),
      let next = found.first(where: { $0.start > sign.offset })
    else { return false }
    return !bytes[sign.offset..<next.start].contains(UInt8(ascii: "\n"))
  }

  /// Words stand between an option and a box that are set apart from it, "EHCP     Assessment pending ☒": they are
  /// an option themselves, which nobody knows.
  func hasOtherWords(between option: Found, and sign: Sign) -> Bool {
    let bytes = Array(text.utf8)
    let range =
      option.end <= sign.offset
      ? option.end..<sign.offset : sign.offset..<max(sign.offset, option.start)
    let between = words.filter { range.contains($0.start) }
    guard let first = between.first else { return false }
    let gap =
      option.end <= sign.offset
      ? bytes[option.end..<first.start] : bytes[between[between.count - 1].end..<option.start]
    return gap.filter { $0 == 0x20 }.count >= 3 || gap.contains(UInt8(ascii: "/"))
      || between.contains { $0.folded.hasPrefix("assess") }
  }

  /// The text begins with an option, the other options are not offered beside it, and a stop or a
  /// dash follows.
  var opensWithOneOption: Bool {
    guard let first = found.first, words.first.map({ $0.start == first.start }) == true,
      found.count < words.count
    else { return false }
    let bytes = Array(text.utf8)
    var next = first.end
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count else { return true }
    return [",", ".", ";", "-", ":", "\n"].contains(Unicode.Scalar(bytes[next]))
      || bytes[next] == 0xE2
      || bytes[next] == UInt8(ascii: "(")
  }

  /// Words that belong to no option that is known, struck out or not.
  func hasOtherWords(struck: Bool) -> Bool {
    otherWords.contains { look(at: $0.start).contains(.struck) == struck }
  }

  func hasOtherWords(marked mark: Run.Marks) -> Bool {
    otherWords.contains { look(at: $0.start).contains(mark) }
  }

  /// Of the run that holds this offset; an answer may have as many runs as words.
  private func look(at start: Int) -> Run.Marks {
    var low = 0
    var high = looks.count
    while low < high {
      let middle = (low + high) / 2
      if looks[middle].end > start { high = middle } else { low = middle + 1 }
    }
    return low < looks.count ? looks[low].marks : []
  }

  private mutating func findOptions(_ options: [ChoiceAnswer.Option]) {
    var position = 0
    while position < words.count {
      if let (option, length) = option(at: position, options) {
        let key = option.turn.flatMap { turned(position..<position + length, $0) } ?? option.key
        let start = words[position].start
        let look = look(at: start)
        found.append(
          Found(
            key: key, start: start, end: words[position + length - 1].end,
            isStruck: look.contains(.struck), marks: look))
        position += length
      } else {
        otherWords.append(words[position])
        position += 1
      }
    }
  }

  /// What the words right beside an option make of it; a sign or a stop ends them.
  private func turned(_ range: Range<Int>, _ turn: ChoiceAnswer.Option.Turn) -> String? {
    let bytes = Array(text.utf8)
    func isApart(_ before: Word, _ after: Word) -> Bool {
      let gap = bytes[before.end..<after.start]
      return gap.count > 2 || gap.contains { $0 != 0x20 }
    }
    var beside: [Word] = []
    var next = range.upperBound
    while next < words.count, !isApart(words[next - 1], words[next]) {
      beside.append(words[next])
      next += 1
    }
    next = range.lowerBound - 1
    while next >= 0, !isApart(words[next], words[next + 1]) {
      beside.append(words[next])
      next -= 1
    }
    return beside.contains { word in turn.stems.contains { word.folded.hasPrefix($0) } }
      ? turn.key : nil
  }

  private func option(
    at position: Int, _ options: [ChoiceAnswer.Option]
  ) -> (ChoiceAnswer.Option, Int)? {
    var best: (ChoiceAnswer.Option, Int)?
    for option in options {
      for wording in option.wordings where wording.count > best?.1 ?? 0 {
        let end = position + wording.count
        if end <= words.count, zip(words[position..<end], wording).allSatisfy({ $0.folded == $1 }),
          !isParted(words[position..<end])
        {
          best = (option, wording.count)
        }
      }
    }
    return best
  }

  /// "EHCP / Assessment" are two options, "N/A" is one.
  private func isParted(_ words: ArraySlice<Word>) -> Bool {
    let bytes = Array(text.utf8)
    return zip(words, words.dropFirst()).contains { before, after in
      let gap = bytes[before.end..<after.start]
      // "EHCP ☒  Assessment requested"
      let isApart =
        gap.filter { $0 == 0x20 }.count >= 3
        || String(decoding: gap, as: UTF8.self).unicodeScalars.contains { Signs.isSign($0) }
      return gap.contains(10) || isApart
        || gap.contains(UInt8(ascii: "/")) && gap.contains(0x20)
    }
  }

  /// "( Yes (x) No": of the first pair of brackets a recogniser lost one, and with it what was between them.
  var holdsHalfBracket: Bool {
    zip(["(", "["], [")", "]"]).contains { open, close in
      let opened = text.count { String($0) == open }
      return (opened > 1 || !signs.isEmpty) && opened > text.count { String($0) == close }
    }
  }

  private mutating func findSigns() {
    var offset = 0
    for scalar in text.unicodeScalars {
      if Signs.isSign(scalar) {
        signs.append(Sign(offset: offset, isTicked: Signs.isTicked(scalar)))
      }
      offset += UTF8.width(scalar)
    }
    // "[ ] Yes  [☒] No": the empty pair is a box as well.
    guard !signs.isEmpty else { return }
    for range in text.ranges(of: /[\[(][ _\u{A0}]*[\])]/) {
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      signs.append(Sign(offset: start, isTicked: false))
    }
    signs.sort { $0.offset < $1.offset }
  }

  /// A lone `x` (or `v`, a poor man's tick) used as a mark, in brackets or not.
  var letterMark: LetterMark? {
    let marks = words.filter { ["x", "y", "v"].contains($0.folded) && isMark($0) }
    let brackets = emptyBrackets
    if marks.isEmpty {
      return brackets > 0 && brackets >= Set(found.map(\.key)).count ? LetterMark.none : nil
    }
    let before =
      brackets > 0 ? bracketsStandBefore : marks[0].start < found[0].start
    var taken: Set<String> = []
    let opened = text.utf8.enumerated().filter { ["[", "("].contains(Unicode.Scalar($0.element)) }
      .map(\.offset)
    for mark in marks {
      let near =
        before
        ? found.first { $0.start >= mark.end } : found.last { $0.end <= mark.start }
      guard let near else { continue }
      // "[x] not recorded [ ] SEN Support": what is marked stands before the next pair, and nobody knows it.
      let between = before ? mark.end..<near.start : near.end..<max(near.end, mark.start - 1)
      if opened.contains(where: between.contains) { return .several }
      taken.insert(near.key)
    }
    return taken.count == 1 ? taken.first.map { .beside($0) } : .several
  }

  private func isMark(_ word: Word) -> Bool {
    // "y" and "v" only in brackets; "x" also alone.
    if word.folded == "x" { return true }
    let bytes = Array(text.utf8)
    return word.start > 0 && [UInt8(ascii: "["), UInt8(ascii: "(")].contains(bytes[word.start - 1])
  }

  private var emptyBrackets: Int {
    var count = 0
    var open = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "("): open = true
      case UInt8(ascii: "]"), UInt8(ascii: ")"):
        if open { count += 1 }
        open = false
      case 0x20, 0x5F, 0xC2, 0xA0: break
      default: open = false
      }
    }
    return count
  }

  private var bracketsStandBefore: Bool {
    let bytes = Array(text.utf8)
    let bracket = bytes.firstIndex { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "(") } ?? 0
    // "Not on the register [ ]   SEN Support [X]": the last box ends the text, so each stands behind its words.
    let endsInBracket = [UInt8(ascii: "]"), UInt8(ascii: ")")].contains(bytes.last { $0 > 0x20 })
    return bracket < (found.first?.start ?? 0) && !endsInBracket
  }
}
