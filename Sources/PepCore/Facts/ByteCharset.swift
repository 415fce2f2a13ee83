/// A character set of one byte a character, as a table.
///
/// glibc converts from such a set by a library of its own for each. Forty of them, loaded because the
/// sandbox has no files, were a third of all mappings that a reader's child inherits and drops again.
package struct ByteCharset: Sendable {
  /// nil for a byte that means nothing there.
  private let scalars: [Unicode.Scalar?]

  /// - Parameter convert: what one byte says; empty where it says nothing.
  /// - Returns: nil where some byte is not a character by itself.
  package init?(_ convert: (UInt8) -> String) {
    var scalars: [Unicode.Scalar?] = []
    for byte in UInt8.min...UInt8.max {
      let text = convert(byte).unicodeScalars
      guard text.count < 2 else { return nil }
      scalars.append(text.first)
    }
    // The system has no such set.
    guard scalars.contains(where: { $0 != nil }) else { return nil }
    self.scalars = scalars
  }

  /// - Parameter unknown: what stands for a byte that means nothing; nil leaves it out.
  package func string(_ bytes: some Collection<UInt8>, unknown: Unicode.Scalar?) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      if let scalar = scalars[Int(byte)] ?? unknown { text.append(scalar) }
    }
    return String(text)
  }
}
