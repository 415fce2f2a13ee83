import CGMime
import Glibc

/// Bytes of a text part to a Swift string, whatever its declaration claims.
enum TextDecoding {
  /// - Returns: the text with `\n` line ends and without control characters, and whether the
  ///   declared character set is one we know.
  static func text(_ bytes: [UInt8], charset: String?) -> (text: String, isKnown: Bool) {
    let name = charset.map { $0.lowercased() } ?? ""
    switch name {
    case "", "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "x-unknown", "default", "binary":
      return (tidied(utf8OrWindows(bytes)), true)
    case "iso-8859-1", "latin1", "iso8859-1", "windows-1252", "cp1252":
      // What calls itself Latin-1 is nearly always Windows-1252, as browsers assume too.
      return (tidied(windows1252(bytes)), true)
    default:
      guard let converted = converted(bytes, from: name) else {
        return (tidied(utf8OrWindows(bytes)), false)
      }
      return (tidied(converted), true)
    }
  }

  /// UTF-8 with a few broken bytes is still UTF-8; without one whole sequence it never was.
  private static func utf8OrWindows(_ bytes: [UInt8]) -> String {
    if let whole = String(validating: bytes, as: UTF8.self) { return whole }
    let repaired = String(decoding: bytes, as: UTF8.self)
    let isUTF8 = repaired.unicodeScalars.contains { !$0.isASCII && $0 != "\u{FFFD}" }
    return isUTF8 ? repaired : windows1252(bytes)
  }

  private static func windows1252(_ bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let value = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(scalars)
  }

  /// 0x80 to 0x9F of Windows-1252.
  private static let high: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  /// By iconv; a byte that does not fit becomes U+FFFD. nil where the character set is unknown.
  private static func converted(_ bytes: [UInt8], from charset: String) -> String? {
    guard let handle = openIconv(from: charset) else { return nil }
    defer { g_mime_iconv_close(handle) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var result: [UInt8] = []
    var chunk = [CChar](repeating: 0, count: 8_192)
    source.withUnsafeMutableBufferPointer { input in
      var next = input.baseAddress
      var left = input.count
      while left > 0 {
        let before = left
        chunk.withUnsafeMutableBufferPointer { output in
          var to = output.baseAddress
          var room = output.count
          _ = iconv(handle, &next, &left, &to, &room)
          result.append(
            contentsOf: output[..<(output.count - room)].map { UInt8(bitPattern: $0) })
        }
        // No progress: an invalid or unfinished sequence. Step over one byte, so this ends.
        if left == before {
          result.append(contentsOf: "\u{FFFD}".utf8)
          next = next.map { $0 + 1 }
          left -= 1
        }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func openIconv(from charset: String) -> iconv_t? {
    let handle = g_mime_iconv_open("UTF-8", charset)
    return Int(bitPattern: handle) == -1 ? nil : handle
  }

  /// glibc loads each character set from a file when it is first used, and in the sandbox there are
  /// no files. The handles stay open on purpose: a closed one lets glibc unload the file again.
  static func preload() {
    for charset in preloaded { _ = openIconv(from: charset) }
  }

  private static let preloaded =
    (1...15).filter { $0 != 12 }.map { "iso-8859-\($0)" } + (1250...1258).map { "windows-\($0)" }
    + [
      "utf-7", "utf-16", "utf-16le", "utf-16be", "utf-32", "koi8-r", "koi8-u", "macintosh", "cp437",
      "cp850", "gb18030", "gb2312", "gbk", "big5", "shift_jis", "iso-2022-jp", "euc-jp", "euc-kr",
      "tis-620",
    ]

  private static func tidied(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\n", afterReturn {
        afterReturn = false
        continue
      }
      afterReturn = scalar == "\r"
      switch scalar {
      case "\r": scalars.append("\n")
      case "\n", "\t": scalars.append(scalar)
      case "\u{FEFF}": continue
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
