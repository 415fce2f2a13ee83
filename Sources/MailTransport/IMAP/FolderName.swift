import FoundationEssentials

/// How the server writes folder names: its separator, its prefix, and modified UTF-7 (RFC 3501 5.1.3).
///
/// The configuration always writes `PEP/Needs a person`; Cyrus may call that `INBOX.PEP.Needs a person`.
struct FolderNaming: Equatable {
  var separator: Character = "/"
  var prefix = ""

  /// The server's name, or nil if a part holds the server's separator and so can't be said.
  func serverName(_ name: String) -> String? {
    if name.uppercased() == "INBOX" { return "INBOX" }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSayable = parts.allSatisfy { part in
      !part.isEmpty && (separator == "/" || !part.contains(separator))
        && part.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    }
    guard isSayable else { return nil }
    return prefix + ModifiedUTF7.encoded(parts.joined(separator: String(separator)))
  }

  /// The name in a configuration's spelling.
  func ownName(_ serverName: String) -> String {
    if serverName.uppercased() == "INBOX" { return "INBOX" }
    let name =
      serverName.hasPrefix(prefix) ? String(serverName.dropFirst(prefix.count)) : serverName
    return ModifiedUTF7.decoded(name).replacing(String(separator), with: "/")
  }

  /// A name as it goes into a command. Encoded names hold no CR, LF or byte over 126.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

enum ModifiedUTF7 {
  static func encoded(_ text: String) -> String {
    var result = ""
    var pending: [UInt16] = []
    func flushed() -> String {
      guard !pending.isEmpty else { return "" }
      let bytes = pending.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
      let base64 = Data(bytes).base64EncodedString().filter { $0 != "=" }
      return "&" + base64.replacing("/", with: ",") + "-"
    }
    for unit in text.utf16 {
      if (0x20...0x7e).contains(unit) {
        result += flushed()
        pending = []
        result += unit == 0x26 ? "&-" : String(UnicodeScalar(UInt8(unit)))
      } else {
        pending.append(unit)
      }
    }
    return result + flushed()
  }

  /// What is not modified UTF-7 is left as it is: it is only shown, or compared with our own names.
  static func decoded(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      let after = rest.index(after: ampersand)
      guard let end = rest[after...].firstIndex(of: "-") else { return text }
      guard let part = decodedRun(rest[after..<end]) else { return text }
      result += part
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func decodedRun(_ run: Substring) -> String? {
    if run.isEmpty { return "&" }
    let base64 = run.replacing(",", with: "/")
    let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let data = Data(base64Encoded: base64 + padding), data.count % 2 == 0 else { return nil }
    let bytes = [UInt8](data)
    let units = stride(from: 0, to: bytes.count, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    return String(decoding: units, as: UTF16.self)
  }
}
