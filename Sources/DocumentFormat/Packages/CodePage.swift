import Glibc
import PepCore

/// Bytes of the days before Unicode to text.
///
/// Windows' Western page and DOS's are tables here. The others are glibc's, which loads each from a
/// file when it is first used: `prepare` opens them before the sandbox closes.
enum CodePage: Hashable {
  case windows, dos
  case named(String)

  /// By Windows' number.
  init(_ number: Int) {
    switch number {
    case 437: self = .dos
    case 0, 1, 2, 1252, 20_127, 28_591: self = .windows
    case 10_000: self = .named("MACINTOSH")
    case 65_001: self = .named("UTF-8")
    default: self = .named("CP\(number)")
    }
  }

  /// By the number that a font of RTF gives.
  init?(charset: Int) {
    let pages = [
      77: 10_000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254,
      163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437,
      255: 850, 0: 1252,
    ]
    guard let page = pages[charset] else { return nil }
    self.init(page)
  }

  /// Whether one character may take two bytes.
  var isWide: Bool {
    switch self {
    case .windows, .dos: false
    case .named(let name):
      ["CP932", "CP936", "CP949", "CP950", "CP1361", "UTF-8"].contains(name)
    }
  }

  func string(_ bytes: some Collection<UInt8>) -> String {
    switch self {
    case .windows: CodePage.string(bytes, from: 0x80, CodePage.windowsHigh)
    case .dos: CodePage.string(bytes, from: 0x80, CodePage.dosHigh)
    case .named("UTF-8"): String(decoding: bytes, as: UTF8.self)
    case .named(let name): CodePage.converted(Array(bytes), name)
    }
  }

  /// For bytes whose page nobody tells: UTF-8 where they are, else Windows.
  static func guessed(_ bytes: some Collection<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self) ?? CodePage.windows.string(bytes)
  }

  private static func string(
    _ bytes: some Collection<UInt8>, from first: UInt8, _ high: [Unicode.Scalar]
  ) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let index = Int(byte) - Int(first)
      scalars.append(high.indices.contains(index) ? high[index] : Unicode.Scalar(byte))
    }
    return String(scalars)
  }

  /// 0x80 to 0x9F; the rest is Latin-1. The five unused places are left as Windows has them.
  private static let windowsHigh = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  private static let dosHigh = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)

  // MARK: glibc's pages

  private static let ofSingleBytes = [
    "CP850", "CP874", "CP1250", "CP1251", "CP1253", "CP1254", "CP1256", "CP1257", "MACINTOSH",
  ]
  private static let ofSeveralBytes = ["CP932", "CP936", "CP949", "CP950", "CP1255", "CP1258"]

  private static let tables = Dictionary(
    uniqueKeysWithValues: ofSingleBytes.compactMap { name in
      ByteCharset { iconvText([$0], name) ?? "" }.map { (name, $0) }
    })

  /// The handles that are left open stay so on purpose: a closed one lets glibc unload the page again.
  static func prepare() {
    _ = tables
    for name in ofSeveralBytes { _ = iconv_open("UTF-8", name) }
  }

  private static func converted(_ bytes: [UInt8], _ name: String) -> String {
    if let table = tables[name] { return table.string(bytes, unknown: nil) }
    let text = ofSeveralBytes.contains(name) ? iconvText(bytes, name) : nil
    return text ?? CodePage.windows.string(bytes)
  }

  /// nil where glibc has no such page.
  private static func iconvText(_ bytes: [UInt8], _ name: String) -> String? {
    guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else { return nil }
    defer { iconv_close(handle) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var result = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var written = 0
    source.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        var (from, left) = (input.baseAddress, input.count)
        var (to, room) = (output.baseAddress, output.count)
        while left > 0 {
          let before = left
          _ = iconv(handle, &from, &left, &to, &room)
          // A byte that the page does not know is stepped over, so this ends.
          if left == before {
            from = from.map { $0 + 1 }
            left -= 1
          }
        }
        written = output.count - room
      }
    }
    return String(decoding: result[..<written].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
