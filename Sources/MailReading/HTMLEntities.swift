/// Character references of HTML, as far as mail uses them.
enum HTMLEntities {
  /// Unknown references stay as written.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if bytes[at] == UInt8(ascii: "&"), let (scalar, next) = reference(in: bytes, at: at) {
        result.append(contentsOf: String(scalar).utf8)
        at = next
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// No reference is longer than this; a bound keeps `&&&&…` linear.
  private static let longest = 12

  private static func reference(in bytes: ArraySlice<UInt8>, at start: Int) -> (
    Unicode.Scalar, Int
  )? {
    let window = bytes[(start + 1)..<min(start + 1 + longest, bytes.endIndex)]
    let name = window.prefix { isNamePart($0) }
    guard !name.isEmpty else { return nil }
    // The semicolon is often missing in old HTML; `&copy2026` must still not eat figures.
    let hasEnd = name.endIndex < bytes.endIndex && bytes[name.endIndex] == UInt8(ascii: ";")
    let text = String(decoding: name, as: UTF8.self)
    let scalar = text.first == "#" ? numbered(text.dropFirst()) : hasEnd ? named[text] : basic[text]
    return scalar.map { ($0, name.endIndex + (hasEnd ? 1 : 0)) }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "#") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func numbered(_ digits: Substring) -> Unicode.Scalar? {
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let value, value != 0, let scalar = Unicode.Scalar(value) else { return nil }
    // 0x80 to 0x9F are written by programs that think in Windows-1252.
    let windows: [UInt32: Unicode.Scalar] = [
      0x80: "€", 0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–",
      0x97: "—", 0x99: "™",
    ]
    return windows[value] ?? scalar
  }

  private static let basic: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "nbsp": "\u{A0}",
  ]

  private static let named: [String: Unicode.Scalar] = basic.merging(
    [
      "apos": "'", "pound": "£", "euro": "€", "cent": "¢", "yen": "¥", "copy": "©", "reg": "®",
      "trade": "™", "sect": "§", "para": "¶", "middot": "·", "bull": "•", "hellip": "…",
      "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
      "sbquo": "‚", "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›",
      "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "frac12": "½", "frac14": "¼",
      "frac34": "¾", "sup2": "²", "sup3": "³", "micro": "µ", "iexcl": "¡", "iquest": "¿",
      "ordf": "ª", "ordm": "º", "not": "¬", "shy": "\u{AD}", "ensp": " ", "emsp": " ",
      "thinsp": " ", "zwnj": "\u{200C}", "zwj": "\u{200D}", "check": "✓", "cross": "✗",
      "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "le": "≤", "ge": "≥", "ne": "≠",
      "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "auml": "ä", "aring": "å",
      "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê", "euml": "ë",
      "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ", "ograve": "ò",
      "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö", "oslash": "ø", "ugrave": "ù",
      "uacute": "ú", "ucirc": "û", "uuml": "ü", "yacute": "ý", "yuml": "ÿ", "szlig": "ß",
      "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Auml": "Ä", "Aring": "Å",
      "AElig": "Æ", "Ccedil": "Ç", "Egrave": "È", "Eacute": "É", "Ecirc": "Ê", "Euml": "Ë",
      "Iacute": "Í", "Icirc": "Î", "Iuml": "Ï", "Ntilde": "Ñ", "Oacute": "Ó", "Ocirc": "Ô",
      "Ouml": "Ö", "Oslash": "Ø", "Uacute": "Ú", "Ucirc": "Û", "Uuml": "Ü", "Scaron": "Š",
      "scaron": "š", "oelig": "œ", "OElig": "Œ", "eth": "ð", "thorn": "þ",
    ], uniquingKeysWith: { first, _ in first })
}
