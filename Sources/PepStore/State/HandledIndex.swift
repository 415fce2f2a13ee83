import FoundationEssentials

/// Which messages were handled: by place in the mailbox, by content and by Message-ID.
///
/// Made for years of mail: a message costs some sixty bytes of memory and one short line of the
/// checkpoint. The place tells quickly, the content tells surely; a Message-ID only hints, because
/// some systems use one again for another message.
struct HandledIndex: Hashable, Sendable {
  /// The first 128 bits of a SHA-256: nobody can make two messages that share them.
  struct Key: Hashable, Sendable {
    var high: UInt64
    var low: UInt64

    init?(_ digest: String) {
      guard let high = UInt64(digest.prefix(16), radix: 16),
        let low = UInt64(digest.dropFirst(16).prefix(16), radix: 16)
      else { return nil }
      self.high = high
      self.low = low
    }

    /// The 48 bits that stand in a short reference.
    var short: UInt64 { high >> 16 }
  }

  struct Record: Hashable, Sendable {
    var key: Key
    var messageID: UInt64
  }

  private(set) var places: [String: [String: UIDSet]] = [:]
  private var records: [UInt64: Record] = [:]
  /// Messages whose short reference was taken: somebody can make two messages that share 48 bits.
  private var longRecords: [Key: Record] = [:]
  private var byMessageID: [UInt64: Key] = [:]

  func contains(_ location: MessageLocation) -> Bool {
    places[location.folder]?[String(location.uidValidity)]?.contains(location.uid) ?? false
  }

  /// The reference of a handled message with this content.
  func reference(ofDigest digest: String) -> String? {
    Key(digest).flatMap(reference(of:))
  }

  /// Whether a handled message has this reference (`M-` and 12 or 32 digits).
  func contains(reference: String) -> Bool {
    let digits = reference.dropFirst(2)
    guard reference.hasPrefix("M-"), let high = UInt64(digits.prefix(12), radix: 16) else {
      return false
    }
    if digits.utf8.count == Limits.referenceDigits { return records[high] != nil }
    return Key(String(digits)).map { longRecords[$0] != nil } ?? false
  }

  func reference(ofMessageID messageID: String) -> String? {
    byMessageID[ContentDigest.short(of: messageID)].flatMap(reference(of:))
  }

  /// The reference that a message has or would get.
  func reference(for digest: String) -> String {
    if let known = reference(ofDigest: digest) { return known }
    guard let key = Key(digest), records[key.short] != nil else {
      return "M-" + digest.prefix(Limits.referenceDigits)
    }
    return "M-" + digest.prefix(Limits.longReferenceDigits)
  }

  private func reference(of key: Key) -> String? {
    let digits = Self.hex(key.high) + Self.hex(key.low)
    if records[key.short]?.key == key { return "M-" + digits.prefix(Limits.referenceDigits) }
    return longRecords[key] == nil ? nil : "M-" + digits.prefix(Limits.longReferenceDigits)
  }

  mutating func insert(_ location: MessageLocation) {
    places[location.folder, default: [:]][String(location.uidValidity), default: UIDSet()]
      .insert(location.uid)
  }

  /// Under another UIDVALIDITY the old UIDs mean nothing; content recognises the messages.
  mutating func forgetPlaces(in folder: String, except uidValidity: UInt32) {
    guard let known = places[folder], known.count > 1 || known[String(uidValidity)] == nil else {
      return
    }
    places[folder] = known.filter { $0.key == String(uidValidity) }
  }

  mutating func insert(digest: String, messageID: String?) {
    guard let key = Key(digest) else { return }
    insert(Record(key: key, messageID: messageID.map(ContentDigest.short(of:)) ?? 0))
  }

  private mutating func insert(_ record: Record) {
    if record.messageID != 0 { note(record) }
    if let other = records[record.key.short], other.key != record.key {
      longRecords[record.key] = record
    } else {
      records[record.key.short] = record
    }
  }

  /// Of several messages with one Message-ID the smallest digest is found, so that the index is the
  /// same in whatever order they are read.
  private mutating func note(_ record: Record) {
    let known = byMessageID[record.messageID]
    if let known, (known.high, known.low) <= (record.key.high, record.key.low) { return }
    byMessageID[record.messageID] = record.key
  }

  /// 32 digits that every handled message's digest begins with.
  var digestPrefixes: Set<String> {
    Set((records.values.map(\.key) + longRecords.keys).map { Self.hex($0.high) + Self.hex($0.low) })
  }

  static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension HandledIndex {
  /// The messages as the checkpoint has them, one line each: 32 digits of the digest, 16 of the
  /// Message-ID's, and a `+` behind those with a long reference.
  var lines: [String] {
    let short = records.values.map { Self.line($0) }
    return (short + longRecords.values.map { Self.line($0) + "+" }).sorted()
  }

  private static func line(_ record: Record) -> String {
    "\(hex(record.key.high))\(hex(record.key.low)) \(hex(record.messageID))"
  }

  /// nil where a line is none of ours.
  init?(places: [String: [String: UIDSet]], lines: [String]) {
    self.places = places
    records.reserveCapacity(lines.count)
    byMessageID.reserveCapacity(lines.count)
    // Long references last: they are long because the short one was taken.
    for isLong in [false, true] {
      for line in lines where line.hasSuffix("+") == isLong {
        guard let key = Key(line), let hash = UInt64(line.dropFirst(33).prefix(16), radix: 16),
          line.utf8.count == (isLong ? 50 : 49), line.dropFirst(32).first == " "
        else { return nil }
        insert(Record(key: key, messageID: hash))
      }
    }
  }
}
