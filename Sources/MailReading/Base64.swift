/// Base64 (RFC 2045 section 6.8) as it arrives: with foreign characters, without its padding, with
/// padding in the middle. The library drops an unpadded end and what follows padding, and the last
/// two bytes of a ZIP file are enough to make it unreadable.
struct Base64 {
  private(set) var bytes: [UInt8] = []
  /// Only the alphabet, in groups of four, padded at the end alone.
  private(set) var isWhole = true

  init(_ text: some Collection<UInt8>) {
    bytes.reserveCapacity(text.count / 4 * 3 + 3)
    let values = Self.values
    var group: UInt32 = 0
    var digits = 0
    var isPadded = false
    for byte in text {
      let value = values[Int(byte)]
      if value < 64 {
        if isPadded { isWhole = false }
        group = group << 6 | UInt32(value)
        digits += 1
        if digits == 4 {
          append(group, digits: 4)
          (group, digits) = (0, 0)
        }
      } else if value == Self.pad {
        // A second `=` of a pair comes when the group is already closed.
        if digits == 0, !isPadded { isWhole = false }
        append(group, digits: digits)
        (group, digits, isPadded) = (0, 0, true)
      } else if value == Self.foreign {
        isWhole = false
      }
    }
    if digits > 0 { isWhole = false }
    append(group, digits: digits)
  }

  private mutating func append(_ group: UInt32, digits: Int) {
    guard digits > 1 else { return }
    let bits = group << UInt32(6 * (4 - digits))
    bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
    if digits > 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
    if digits > 3 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
  }

  private static let pad: UInt8 = 64
  private static let blank: UInt8 = 65
  private static let foreign: UInt8 = 66

  private static let values: [UInt8] = (0...255).map { (byte: UInt8) in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    case UInt8(ascii: "="): pad
    case 9, 10, 13, 32: blank
    default: foreign
    }
  }
}
