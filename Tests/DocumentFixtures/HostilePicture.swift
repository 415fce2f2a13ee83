/// Pictures that claim to be larger than any machine, and one that is as large as may be.
package enum HostilePicture {
  /// A PNG's head and hardly a pixel.
  package static func png(width: UInt32, height: UInt32) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Eight bits each of red, green and blue.
    file += chunk("IHDR", big(width) + big(height) + [8, 2, 0, 0, 0])
    file += chunk("IDAT", DeflatedZeros.zlib(10_000)) + chunk("IEND", [])
    return file
  }

  /// A TIFF of several pages, each of these pixels in colour, packed to a hundredth.
  package static func tiff(pages: Int, width: Int, height: Int) -> [UInt8] {
    var file: [UInt8] = [0x49, 0x49, 42, 0]
    let strip = packed(width * height * 3)
    let (head, directory) = (8, 2 + 9 * 12 + 4)
    // All pages share the bits per sample and the one strip, which follow the directories.
    let samples = head + pages * directory
    let pixels = samples + 6
    file += little(head)
    for page in 1...pages {
      let entries = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, samples), (259, 3, 1, 32_773),
        (262, 3, 1, 2), (273, 4, 1, pixels), (277, 3, 1, 3), (278, 4, 1, height),
        (279, 4, 1, strip.count),
      ]
      file += [UInt8(entries.count), 0]
      for (tag, type, count, value) in entries {
        file += little(tag).prefix(2) + little(type).prefix(2) + little(count) + little(value)
      }
      file += little(page < pages ? head + page * directory : 0)
    }
    return file + [8, 0, 8, 0, 8, 0] + strip
  }

  /// PackBits: each pair of bytes is 128 of the second one, white.
  private static func packed(_ count: Int) -> [UInt8] {
    let pairs = (count + 127) / 128
    return [UInt8](unsafeUninitializedCapacity: pairs * 2) { bytes, used in
      for pair in 0..<pairs {
        bytes[pair * 2] = 0x81
        bytes[pair * 2 + 1] = 0xFF
      }
      used = pairs * 2
    }
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return big(UInt32(content.count)) + body + big(checksum(body))
  }

  /// CRC-32 (ISO 3309), which PNG wants.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func big(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  private static func little(_ number: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt32(number).littleEndian) { Array($0) }
  }
}
