import Crypto
import FoundationEssentials
import PepCore

/// The body of an answer, taken apart. It may come from a process that a stranger's file has taken
/// over, so whatever does not fit exactly makes the whole of it nil, as if the reader had died.
enum ReaderAnswer {
  static func message(_ body: [UInt8]) -> ReadMessage? {
    body.withUnsafeBytes { bytes in
      var cursor = Cursor(bytes)
      guard let json = cursor.framed(limit: ReaderFrames.factsBytes),
        var facts = decoded(MessageFacts.self, json),
        cursor.length() == facts.attachments.count
      else { return nil }
      var documents: [ArraySlice<UInt8>] = []
      for index in facts.attachments.indices {
        guard let blocks = cursor.framed(limit: ReaderFrames.partsBytes),
          let bytes = cursor.framed(limit: ReaderFrames.partsBytes),
          put(blocks, into: &facts.attachments[index].content)
        else { return nil }
        facts.attachments[index].digest = digest(of: bytes)
        documents.append(body[cursor.at - bytes.count..<cursor.at])
      }
      return cursor.isAtEnd ? ReadMessage(facts: facts, documents: documents) : nil
    }
  }

  static func content(_ body: [UInt8]) -> AttachmentContent? {
    body.withUnsafeBytes { bytes in
      var cursor = Cursor(bytes)
      guard let json = cursor.framed(limit: ReaderFrames.factsBytes),
        var content = decoded(AttachmentContent.self, json), cursor.length() == 1,
        let blocks = cursor.framed(limit: ReaderFrames.partsBytes),
        cursor.framed(limit: 0) != nil, cursor.isAtEnd, put(blocks, into: &content)
      else { return nil }
      return content
    }
  }

  private static func decoded<T: Decodable>(
    _ type: T.Type, _ json: UnsafeRawBufferPointer
  ) -> T? {
    try? JSONDecoder().decode(type, from: Data(json))
  }

  /// False where the blocks are malformed, or belong to nothing.
  private static func put(
    _ wire: UnsafeRawBufferPointer, into content: inout AttachmentContent
  ) -> Bool {
    guard case .document(var facts) = content else { return wire.isEmpty }
    guard facts.blocks.isEmpty, let blocks = BlockWire.blocks(from: wire) else { return false }
    facts.blocks = blocks
    content = .document(facts)
    return true
  }

  /// The daemon's own measure of the bytes it keeps; a reader's word for it would be worthless.
  private static func digest(of bytes: UnsafeRawBufferPointer) -> String {
    var hexadecimal: [UInt8] = []
    hexadecimal.reserveCapacity(64)
    let digits = Array("0123456789abcdef".utf8)
    for byte in SHA256.hash(data: bytes) {
      hexadecimal.append(digits[Int(byte >> 4)])
      hexadecimal.append(digits[Int(byte & 15)])
    }
    return String(decoding: hexadecimal, as: UTF8.self)
  }
}

private struct Cursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var at = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func length() -> Int? {
    guard bytes.count - at >= 4 else { return nil }
    defer { at += 4 }
    return bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func framed(limit: Int) -> UnsafeRawBufferPointer? {
    guard let length = length(), length <= limit, length <= bytes.count - at else { return nil }
    defer { at += length }
    return UnsafeRawBufferPointer(rebasing: bytes[at..<at + length])
  }
}
