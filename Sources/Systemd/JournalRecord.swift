/// One entry of the journal in its own language: lines of `NAME=value`, or, where a value has several
/// lines itself, the name, the value's length in eight bytes, and the value.
/// <https://systemd.io/JOURNAL_NATIVE_PROTOCOL/>
struct JournalRecord {
  /// A datagram of 212,000 bytes still fits into an untuned kernel's buffer; a log line never needs it.
  private static let valueLimit = 16_384

  private(set) var bytes: [UInt8] = []

  mutating func add(_ name: String, _ value: String) {
    let name = Self.fieldName(name)
    guard !name.isEmpty else { return }
    var value = Array(value.utf8)
    if value.count > Self.valueLimit {
      value = Array(String(decoding: value.prefix(Self.valueLimit), as: UTF8.self).utf8)
    }
    bytes += name.utf8
    if value.contains(10) {
      bytes.append(10)
      withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes += $0 }
    } else {
      bytes.append(UInt8(ascii: "="))
    }
    bytes += value
    bytes.append(10)
  }

  /// Capitals, digits and underscores, not beginning with one, 64 at most; others the journal drops.
  private static func fieldName(_ name: String) -> String {
    let letters = name.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    let usable = letters.drop { $0 == UInt8(ascii: "_") || $0 <= UInt8(ascii: "9") }
    return String(decoding: usable.prefix(64), as: UTF8.self)
  }
}
