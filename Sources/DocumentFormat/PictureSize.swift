/// Width and height as a picture's header claims them. Nothing is decoded.
struct PictureSize: Equatable {
  var width: Int
  var height: Int

  init?(of bytes: UnsafeRawBufferPointer) {
    let found =
      PictureSize.png(bytes) ?? PictureSize.gif(bytes) ?? PictureSize.jpeg(bytes)
      ?? PictureSize.bmp(bytes) ?? PictureSize.webp(bytes) ?? PictureSize.tiff(bytes)
    guard let found else { return nil }
    (width, height) = found
  }

  private typealias Size = (Int, Int)

  private static func png(_ bytes: UnsafeRawBufferPointer) -> Size? {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    return (bytes.bigEndian32(16) ?? 0, bytes.bigEndian32(20) ?? 0)
  }

  private static func gif(_ bytes: UnsafeRawBufferPointer) -> Size? {
    guard bytes.starts(with: "GIF8".utf8) else { return nil }
    return (bytes.littleEndian16(6) ?? 0, bytes.littleEndian16(8) ?? 0)
  }

  /// Walks the segments to the first start-of-frame; a camera puts kilobytes of EXIF before it.
  private static func jpeg(_ bytes: UnsafeRawBufferPointer) -> Size? {
    guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
    var at = 2
    while at + 4 <= bytes.count, bytes[at] == 0xFF {
      let marker = bytes[at + 1]
      if marker == 0xFF {
        at += 1
        continue
      }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame { return (bytes.bigEndian16(at + 7) ?? 0, bytes.bigEndian16(at + 5) ?? 0) }
      guard let length = bytes.bigEndian16(at + 2), length >= 2 else { break }
      at += 2 + length
    }
    return (0, 0)
  }

  private static func bmp(_ bytes: UnsafeRawBufferPointer) -> Size? {
    guard bytes.starts(with: "BM".utf8), let header = bytes.littleEndian32(14),
      [40, 52, 56, 64, 108, 124].contains(header), let width = bytes.littleEndian32(18),
      let height = bytes.littleEndian32(22)
    else { return nil }
    // A negative height only says that the rows run downwards.
    return (width, abs(Int(Int32(truncatingIfNeeded: height))))
  }

  private static func webp(_ bytes: UnsafeRawBufferPointer) -> Size? {
    guard bytes.starts(with: "RIFF".utf8), bytes.count >= 30,
      bytes[8..<12].elementsEqual("WEBP".utf8)
    else { return nil }
    if bytes[12..<16].elementsEqual("VP8 ".utf8) {
      let width = bytes.littleEndian16(26) ?? 0
      let height = bytes.littleEndian16(28) ?? 0
      return (width & 0x3FFF, height & 0x3FFF)
    }
    if bytes[12..<16].elementsEqual("VP8X".utf8) {
      let width = (bytes.littleEndian32(24) ?? 0) & 0xFF_FFFF
      let height = (bytes.littleEndian32(26) ?? 0) >> 8
      return (width + 1, height + 1)
    }
    return (0, 0)
  }

  /// Fax and scanner pages. The size stands in the first directory under tags 256 and 257.
  private static func tiff(_ bytes: UnsafeRawBufferPointer) -> Size? {
    let little = bytes.starts(with: [0x49, 0x49, 0x2A, 0x00])
    guard little || bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A]) else { return nil }
    func short(_ at: Int) -> Int {
      (little ? bytes.littleEndian16(at) : bytes.bigEndian16(at)) ?? 0
    }
    func long(_ at: Int) -> Int { (little ? bytes.littleEndian32(at) : bytes.bigEndian32(at)) ?? 0 }
    let directory = long(4)
    var size = (0, 0)
    for entry in 0..<min(short(directory), 100) {
      let at = directory + 2 + entry * 12
      let value = short(at + 2) == 3 ? short(at + 8) : long(at + 8)
      if short(at) == 256 { size.0 = value }
      if short(at) == 257 { size.1 = value }
    }
    return size
  }
}
