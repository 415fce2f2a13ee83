import COCR

/// Reads words that were read with doubt again, by themselves and larger, which is another way to
/// their letters: what two readings agree on is certain, and the rest is doubt.
struct SecondLook {
  private let grey: Picture
  private let tesseract: Tesseract
  private let resolution: Int
  private var left = Limits.wordsReadAgain

  init(_ grey: Picture, _ tesseract: Tesseract, resolution: Int) {
    self.grey = grey
    self.tesseract = tesseract
    self.resolution = resolution
  }

  /// Pixels: enough for letters that stand out of their box, too few for their neighbours; and the
  /// white that a reader wants around a line.
  private static let margin = 3
  fileprivate static let border = 16

  /// Two ways to look again, the second where the first saw something new.
  private static let enlargements = [2.0, 3.0]

  mutating func read(_ words: [Tesseract.Word]) -> [Tesseract.Word] {
    var read: [Tesseract.Word] = []
    for group in SecondLook.groups(words.filter { !WordMending.isRemains($0) }) {
      guard group.contains(where: SecondLook.isDoubted), left >= group.count else {
        read += group
        continue
      }
      left -= group.count
      read += again(group)
    }
    return read
  }

  /// Words that two readings find at places where the first saw none.
  mutating func readUnread(_ places: [Tesseract.Word]) -> [Tesseract.Word] {
    places.flatMap { place -> [Tesseract.Word] in
      guard left > 0 else { return [] }
      left -= 1
      return again([place]).filter { $0.isBorneOut == true && !$0.text.isEmpty }
    }
  }

  /// Doubt spreads over what was read in one go, so words in doubt that stand side by side are read
  /// together; all others are groups of their own.
  static func groups(_ words: [Tesseract.Word]) -> [[Tesseract.Word]] {
    var groups: [[Tesseract.Word]] = []
    var end = 0
    for word in words {
      if let last = groups.last?.last, last.line == word.line, belong(last, word, end: end) {
        groups[groups.count - 1].append(word)
        end = max(end, word.box.x + word.box.width)
      } else {
        groups.append([word])
        end = word.box.x + word.box.width
      }
    }
    return groups
  }

  /// `end`: how far to the right the words before this one reach.
  private static func belong(
    _ left: Tesseract.Word, _ right: Tesseract.Word, end: Int
  ) -> Bool {
    let areDoubted = isDoubted(left) && isDoubted(right)
    // Where one's box reaches into the other, it would be read with it and stand there twice.
    return areDoubted && abs(right.box.x - end) < right.lineHeight || right.box.x < end - margin
  }

  /// A dash by itself and enlarged is no more than a bar.
  static func isDoubted(_ word: Tesseract.Word) -> Bool {
    !WordMending.isDash(word)
      && word.confidence < (word.hasFigures ? Limits.certain : Limits.certainOfLetters)
  }

  private func again(_ group: [Tesseract.Word]) -> [Tesseract.Word] {
    var readings = [group]
    for enlargement in SecondLook.enlargements {
      guard let reading = look(at: group, enlargement), !reading.isEmpty else { continue }
      readings.append(reading)
      if let settled = SecondLook.settled(readings) { return settled }
    }
    return SecondLook.unsettled(readings)
  }

  /// The likelier of two readings with the same signs. Spaces are told by gaps and not by readers.
  ///
  /// Where there may be figures, two guesses are no reading, though they are the same.
  static func settled(_ readings: [[Tesseract.Word]]) -> [Tesseract.Word]? {
    guard let last = readings.last else { return nil }
    let same = readings.filter { text($0) == text(last) }
    let least = readings.joined().contains(where: \.hasFigures) ? Limits.leastAgreeing : 0
    guard same.count > 1, same.contains(where: { likelihood($0) >= least }),
      !readings.contains(where: { lost(of: $0, in: last) })
    else { return nil }
    // The later one at equal likelihood: it saw the letters larger.
    let best = same.max { likelihood($0) <= likelihood($1) } ?? last
    return asStrokes(best, readings).map { $0.borneOut(true) }
  }

  /// Whether figures of one reading are nothing in another.
  private static func lost(of seen: [Tesseract.Word], in reading: [Tesseract.Word]) -> Bool {
    func figures(_ words: [Tesseract.Word]) -> Int { text(words).count(where: \.isNumber) }
    return text(reading).count < text(seen).count && figures(reading) < figures(seen)
  }

