/// One line of text: a paragraph, or a part of one between line breaks.
struct Line {
  var runs: [Run]
  let text: String
  let bytes: [UInt8]
  let words: [Word]
  /// The words as labels are compared.
  let labelWords: [Word]
  var place: Paragraph.Place
  var isHeading: Bool
  /// For people: "table 9, row 2, column 1".
  var position = ""
  /// It stands in a cell where forms put their labels: first in its row, or left of another cell.
  var standsAsLabel = false
  /// It is bold and the lines below it in its cell are not: all of it is the label, whatever colon is in it.
  var isWholeByLook = false
  /// A dash or a wide gap in it may end a label, as elsewhere in its document.
  var mayBeParted = false

  init(runs: [Run], place: Paragraph.Place = .body, isHeading: Bool = false) {
    self.runs = runs
    self.text = runs.count == 1 ? runs[0].text : runs.reduce(into: "") { $0 += $1.text }
    bytes = Array(text.utf8)
    words = Wording.words(text)
    let asked = words.dropFirst(Numbering.words(words, in: bytes))
    labelWords = words.count <= 60 ? LabelWords.canonical(Array(asked), in: bytes) : words
    self.place = place
    self.isHeading = isHeading
  }

  func placed(_ position: String) -> Line {
    var line = self
    line.position = position
    return line
  }

  /// Nothing but blanks; a prompt is not blank here, since it marks where an answer belongs.
  var isBlank: Bool { text.utf8.allSatisfy { $0 <= 0x20 } || words.isEmpty && !hasSign }

  private var hasSign: Bool { text.unicodeScalars.contains { Signs.isSign($0) } }

  /// Every visible character is bold: how forms set their labels.
  var isBold: Bool {
    !isBlank
      && runs.allSatisfy { $0.marks.contains(.bold) || $0.text.utf8.allSatisfy { $0 <= 0x20 } }
  }

  /// A dash between blanks or a wide gap parts it, and no colon or question mark before that.
  var partedByLook: Bool { gapOfLabel != nil }

  /// Offset of what stands behind the gap, where those of the document part labels from answers.
  var behindGap: Int? { mayBeParted ? gapOfLabel : nil }

  private var gapOfLabel: Int? {
    // Bold to the dash, a label may be longer, and so it may before a wide gap, which is in no sentence.
    let longest = startsBold && !isBold ? Limits.longestPaired : 8
    let gaps = zip(words, words.dropFirst()).prefix(Limits.longestLabel).enumerated()
    guard
      let (index, (before, after)) = gaps.first(where: { _, gap in
        // "B  Pupil's wishes and feelings" is a title with its letter.
        LabelEnd.isParting(bytes[gap.0.end..<gap.1.start]) && !Numbering.is(gap.0.folded)
          && (gap.0.start > 0 || gap.0.folded.utf8.count > 1)
      })
    else { return nil }
    let isWide =
      bytes[before.end..<after.start].suffix(2).elementsEqual([0x20, 0x20])
      && bytes[before.end] != UInt8(ascii: ".")
    guard index < longest || isWide,
      !bytes[..<before.end].contains(where: {
        [UInt8(ascii: ":"), UInt8(ascii: "?"), 9].contains($0)
      })
    else { return nil }
    return after.start
  }

  /// All in capitals.
  var isShouted: Bool {
    let letters = text.filter(\.isLetter)
    return letters.count >= 4 && letters.allSatisfy(\.isUppercase)
  }

  /// Figures and signs only ("£680", "96.4 %").
  var isFigure: Bool {
    words.contains { Int($0.folded) != nil }
      && words.allSatisfy { word in word.folded.utf8.allSatisfy { !(0x61...0x7A).contains($0) } }
  }

  /// Begins in bold: a bold label with a plain hint behind it is still a label.
  var startsBold: Bool {
    runs.first { $0.text.utf8.contains { $0 > 0x20 } }?.marks.contains(.bold) ?? false
  }

