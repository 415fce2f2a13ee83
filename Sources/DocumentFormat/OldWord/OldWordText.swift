import PepCore

/// The characters of a .doc with the places in the file where each lies, since properties are kept by
/// place. A document that was saved quickly is in many pieces, in any order.
struct OldWordText {
  private struct Piece {
    var start: Int
    var end: Int
    /// Where its first character lies, and how many bytes each takes.
    var place: Int
    var width: Int
  }

  private var pieces: [Piece] = []
  private let main: ByteReader

  init(pieceTable list: ByteReader, _ main: ByteReader) throws(UnreadableDocument) {
    self.main = main
    var at = 0
    // Properties of quick saves come first; then the table itself.
    while list.u8(at) == 1, let length = list.u16(at + 1) { at += 3 + length }
    guard list.u8(at) == 2, let length = list.u32(at + 1), length >= 16,
      list.slice(at + 5, length) != nil
    else { throw UnreadableDocument(.damaged) }
    at += 5
    let count = (length - 4) / 12
    for index in 0..<count {
      guard let start = list.u32(at + index * 4), let end = list.u32(at + index * 4 + 4),
        start < end, let raw = list.u32(at + (count + 1) * 4 + index * 8 + 2)
      else { continue }
      let isNarrow = raw & 0x4000_0000 != 0
      let place = isNarrow ? (raw & 0x3FFF_FFFF) / 2 : raw & 0x3FFF_FFFF
      let width = isNarrow ? 1 : 2
      guard end <= main.count, main.slice(place, (end - start) * width) != nil else {
        throw UnreadableDocument(.truncated)
      }
      pieces.append(Piece(start: start, end: end, place: place, width: width))
    }
    if pieces.isEmpty { throw UnreadableDocument(.damaged) }
  }

  /// Every character of the range: its UTF-16 unit and its place.
  func each(in range: Range<Int>, _ body: (UInt16, Int) throws(UnreadableDocument) -> Void)
    throws(UnreadableDocument)
  {
    for piece in pieces where piece.start < range.upperBound && piece.end > range.lowerBound {
      let from = max(piece.start, range.lowerBound) - piece.start
      let to = min(piece.end, range.upperBound) - piece.start
      for index in from..<max(to, from) {
        let place = piece.place + index * piece.width
        if piece.width == 2 {
          try body(UInt16(main.u16(place) ?? 0), place)
        } else {
          try body(OldWordText.unit(UInt8(main.u8(place) ?? 0)), place)
        }
      }
    }
  }

  private static func unit(_ byte: UInt8) -> UInt16 {
    if byte < 0x80 || byte > 0x9F { return UInt16(byte) }
    return CodePage.windows.string([byte]).utf16.first ?? 0
  }
}
