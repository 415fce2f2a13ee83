import FoundationEssentials
import PepCore

/// A line of the journal: `{"entry":…,"schema":1,"sequence":12,"time":"…","crc":"0a1b2c3d"}`.
/// The checksum covers the bytes before `,"crc"`, so it is checked before anything is decoded.
package struct JournalLine: Codable, Hashable, Sendable {
  package var entry: JournalEntry
  /// Version of the entry's shape, for `Upgrades`.
  package var schema: Int
  package var sequence: Int
  package var time: Date

  init(entry: JournalEntry, schema: Int, sequence: Int, time: Date) {
    self.entry = entry
    self.schema = schema
    self.sequence = sequence
    self.time = time
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schema = try container.decode(Int.self, forKey: .schema)
    try Upgrades.check(schema)
    sequence = try container.decode(Int.self, forKey: .sequence)
    time = try container.decode(Date.self, forKey: .time)
    entry = try container.decode(JournalEntry.self, forKey: .entry)
  }

  private enum CodingKeys: String, CodingKey { case entry, schema, sequence, time }

  private static let tail = Data(#","crc":""#.utf8)
  /// `,"crc":"` + eight digits + `"}`.
  private static let tailLength = 18

  /// The bytes of the line, with its line end.
  func encoded(_ encoder: JSONEncoder) throws -> Data {
    var bytes = try encoder.encode(self).dropLast()
    let checksum = CRC32C.checksum(bytes)
    bytes.append(Self.tail)
    bytes.append(contentsOf: Self.hex(checksum).utf8)
    bytes.append(contentsOf: "\"}\n".utf8)
    return bytes
  }

  /// nil where the checksum does not fit; throws where it fits and the line is still no entry.
  static func decode(_ bytes: Data, _ decoder: JSONDecoder) throws -> JournalLine? {
    guard bytes.count > tailLength else { return nil }
    let body = bytes.dropLast(tailLength)
    let tail = bytes.suffix(tailLength)
    guard tail.starts(with: Self.tail), tail.suffix(2).elementsEqual("\"}".utf8),
      tail.dropFirst(8).prefix(8).elementsEqual(hex(CRC32C.checksum(body)).utf8)
    else { return nil }
    return try Upgrades.line(body + Data("}".utf8), decoder)
  }

  private static func hex(_ checksum: UInt32) -> String {
    let digits = String(checksum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

/// How far the journal was read or written.
package struct JournalPosition: Codable, Hashable, Sendable {
  /// The sequence number of the first line of the segment.
  package var segment: Int
  /// Bytes of that segment.
  package var offset: Int
  /// The last line before the offset; 0 before the first line of all.
  package var sequence: Int
}
