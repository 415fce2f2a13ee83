/// Where a label ends and an answer in the same line begins.
enum LabelEnd {
  /// UTF-8 offset of the answer behind word number `last`, or nil where the words go on in such a
  /// way that the label is not complete ("Attendance at the PEP" is not "Attendance").
  static func answerStart(_ line: Line, afterWord last: Int) -> Int? {
    let bytes = line.bytes
    var offset = line.labelWords[last].end
    // "(year group)", "D.O.B.", "PP+"
    while offset < bytes.count, [")", "]", ".", "+"].contains(Unicode.Scalar(bytes[offset])) {
      offset += 1
    }
    offset = behindQuotes(bytes, offset)
    let rest = Rest(bytes: bytes, offset: offset)
    if rest.isOnlyPunctuation { return bytes.count }
    offset = skipNumber(line, last, offset)
    while let bracket = Rest(bytes: bytes, offset: offset).bracketEnd { offset = bracket }
    let after = Rest(bytes: bytes, offset: offset)
    if after.isOnlyPunctuation { return bytes.count }
    if line.mayBeParted, last + 1 < line.labelWords.count,
      isParting(bytes[line.labelWords[last].end..<line.labelWords[last + 1].start])
    {
      return line.labelWords[last + 1].start
    }
    // "I have been in school this much of the year (%)  83.9%".
    if line.mayBeParted, let end = after.gapEnd { return end }
    if let separator = after.separatorEnd {
      let rest = Rest(bytes: bytes, offset: separator)
      // "How much school have I been to? %" waits for its figure.
      if rest.isOnlyUnit { return bytes.count }
      // "…? (only where there is an EHCP)": a hint behind the question mark is no answer either.
      return rest.behindHint ?? separator
    }
    // A change of look separates as well as a colon: bold label, plain or entered answer. A hint in
    // brackets may be set like its label.
    return changesLook(line, at: line.labelWords[last].end) || changesLook(line, at: offset)
      ? offset : nil
  }

