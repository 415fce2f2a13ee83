import COCR

/// Tells bold words from plain ones by the width of their strokes, since the recogniser does not.
/// Forms set their labels in bold, and the change of look is what parts label and answer.
struct StrokeWeight {
  /// Mean width of the strokes of a word, in pixels, for those that have enough of them.
  private var weights: [Int: Double] = [:]
  /// What parts bold words from plain ones, and the means of both; nil where all are alike.
  private var parting: Parting?

  init(_ clear: Picture, _ words: [Tesseract.Word]) {
    guard let dark = clear.dark(below: 128) else { return }
    for word in words where word.box.width < 2_000 {
      weights[StrokeWeight.key(word)] = StrokeWeight.stroke(word, clear, dark)
    }
    parting = Parting(weights.values.sorted())
  }

  /// One word tells little, above all a short one, so a line of text is looked at as a whole: its look
  /// changes where that explains its strokes, and sooner behind the end of a label.
  func areBold(_ words: [Tesseract.Word]) -> [Bool] {
    guard let parting else { return words.map { _ in false } }
    var bold: [Bool] = []
    var texts: [Range<Int>] = []
    for text in StrokeWeight.texts(words) {
      let evidence = words[text].map { word in
        parting.evidence(weights[StrokeWeight.key(word)])
          * Double(min(word.text.count, StrokeWeight.tellingLetters))
          / Double(StrokeWeight.tellingLetters)
      }
      let above = texts.last { words[$0.lowerBound].stands(over: words[text.lowerBound]) }
      let before = above.flatMap { above -> Bool? in
        StrokeWeight.endsLabel(words[above.upperBound - 1]) ? nil : bold[above.upperBound - 1]
      }
      bold += StrokeWeight.looks(evidence, words[text].map(StrokeWeight.endsLabel), before: before)
      texts.append(text)
    }
    return StrokeWeight.withStrokesAsBeside(bold, words)
  }

  /// One stroke has no width to speak of: "I" and a dash look as the words before and behind them do, or as
  /// the next where they begin the line.
  private static func withStrokesAsBeside(_ bold: [Bool], _ words: [Tesseract.Word]) -> [Bool] {
    var looks = bold
    for index in words.indices where isStroke(words[index]) {
      let beside = words.indices.filter { $0 != index && stand(words[$0], beside: words[index]) }
      let before = beside.filter { words[$0].box.x < words[index].box.x }
        .max { words[$0].box.x < words[$1].box.x }
      let behind = beside.filter { words[$0].box.x > words[index].box.x }
        .min { words[$0].box.x < words[$1].box.x }
      guard let behind, before.map({ bold[$0] == bold[behind] }) ?? true else { continue }
      looks[index] = bold[behind]
    }
    return looks
  }

  private static func stand(_ word: Tesseract.Word, beside stroke: Tesseract.Word) -> Bool {
    let gap = max(
      word.box.x - stroke.box.x - stroke.box.width, stroke.box.x - word.box.x - word.box.width)
    let middle = stroke.box.y + stroke.box.height / 2
    return gap < word.box.height && word.box.y < middle && middle < word.box.y + word.box.height
  }

  /// Letters from which on a word tells all it can, and what a change of look costs: between two
  /// words, from one line to the next, and behind the end of a label.
  private static let tellingLetters = 3
  private static let costWithin = 0.35
  private static let costOfLine = 0.2
  private static let costBehindLabel = 0.1

  /// The looks of least cost: evidence that is contradicted, and changes.
  static func looks(_ evidence: [Double], _ endsLabel: [Bool], before: Bool?) -> [Bool] {
    var costs: [(plain: Double, bold: Double)] = []
    var origins: [(plain: Bool, bold: Bool)] = []
    for (index, value) in evidence.enumerated() {
      let own = (plain: max(value, 0), bold: max(-value, 0))
      guard let last = costs.last else {
        costs.append(
          (
            own.plain + (before == true ? costOfLine : 0),
            own.bold + (before == false ? costOfLine : 0)
          ))
        origins.append((false, true))
        continue
      }
      let change = endsLabel[index - 1] ? costBehindLabel : costWithin
      let (fromBold, fromPlain) = (last.bold + change, last.plain + change)
      origins.append((fromBold < last.plain, fromPlain >= last.bold))
      costs.append(
        (own.plain + min(last.plain, fromBold), own.bold + min(last.bold, fromPlain)))
    }
    guard let last = costs.last else { return [] }
    var looks = [last.bold < last.plain]
    for origin in origins.dropFirst().reversed() {
      looks.append(looks[looks.count - 1] ? origin.bold : origin.plain)
    }
    return looks.reversed()
  }

