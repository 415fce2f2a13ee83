import Glibc

/// What the first bytes say a file is.
enum FileKind: Equatable {
  case empty
  case zip
  /// OLE2: old Office files, and new ones behind a password.
  case compound
  case pdf, rtf
  /// winmail.dat.
  case tnef
  case picture(width: Int, height: Int)
  /// Recognised, and nothing that could be a form.
  case other(String)
  case unknown

  init(of bytes: UnsafeRawBufferPointer) {
    // A zip that begins with its end record has no members.
    if bytes.isEmpty || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .empty
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .zip
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .compound
    } else if let size = PictureSize(of: bytes) {
      self = .picture(width: size.width, height: size.height)
    } else if FileKind.isRTF(bytes) {
      self = .rtf
    } else if bytes.starts(with: [0x78, 0x9F, 0x3E, 0x22]) {
      self = .tnef
    } else if FileKind.isPDF(bytes) {
      self = .pdf
    } else if let sound = FileKind.soundOrFilm(bytes) {
      self = .other(sound)
    } else if let text = FileKind.text(bytes) {
      self = .other(text)
    } else {
      self = .unknown
    }
  }

  /// Word opens it in spite of blanks or a byte order mark before it.
  private static func isRTF(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = bytes.prefix(64).drop { [0xEF, 0xBB, 0xBF, 0x20, 0x0D, 0x0A].contains($0) }
    return head.starts(with: Array("{\\rt".utf8))
  }

  /// Readers accept a PDF's header anywhere in the first kilobyte, and scanners use that.
  private static func isPDF(_ bytes: UnsafeRawBufferPointer) -> Bool {
    UnsafeRawBufferPointer(rebasing: bytes.prefix(1_024)).contains("%PDF-".utf8)
  }

  private static func soundOrFilm(_ bytes: UnsafeRawBufferPointer) -> String? {
    func has(_ text: String, at offset: Int) -> Bool {
      bytes.count >= offset + text.utf8.count
        && bytes[offset..<offset + text.utf8.count].elementsEqual(text.utf8)
    }
    if has("ID3", at: 0) || has("OggS", at: 0) || has("fLaC", at: 0) { return "sound" }
    if has("RIFF", at: 0), has("WAVE", at: 8) { return "sound" }
    if has("RIFF", at: 0), has("AVI ", at: 8) { return "film" }
    if bytes.count > 3, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0, bytes[1] & 0x06 != 0 {
      return "sound"
    }
    if has("ftyp", at: 4) {
      if has("M4A", at: 8) { return "sound" }
      // HEIC and AVIF photographs are in this box format too; nothing here reads them.
      let still = ["heic", "heix", "mif1", "msf1", "hevc", "avif"].contains { has($0, at: 8) }
      return still ? nil : "film"
    }
    return nil
  }

  /// Text has no control characters but the usual ones. The name of the language is for people.
  private static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(4_096))
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "text" }
    let allowed = head.allSatisfy { $0 >= 0x20 || $0 == 9 || $0 == 10 || $0 == 12 || $0 == 13 }
    guard allowed else { return nil }
    if head.contains("BEGIN:VCARD".utf8) { return "contact" }
    if head.contains("<html".utf8) || head.contains("<HTML".utf8) { return "web page" }
    if head.contains("<svg".utf8) { return "drawing" }
    // Word and LibreOffice can save a document as one XML file; it may be the form.
    if head.contains("Word.Document".utf8) || head.contains("office:document".utf8) { return nil }
    if head.starts(with: "<?xml".utf8) || head.starts(with: [0xEF, 0xBB, 0xBF, 0x3C]) {
      return "XML"
    }
    return looksTabular(head) ? "spreadsheet" : "text"
  }

  /// Two lines or more with the same number of commas, semicolons or tabs.
  private static func looksTabular(_ head: UnsafeRawBufferPointer) -> Bool {
    let lines = head.split(separator: 10).prefix(3)
    guard lines.count >= 2, let first = lines.first else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), 9].contains { mark in
      let wanted = first.count { $0 == mark }
      return wanted > 0 && lines.allSatisfy { line in line.count { $0 == mark } == wanted }
    }
  }
}

extension UnsafeRawBufferPointer {
  func contains(_ text: String.UTF8View) -> Bool {
    let needle = Array(text)
    guard let first = needle.first, let start = baseAddress else { return needle.isEmpty }
    var at = 0
    while at + needle.count <= count {
      guard let hit = memchr(start + at, CInt(first), count - needle.count + 1 - at) else { break }
      if memcmp(hit, needle, needle.count) == 0 { return true }
      at = UnsafeRawPointer(hit) - start + 1
    }
    return false
  }

  func starts(with text: String.UTF8View) -> Bool { starts(with: Array(text)) }

  func bigEndian16(_ offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= count else { return nil }
    return Int(self[offset]) << 8 | Int(self[offset + 1])
  }

  func littleEndian16(_ offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= count else { return nil }
    return Int(self[offset + 1]) << 8 | Int(self[offset])
  }

  func littleEndian32(_ offset: Int) -> Int? {
    guard let low = littleEndian16(offset), let high = littleEndian16(offset + 2) else {
      return nil
    }
    return high << 16 | low
  }

  func bigEndian32(_ offset: Int) -> Int? {
    guard let high = bigEndian16(offset), let low = bigEndian16(offset + 2) else { return nil }
    return high << 16 | low
  }
}
