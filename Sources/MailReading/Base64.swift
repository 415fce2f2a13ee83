/// Base64 (RFC 2045 section 6.8) as it arrives: with foreign characters, without its padding, with
/// padding in the middle. The library drops an unpadded end and what follows padding, and the last
/// two bytes of a ZIP file are enough to make it unreadable.
struct Base64 {
  let bytes: [UInt8]
  /// Only the alphabet, in groups of four, padded at the end alone.
  let isWhole: Bool

  init(_ text: [UInt8]) {
    var isWhole = true
    bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { room, count in
      text.withUnsafeBufferPointer { count = Self.decode($0, into: room, isWhole: &isWhole) }
    }
    self.isWhole = isWhole
  }

  /// By index and through pointers: a debug build calls three functions for each byte that an iterator
  /// gives or `append` takes, which for the sixty million of a large mail costs a busy machine its
  /// reader's deadline.
  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>,
    isWhole: inout Bool
  ) -> Int {
    var count = 0
    var group: UInt32 = 0
    var digits = 0
    var isPadded = false
    let values = Self.values
    values.withUnsafeBufferPointer { values in
      var at = 0
      while at < text.count {
        let value = values[Int(text[at])]
        at += 1
        if value < 64 {
          if isPadded { isWhole = false }
          group = group << 6 | UInt32(value)
          digits += 1
          if digits == 4 {
            count = put(group, digits: 4, into: room, at: count)
            (group, digits) = (0, 0)
          }
        } else if value == Self.pad {
          // A second `=` of a pair comes when the group is already closed.
          if digits == 0, !isPadded { isWhole = false }
          count = put(group, digits: digits, into: room, at: count)
          (group, digits, isPadded) = (0, 0, true)
        } else if value == Self.foreign {
          isWhole = false
        }
      }
    }
    if digits > 0 { isWhole = false }
    return put(group, digits: digits, into: room, at: count)
  }

  /// The bytes of a group of two to four digits; where the next one goes.
  private static func put(
    _ group: UInt32, digits: Int, into room: UnsafeMutableBufferPointer<UInt8>, at count: Int
  ) -> Int {
    guard digits > 1 else { return count }
    let bits = group << UInt32(6 * (4 - digits))
    room[count] = UInt8(truncatingIfNeeded: bits >> 16)
    if digits > 2 { room[count + 1] = UInt8(truncatingIfNeeded: bits >> 8) }
    if digits > 3 { room[count + 2] = UInt8(truncatingIfNeeded: bits) }
    return count + digits - 1
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
