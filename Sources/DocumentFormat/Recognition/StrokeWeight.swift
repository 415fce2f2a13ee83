import COCR

/// Tells bold words from plain ones by the width of their strokes, since the recogniser does not.
/// Forms set their labels in bold, and the change of look is what parts label and answer.
struct StrokeWeight {
  /// Width of a stroke in parts of the line's height, for words that have one.
  private var weights: [Int: Double] = [:]
  private var limit = Double.infinity

  init(_ dark: Picture, _ words: [Tesseract.Word]) {
    for word in words where word.box.width < 2_000 {
      weights[StrokeWeight.key(word)] = StrokeWeight.stroke(word, dark)
    }
    limit = StrokeWeight.parting(weights.values.sorted())
  }

  /// Too few strokes tell nothing, so a word of one or two letters looks like the one before it, and
  /// one of up to four that opens a line like the one behind it.
  func areBold(_ words: [Tesseract.Word]) -> [Bool] {
    var bold = words.map { (weights[StrokeWeight.key($0)] ?? 0) > limit }
    for index in words.indices.dropFirst() where words[index].text.count <= 2 {
      let last = words[index - 1]
      if StrokeWeight.areOneText(last, words[index]), let end = last.text.last,
        !":?)".contains(end)
      {
        bold[index] = bold[index - 1]
      }
    }
    for index in words.indices.dropLast().reversed()
    where !bold[index] && bold[index + 1] && words[index].text.count <= 4 {
      bold[index] = StrokeWeight.areOneText(words[index], words[index + 1])
    }
    return bold
  }

  private static func areOneText(_ left: Tesseract.Word, _ right: Tesseract.Word) -> Bool {
    left.line == right.line && right.box.x - left.box.x - left.box.width < right.lineHeight / 2
  }

  private static func key(_ word: Tesseract.Word) -> Int { word.box.y << 20 | word.box.x }

  /// Mean width of the runs of dark pixels across, the long ones of bars left out.
  private static func stroke(_ word: Tesseract.Word, _ dark: Picture) -> Double? {
    let area = word.box.cut(dark.width, dark.height)
    guard let data = pixGetData(dark.pix), area.width > 3, area.height > 3 else { return nil }
    let words = Int(pixGetWpl(dark.pix))
    let longest = max(area.height / 3, 3)
    var sum = 0
    var count = 0
    for y in area.y..<area.y + area.height {
      let row = data + y * words
      var run = 0
      for x in area.x...area.x + area.width {
        let isDark =
          x < area.x + area.width && row[x >> 5] >> (31 - UInt32(x & 31)) & 1 == 1
        if isDark {
          run += 1
        } else if run > 0 {
          if run <= longest {
            sum += run
            count += 1
          }
          run = 0
        }
      }
    }
    return count > 8 ? Double(sum) / Double(count) : nil
  }

  /// The value that best parts the weights into two groups (Otsu); none where they are all alike.
  private static func parting(_ sorted: [Double]) -> Double {
    guard sorted.count >= 20 else { return .infinity }
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
    let low = sorted[...best.index].reduce(0, +) / Double(best.index + 1)
    let high =
      sorted[(best.index + 1)...].reduce(0, +) / Double(sorted.count - best.index - 1)
    return high > low * 1.25 ? (low + high) / 2 : .infinity
  }
}
