/// A table of a report, for a sheet of a workbook and for CSV.
package struct ReportTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var title: String
    /// In characters, as spreadsheets measure.
    package var width: Double
    package init(_ title: String, _ width: Double) {
      self.title = title
      self.width = width
    }
  }

  package enum Cell: Hashable, Sendable {
    /// Always shown as it is, whatever it looks like.
    case text(String)
    case number(Double)
    case count(Int)
    /// 0 to 1.
    case share(Double)
    case money(Double)
    case day(CivilDay)
    case blank

    package init(_ day: CivilDay?) { self = day.map { .day($0) } ?? .blank }
  }

  package var name: String
  package var columns: [Column]
  /// Each as long as `columns`.
  package var rows: [[Cell]]
  /// A last row that sums up, kept apart from what can be sorted and filtered.
  package var total: [Cell]?

  package init(name: String, columns: [Column], rows: [[Cell]], total: [Cell]? = nil) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.total = total
  }
}

extension ReportTable {
  /// The table as CSV (RFC 4180), the titles first.
  package var csv: String {
    ([columns.map { Cell.text($0.title) }] + rows + (total.map { [$0] } ?? []))
      .map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): quoted(neutral(text))
    case .number(let number), .money(let number): FieldValue.number(number).plain
    case .count(let count): String(count)
    case .share(let share): FieldValue.number((share * 1_000).rounded() / 10).plain
    case .day(let day): day.description
    case .blank: ""
    }
  }

  /// A spreadsheet takes a text that begins so for a formula, and a formula can reach outside; an
  /// apostrophe in front makes it a text again (OWASP, "CSV Injection").
  private static func neutral(_ text: String) -> String {
    text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { "\",\r\n".contains($0) || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
