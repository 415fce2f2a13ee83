import PepCore
import Testing

struct BlockWireTests {
  private let blocks: [Block] = [
    .paragraph(Paragraph([Run("a"), Run("é", [.bold, .chosen], control: "c")], headingLevel: 2)),
    .paragraph(Paragraph([], place: .footer, page: 300)),
    .table(
      Table(rows: [
        [Cell([.paragraph(Paragraph([Run("x")]))], columns: 3), Cell([], continuesAbove: true)],
        [Cell([.table(Table(rows: [[Cell([])]]))])],
      ])),
  ]

  private func read(_ bytes: [UInt8]) -> [Block]? {
    bytes.withUnsafeBytes { BlockWire.blocks(from: $0) }
  }

  @Test func `what is written is read`() { #expect(read(BlockWire.bytes(of: blocks)) == blocks) }

  @Test func `cut or lengthened bytes are refused`() {
    let bytes = BlockWire.bytes(of: blocks)
    for end in bytes.indices { #expect(read(Array(bytes[..<end])) == nil) }
    #expect(read(bytes + [0]) == nil)
  }

  @Test func `a count beyond the bytes is refused before memory is taken`() {
    #expect(read([0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) == nil)
  }

  @Test func `endless nesting is refused`() {
    // A table of one row of one cell that holds one table, and so on.
    let bytes = (0..<10_000).flatMap { _ -> [UInt8] in [1, 1, 1, 1, 1, 0] }
    #expect(read(bytes) == nil)
  }

  @Test func `changed bytes never bring the daemon down`() {
    let bytes = BlockWire.bytes(of: blocks)
    for at in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[at] ^= 1 << bit
        _ = read(changed)
      }
    }
  }
}
