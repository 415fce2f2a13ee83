/// One start or end tag, read leniently.
struct HTMLTag {
  private(set) var name = ""
  private(set) var isClosing = false
  /// Index after the closing `>`, or the end of the text where it is missing.
  private(set) var end: Int
  private var attributes: [(name: String, value: String)] = []

  /// nil where the `<` at `start` begins no tag: "5 < 6" is text.
  init?(_ source: [UInt8], at start: Int) {
    end = start + 1
    if end < source.count, source[end] == UInt8(ascii: "/") {
      isClosing = true
      end += 1
    }
    guard end < source.count, Self.isLetter(source[end]) else { return nil }
    name = word(source) { Self.isEnd($0) || $0 == UInt8(ascii: "/") }.lowercased()
    while end < source.count, source[end] != UInt8(ascii: ">") { readAttribute(source) }
    end = min(end + 1, source.count)
  }

  func attribute(_ wanted: String) -> String? {
    attributes.first { $0.name == wanted }?.value
  }

  private static let wanted: Set<String> = [
    "href", "type", "class", "style", "face", "colspan", "rowspan", "checked",
  ]

  private mutating func readAttribute(_ source: [UInt8]) {
    guard !Self.isBlank(source[end]), source[end] != UInt8(ascii: "/") else {
      end += 1
      return
    }
    let attribute = word(source) { Self.isEnd($0) || $0 == UInt8(ascii: "=") }.lowercased()
    skipBlanks(source)
    guard end < source.count, source[end] == UInt8(ascii: "=") else {
      if attribute == "checked" { attributes.append((attribute, "")) }
      // A byte that begins no attribute must still be stepped over.
      if attribute.isEmpty, end < source.count, source[end] != UInt8(ascii: ">") { end += 1 }
      return
    }
    end += 1
    skipBlanks(source)
    let value = readValue(source)
    // Others (width, lang) are most of Outlook's HTML and never asked for.
    if Self.wanted.contains(attribute) { attributes.append((attribute, value)) }
  }

  private mutating func readValue(_ source: [UInt8]) -> String {
    guard end < source.count else { return "" }
    let quote = source[end]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return word(source, until: Self.isEnd)
    }
    end += 1
    let value = word(source) { $0 == quote }
    end = min(end + 1, source.count)
    return value
  }

  private mutating func word(_ source: [UInt8], until isEnd: (UInt8) -> Bool) -> String {
    let start = end
    while end < source.count, !isEnd(source[end]) { end += 1 }
    return HTMLEntities.decoded(source[start..<end])
  }

  private mutating func skipBlanks(_ source: [UInt8]) {
    while end < source.count, Self.isBlank(source[end]) { end += 1 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static func isEnd(_ byte: UInt8) -> Bool { isBlank(byte) || byte == UInt8(ascii: ">") }
}
