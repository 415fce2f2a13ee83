import Glibc
internal import PepCore

/// One cheap pass over the raw bytes, before a parser that has no limits of its own sees them.
///
/// It counts what makes parsing dear and says how much of the message may be parsed. A message over
/// the limit is cut, not refused: its header and its first parts are still understood.
struct PreScan {
  /// The message begins here: an mbox line and blank lines before the header are no part of it.
  private(set) var start = 0
  /// Bytes from here on are not parsed.
  private(set) var end: Int
  private(set) var defect: MessageDefect?

  init(_ message: [UInt8]) {
    end = message.count
    message.withUnsafeBufferPointer { bytes in
      start = Self.start(of: bytes)
      scan(bytes)
    }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var boundaries = 0
    var headerLines = 0
    var inHeader = true
    // A forwarded message's own header follows the blank line that ends its part's header.
    var announcesMessage = false
    var line = start
    while line < bytes.count {
      let next = Self.lineEnd(in: bytes, from: line)
      let text = UnsafeBufferPointer(rebasing: bytes[line..<next])
      if text.count >= 3, text[0] == UInt8(ascii: "-"), text[1] == UInt8(ascii: "-") {
        boundaries += 1
        inHeader = true
        announcesMessage = false
      } else if inHeader, Self.isBlank(text) {
        inHeader = announcesMessage
        announcesMessage = false
      } else if inHeader, Self.looksLikeHeader(text) {
        headerLines += 1
        announcesMessage = announcesMessage || Self.namesMessageType(text)
      }
      if boundaries > Limits.boundaryLines || headerLines > Limits.headerLines {
        defect = boundaries > Limits.boundaryLines ? .tooManyParts : .tooLarge
        end = line
        return
      }
      line = next
    }
  }

  private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 10, bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
  }

  /// A field or its continuation. Other lines do not count: base64 may follow where a forwarded
  /// message was announced, and is no header.
  private static func looksLikeHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line[0] == 32 || line[0] == 9 || line.contains(UInt8(ascii: ":"))
  }

  private static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.allSatisfy { $0 == 10 || $0 == 13 }
  }

  private static func namesMessageType(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let name = Array("message/".utf8)
    guard line.count >= name.count, line.contains(UInt8(ascii: "/")) else { return false }
    return (0...(line.count - name.count)).contains { offset in
      name.indices.allSatisfy { line[offset + $0] | 0x20 == name[$0] | 0x20 }
    }
  }

  private static func start(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, bytes[start] == 10 || bytes[start] == 13 { start += 1 }
    // `From address date`: an mbox separator, or what a gateway made of one.
    for mark in ["From ", ">From "] where bytes[start...].starts(with: mark.utf8) {
      start = lineEnd(in: bytes, from: start)
    }
    return start
  }
}
