/// A word of a form or a name, folded so that accents, case, quotes and punctuation do not matter,
/// with the place in the text it came from.
package struct Word: Hashable, Sendable {
  package let folded: String
  /// UTF-8 offsets into the text it was cut from.
  package let start: Int
  package let end: Int
}

/// How texts are compared everywhere: as lists of folded words.
package enum Wording {
  /// Cuts a text into words. Apostrophes vanish ("child's" = "childs"); `%` and `£` are words of
  /// their own, since "Attendance" and "Attendance %" are different questions.
  package static func words(_ text: String) -> [Word] {
    var words: [Word] = []
    var current = ""
    var start = 0
    var offset = 0
    func close(at end: Int) {
      if !current.isEmpty {
        words.append(Word(folded: current, start: start, end: end))
        current = ""
      }
    }
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      // Nine characters of ten; every line of every form comes through here several times.
      if let plain = plainLetter(scalar) {
        if current.isEmpty { start = offset }
        current.unicodeScalars.append(plain)
        offset += length
        continue
      }
      switch fold(scalar) {
      case .letters(let folded):
        if current.isEmpty { start = offset }
        current.unicodeScalars.append(contentsOf: folded)
      case .symbol(let folded):
        close(at: offset)
        words.append(Word(folded: folded, start: offset, end: offset + length))
      case .nothing: break
      case .gap: close(at: offset)
      }
      offset += length
    }
    close(at: offset)
    return text.utf8.contains(UInt8(ascii: ".")) ? withoutStops(words) : words
  }

  /// "P.E.P.", "S.E.N.", "D.o.B." are written without their stops as well, and are one word.
  private static func withoutStops(_ words: [Word]) -> [Word] {
    func goesOn(_ before: Word, _ after: Word) -> Bool {
      isLetter(before) && isLetter(after) && after.start == before.end + 1
    }
    guard zip(words, words.dropFirst()).contains(where: goesOn) else { return words }
    var joined: [Word] = []
    var last: Word?
    for word in words {
      if let before = last, let open = joined.last, goesOn(before, word) {
        joined[joined.count - 1] = Word(
          folded: open.folded + word.folded, start: open.start, end: word.end)
      } else {
        joined.append(word)
      }
      last = word
    }
    return joined
  }

  private static func isLetter(_ word: Word) -> Bool {
    word.folded.utf8.count == 1 && word.end == word.start + 1
      && word.folded.utf8.first.map { (0x61...0x7A).contains($0) } == true
  }

  package static func folded(_ text: String) -> [String] { words(text).map(\.folded) }

  /// They speak of a form or the meeting it is for, as titles do.
  static func namesPaper(_ words: [String]) -> Bool {
    words.contains { ["plan", "pep", "education", "form", "meeting"].contains($0) }
  }

  /// Folded words joined by single blanks: a key for comparing whole texts.
  package static func key(_ text: String) -> String { folded(text).joined(separator: " ") }

  /// An English letter in lower case, or a figure.
  private static func plainLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: scalar
    case 0x41...0x5A: Unicode.Scalar(UInt8(scalar.value + 32))
    default: nil
    }
  }

  private enum Fold {
    case letters(String.UnicodeScalarView)
    case symbol(String)
    case nothing
    case gap
  }

  private static func fold(_ scalar: Unicode.Scalar) -> Fold {
    switch scalar.value {
    case 0x25: return .symbol("%")
    case 0xA3: return .symbol("£")
    // Apostrophes, soft hyphen, combining marks, zero-width characters and variation selectors.
    case 0x27, 0x2018, 0x2019, 0x2BC, 0x60, 0xB4, 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x2060,
      0xFE00...0xFE0F, 0xFEFF:
      return .nothing
    case 0..<0x80: return .gap
    default:
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        return .gap
      }
      return .letters(Accents.plain(scalar).unicodeScalars)
    }
  }
}

/// Latin letters without their marks, in lower case. Only what European names use; anything else
/// keeps its own lower-case form, which still compares equal to itself.
enum Accents {
  static func plain(_ scalar: Unicode.Scalar) -> String {
    let lower = scalar.properties.lowercaseMapping
    guard let first = lower.unicodeScalars.first else { return lower }
    return table[first] ?? lower
  }

  private static let table: [Unicode.Scalar: String] = {
    let rows: [(String, String)] = [
      ("àáâãäåāăą", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"),
      ("ĥħ", "h"), ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŉ", "n"),
      ("òóôõöøōŏő", "o"), ("ŕŗř", "r"), ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûüũūŭůűų", "u"),
      ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"), ("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("þ", "th"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (letters, plain) in rows {
      for letter in letters.unicodeScalars { table[letter] = plain }
    }
    return table
  }()
}

/// How many single-letter edits lie between two words, two neighbours swapped counting as one (optimal
/// string alignment); counted only up to `limit`: beyond it the exact number is of no use and would
/// cost time on every word of every form.
package func editDistance(_ a: String, _ b: String, limit: Int) -> Int {
  let x = Array(a.utf8)
  let y = Array(b.utf8)
  if abs(x.count - y.count) > limit { return limit + 1 }
  var beforePrevious = [Int](repeating: 0, count: y.count + 1)
  var previous = Array(0...y.count)
  var current = previous
  for i in 0..<x.count {
    current[0] = i + 1
    var smallest = current[0]
    for j in 0..<y.count {
      let change = previous[j] + (x[i] == y[j] ? 0 : 1)
      current[j + 1] = min(change, previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, x[i] == y[j - 1], x[i - 1] == y[j] {
        current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
      }
      smallest = min(smallest, current[j + 1])
    }
    if smallest > limit { return limit + 1 }
    (beforePrevious, previous, current) = (previous, current, beforePrevious)
  }
  return previous[y.count]
}

extension String {
  /// Whether a phrase occurs, compared byte by byte. `contains` goes by whole characters, and took a
  /// quarter of the daemon's time on texts that are folded already.
  func holds(_ phrase: String) -> Bool {
    var text = self
    var phrase = phrase
    return text.withUTF8 { text in
      phrase.withUTF8 { phrase in
        guard let first = phrase.first else { return true }
        var at = 0
        while at + phrase.count <= text.count {
          if text[at] == first, text[at..<at + phrase.count].elementsEqual(phrase) { return true }
          at += 1
        }
        return false
      }
    }
  }
}