  /// The most likely of readings that all differ, in which words that another one has as well, as
  /// the same of as many, are no doubt.
  static func unsettled(_ readings: [[Tesseract.Word]]) -> [Tesseract.Word] {
    let best = readings.max { likelihood($0) < likelihood($1) } ?? []
    guard readings.count > 1 else { return best }
    return asStrokes(best, readings).enumerated().map { index, word in
      let others = readings.filter { $0.count == best.count && text($0) != text(best) }
        .map { $0[index] }
      let isSame = others.contains {
        text([$0]) == text([word]) && min($0.confidence, word.confidence) >= Limits.sureOfFigures
      }
      return word.borneOut(best.count > 1 && isSame)
    }
  }

  /// An upright bar is the stroke of a date where another look saw it lean.
  private static func asStrokes(
    _ words: [Tesseract.Word], _ readings: [[Tesseract.Word]]
  ) -> [Tesseract.Word] {
    guard readings.joined().contains(where: { $0.text == "/" }) else { return words }
    return words.map { word in
      var word = word
      if word.text == "|" { word.text = "/" }
      return word
    }
  }

  /// Crosses of any size, and the strokes of a date that lean more or less, are the same sign.
  private static func text(_ words: [Tesseract.Word]) -> String {
    let text = words.map { $0.text == "|" ? "/" : $0.text }.joined()
    return Typing.mark(text.lowercased()) == "x" ? "x" : text
  }

  private static func likelihood(_ words: [Tesseract.Word]) -> Double {
    words.map(\.confidence).min() ?? 0
  }

  /// nil where the picture could not be made.
  private func look(
    at group: [Tesseract.Word], _ enlargement: Double
  ) -> [Tesseract.Word]? {
    guard let first = group.first else { return nil }
    let whole = group.dropFirst().reduce(first.box) { $0.joined($1.box) }
    return words(in: whole, enlargement, signs: "").map { words in
      words.map { word in
        var word = word
        (word.line, word.lineHeight) = (first.line, first.lineHeight)
        return word
      }
    }
  }

  /// The ink of an area, twice, as nothing but figures; nil where that is not for certain.
  func figures(in box: PixelBox) -> String? {
    let readings = SecondLook.enlargements.compactMap { words(in: box, $0, signs: "0123456789") }
      .map { words in words.map { $0.borneOut(true) } }
    guard readings.count == SecondLook.enlargements.count,
      let settled = SecondLook.settled(readings)
    else { return nil }
    let text = SecondLook.text(settled)
    let signs = part(box)?.dark(below: 170)?.darkAreas(limit: Limits.edges)
      .count { $0.height * 2 > box.height }
    return signs == text.count ? text : nil
  }

  private func part(_ box: PixelBox) -> Picture? {
    let area = box.inset(-SecondLook.margin).cut(grey.width, grey.height)
    guard
      let rectangle = boxCreate(
        l_int32(area.x), l_int32(area.y), l_int32(area.width), l_int32(area.height))
    else { return nil }
    var owned: UnsafeMutablePointer<BOX>? = rectangle
    defer { boxDestroy(&owned) }
    return Picture(pixClipRectangle(grey.pix, rectangle, nil))
  }

  /// Words of an area that is looked at enlarged, at their places on the page.
  private func words(
    in box: PixelBox, _ enlargement: Double, signs: String
  ) -> [Tesseract.Word]? {
    let area = box.inset(-SecondLook.margin).cut(grey.width, grey.height)
    guard let large = part(box)?.scaled(by: enlargement),
      let framed = Picture(pixAddBorder(large.pix, l_int32(SecondLook.border), 255))
    else { return nil }
    let words = tesseract.words(
      in: framed, resolution: Int(Double(resolution) * enlargement), mode: PSM_SINGLE_LINE,
      signs: signs)
    return words?.map { word in
      var word = word
      word.box = word.box.reduced(by: enlargement, from: area)
      return word
    }
  }
}

extension Tesseract.Word {
  var hasFigures: Bool { text.utf8.contains { (0x30...0x39).contains($0) } }

  fileprivate func borneOut(_ isBorneOut: Bool?) -> Tesseract.Word {
    var word = self
    word.isBorneOut = isBorneOut
    return word
  }
}

extension PixelBox {
  func joined(_ other: PixelBox) -> PixelBox {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return PixelBox(
      x: left, y: top, width: max(x + width, other.x + other.width) - left,
      height: max(y + height, other.y + other.height) - top)
  }

  /// From a picture that shows `area` enlarged to that in which the area lies.
  fileprivate func reduced(by enlargement: Double, from area: PixelBox) -> PixelBox {
    PixelBox(
      x: area.x + Int(Double(x - SecondLook.border) / enlargement),
      y: area.y + Int(Double(y - SecondLook.border) / enlargement),
      width: max(Int(Double(width) / enlargement), 1),
      height: max(Int(Double(height) / enlargement), 1))
  }
}
