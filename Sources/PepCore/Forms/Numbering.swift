/// The numbers that forms put before sections and questions.
enum Numbering {
  /// "3", "3a", "12b", "q4", "a1", "b12", "iv".
  static func `is`(_ word: String) -> Bool {
    var bytes = Array(word.utf8)
    if roman.contains(word) { return true }
    if let first = bytes.first, bytes.count > 1,
      [UInt8(ascii: "q"), UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "s")].contains(first)
    {
      bytes.removeFirst()
    }
    let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
    return (1...2).contains(digits) && bytes.count - digits <= 1
  }

  /// How many words a number of two parts and more takes at the beginning of a line: "1.1 Name of pupil",
  /// "10.2.1 Views". A date begins so as well, and no letters follow it.
  static func words(_ words: [Word], in bytes: [UInt8]) -> Int {
    if let part = partWords(words, in: bytes) { return part }
    let digits = words.prefix { word in
      word.folded.utf8.count <= 2 && word.folded.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }.count
    guard (2...3).contains(digits), digits < words.count,
      words[digits].folded.utf8.first.map({ (0x61...0x7A).contains($0) }) == true
    else { return 0 }
    let gaps = zip(words[..<digits], words[1..<digits]).map { bytes[$0.end..<$1.start] }
    return gaps.allSatisfy { $0.elementsEqual([UInt8(ascii: ".")]) } ? digits : 0
  }

  /// "Part B: 1. Is the child on track?"
  private static func partWords(_ words: [Word], in bytes: [UInt8]) -> Int? {
    guard words.count >= 5, words[0].folded == "part", words[1].folded.utf8.count == 1,
      bytes[words[1].end..<words[2].start].contains(where: { $0 != 0x20 })
    else { return nil }
    return Int(words[2].folded) == nil ? 2 : 3
  }

  private static let roman: Set<String> = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]
}