  /// "What evidence supports “acceptable”? …": behind the marks that close a quotation.
  static func behindQuotes(_ bytes: [UInt8], _ offset: Int) -> Int {
    var end = offset
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
        end += 1
      } else if bytes[end...].starts(with: "”".utf8) || bytes[end...].starts(with: "’".utf8) {
        end += 3
      } else {
        break
      }
    }
    // "the pupil’s progress": a letter goes on behind it.
    return end < bytes.count && (bytes[end] | 0x20) >= UInt8(ascii: "a") && bytes[end] < 0x80
      ? offset : end
  }

  /// "Target is: read 90 words a minute".
  static func behindVerb(_ line: Line, afterWord last: Int) -> Int? {
    guard last + 1 < line.labelWords.count,
      ["is", "are"].contains(line.labelWords[last + 1].folded)
    else { return nil }
    let end = line.labelWords[last + 1].end
    guard end < line.bytes.count, line.bytes[end] == UInt8(ascii: ":") else { return nil }
    return answerStart(line, afterWord: last + 1)
  }

  /// How many leading words form the label part: up to a colon, question mark or change of look.
  static func labelWords(_ line: Line) -> Int {
    let bytes = line.bytes
    for (index, word) in line.labelWords.enumerated() where index + 1 < line.labelWords.count {
      let gap = bytes[word.end..<line.labelWords[index + 1].start]
      if hasSign(gap) { return index + 1 }
      // "Surname and forename(s) of child: …"
      if isPlural(line, index + 1) { continue }
      // "1:1 support"
      if gap.elementsEqual([UInt8(ascii: ":")]), Int(word.folded) != nil { continue }
      if gap.contains(UInt8(ascii: ":")) || gap.contains(UInt8(ascii: "?"))
        || gap.contains(UInt8(ascii: "(")) && index > 0 && !namesQuestion(line, index + 1)
      {
        return index + 1
      }
      if changesLook(line, at: word.end) { return index + 1 }
      if line.mayBeParted, isParting(gap), !Numbering.is(word.folded) { return index + 1 }
    }
    return line.labelWords.count
  }

  /// "(d) If (b) is no, measures: …", "If (b) or (c), what is bought?": the letter of another question, in the middle of this one.
  private static func namesQuestion(_ line: Line, _ index: Int) -> Bool {
    guard index + 1 < line.labelWords.count, ("a"..."h").contains(line.labelWords[index].folded),
      line.labelWords[index].folded.utf8.count == 1
    else { return false }
    let gap = line.bytes[line.labelWords[index].end..<line.labelWords[index + 1].start]
    return gap.first == UInt8(ascii: ")") && gap.last == 0x20
      && !gap.contains(UInt8(ascii: ":")) && !gap.contains(UInt8(ascii: "?"))
  }

  /// A dash between blanks, or two blanks and more.
  static func isParting(_ gap: ArraySlice<UInt8>) -> Bool {
    // "Care record no.  C1235", "this much of the year (%)  83.9%"
    let bracket = gap.firstIndex(of: UInt8(ascii: "(")).flatMap { _ in
      gap.firstIndex(of: UInt8(ascii: ")"))
    }
    let behind = (bracket.map { gap[$0...] } ?? gap).drop {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ")")
    }
    if behind.count >= 2, behind.allSatisfy({ $0 == 0x20 }) { return true }
    let text = String(decoding: gap, as: UTF8.self)
    return [" – ", " - ", " — ", " -- ", " --- "].contains(text)
  }

  /// Nothing parts the words but brackets: "How SEN funding (element 2) is being used".
  static func isOneLabel(_ line: Line) -> Bool {
    let end = labelWords(line)
    if end == line.labelWords.count { return true }
    guard end == wordsBeforeBracket(line),
      let close = line.bytes.lastIndex(of: UInt8(ascii: ")")),
      let behind = line.labelWords.firstIndex(where: { $0.start > close }),
      // "a) Exclusions (since the last PEP": this bracket closes in another line, or nowhere.
      behind >= end
    else { return false }
    let gaps = line.bytes[line.labelWords[end - 1].end..<line.labelWords[behind].start]
    return !gaps.contains(UInt8(ascii: ":")) && !gaps.contains(UInt8(ascii: "?"))
      && labelWords(line.from(line.labelWords[behind].start)) == line.labelWords.count - behind
  }

  /// The "s" of "forename(s)", or what stands behind it.
  private static func isPlural(_ line: Line, _ index: Int) -> Bool {
    let word = line.labelWords[index]
    let gap = line.bytes[line.labelWords[index - 1].end..<word.start]
    return word.folded == "s" && gap.elementsEqual([UInt8(ascii: "(")])
  }

  /// How many words stand before the first bracket; all of them where there is none.
  static func wordsBeforeBracket(_ line: Line) -> Int {
    let words = line.labelWords
    return words.indices.dropFirst().first { index in
      line.bytes[words[index - 1].end..<words[index].start].contains(UInt8(ascii: "("))
        && !isPlural(line, index)
    } ?? words.count
  }

  /// The words of a bracket that opens right behind so many words.
  static func bracketWords(_ line: Line, behind end: Int) -> [String] {
    guard end > 0, end < line.labelWords.count else { return [] }
    let gap = line.bytes[line.labelWords[end - 1].end..<line.labelWords[end].start]
    guard gap.contains(UInt8(ascii: "(")), !gap.contains(UInt8(ascii: ":")) else { return [] }
    let close = line.bytes[line.labelWords[end].start...].firstIndex(of: UInt8(ascii: ")"))
    guard let close else { return [] }
    return line.labelWords[end...].prefix { $0.end <= close }.map(\.folded)
  }

  /// A box stands between the words: the choices begin.
  private static func hasSign(_ gap: ArraySlice<UInt8>) -> Bool {
    gap.contains { $0 >= 0xE2 }
      && String(decoding: gap, as: UTF8.self).unicodeScalars.contains { Signs.isSign($0) }
  }

  /// The words as labels are compared, without those of bracketed hints.
  static func wordsOutsideBrackets(_ line: Line) -> [String] {
    line.labelWords.filter { word in
      let before = line.bytes[..<word.start]
      return before.filter { $0 == UInt8(ascii: "(") }.count
        <= before.filter { $0 == UInt8(ascii: ")") }.count
    }.map(\.folded)
  }

  /// "Target 1: …": a running number belongs to the label.
  private static func skipNumber(_ line: Line, _ last: Int, _ offset: Int) -> Int {
    guard last + 1 < line.labelWords.count else { return offset }
    let next = line.labelWords[last + 1]
    // "Action: 1:1 reading" has no running number: it comes before the colon, not behind it.
    guard line.bytes[line.labelWords[last].end..<next.start].allSatisfy({ $0 == 0x20 }) else {
      return offset
    }
    guard next.folded.utf8.count <= 2, next.folded.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      Rest(bytes: line.bytes, offset: next.end).separatorEnd != nil
    else { return offset }
    return next.end
  }

  private static func changesLook(_ line: Line, at offset: Int) -> Bool {
    var position = 0
    var before: Run?
    for run in line.runs {
      let end = position + run.text.utf8.count
      let isVisible = run.text.utf8.contains { $0 > 0x20 }
      if end <= offset || position < offset {
        if isVisible { before = run }
      } else if isVisible, let before {
        // "…since the last PEP? [entry]": the look does not change behind "last".
        guard !line.labelWords.contains(where: { $0.start >= offset && $0.end <= position }) else {
          return false
        }
        let marks: Run.Marks = [.bold, .entered, .prompt]
        return position <= offset + 3 && before.marks.contains(.bold)
          && before.marks.intersection(marks) != run.marks.intersection(marks)
          || run.marks.contains(.entered) && !before.marks.contains(.entered)
            && position <= offset + 6
      }
      position = end
    }
    return false
  }
}

