import PepCore

/// The style sheet and the fonts of a .doc.
struct OldWordStyles {
  private struct Style {
    var base: Int
    var properties: ArraySlice<UInt8>
    var level: Int?
  }

  private var styles: [Int: Style] = [:]
  private var symbols: [Int: SymbolFont] = [:]

  init(_ sheet: ByteReader?, fonts: ByteReader?) {
    if let sheet { readStyles(sheet) }
    if let fonts { readFonts(fonts) }
  }

  func symbols(of font: Int) -> SymbolFont? { symbols[font] }

  func headingLevel(of style: Int) -> Int? { chain(from: style).lazy.compactMap(\.level).first }

  /// The character properties of the style and of those that it is based on, the lowest first.
  func properties(of style: Int) -> [ArraySlice<UInt8>] {
    chain(from: style).reversed().map(\.properties)
  }

  private func chain(from first: Int) -> [Style] {
    var chain: [Style] = []
    var next = first
    while let style = styles[next], chain.count < Limits.styleDepth {
      chain.append(style)
      next = style.base
    }
    return chain
  }

  private mutating func readStyles(_ sheet: ByteReader) {
    guard let head = sheet.u16(0), let count = sheet.u16(2), let fixed = sheet.u16(4) else {
      return
    }
    var at = 2 + head
    for number in 0..<count {
      guard let length = sheet.u16(at), let bytes = sheet.slice(at + 2, length) else { return }
      if length > 0 { styles[number] = OldWordStyles.style(ByteReader(Array(bytes)), fixed) }
      at += 2 + length
    }
  }

  private static func style(_ bytes: ByteReader, _ fixed: Int) -> Style? {
    guard let identity = bytes.u16(0), let kind = bytes.u16(2), let name = bytes.u16(fixed) else {
      return nil
    }
    var style = Style(base: kind >> 4, properties: [])
    let builtIn = identity & 0x0FFF
    if (1...9).contains(builtIn) { style.level = builtIn }
    if builtIn == 62 { style.level = 1 }
    // The name and its end, then property lists; that of characters comes last.
    var at = fixed + 2 + (name + 1) * 2
    let lists = [1: 2, 2: 1][kind & 0x0F] ?? 0
    for index in 0..<lists {
      guard let length = bytes.u16(at), let list = bytes.slice(at + 2, length) else { break }
      if index == lists - 1 { style.properties = list }
      at += 2 + (length + 1) / 2 * 2
    }
    return style
  }

  private mutating func readFonts(_ fonts: ByteReader) {
    guard let count = fonts.u16(0) else { return }
    var at = 4
    for number in 0..<count {
      guard let length = fonts.u8(at), length > 39, let bytes = fonts.slice(at + 40, length - 39)
      else {
        guard let length = fonts.u8(at) else { return }
        at += 1 + length
        continue
      }
      let name = ByteReader.utf16(bytes).prefix { $0 != "\0" }
      if let font = SymbolFont(String(name)) { symbols[number] = font }
      at += 1 + length
    }
  }
}
