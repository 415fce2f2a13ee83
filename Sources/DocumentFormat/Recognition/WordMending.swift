import PepCore

/// What a recogniser of letters cannot know, put right from where its words stand.
enum WordMending {
  static func mended(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    withoutRemains(doubted(words)).compactMap(kept).map { word in
      var word = word
      word.text = Typing.asTyped(word.text)
      if let number = PupilNumber(word.text) {
        (word.text, word.isBorneOut) = (number.text, number.isSure)
      } else if let mark = Typing.mark(word.text) {
        (word.text, word.isBorneOut) = (mark, true)
      }
      return word
    }
  }

  /// What is left of a border is read as one sign, in doubt, wider than any sign of the page's print.
  private static func withoutRemains(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    let heights = words.map(\.box.height).sorted()
    guard !heights.isEmpty else { return words }
    let widest = heights[heights.count / 2] * 3 / 2
    return words.filter { word in
      word.text.count > 1 || isFlat(word) || word.isBorneOut == true
        || word.confidence >= Limits.sureOfFigures || word.box.width <= widest
    }
  }

  /// A speck beside a figure may be its decimal point, and where two boxes lie upon each other the
  /// reader saw something twice or not at all: such figures are doubt.
  private static func doubted(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    words.indices.map { index in
      var word = words[index]
      if isBoxLike(words, index) { word.isBorneOut = false }
      guard word.hasFigures else { return word }
      let area = word.box.inset(-word.lineHeight / 3)
      let isDoubted = words.indices.contains { other in
        other != index && words[other].box.touches(area)
          && (words[other].box.inset(3).touches(word.box) || kept(words[other]) == nil)
      }
      if isDoubted { word.isBorneOut = false }
      return word
    }
  }

  /// A box that was not found on the pixels is read as a round letter; before an option it must not be
  /// taken for nothing, or the mark of the next option goes to this one.
  private static func isBoxLike(_ words: [Tesseract.Word], _ index: Int) -> Bool {
    guard ["O", "o", "0", "D", "Q", "C"].contains(words[index].text), index + 1 < words.count else {
      return false
    }
    let next = words[index + 1]
    return next.line == words[index].line && ["yes", "no"].contains(next.text.lowercased())
  }

  /// nil for a speck or the remains of a line, which are read as single signs.
  private static func kept(_ word: Tesseract.Word) -> Tesseract.Word? {
    var word = word
    // Lines are gone from the picture, so an upright bar is the word "I".
    if word.text == "|" { word.text = "I" }
    let hasLetters = word.text.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    // What was seen twice is there.
    if word.isBorneOut != true {
      let isBracket = Typing.mark(Typing.asTyped(word.text)) != nil
      if !hasLetters, !isBracket, word.confidence < Limits.signConfidence, !isDash(word) {
        return nil
      }
      if word.confidence < Limits.leastConfidence { return nil }
    }
    // The lowest letters are half as high as their line.
    if hasLetters, word.box.height * 3 < word.lineHeight { return nil }
    // A dash is read as the long one whatever its length: the long one is as wide as the type is high.
    if word.text == "—", word.box.width * 4 < word.lineHeight * 3 { word.text = "–" }
    // A speck beside a figure is read as a hyphen; one that was typed has something on its other side.
    if word.text.hasSuffix("-"), word.text.count > 1, word.text.dropLast().allSatisfy(\.isNumber) {
      word.text.removeLast()
    }
    return word
  }

  /// A hyphen between words is a dash if it is wider than a third of the height of the type; word
  /// processors make it one.
  static func asTyped(_ text: String, width: Int, typeHeight: Double) -> String {
    text == "-" && Double(width) > typeHeight * 0.36 ? "–" : text
  }

  /// What is left of a line is higher than a dash, which it is read as.
  static func isRemains(_ word: Tesseract.Word) -> Bool {
    word.text.allSatisfy { "-–—=_~©".contains($0) } && word.box.height * 2 > word.lineHeight
  }

  /// Wider than a point and flatter than a letter, whatever the reader thinks of it.
  static func isDash(_ word: Tesseract.Word) -> Bool {
    isFlat(word) && word.box.width * 3 > word.lineHeight
      && word.confidence >= Limits.leastConfidence
  }

  static func isFlat(_ word: Tesseract.Word) -> Bool {
    ["-", "–", "—"].contains(word.text) && word.box.height * 4 < word.lineHeight
  }
}

/// Signs as word processors set them, and as people mark a choice with them.
enum Typing {
  static func asTyped(_ text: String) -> String {
    var typed = ""
    for letter in text {
      // Sans-serif type hardly bends apostrophes and marks of quotation, so the reader cannot
      // tell; the programs that forms are filled in with bend them all.
      if letter == "'" {
        typed.append(typed.isEmpty ? "‘" : "’")
      } else if letter == "\"" {
        typed.append(typed.isEmpty ? "“" : "”")
      } else {
        typed.append(letter)
      }
    }
    // No other word is one upright stroke.
    let opened = typed.drop { "“‘(".contains($0) }
    if ["l", "|"].contains(opened) { typed = typed.dropLast() + "I" }
    // "I’m", "I’ve".
    if ["l’", "|’"].contains(where: opened.hasPrefix) {
      typed = String(typed[..<opened.startIndex] + "I" + opened.dropFirst())
    }
    // One bracket of the two of an empty pair has no letter beside it to be told by.
    for pair in ["[]", "{]", "[}", "[|"] { typed = typed.replacing(pair, with: "[ ]") }
    for cross in ["[xj", "[xJ", "[xl", "[x|", "[xI"] { typed = typed.replacing(cross, with: "[x]") }
    for cross in ["[Xj", "[XJ", "[Xl", "[X|", "[XI"] { typed = typed.replacing(cross, with: "[X]") }
    // No word begins with an l and one of these: "Ifeoma", "It".
    if typed.first == "l", let second = typed.dropFirst().first, "cdfgkmnprstvw".contains(second),
      typed.lowercased() != "ltd"
    {
      typed = "I" + typed.dropFirst()
    }
    // The number of a target or a code: no word is a consonant and an l.
    if typed.count == 2, typed.last == "l", let first = typed.first, first.isUppercase,
      !"AEIO".contains(first)
    {
      typed = "\(first)1"
    }
    return typed
  }

  /// The mark that a word is which is no word: ticks are read as v, and a bold cross as two letters.
  static func mark(_ text: String) -> String? {
    switch text {
    case "v", "vv", "vV", "Vv", "VV", "✓", "√": "✓"
    case "x", "xx", "xX", "Xx", "XX": "x"
    case _ where text.contains("[ ]") && text.allSatisfy({ "[]{}()| ".contains($0) }): "[ ]"
    default: nil
    }
  }
}

/// A Unique Pupil Number bears itself out, since its letter is made of its figures.
struct PupilNumber {
  private(set) var text: String
  private(set) var isSure: Bool

  /// Letters and what they are read as beside figures.
  private static let alike: [Character: String] = [
    "A": "4", "B": "8", "D": "0", "E": "£€", "G": "6", "J": "1", "L": "1£", "Q": "0O", "T": "71",
    "Z": "2",
  ]

  /// nil where it is no such number.
  init?(_ read: String) {
    guard read.count == 13, let first = read.first,
      read.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    if first.isLetter {
      text = read
      isSure = UPN(read)?.isValid == true
    } else {
      let letter = PupilNumber.alike.first { letter, signs in
        signs.contains(first) && UPN("\(letter)\(read.dropFirst())")?.isValid == true
      }?.key
      text = letter.map { "\($0)\(read.dropFirst())" } ?? read
      isSure = letter != nil
    }
  }
}
