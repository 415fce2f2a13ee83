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

  private static let roman: Set<String> = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]
}
