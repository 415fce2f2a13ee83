import PepCore
import Testing

@testable import MailReading

/// A form pasted into a message reads as one in a Word file does.
struct HTMLBlocksTests {
  @Test func `cells, marks and check boxes are kept`() throws {
    let html = """
      <p>Dear all</p><table><tr><td><p><b>On track?</b></p></td><td><s>YES</s> / NO</td></tr>
      <tr><td colspan=2><input type=checkbox checked> Yes <input type="checkbox"> No</td></tr></table>
      """
    let blocks = HTMLText(html).blocks
    #expect(blocks.saysMoreThanText)
    #expect(blocks.blocks.first == .paragraph(Paragraph([Run("Dear all")])))
    let table = try #require(Self.table(blocks.blocks.last))
    #expect(table.rows.count == 2)
    #expect(table.rows[0][0] == Cell([.paragraph(Paragraph([Run("On track?", .bold)]))]))
    #expect(
      table.rows[0][1]
        == Cell([.paragraph(Paragraph([Run("YES", .struck), Run(" / NO")]))]))
    #expect(table.rows[1][0] == Cell([.paragraph(Paragraph([Run("☒ Yes ☐ No")]))], columns: 2))
  }

  @Test func `a table in a cell is a table of its own`() throws {
    let html = "<table><tr><td>Out<table><tr><td>A<td>B</table></td><td>Side</td></tr></table>"
    let outer = try #require(Self.table(HTMLText(html).blocks.blocks.first))
    #expect(outer.rows.map(\.count) == [2])
    let inner = try #require(Self.table(outer.rows[0][0].blocks.last))
    #expect(inner.rows.map(\.count) == [2])
  }

  @Test func `a cell that reaches down is there in the next row`() throws {
    let html =
      "<table><tr><td rowspan=2>A</td><td>B</td></tr><tr><td>C</td></tr></table>"
    let table = try #require(Self.table(HTMLText(html).blocks.blocks.first))
    #expect(table.rows[1].map(\.continuesAbove) == [true, false])
  }

  @Test(arguments: [
    ("<span style='text-decoration: line-through'>x</span>", Run("x", .struck)),
    ("<font face=Wingdings>o</font>", Run("☐")),
    ("<span style=\"font-family:Wingdings\">\u{FE}</span>", Run("☒")),
    ("<b><i>x</b></i>", Run("x", [.bold, .italic])),
    ("<blockquote type=cite>x</blockquote>", Run("> x")),
  ])
  func `looks`(html: String, run: Run) {
    #expect(HTMLText(html).blocks.blocks == [.paragraph(Paragraph([run]))])
  }

  @Test func `text without tables or marks says no more than itself`() {
    #expect(!HTMLText("<p>Dear <a href=x>all</a></p>").blocks.saysMoreThanText)
  }

  @Test(arguments: ["<table>", "<td>", "<tr><td>", "<s>", "<table><tr><td>", "<input type=radio>"])
  func `tags beyond every form end in a bounded tree`(piece: String) {
    let blocks = HTMLText(String(repeating: piece, count: 100_000)).blocks.blocks
    #expect(Self.depth(blocks) <= Limits.tableDepth)
    #expect(Self.cells(blocks) <= Limits.cells)
  }

  private static func depth(_ blocks: [Block]) -> Int {
    blocks.compactMap { table($0) }
      .map { 1 + depth($0.rows.flatMap { $0.flatMap(\.blocks) }) }.max() ?? 0
  }

  private static func cells(_ blocks: [Block]) -> Int {
    blocks.compactMap { table($0) }
      .map { $0.rows.joined().reduce(0) { $0 + 1 + cells($1.blocks) } }.reduce(0, +)
  }

  private static func table(_ block: Block?) -> Table? {
    if case .table(let table) = block { table } else { nil }
  }
}
