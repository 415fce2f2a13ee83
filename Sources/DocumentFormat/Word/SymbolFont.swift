/// Fonts whose letters are pictures. A box drawn in Wingdings is the letter `o` in the file, so
/// reading it as text would invent answers.
enum SymbolFont {
  case wingdings, wingdings2, webdings
  /// Another font of pictures; its signs say nothing here.
  case other

  init?(_ name: String) {
    switch name.lowercased() {
    case "wingdings": self = .wingdings
    case "wingdings 2": self = .wingdings2
    case "webdings": self = .webdings
    case "wingdings 3", "marlett", "zapf dingbats", "zapfdingbats", "monotype sorts": self = .other
    default: return nil
    }
  }

  static let ticked: Unicode.Scalar = "\u{2612}"
  static let unticked: Unicode.Scalar = "\u{2610}"

  /// The sign for a character, written directly or in the private area from U+F000; nil for one
  /// that carries no answer.
  func sign(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let code =
      scalar.value >= 0xF000 && scalar.value <= 0xF0FF ? scalar.value - 0xF000 : scalar.value
    if scalar.properties.isWhitespace { return scalar }
    switch (self, code) {
    case (.wingdings, 0xFE), (.wingdings, 0xFD), (.wingdings, 0xFC), (.wingdings, 0x78):
      return SymbolFont.ticked
    case (.wingdings, 0x6F), (.wingdings, 0x70), (.wingdings, 0x71), (.wingdings, 0x72),
      (.wingdings, 0xA8):
      return SymbolFont.unticked
    case (.wingdings, 0xFB): return "\u{2717}"
    case (.wingdings2, 0x50), (.wingdings2, 0x51), (.wingdings2, 0x52), (.wingdings2, 0x53),
      (.wingdings2, 0x54):
      return SymbolFont.ticked
    case (.wingdings2, 0x2A), (.wingdings2, 0x30), (.wingdings2, 0xA3): return SymbolFont.unticked
    case (.wingdings2, 0x4F): return "\u{2717}"
    case (.webdings, 0x61): return SymbolFont.ticked
    case (.webdings, 0x63): return SymbolFont.unticked
    case (.webdings, 0x72): return "\u{2717}"
    default: return nil
    }
  }
}

/// Brings every drawn box to `☒` or `☐`, and leaves out what is not seen.
enum Signs {
  /// Whether the bytes could hold a sign; most text is plain ASCII and is copied as it is.
  static func mayOccur(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.contains { $0 >= 0xC2 && ($0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF || $0 == 0xF0) }
  }

  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xAD: nil
    case 0x2611, 0x2612, 0x2713, 0x2714, 0x2705, 0x22A0, 0x1F5F5, 0x1F5F7, 0x1F5F8, 0x1F5F9:
      SymbolFont.ticked
    case 0x2610, 0x25A1, 0x25FB, 0x25A2, 0x274F, 0x2750, 0x2751, 0x2752, 0x2B1C, 0x1F78E:
      SymbolFont.unticked
    // A symbol font's character whose font was lost on the way: Wingdings by far the most often.
    case 0xF000...0xF0FF: SymbolFont.wingdings.sign(scalar)
    default: scalar
    }
  }
}
