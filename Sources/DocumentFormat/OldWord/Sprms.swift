/// Single property modifiers: a code that tells what and how long, then the value ([MS-DOC] 2.2.5).
enum Sprms {
  // Characters
  static let deleted = 0x0800
  static let inserted = 0x0801
  static let pictureIsData = 0x0806
  static let bold = 0x0835
  static let italic = 0x0836
  static let struck = 0x0837
  static let doublyStruck = 0x2A53
  static let hidden = 0x083C
  static let underline = 0x2A3E
  static let highlight = 0x2A0C
  static let oldShade = 0x4866
  static let shade = 0xCA71
  static let isSpecial = 0x0855
  static let picturePlace = 0x6A03
  static let symbol = 0x6A09
  static let characterStyle = 0x4A30
  static let font = 0x4A4F
  static let plain = 0x2A33
  // Paragraphs
  static let inTable = 0x2416
  static let rowEnd = 0x2417
  static let depth = 0x6649
  static let innerCellEnd = 0x244B
  static let innerRowEnd = 0x244C
  static let outlineLevel = 0x2640
  static let elsewhere = 0x6646
  static let tableElsewhere = 0x646B
  // Tables and sections
  static let tableDefinition = 0xD608
  static let mergeColumns = 0x5624
  static let mergeRows = 0xD62B
  static let titlePage = 0x300A

  static func each(in bytes: ArraySlice<UInt8>, _ body: (Int, ArraySlice<UInt8>) -> Void) {
    var rest = bytes
    while rest.count > 2 {
      let start = rest.startIndex
      let code = Int(rest[start]) | Int(rest[start + 1]) << 8
      rest = rest.dropFirst(2)
      var length = [1, 1, 2, 4, 2, 2, 0, 3][code >> 13]
      if code >> 13 == 6 {
        guard let first = rest.first else { return }
        length = Int(first)
        rest = rest.dropFirst()
        if code == tableDefinition {
          guard let second = rest.first else { return }
          length = max((length | Int(second) << 8) - 1, 0)
          rest = rest.dropFirst()
        } else if code == 0xC615, length == 255 {
          // Tab stops that are too many for one byte end the list as far as we care.
          return
        }
      }
      guard length <= rest.count else { return }
      body(code, rest.prefix(length))
      rest = rest.dropFirst(length)
    }
  }

  static func number(_ value: ArraySlice<UInt8>) -> Int {
    value.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Properties by place in the file: pages of 512 bytes, each a list of stretches.
struct OldWordProperties {
  struct Stretch {
    var start: Int
    var end: Int
    var properties: ArraySlice<UInt8>
  }

  private(set) var stretches: [Stretch] = []

  init(_ index: ByteReader?, _ main: ByteReader, isOfParagraphs: Bool) {
    guard let index else { return }
    let count = (index.count - 4) / 8
    // No more pages than the file has room for, however long the list.
    for number in 0..<min(max(count, 0), main.count / 512 + 1) {
      guard let page = index.u32((count + 1) * 4 + number * 4),
        let bytes = main.slice((page & 0x3F_FFFF) * 512, 512)
      else { continue }
      read(ByteReader(Array(bytes)), isOfParagraphs)
    }
    stretches.sort { $0.start < $1.start }
  }

  private mutating func read(_ page: ByteReader, _ isOfParagraphs: Bool) {
    guard let count = page.u8(511) else { return }
    for number in 0..<count {
      let entry = (count + 1) * 4 + number * (isOfParagraphs ? 13 : 1)
      guard let start = page.u32(number * 4), let end = page.u32(number * 4 + 4), start < end,
        let offset = page.u8(entry)
      else { return }
      let properties = offset == 0 ? [] : OldWordProperties.list(page, offset * 2, isOfParagraphs)
      stretches.append(Stretch(start: start, end: end, properties: properties))
    }
  }

  private static func list(
    _ page: ByteReader, _ at: Int, _ isOfParagraphs: Bool
  ) -> ArraySlice<UInt8> {
    guard let length = page.u8(at) else { return [] }
    if !isOfParagraphs { return page.slice(at + 1, length) ?? [] }
    // Counted in words, the count itself included, or, after a zero, not.
    if length > 0 { return page.slice(at + 1, length * 2 - 1) ?? [] }
    return page.u8(at + 1).flatMap { page.slice(at + 2, $0 * 2) } ?? []
  }

  /// The number of the stretch that holds the place.
  func stretch(at place: Int) -> Int? {
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].start <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 && stretches[low - 1].end > place ? low - 1 : nil
  }
}
