import PepCore

/// What a PDF's font name says: there is no other sign of bold.
struct PDFFont {
  var marks: Run.Marks = []
  var symbols: SymbolFont?
  var isDingbats = false

  init(_ name: String) {
    // "ABCDEF+Arial-BoldMT": six letters name the subset.
    let plain = name.split(separator: "+", maxSplits: 1).last.map { $0.lowercased() } ?? ""
    if ["bold", "black", "heavy", "demi"].contains(where: { plain.contains($0) }) {
      marks.insert(.bold)
    }
    if plain.contains("italic") || plain.contains("oblique") { marks.insert(.italic) }
    isDingbats = plain.contains("dingbats")
    if isDingbats {
      marks = []
    } else if plain.hasPrefix("wingdings2") || plain.hasPrefix("wingdings-2") {
      symbols = .wingdings2
    } else if plain.hasPrefix("wingdings3") || plain.hasPrefix("wingdings-3") {
      symbols = .other
    } else if plain.hasPrefix("wingdings") {
      symbols = .wingdings
    } else if plain.hasPrefix("webdings") {
      symbols = .webdings
    }
  }

  /// The character as everything above knows it; nil for one that says nothing.
  func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if isDingbats, scalar.isASCII { return PDFFont.dingbat(scalar) }
    if let symbols, scalar.value < 0x100 || (0xF000...0xF0FF).contains(scalar.value) {
      return symbols.sign(scalar)
    }
    return scalar.isASCII ? scalar : Signs.plain(scalar)
  }

  /// ZapfDingbats by its own encoding, where the file did not say more.
  private static func dingbat(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "3", "4", "5", "6", "7", "8", "n": SymbolFont.ticked
    case "o", "p", "q", "r": SymbolFont.unticked
    case "l": "\u{25CF}"
    case "m": "\u{25CB}"
    default: nil
    }
  }
}
