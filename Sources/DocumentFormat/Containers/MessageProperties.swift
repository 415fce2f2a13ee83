import PepCore

/// The properties of a message or attachment that anybody here asks for ([MS-OXPROPS]), from the two
/// places where Outlook keeps them: a row of bytes in winmail.dat, streams in a .msg.
struct MessageProperties {
  enum Name: Int {
    case subject = 0x0037
    case senderName = 0x0C1A
    case senderAddress = 0x0C1F
    case senderInternetAddress = 0x5D01
    case body = 0x1000
    case html = 0x1013
    case displayName = 0x3001
    case data = 0x3701
    case fileName = 0x3704
    case longFileName = 0x3707
    case mimeType = 0x370E
    case contentID = 0x3712
  }

  private enum Kind {
    static let object = 0x0D
    static let ansi = 0x1E
    static let unicode = 0x1F
    static let binary = 0x102
  }

  private var values: [Int: (kind: Int, bytes: ArraySlice<UInt8>)] = [:]

  init() {}

  func bytes(_ name: Name) -> ArraySlice<UInt8>? { values[name.rawValue]?.bytes }

  /// nil where there is none, or an empty one.
  func text(_ name: Name) -> String? {
    guard let (kind, bytes) = values[name.rawValue] else { return nil }
    let text: String
    switch kind {
    case Kind.unicode: text = ByteReader.utf16(bytes)
    case Kind.ansi: text = CodePage.guessed(bytes)
    default: return nil
    }
    let shown = String(text.prefix { $0 != "\0" })
    return shown.isEmpty ? nil : shown
  }

  var html: String? {
    guard let (kind, bytes) = values[Name.html.rawValue] else { return nil }
    return kind == Kind.unicode ? ByteReader.utf16(bytes) : CodePage.guessed(bytes)
  }

  // MARK: From a .msg

  /// Each property is a stream whose name ends in its identifier and its type.
  init(_ file: CompoundFile, in storage: Int) {
    for index in file.members(of: storage) {
      guard let entry = file.entries[index], entry.kind == .stream,
        entry.name.hasPrefix("__substg1.0_"),
        let tag = UInt32(entry.name.dropFirst(12).prefix(8), radix: 16),
        Name(rawValue: Int(tag >> 16)) != nil
      else { continue }
      values[Int(tag >> 16)] = (Int(tag & 0xFFFF), file.bytes(of: entry)[...])
    }
  }

  // MARK: From winmail.dat

  init(transport: ArraySlice<UInt8>) {
    let reader = ByteReader(Array(transport))
    guard let count = reader.u32(0) else { return }
    var at = 4
    for _ in 0..<min(count, Limits.messageProperties) {
      guard let next = readProperty(reader, at), next > at else { return }
      at = next
    }
  }

  /// Where the next property begins; nil where this one is broken or of an unknown type, since then
  /// its length is unknown as well.
  private mutating func readProperty(_ reader: ByteReader, _ start: Int) -> Int? {
    guard let type = reader.u16(start), let id = reader.u16(start + 2) else { return nil }
    var at = start + 4
    if id >= 0x8000 {
      guard let after = MessageProperties.skipName(reader, at) else { return nil }
      at = after
    }
    let kind = type & 0x0FFF
    if let width = MessageProperties.width(of: kind) {
      guard type & 0x1000 != 0 else { return at + width }
      guard let count = reader.u32(at), count <= reader.count else { return nil }
      return at + 4 + count * width
    }
    guard [Kind.object, Kind.ansi, Kind.unicode, Kind.binary].contains(kind),
      let count = reader.u32(at), count <= reader.count
    else { return nil }
    at += 4
    for _ in 0..<count {
      guard let length = reader.u32(at), let value = reader.slice(at + 4, length) else {
        return nil
      }
      if Name(rawValue: id) != nil { values[id] = (kind, value) }
      at += 4 + padded(length)
    }
    return at
  }

  /// A named property tells its name: a number, or a text.
  private static func skipName(_ reader: ByteReader, _ at: Int) -> Int? {
    guard let kind = reader.u32(at + 16), let value = reader.u32(at + 20) else { return nil }
    if kind == 0 { return at + 24 }
    guard value <= reader.count else { return nil }
    return at + 24 + (value + 3) / 4 * 4
  }

  private func padded(_ length: Int) -> Int { (length + 3) / 4 * 4 }

  private static func width(of kind: Int) -> Int? {
    switch kind {
    case 0x02, 0x03, 0x04, 0x0A, 0x0B: 4
    case 0x05, 0x06, 0x07, 0x14, 0x40: 8
    case 0x48: 16
    case 0x01: 0
    default: nil
    }
  }
}
