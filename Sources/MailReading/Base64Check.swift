/// Whether base64 text (RFC 2045 section 6.8) is whole: only its alphabet, in groups of four.
struct Base64Check {
  private var digits = 0
  private var pads = 0
  private(set) var isBroken = false

  var isWhole: Bool { !isBroken && (digits + pads) % 4 == 0 && pads <= 2 }

  mutating func add(_ text: Slice<UnsafeRawBufferPointer>) {
    for byte in text {
      switch Self.kinds[Int(byte)] {
      case .digit:
        // Text after the padding: two encodings stuck together, or a footer added on the way.
        if pads > 0 { isBroken = true }
        digits += 1
      case .pad: pads += 1
      case .blank: break
      case .foreign: isBroken = true
      }
    }
  }

  private enum Kind { case digit, pad, blank, foreign }

  private static let kinds: [Kind] = (0...255).map { (byte: UInt8) in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
      .digit
    case UInt8(ascii: "="): .pad
    case 9, 10, 13, 32: .blank
    default: .foreign
    }
  }
}
