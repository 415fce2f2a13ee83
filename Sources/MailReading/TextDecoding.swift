import CGMime
import Glibc
internal import PepCore

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
      if let table = tables[key(name)] {
        return (tidied(table.string(bytes, unknown: "\u{FFFD}")), true)
      }
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
    // A letter is held back while a sign may follow that makes one character with it.
    chunk.withUnsafeMutableBufferPointer { output in
      var to = output.baseAddress
      var room = output.count
      _ = iconv(handle, nil, nil, &to, &room)
      result.append(contentsOf: output[..<(output.count - room)].map { UInt8(bitPattern: $0) })
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func openIconv(from charset: String) -> iconv_t? {
    let handle = g_mime_iconv_open("UTF-8", charset)
    return Int(bitPattern: handle) == -1 ? nil : handle
  }

  // MARK: What is loaded before the sandbox closes

  /// glibc loads each character set from a file when it is first used, and in the sandbox there are
  /// no files. Of most sets a table is enough; the handles of the others stay open on purpose: a
  /// closed one lets glibc unload the file again.
  static func preload() {
    _ = tables
    for charset in ofSeveralBytes { _ = openIconv(from: charset) }
  }

  /// Sets of one byte a character, by `key`.
  private static let tables: [String: ByteCharset] = {
    var tables: [String: ByteCharset] = [:]
    for names in ofSingleBytes {
      let table = ByteCharset { byte in
        let text = converted([byte], from: names[0]) ?? ""
        return text == "\u{FFFD}" ? "" : text
      }
      for name in names { tables[key(name)] = table }
    }
    return tables
  }()

  /// Names differ in their signs: `ISO_8859-2`, `iso8859-2`; `KOI8-R`, `csKOI8R`.
  private static func key(_ name: String) -> String {
    let plain = name.utf8.filter { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    let key = String(decoding: plain, as: UTF8.self)
    for prefix in ["x", "cs"] where key.hasPrefix(prefix) {
      return String(key.dropFirst(prefix.count))
    }
    return key
  }

  /// Each set's names (IANA's register), glibc's first. Latin-1 and Windows' Western page are ours.
  private static let ofSingleBytes =
    [
      ["iso-8859-2", "latin2", "l2", "isolatin2"], ["iso-8859-3", "latin3", "l3", "isolatin3"],
      ["iso-8859-4", "latin4", "l4", "isolatin4"], ["iso-8859-5", "cyrillic", "isolatincyrillic"],
      ["iso-8859-6", "arabic", "isolatinarabic"],
      ["iso-8859-7", "greek", "isolatingreek", "ecma118", "elot928"],
      ["iso-8859-8", "iso-8859-8-i", "hebrew", "isolatinhebrew"],
      ["iso-8859-9", "latin5", "l5", "isolatin5"], ["iso-8859-10", "latin6", "l6", "isolatin6"],
      ["iso-8859-11"], ["iso-8859-13", "latin7"], ["iso-8859-14", "latin8", "l8"],
      ["iso-8859-15", "latin9"], ["tis-620"], ["koi8-r"], ["koi8-u"],
      ["macintosh", "mac"], ["cp437", "ibm437", "437"], ["cp850", "ibm850", "850"],
    ] + (1250...1257).filter { $0 != 1252 && $0 != 1255 }.map { ["windows-\($0)", "cp\($0)"] }

  /// Windows' Hebrew and Vietnamese are here because there a letter and its sign make one character.
  private static let ofSeveralBytes = [
    "windows-1255", "windows-1258", "utf-7", "utf-16", "utf-16le", "utf-16be", "utf-32", "gb18030",
    "gb2312", "gbk", "big5", "shift_jis", "iso-2022-jp", "euc-jp", "euc-kr",
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
