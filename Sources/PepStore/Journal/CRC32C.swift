import FoundationEssentials

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4): finds every burst of up to 32 bits, which is what
/// torn and rotten sectors look like. It is no seal: who may write the folder may forge it.
enum CRC32C {
  static func checksum(_ bytes: Data) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      bytes.withUnsafeBytes { bytes in
        var value = ~UInt32(0)
        for byte in bytes {
          value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ (value >> 8)
        }
        return ~value
      }
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0x82f6_3b78 ^ (value >> 1) : value >> 1
    }
  }
}