  /// Offset at which the bold that the line begins with ends, where words follow that are not.
  var boldEnd: Int? {
    guard startsBold, !isBold else { return nil }
    var offset = 0
    for run in runs {
      if !run.marks.contains(.bold), run.text.utf8.contains(where: { $0 > 0x20 }) { return offset }
      offset += run.text.utf8.count
    }
    return nil
  }

  /// Ends with a full stop: prose, however much it sounds like a label ("No changes since the last
  /// PEP."). So is what holds a sentence and then asks at its end ("It's all right. I like maths. Could the
  /// meetings be after school?"): a child's words, not the form's.
  var isSentence: Bool {
    let text = text.trimmedBlanks
    guard words.count > 2, !isWholeByLook else { return false }
    // "Alterations in circumstances since the preceding P.E.P." ends with a word in short.
    return text.last(where: { !"”’\"'".contains($0) }) == "."
      && !text.contains(/(?:^|[ .(])[A-Z]\.[A-Z]\.$/)
      || (text.hasSuffix("?") || text.hasSuffix(":"))
        && text.matches(of: /[a-z]{2}[.!] +[A-Z]/).count >= 1
  }

  /// Offset behind the full stop of the first of several sentences.
  var firstSentence: Int? {
    guard let stop = text.firstRange(of: /[A-Za-z)][.] +[A-Z]/) else { return nil }
    return text.utf8.distance(from: text.startIndex, to: stop.lowerBound) + 2
  }

  /// All of it was typed into a control or a form field, so it is no label.
  var isEntered: Bool {
    !isBlank
      && runs.allSatisfy { $0.marks.contains(.entered) || $0.text.utf8.allSatisfy { $0 <= 0x20 } }
  }

  /// A heading by its look: short, bold or a heading, and no question.
  var isTitle: Bool {
    let text = text.trimmedBlanks
    // "Grown-ups meet next on –" waits for its answer.
    // "88%" in bold heads nothing.
    return (isBold || isHeading) && !isEntered && words.count <= 8 && !isFigure
      && ![":", "?", "–", "—"].contains(text.last ?? " ")
  }

