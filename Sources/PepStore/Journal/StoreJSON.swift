import FoundationEssentials

/// One way to write JSON for journal and checkpoint: keys in order, so that equal states are equal
/// bytes and a difference of two backups shows what changed.
enum StoreJSON {
  static func encoder(pretty: Bool) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }
}

extension Date {
  /// Moments are kept in whole seconds, as JSON has them: otherwise the state in memory would
  /// differ from the one that is read again.
  var wholeSecond: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