  /// Words that stand one behind the other with a space between.
  private static func texts(_ words: [Tesseract.Word]) -> [Range<Int>] {
    var texts: [Range<Int>] = []
    for index in words.indices {
      if let last = texts.last, areOneText(words[index - 1], words[index]) {
        texts[texts.count - 1] = last.lowerBound..<index + 1
      } else {
        texts.append(index..<index + 1)
      }
    }
    return texts
  }

  private static func isStroke(_ word: Tesseract.Word) -> Bool {
    ["I", "l", "-", "–", "—", "/", "|"].contains(word.text)
  }

  private static func endsLabel(_ word: Tesseract.Word) -> Bool {
    word.text.last.map { ":?)".contains($0) } ?? false
  }

  private static func areOneText(_ left: Tesseract.Word, _ right: Tesseract.Word) -> Bool {
    left.line == right.line && right.box.x - left.box.x - left.box.width < right.lineHeight / 2
  }

  private static func key(_ word: Tesseract.Word) -> Int { word.box.y << 20 | word.box.x }

  /// Twice the ink by the length of its outline: so far is it through a stroke in whatever direction,
  /// and grey seams tell parts of a pixel.
  private static func stroke(
    _ word: Tesseract.Word, _ clear: Picture, _ dark: Picture
  ) -> Double? {
    let area = word.box.inset(-1).cut(dark.width, dark.height)
    guard let data = pixGetData(dark.pix), area.width > 3, area.height > 3 else { return nil }
    let words = Int(pixGetWpl(dark.pix))
    func isDark(_ x: Int, _ y: Int) -> Bool {
      (data + y * words)[x >> 5] >> (31 - UInt32(x & 31)) & 1 == 1
    }
    var edges = 0
    for y in area.y..<area.y + area.height {
      for x in area.x..<area.x + area.width {
        if x > area.x, isDark(x, y) != isDark(x - 1, y) { edges += 1 }
        if y > area.y, isDark(x, y) != isDark(x, y - 1) { edges += 1 }
      }
    }
    // A slanting outline crosses more edges of pixels than it is long.
    return edges > 40
      ? 2 * clear.blackness(area, paper: 255) / (Double(edges) * Double.pi / 4) : nil
  }

  /// The value that best parts the weights into two groups (Otsu).
  private struct Parting {
    private var low: Double
    private var high: Double

    /// nil where they are all alike.
    init?(_ sorted: [Double]) {
      guard sorted.count >= 20 else { return nil }
      let total = sorted.reduce(0, +)
      var below = 0.0
      var best = (spread: 0.0, index: 0)
      for index in 0..<sorted.count - 1 {
        below += sorted[index]
        let left = Double(index + 1)
        let right = Double(sorted.count) - left
        let difference = below / left - (total - below) / right
        let spread = left * right * difference * difference
        if spread > best.spread { best = (spread, index) }
      }
      low = sorted[...best.index].reduce(0, +) / Double(best.index + 1)
      high = sorted[(best.index + 1)...].reduce(0, +) / Double(sorted.count - best.index - 1)
      guard high > low * 1.25 else { return nil }
    }

    /// From -1 for plain to 1 for bold.
    func evidence(_ weight: Double?) -> Double {
      guard let weight else { return 0 }
      return min(max((weight * 2 - low - high) / (high - low), -1), 1)
    }
  }
}

extension Tesseract.Word {
  /// Whether another word opens the line below the one that this word opens.
  fileprivate func stands(over other: Tesseract.Word) -> Bool {
    let distance = other.box.y - box.y
    return distance > lineHeight / 2 && distance < lineHeight * 2
      && abs(other.box.x - box.x) < lineHeight / 2
  }
}
