// Blocks as bytes. A form of 12 tables is 1,500 paragraphs; coding them as JSON by way of Codable
// took 2.2 ms to write and 3 to 4 ms to read, more than reading the Word file. This takes a
// thirtieth.
//
//     blocks    count, blocks        block      0 paragraph | 1 table
//     paragraph flags, [heading], [page], count, runs
//     run       text, marks, 0 | 1 control
//     table     count, rows          row        count, cells       cell  columns, 0 | 1, blocks
//
// Numbers are LEB128; texts are a length and UTF-8. Flags: place in the low three bits, 8 = heading
// level follows, 16 = page follows.

package enum BlockWire {
  package static func bytes(of blocks: [Block]) -> [UInt8] {
    var writer = BlockWriter()
    writer.put(blocks)
    return writer.bytes
  }

  /// nil where the bytes are not what `bytes(of:)` writes. Trusts nothing: no length beyond the
  /// input, no depth beyond what a form can have.
  package static func blocks(from bytes: UnsafeRawBufferPointer) -> [Block]? {
    var reader = BlockReader(bytes)
    let blocks = try? reader.blocks(depth: 0)
    return reader.isAtEnd ? blocks : nil
  }

  fileprivate static let places: [Paragraph.Place] = [.body, .header, .footer, .textBox, .note]
}

private struct BlockWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ blocks: [Block]) {
    put(blocks.count)
    for block in blocks {
      switch block {
      case .paragraph(let paragraph):
        bytes.append(0)
        put(paragraph)
      case .table(let table):
        bytes.append(1)
        put(table.rows.count)
        for row in table.rows {
          put(row.count)
          for cell in row { put(cell) }
        }
      }
    }
  }

  private mutating func put(_ cell: Cell) {
    put(cell.columns)
    bytes.append(cell.continuesAbove ? 1 : 0)
    put(cell.blocks)
  }

  private mutating func put(_ paragraph: Paragraph) {
    let place = BlockWire.places.firstIndex(of: paragraph.place) ?? 0
    let heading = paragraph.headingLevel == nil ? 0 : 8
    let page = paragraph.page == nil ? 0 : 16
    bytes.append(UInt8(place | heading | page))
    if let level = paragraph.headingLevel { put(level) }
    if let page = paragraph.page { put(page) }
    put(paragraph.runs.count)
    for run in paragraph.runs {
      put(run.text)
      put(Int(run.marks.rawValue))
      bytes.append(run.control == nil ? 0 : 1)
      if let control = run.control { put(control) }
    }
  }

  private mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func put(_ number: Int) {
    var rest = UInt(max(number, 0))
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

private struct BlockReader {
  private struct Malformed: Error {}
  /// Tables in cells in tables: decoding recurses, and the stack is the daemon's.
  private static let depth = 64

  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func blocks(depth: Int) throws -> [Block] {
    guard depth < BlockReader.depth else { throw Malformed() }
    return try list { reader in
      switch try reader.byte() {
      case 0: return .paragraph(try reader.paragraph())
      case 1:
        let rows = try reader.list { reader in try reader.list { try $0.cell(depth: depth) } }
        return .table(Table(rows: rows))
      default: throw Malformed()
      }
    }
  }

  private mutating func cell(depth: Int) throws -> Cell {
    let columns = try number()
    let continues = try flag()
    return Cell(try blocks(depth: depth + 1), columns: columns, continuesAbove: continues)
  }

  private mutating func paragraph() throws -> Paragraph {
    let flags = try byte()
    guard flags < 32, Int(flags & 7) < BlockWire.places.count else { throw Malformed() }
    let heading = flags & 8 == 0 ? nil : try number()
    let page = flags & 16 == 0 ? nil : try number()
    let runs = try list { reader in
      let text = try reader.text()
      let marks = Run.Marks(rawValue: UInt16(truncatingIfNeeded: try reader.number()))
      return Run(text, marks, control: try reader.flag() ? try reader.text() : nil)
    }
    return Paragraph(
      runs, place: BlockWire.places[Int(flags & 7)], headingLevel: heading, page: page)
  }

  /// Every element takes a byte at least, so a count beyond the rest is a lie.
  private mutating func list<T>(_ element: (inout BlockReader) throws -> T) throws -> [T] {
    let count = try number()
    guard count <= bytes.count - at else { throw Malformed() }
    var list: [T] = []
    list.reserveCapacity(min(count, 1_024))
    for _ in 0..<count { list.append(try element(&self)) }
    return list
  }

  private mutating func text() throws -> String {
    let count = try number()
    guard count <= bytes.count - at else { throw Malformed() }
    defer { at += count }
    let slice = UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    guard let text = String(validating: slice, as: UTF8.self) else { throw Malformed() }
    return text
  }

  private mutating func flag() throws -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw Malformed()
    }
  }

  private mutating func number() throws -> Int {
    var number = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      let next = try byte()
      number |= Int(next & 0x7F) << shift
      if next & 0x80 == 0 { return number }
    }
    throw Malformed()
  }

  private mutating func byte() throws -> UInt8 {
    guard at < bytes.count else { throw Malformed() }
    defer { at += 1 }
    return bytes[at]
  }
}
