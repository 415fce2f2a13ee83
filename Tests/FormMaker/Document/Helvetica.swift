/// How wide letters are in the two faces that every PDF reader has (Adobe's font metrics), and which
/// byte each is in a page's content.
enum Helvetica {
  enum Face: String { case regular = "Helv", bold = "HeBo", dingbats = "ZaDb" }

  private static let regular = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
  private static let bold = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]

  static func width(_ text: String, _ face: Face, _ size: Double) -> Double {
    let table = face == .bold ? bold : regular
    let units = text.unicodeScalars.reduce(0) { sum, scalar in
      let index = Int(scalar.value) - 32
      return sum + (face != .dingbats && table.indices.contains(index) ? table[index] : 556)
    }
    return Double(units) * size / 1000
  }

  /// Of Windows-1252 what Latin-1 lacks, and one letter more that names need.
  private static let others: [Unicode.Scalar: UInt8] = [
    "€": 0x80, "\u{144}": 0x81, "…": 0x85, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "•": 0x95,
    "–": 0x96, "—": 0x97,
  ]
  static let encoding = "<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[129/nacute]>>"

  /// A string of a page's content, in hexadecimal.
  static func shown(_ text: String) -> String {
    let digits = text.unicodeScalars.map { scalar -> String in
      let byte =
        others[scalar]
        ?? (scalar.value < 127 || (160..<256).contains(scalar.value)
          ? UInt8(scalar.value) : UInt8(ascii: "?"))
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "<\(digits.joined())>"
  }

  /// A value or name of a field: UTF-16, which can say everything.
  static func value(_ text: String) -> String {
    let digits = text.utf16.map { unit in
      let hex = String(unit, radix: 16)
      return String(repeating: "0", count: 4 - hex.count) + hex
    }
    return "<feff\(digits.joined())>"
  }

  /// Lines of at most `width`; a word longer than that has a line of its own.
  static func lines(_ text: String, _ width: Double, _ face: Face, _ size: Double) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines = [""]
      for word in paragraph.split(separator: " ") {
        let longer =
          lines[lines.count - 1].isEmpty ? "\(word)" : "\(lines[lines.count - 1]) \(word)"
        if Helvetica.width(longer, face, size) <= width || lines[lines.count - 1].isEmpty {
          lines[lines.count - 1] = longer
        } else {
          lines.append("\(word)")
        }
      }
      return lines
    }
  }
}