/// The bytes of a line behind a label.
private struct Rest {
  var bytes: [UInt8]
  var offset: Int

  private var start: Int {
    var i = offset
    while i < bytes.count, bytes[i] <= 0x20 || isNoBreakSpace(i) { i += 1 }
    return i
  }

  private func isNoBreakSpace(_ i: Int) -> Bool {
    bytes[i] == 0xC2 && i + 1 < bytes.count && bytes[i + 1] == 0xA0
      || bytes[i] == 0xA0 && i > 0 && bytes[i - 1] == 0xC2
  }

  var isOnlyPunctuation: Bool {
    let rest = String(decoding: bytes[offset...], as: UTF8.self)
    return rest.unicodeScalars.allSatisfy { $0.value <= 0x20 || Self.punctuation.contains($0) }
  }

  /// "%", "£"
  var isOnlyUnit: Bool {
    ["%", "£", "(%)", "(£)"].contains(
      String(decoding: bytes[offset...], as: UTF8.self).trimmedBlanks)
  }

  private static let punctuation = Set<Unicode.Scalar>(
    ":?.*-_),;…\u{A0}\u{C2}\"'“”‘’".unicodeScalars)

  /// Behind two blanks or more.
  var gapEnd: Int? {
    let gap = bytes[offset...].prefix { $0 <= 0x20 }
    return gap.count >= 2 && gap.endIndex < bytes.count ? gap.endIndex : nil
  }

  /// Behind ":" "?" "=" tab, or a dash between blanks.
  var separatorEnd: Int? {
    var i = start
    guard i < bytes.count else { return nil }
    if bytes[offset..<i].contains(9) { return i }
    switch bytes[i] {
    case UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: ";"):
      while i < bytes.count, [":", "?", "=", ";", "-"].contains(Unicode.Scalar(bytes[i])) { i += 1 }
      return i
    // One, or the two that stand for a long one on a typewriter.
    case UInt8(ascii: "-") where i > offset: return bytes[i...].prefix { $0 == bytes[i] }.endIndex
    // A box: the answer begins with it.
    case _ where startsWithSign(i): return i
    // – and — (E2 80 93, E2 80 94)
    case 0xE2
    where i > offset && i + 2 < bytes.count && bytes[i + 1] == 0x80
      && (bytes[i + 2] == 0x93 || bytes[i + 2] == 0x94):
      return i + 3
    default: return nil
    }
  }

  private func startsWithSign(_ i: Int) -> Bool {
    guard bytes[i] >= 0xE2 else { return false }
    let text = String(decoding: bytes[i..<min(bytes.count, i + 4)], as: UTF8.self)
    return text.unicodeScalars.first.map { Signs.isSign($0) } ?? false
  }

  /// Behind bracketed hints that end the line, have a colon of their own or are several words long; a
  /// bracket with a figure in it is an answer.
  var behindHint: Int? {
    guard let end = bracketEnd, !bytes[offset..<end].contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    let after = Rest(bytes: bytes, offset: end)
    if after.isOnlyPunctuation { return bytes.count }
    if let further = after.behindHint { return further }
    let isLong = bytes[offset..<end].filter { $0 == 0x20 }.count >= 3
    return after.separatorEnd ?? (isLong ? end : nil)
  }

  /// Behind a bracketed hint, if one comes next.
  var bracketEnd: Int? {
    let i = start
    guard i < bytes.count, bytes[i] == UInt8(ascii: "(") else { return nil }
    guard let close = bytes[i...].firstIndex(of: UInt8(ascii: ")")) else { return nil }
    return close + 1
  }
}
