/// RTF cut into its pieces (Rich Text Format 1.9.1, "RTF Syntax"). Any bytes are some RTF: what has no
/// meaning is a character.
struct RichTextTokens {
  enum Token {
    case open, close
    /// A control word with its number.
    case word(RichTextWord, Int?)
    /// A control word that nobody here asks for.
    case unknownWord
    /// A control symbol: a backslash and a character that is no letter.
    case symbol(UInt8)
    case byte(UInt8)
    /// A byte written as `\'xx`.
    case hex(UInt8)
  }

  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func next() -> Token? {
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "{"): return .open
      case UInt8(ascii: "}"): return .close
      case UInt8(ascii: "\\"): return control()
      case 0, 10, 13: continue
      default: return .byte(byte)
      }
    }
    return nil
  }

  /// Steps over the bytes of `\bin`, which may hold braces.
  mutating func skip(_ count: Int) { at = min(at + max(count, 0), bytes.count) }

  private mutating func control() -> Token? {
    guard at < bytes.count else { return nil }
    let first = bytes[at]
    guard RichTextTokens.isLetter(first) else {
      at += 1
      return first == UInt8(ascii: "'") ? hex() : .symbol(first)
    }
    let start = at
    while at < bytes.count, RichTextTokens.isLetter(bytes[at]), at - start < 32 { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    let number = number()
    if at < bytes.count, bytes[at] == 0x20 { at += 1 }
    return RichTextWord.named[name].map { .word($0, number) } ?? .unknownWord
  }

  private mutating func number() -> Int? {
    let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
    var place = isNegative ? at + 1 : at
    let start = place
    var value = 0
    // Ten digits hold every number of the format; more are a lie, and are cut.
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
      if place - start < 10 { value = value * 10 + Int(bytes[place] - 0x30) }
      place += 1
    }
    guard place > start else { return nil }
    at = place
    return isNegative ? -value : value
  }

  private mutating func hex() -> Token {
    var value: UInt8 = 0
    var digits = 0
    while digits < 2, at < bytes.count, let digit = RichTextTokens.digit(bytes[at]) {
      value = value << 4 | digit
      at += 1
      digits += 1
    }
    return .hex(value)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
