import Crypto
import FoundationEssentials

/// SHA-256 as the register writes it: 64 lower-case hexadecimal digits.
package enum ContentDigest {
  package static func hex(of bytes: some DataProtocol) -> String {
    hex(SHA256.hash(data: bytes))
  }

  /// Digests become paths, so what is none is refused.
  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy(digits.contains)
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// 64 bits of a text's digest, for indexes where a false match only costs a second look.
  static func short(of text: String) -> UInt64 {
    SHA256.hash(data: Data(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