  /// "C. On target?", "3) Views".
  var opensNumbered: Bool { text.contains(/^\s*(?:[A-Z]|\d{1,2})[.)]\s/) }

  /// A label, its colon and an answer.
  var holdsPair: Bool { beforeColon.map { !from($0).isBlank } ?? false }

  /// As a form would set it where labels stand.
  var asLabel: Line {
    var line = self
    line.standsAsLabel = true
    return line
  }

  /// The part of the line up to a UTF-8 offset.
  func prefix(_ offset: Int) -> Line {
    var left = offset
    var kept: [Run] = []
    for run in runs where left > 0 {
      var part = run
      part.text = String(decoding: run.text.utf8.prefix(left), as: UTF8.self)
      left -= part.text.utf8.count
      kept.append(part)
    }
    var head = Line(runs: kept, place: place)
    head.position = position
    head.standsAsLabel = standsAsLabel
    head.mayBeParted = mayBeParted
    return head
  }

  /// The part of the line from a UTF-8 offset on.
  func from(_ offset: Int) -> Line {
    var left = offset
    var kept: [Run] = []
    for run in runs {
      let count = run.text.utf8.count
      if left >= count {
        left -= count
        continue
      }
      var part = run
      if left > 0 {
        part.text = String(decoding: run.text.utf8.dropFirst(left), as: UTF8.self)
        left = 0
      }
      kept.append(part)
    }
    var rest = Line(runs: kept, place: place)
    rest.position = position
    return rest
  }

  /// Cuts a paragraph at its line breaks, and a line at the wide gaps between its labels.
  static func cut(_ paragraph: Paragraph) -> [Line] {
    atBreaks(paragraph.withoutBracketsInWords).map { $0.withPlainNumber.withoutLeader }.flatMap(
      \.pairs)
  }

  /// "**1.** When did you meet?" set as one: its number alone is no label of what follows.
  private var withPlainNumber: Line {
    guard runs.count >= 2, runs[0].marks.contains(.bold),
      let next = runs.dropFirst().first(where: { $0.text.utf8.contains { $0 > 0x20 } }),
      !next.marks.contains(.bold), !next.marks.contains(.entered),
      runs[0].text.wholeMatch(of: /\s*(?:Q ?)?\(?\d{1,2}[a-z]?[.):]?\s*/) != nil
    else { return self }
    var plain = runs
    plain[0].marks.remove(.bold)
    var line = Line(runs: plain, place: place, isHeading: isHeading)
    line.position = position
    return line
  }

  /// "Name of pupil …… Imogen" with a tab for the dots that lead from a label to its answer.
  private var withoutLeader: Line {
    guard let leader = text.firstMatch(of: /\s*(?:…{2,}|[.]{5,})\s*(?=\S)/) else { return self }
    let bytes = text.utf8
    let start = bytes.distance(from: text.startIndex, to: leader.range.lowerBound)
    let end = bytes.distance(from: text.startIndex, to: leader.range.upperBound)
    let head = prefix(start)
    guard (1...Limits.longestPaired).contains(head.words.count) else { return self }
    var line = Line(
      runs: head.runs + [Run("\t")] + from(end).runs, place: place, isHeading: isHeading)
    line.position = position
    return line
  }

  /// "UPN: A123…    Year group: 8" is two labels with an answer each.
  private var pairs: [Line] {
    let wide = gaps { $0.count >= 3 && $0.suffix(3).allSatisfy { $0 == 0x20 } }
    // "Target: Read daily / Action: Paired reading / Who: Mrs Oake", or with arrows.
    let parted = [" / ", " → "].lazy.filter(text.contains).compactMap { sign in
      let between = self.gaps { String(decoding: $0, as: UTF8.self).hasSuffix(sign) }
      return between.count >= 2 ? (sign: sign, gaps: between) : nil
    }.first
    let gaps = wide.isEmpty ? parted?.gaps ?? [] : wide
    guard (1...Limits.pairsInLine).contains(gaps.count) else { return [self] }
    let starts = [0] + gaps.map(\.1.start)
    let length = wide.isEmpty ? parted?.sign.utf8.count ?? 0 : 0
    let ends = starts.dropFirst().map { $0 - length } + [bytes.count]
    let pieces = zip(starts, ends).map { start, end in
      var piece = prefix(end).from(start)
      piece.isHeading = isHeading
      return piece
    }
    return pieces.allSatisfy { $0.beforeColon != nil } ? pieces : [self]
  }

  private func gaps(_ isOne: (ArraySlice<UInt8>) -> Bool) -> [(Word, Word)] {
    zip(words, words.dropFirst()).filter { before, after in isOne(bytes[before.end..<after.start]) }
  }

  private static func atBreaks(_ paragraph: Paragraph) -> [Line] {
    let heading = paragraph.headingLevel != nil
    guard paragraph.runs.contains(where: { $0.text.utf8.contains(10) }) else {
      return [Line(runs: paragraph.runs, place: paragraph.place, isHeading: heading)]
    }
    var lines: [[Run]] = [[]]
    for run in paragraph.runs {
      for (index, piece) in run.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { lines.append([]) }
        if !piece.isEmpty {
          lines[lines.count - 1].append(Run(String(piece), run.marks, control: run.control))
        }
      }
    }
    return lines.map { Line(runs: $0, place: paragraph.place, isHeading: heading) }
  }
}

extension Paragraph {
  /// "Is (s)he on track?" asks of "s/he": what is in the bracket is no hint.
  fileprivate var withoutBracketsInWords: Paragraph {
    guard runs.contains(where: { $0.marks.contains(.bold) && $0.text.contains("(s)he") }) else {
      return self
    }
    var paragraph = self
    for index in runs.indices where runs[index].marks.contains(.bold) {
      paragraph.runs[index].text = runs[index].text.replacing("(s)he", with: "s/he")
    }
    return paragraph
  }
}
