import DocumentFormat
import PepCore
import Testing

/// Tables that a page break cuts in two.
@Suite struct TornRowTests {
  private func table(_ rows: [[String]]) -> Table {
    Table(rows: rows.map { $0.map { Cell([.paragraph(Paragraph([Run($0)]))]) } })
  }

  private func joined(_ above: [[String]], _ below: [[String]]) -> [[String]] {
    var table = table(above)
    table.goOn(self.table(below))
    return table.rows.map { $0.map(\.words) }
  }

  @Test func `a row that goes on is one row`() {
    let rows = joined(
      [["Target", "Action", "Who"], ["To hand in every piece of", "Homework club on", "Tutor"]],
      [["homework on time", "Tuesdays", ""], ["To learn all tables", "Games", "Carers"]])
    #expect(
      rows == [
        ["Target", "Action", "Who"],
        ["To hand in every piece of homework on time", "Homework club on Tuesdays", "Tutor"],
        ["To learn all tables", "Games", "Carers"],
      ])
  }

  @Test func `an answer goes on below its label`() {
    let rows = joined([["My views", "I like art. I"]], [["", "would like more help."]])
    #expect(rows == [["My views", "I like art. I would like more help."]])
  }

  @Test(arguments: [
    // All in small letters, and complete.
    [["learn all tables", "games", "carers"]],
    // A new sentence in a row of its own.
    [["", "Reading every day", "Tutor"]],
    // A sum.
    [["maths tutor", "£200", ""]],
    // Something stands where the row had nothing.
    [["read daily", "", "tutor"]],
  ])
  func `a row of its own stays one`(below: [[String]]) {
    let above = [["read more", "paired reading", ""]]
    #expect(joined(above, below).count == 2)
  }

  /// As one row, "No" would answer the second question, and the first would be asked of a school that answered it.
  @Test func `a question of its own stays one where the title at its side goes on`() throws {
    var table = table([["7a Special", "SEN stage", "No"]])
    table.goOn(self.table([["educational needs", "How is SEND funding used?", ""]]))
    #expect(
      table.rows.map { $0.map(\.words) } == [
        ["7a Special educational needs", "SEN stage", "No"], ["", "How is SEND funding used?", ""],
      ])
    #expect(table.rows[1][0].continuesAbove)
  }
}
